"""The servers a mailbox may be at: those the operator named, and no other.

Whoever could name any would make us speak to what only we can reach, with a password in hand."""

from django.conf import settings

from bridge.shapes import MailServer
from chat.errors import Refusal


class NoServers(Refusal):
    code = "no_mail_servers"
    message = (
        "Aucun serveur de messagerie n’est encore autorisé ici\u00a0: votre exploitant doit le"
        " faire avant qu’une boîte puisse être reliée."
    )
    status = 409


class ServerNotAllowed(Refusal):
    code = "server_not_allowed"
    status = 422

    def __init__(self, host: str) -> None:
        self.message = (
            f"«\u00a0{host}\u00a0» n’est pas l’un des serveurs autorisés ici"
            f" ({', '.join(allowed())}). Demandez à votre exploitant de l’ajouter."
        )


def allowed() -> list[str]:
    """Without a key to seal passwords with, none."""
    return settings.MAILBOX_HOSTS if settings.MAILBOX_SECRETS else []


def must_be_allowed(*servers: MailServer) -> None:
    if not allowed():
        raise NoServers
    for server in servers:
        if not is_allowed(server.host, server.port):
            raise ServerNotAllowed(server.host)


def is_allowed(host: str, port: int) -> bool:
    host = host.lower()
    return bool({host, f"{host}:{port}"} & set(allowed()))
