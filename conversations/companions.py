"""Those one writes with; and what their pages are told when something of one of them changes."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from conversations import sockets
from conversations.protocol import PersonChanged
from conversations.sockets import News

LATELY = 500  # conversations, the last active first
MOST = 2_000
# An import changes thousands at once: of those one reads when one next opens what they are in.
FEW = 20


def hear(people: Sequence[UUID]) -> None:
    """Subscriber of the directory: their name stands beside something else, or they are away."""
    if len(people) > FEW:
        return
    news = [
        News(
            to=[str(one) for one in companions_of(person)],
            frame=PersonChanged(person=person).model_dump_json(),
        )
        for person in people
    ]
    transaction.on_commit(lambda: sockets.tell(news))


def companions_of(person: UUID) -> list[UUID]:
    """Those who are in a conversation with them, of late."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct theirs.party_id
               from (select conversation_id from conversations_place where party_id = %(me)s
                     order by active_on desc limit %(lately)s) mine
               join conversations_place theirs using (conversation_id)
               where theirs.party_id <> %(me)s limit %(most)s""",
            {"me": person, "lately": LATELY, "most": MOST},
        )
        return [other for (other,) in cursor.fetchall()]
