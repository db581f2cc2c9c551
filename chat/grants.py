"""What the application may do to the database: read and add. What it may change is named here.

Its role owns nothing, creates nothing, removes nothing. Where nothing is said below, a row that
was written stays as it is.
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

MAY_CHANGE = {
    # A party's own view of a conversation, and the work that waits.
    "conversations_place": "UPDATE",
    "conversations_due": "UPDATE, DELETE",
    "conversations_awaited": "DELETE",
    "conversations_heartbeat": "UPDATE",
    # How far an export is, and where; what was asked stays.
    "conversations_export": "UPDATE (state, progress, read_at_seq, folder, ready_at)",
    # What search looks in: drawn again from the entries whenever they change.
    "conversations_findable": "DELETE",
    "conversations_findablefile": "DELETE",
    "conversations_findabletitle": "DELETE",
    # The head of a timeline; a trigger sees to it that it only moves forward.
    "conversations_conversation": "UPDATE (subject, last_seq, last_hash, content_seq,"
    " content_at, answered, first_speaker_id, closed_seq, opposed, patient_id)",
    # What is on its way up; what was said with it is a row elsewhere.
    "files_upload": "UPDATE, DELETE",
    # What the register or the operator says anew of somebody; never who they are (id, numbers).
    "directory_professional": "UPDATE (title, given_name, family_name, profession, structure,"
    " town, folded_name, folded_profession, gone_at, profession_code, registered,"
    " suspended_at, suspended_because, suspension_reason, acts_as_id, phone_shown_to)",
    # Held while somebody takes it or hands it over.
    "directory_role": "UPDATE (phone, exclusive)",
    "directory_holder": "DELETE",
    "directory_duty": "UPDATE (look_at)",
    "directory_suspension": "UPDATE (look_at)",
    "directory_entitlement": "UPDATE",
    "directory_structure": "UPDATE",
    "directory_activity": "UPDATE",
    "directory_skill": "UPDATE",
    "directory_mailbox": "UPDATE",
    # What an import has read and not yet swapped in.
    "directory_staged_activity": "DELETE, TRUNCATE",
    "directory_staged_structure": "TRUNCATE",
    "directory_staged_skill": "DELETE, TRUNCATE",
    "directory_staged_mailbox": "DELETE, TRUNCATE",
    "directory_staged_person": "TRUNCATE",
    "directory_staged_change": "TRUNCATE",
    "directory_directoryimport": "UPDATE (ended_at, state, report)",
    # What search looks in, drawn again; when people were there; one's own lists.
    "directory_findableperson": "UPDATE, DELETE",
    "directory_criterion": "UPDATE",
    "directory_presence": "UPDATE",
    "directory_favouriteperson": "DELETE",
    "directory_team": "UPDATE (name), DELETE",
    "directory_teammember": "DELETE",
    "directory_absence": "UPDATE, DELETE",
    "directory_account": "UPDATE (password, last_login, is_active, protection, email, is_operator)",
    "directory_session": "UPDATE, DELETE",
    "directory_signinattempts": "UPDATE, DELETE",
    "directory_renewal": "UPDATE, DELETE",
    # Second factors: used, renewed, given up. What is under way at the door.
    "directory_passkey": "UPDATE (uses, last_used_at), DELETE",
    "directory_codeapp": "UPDATE (last_counter), DELETE",
    "directory_recoverycode": "UPDATE (used_at), DELETE",
    "directory_securitymail": "UPDATE (due_at)",
    "directory_link": "UPDATE (token, closed_at), DELETE",
    "directory_ticket": "UPDATE, DELETE",
    # Who is told how, and what became of it.
    "push_device": "UPDATE",
    "push_notice": "UPDATE (state, next_at, attempts), DELETE",
    "push_delivery": "UPDATE, DELETE",
    "push_preference": "UPDATE",
    "push_putoff": "UPDATE, DELETE",
    "push_fallback": "UPDATE",
    # How a mailbox is reached and how it is; what of it was flagged there; what is to leave.
    "bridge_box": "UPDATE",
    "bridge_fetchedmail": "UPDATE (flagged)",
    "bridge_outgoing": "UPDATE",
}
# What the owner alone writes.
ONLY_READ = ("django_migrations",)

FRESH = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC, {app};
REVOKE ALL ON SCHEMA public FROM PUBLIC, {app};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {app};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {app};
GRANT CONNECT ON DATABASE {database} TO {app};
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {app};
"""


def apply(owner: BaseDatabaseWrapper, *, app: str) -> None:
    """As the owner: take everything back, then give what is named, in one commit."""
    names = {"database": sql.Identifier(owner.settings_dict["NAME"]), "app": sql.Identifier(app)}
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(sql.SQL(FRESH).format(**names))
        for table, rights in MAY_CHANGE.items():
            cursor.execute(
                sql.SQL("GRANT {} ON {} TO {}").format(
                    sql.SQL(rights), sql.Identifier(table), names["app"]
                )
            )
        for table in ONLY_READ:
            cursor.execute(
                sql.SQL("REVOKE INSERT ON {} FROM {}").format(sql.Identifier(table), names["app"])
            )
