"""What the bridge costs: looking into mailboxes, fetching from them, sending, by real servers.

Dovecot and Postfix are at the clients' core and on loopback: no network, no other's load."""

from collections.abc import Sequence

from bench.cast import Someone
from bench.figures import Figures, named
from bench.mail_fetching import fetching
from bench.mail_looking import looking
from bench.mail_sending import sending
from bench.mailboxes import mailboxes
from bench.stand import Stand


def mail(stand: Stand, people: Sequence[Someone]) -> Figures:
    with mailboxes(stand, people) as ours:
        return named("mail", looking(ours) | fetching(ours) | sending(ours))
