"""The least there is, in the same run: the standard library's own words, and no database."""

import imaplib
import smtplib
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

from bridge.models import Box
from bridge.providers.account import Trust
from bridge.providers.connecting import tls
from bridge.writing.message import Written
from tests.bridge.servers import PASSWORD, MailServers


def cpu_of(do: Callable[[], object], times: int) -> float:
    """Microseconds of this process, each time."""
    began = process_time()
    for _ in range(times):
        do()
    return (process_time() - began) / times * 1e6


def bare_look(box: Box, servers: MailServers) -> Callable[[], None]:
    """Reached, secured, signed in, what lies there listed, and away."""
    context = tls(Trust(servers.authority.path))
    words = f"\0{box.user}\0{PASSWORD}".encode()

    def look() -> None:
        line = imaplib.IMAP4(box.imap_host, box.imap_port)
        line.starttls(context)
        line.authenticate("PLAIN", lambda _: words)
        line.select(readonly=True)
        line.uid("SEARCH", "ALL")
        line.logout()

    return look


def bare_send(box: Box, servers: MailServers, mail: Written) -> Callable[[], None]:
    context = tls(Trust(servers.authority.path))
    words = b64encode(f"\0{box.user}\0{PASSWORD}".encode()).decode()

    def send() -> None:
        line = smtplib.SMTP(box.smtp_host, box.smtp_port)
        line.starttls(context=context)
        line.ehlo()
        line.docmd("AUTH", f"PLAIN {words}")
        line.sendmail(mail.sender, mail.recipients, mail.content)
        line.quit()

    return send


def bare_process(times: int) -> float:
    """A Python that starts and ends: what reading a mail apart costs at the least."""
    before = getrusage(RUSAGE_CHILDREN)
    for _ in range(times):
        subprocess.run([sys.executable, "-E", "-s", "-c", ""], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used / times * 1e6
