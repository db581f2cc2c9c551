"""What comes back from the archive although it was to stay there."""

from uuid import UUID

from django.db import connection, transaction

from conversations import sockets
from conversations.models import Place
from conversations.protocol import PlaceChanged
from conversations.sockets import News
from conversations.unread import UNREAD, view_of
from conversations.versions import Story


def bring_back_even_kept(story: Story) -> None:
    """To those who had seen what was wrong: « garder archivée » does not hold for that."""
    room, author = story.root.conversation_id, story.root.party_id
    with connection.cursor() as cursor:
        cursor.execute(
            """update conversations_place p
               set archived_at = null, keep_archived = false, version = version + 1
               where p.conversation_id = %s and p.archived_at is not null and p.keep_archived
                 and p.party_id <> %s and upper_inf(p.visible)
                 and exists (select from conversations_seen s, unnest(%s::int[]) shown(seq)
                             where s.conversation_id = p.conversation_id
                               and s.party_id = p.party_id
                               and s.from_seq <= shown.seq and s.to_seq >= shown.seq)
               returning p.id""",
            [room, author, list(story.shown_at)],
        )
        back = [place for (place,) in cursor.fetchall()]
    news = [told(place, room) for place in back]
    transaction.on_commit(lambda: sockets.tell(news))


def told(place_id: int, room: UUID) -> News:
    place = Place.objects.select_related("conversation").annotate(waiting=UNREAD).get(id=place_id)
    view = view_of(place, unread=place.waiting, last_seq=place.conversation.last_seq)
    frame = PlaceChanged(conversation=room, place=view).model_dump_json()
    return News(to=[str(place.party_id)], frame=frame, recount=str(room))
