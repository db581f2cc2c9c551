"""What Mon espace santé says in plain words: not delivered, opened."""

import re
import unicodedata

from bridge.addresses import Address, is_of_mon_espace_sante, is_patient, same
from bridge.headers import Headers, message_ids
from bridge.received import Original, Report, State

UNDELIVERED = re.compile(r"message non distribue\s*:\s*(.*)", re.DOTALL)
OPENED = re.compile(
    r"le message que vous avez envoye\b.{0,200}?\ba (?:bien )?ete ouvert par votre destinataire"
    r" (\S{15}@[a-z.]+[a-z])",
    re.DOTALL,
)
# All that their notice says, and nothing between: when, and that it need not be answered.
NOTICE = re.compile(
    r"le message que vous avez envoye\b[^.!?;]{0,60}? a (?:bien )?ete ouvert par votre destinataire"
    r" \S{15}@[a-z.]+[a-z]\.?"
    r"(?: cela ne garantit pas la bonne prise de connaissance(?: de son contenu)?\.?)?"
    r"(?: merci de ne pas repondre a ce message\.?)?"
)
REASON = "Pas de boîte Mon espace santé."


def folded(text: str) -> str:
    """Without accents, capitals, or the ends of lines: their templates change."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def undelivered(subject: str, text: str, sender: Address | None) -> Report | None:
    """Only from Mon espace santé itself: a patient may write any subject."""
    if sender is None or not is_of_mon_espace_sante(sender.address):
        return None
    if not UNDELIVERED.fullmatch(folded(subject)):
        return None
    return Report(patient_in(text), State.FAILED, reason=REASON)


def opening(text: str, sender: Address | None, *, bare: bool) -> Report | None:
    """From Mon espace santé, or from the patient who opened it: never from another. A patient may
    quote it: what has other words, or brings a file (is not bare), is theirs, to be read."""
    found = OPENED.search(folded(text[:4_000]))
    if found is None or sender is None or not is_patient(found[1]):
        return None
    alone = bare and same(sender.address, found[1]) and NOTICE.fullmatch(folded(text))
    if not is_of_mon_espace_sante(sender.address) and not alone:
        return None
    return Report(
        found[1].upper().replace("@PATIENT.MSSANTE.FR", "@patient.mssante.fr"), State.OPENED
    )


def patient_in(text: str) -> str:
    """The one patient's address it names, if it does."""
    found = {word.strip("<>().,;:«»\"'") for word in text[:4_000].split() if "@" in word}
    patients = [address for address in found if is_patient(address)]
    return patients[0] if len(patients) == 1 else ""


def original_of(subject: str, headers: Headers) -> Original:
    """By our Message-ID; their older template only quotes the subject."""
    quoted = subject.partition(":")[2].strip().strip('"«»“” \u00a0')
    named = headers.message_id("in-reply-to") or next(
        iter(message_ids(headers.first("references"))), ""
    )
    return Original(named, subject=quoted)
