"""Whether a mail speaks of another, which we sent: a report, a receipt, a notice.

It only says what it reads. Whether that is believed is for whoever knows what we sent: by the
Message-ID or the envelope's id, which are ours and unguessable."""

from dataclasses import dataclass, field

from bridge.addresses import Address
from bridge.headers import Headers, Part
from bridge.received import Kind, Original, Report
from bridge.recognising import mon_espace_sante, receipts, reports


@dataclass(frozen=True, slots=True)
class Recognised:
    kind: Kind
    reports: tuple[Report, ...] = ()
    original: Original = field(default_factory=Original)


def recognised(
    root: Part, headers: Headers, sender: Address | None, text: str, *, bare: bool
) -> Recognised:
    """A letter, unless everything about it says otherwise. bare: it brings no file."""
    told = reports.reports_of(root)
    if kind := reports.kind_of(told):
        return Recognised(kind, told, reports.original_of(root))
    if opened := receipts.opening_of(root, sender):
        return Recognised(Kind.OPENING, (opened,), receipts.original_of(root, headers))
    # A receipt that is not believed is not believed for its words either.
    is_report = root.get_content_type() == "multipart/report"
    return Recognised(Kind.LETTER) if is_report else by_its_words(headers, sender, text, bare=bare)


def by_its_words(headers: Headers, sender: Address | None, text: str, *, bare: bool) -> Recognised:
    subject = headers.text("subject")
    if failed := mon_espace_sante.undelivered(subject, text, sender):
        original = mon_espace_sante.original_of(subject, headers)
        return Recognised(Kind.MES_UNDELIVERED, (failed,), original)
    if opened := mon_espace_sante.opening(text, sender, bare=bare):
        original = mon_espace_sante.original_of(subject, headers)
        return Recognised(Kind.MES_OPENING, (opened,), original)
    return Recognised(Kind.LETTER)
