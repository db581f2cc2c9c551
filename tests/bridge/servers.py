"""Dovecot and Postfix, as Debian has them, on this machine alone and for these tests alone.

Both begin as root and give it up by themselves: where the tests do not run as root, by sudo, as
`make test` installs them. A mail for who has no box is refused by Dovecot, after Postfix took it:
that is how a report comes back."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection

from chat.embedded import free_port
from chat.guard import Guarded
from tests.bridge.authority import Authority
from tests.bridge.introspection import Introspection, introspecting

HOST = "127.0.0.1"
SUDO = [] if os.geteuid() == 0 else ["sudo", "-n"]
MASTER = "/usr/lib/postfix/sbin/master"
CAMILLE = "camille@medimail.exemple.mssante.fr"
NOE = "noe@ch-fictif.exemple.mssante.fr"
RELAY = "liaison@medimail.exemple.mssante.fr"
PEOPLE = (CAMILLE, NOE, RELAY)
# Beyond ASCII: what smtplib and imaplib cannot say by themselves.
PASSWORD = "cheval-été-agrafe"
REFUSED = "refuse@ch-fictif.exemple.mssante.fr"
LATER = "plus-tard@ch-fictif.exemple.mssante.fr"
NOBODY = "personne@ch-fictif.exemple.mssante.fr"
SIZE_MOST = 10_000_000


@dataclass
class MailServers:
    folder: Path
    authority: Authority
    tokens: Introspection
    people: Sequence[str] = PEOPLE
    begun: list[Guarded] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = ("imap", "imaps", "lmtp", "auth", "submission", "submissions", "plain")
        free: set[int] = set()
        while len(free) < len(names):  # the same may be free twice
            free.add(free_port())
        self.ports = dict(zip(names, free, strict=True))

    @property
    def dovecot(self) -> Path:
        return self.folder / "dovecot.conf"

    @property
    def postfix(self) -> Path:
        return self.folder / "postfix"

    def doveadm(self, *words: str) -> str:
        return run("doveadm", "-c", str(self.dovecot), *words)

    def empty(self, person: str) -> None:
        """Once nothing is on its way any more: the report on an earlier test's mail comes late."""
        queues = [str(self.folder / "queue" / name) for name in ("maildrop", "incoming", "active")]
        until(lambda: not run("find", *queues, "-ignore_readdir_race", "-type", "f"), self)
        self.doveadm("expunge", "-u", person, "mailbox", "INBOX", "all")

    def logged(self) -> str:
        files = (self.folder / "dovecot.log", self.folder / "log" / "postfix.log")
        return "\n".join(run("cat", str(file)) for file in files if file.exists())


def run(*command: str) -> str:
    done = subprocess.run([*SUDO, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def serving(people: Sequence[str] = PEOPLE) -> Iterator[MailServers]:
    missing = [name for name in ("dovecot", "postfix") if not shutil.which(name, path="/usr/sbin")]
    assert not missing, f"{missing} missing: make test installs them"
    # Others than us walk through it: the people of Dovecot and of Postfix.
    folder = Path(tempfile.mkdtemp(prefix="liaison-mail-", dir="/tmp"))
    folder.chmod(0o755)
    with introspecting(people) as tokens:
        servers = MailServers(folder, Authority(folder), tokens, people)
        try:
            servers.begun += [start_dovecot(servers), start_postfix(servers)]
            until(lambda: all(answers(port) for port in servers.ports.values()), servers)
            yield servers
        finally:
            for process in reversed(servers.begun):
                process.stop()
            run("rm", "-rf", str(folder))


def until(answered: Callable[[], bool], servers: MailServers) -> None:
    give_up = time.monotonic() + 30
    while not answered():
        assert time.monotonic() < give_up, servers.logged()[-3_000:]
        time.sleep(0.02)


def answers(port: int) -> bool:
    try:
        create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def start_dovecot(servers: MailServers) -> Guarded:
    pair = servers.authority.signs("dovecot")
    folder = servers.folder
    (folder / "boxes").mkdir()
    run("chown", "nobody", str(folder / "boxes"))
    users = (
        f"{one}:{{PLAIN}}{PASSWORD}:65534:65534::{folder}/boxes/{one}::\n" for one in servers.people
    )
    (folder / "users").write_text("".join(users))
    (folder / "oauth2.conf.ext").write_text(
        f"introspection_mode = post\nintrospection_url = {servers.tokens.url}\n"
        "username_attribute = email\nactive_attribute = active\nactive_value = true\n"
    )
    servers.dovecot.write_text(
        DOVECOT.format(folder=folder, certificate=pair.certificate, key=pair.key, **servers.ports)
    )
    return Guarded([*SUDO, "/usr/sbin/dovecot", "-F", "-c", servers.dovecot], log=folder / "out")


def start_postfix(servers: MailServers) -> Guarded:
    pair = servers.authority.signs("postfix")
    folder = servers.postfix
    for made in (folder, servers.folder / "queue", servers.folder / "data", servers.folder / "log"):
        made.mkdir()
    run("chown", "postfix", str(servers.folder / "data"))
    told = {"folder": servers.folder, "certificate": pair.certificate, "key": pair.key}
    (folder / "main.cf").write_text(MAIN.format(size=SIZE_MOST, **told, **servers.ports))
    (folder / "master.cf").write_text(SERVICES.format(**servers.ports))
    (folder / "access").write_text(
        f"{REFUSED} 550 5.1.1 Adresse inconnue\n{LATER} 451 4.3.0 Plus tard\n"
    )
    (folder / "logins").write_text("/^(.*)$/ ${1}\n")
    run("/usr/sbin/postfix", "-c", str(folder), "check")
    return Guarded([*SUDO, MASTER, "-c", folder, "-d"], log=servers.folder / "out")


DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
mail_location = maildir:~/mail
first_valid_uid = 65534
last_valid_uid = 65534
first_valid_gid = 65534
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf.ext
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
}}
# One process for all lines: of several hundred, each would hold one of its own.
service imap-login {{
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener sasl {{
    port = {auth}
  }}
}}
# No one is made to wait for having been wrong: these tests are.
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file_prefixes = {folder}
maillog_file = {folder}/log/postfix.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = smtp.exemple.mssante.fr
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = medimail.exemple.mssante.fr, ch-fictif.exemple.mssante.fr
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
default_transport = error:5.1.2 Domaine inconnu
disable_dns_lookups = yes
smtpd_peername_lookup = no
message_size_limit = {size}
in_flow_delay = 0
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_sender_login_maps = regexp:{folder}/postfix/logins
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/postfix/access
smtpd_relay_restrictions = permit_mynetworks, reject
"""
SIGNED_IN = """ -o smtpd_sasl_auth_enable=yes
 -o smtpd_tls_auth_only=yes
 -o smtpd_delay_reject=no
 -o smtpd_sender_restrictions=reject_sender_login_mismatch
 -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
"""
SERVICES = f"""
{HOST}:{{submission}} inet n - n - - smtpd
 -o smtpd_tls_security_level=encrypt
{SIGNED_IN}
{HOST}:{{submissions}} inet n - n - - smtpd
 -o smtpd_tls_wrappermode=yes
{SIGNED_IN}
{HOST}:{{plain}} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
