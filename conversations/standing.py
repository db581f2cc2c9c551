"""What became of one version of a message: current, corrected, cancelled, masked."""

from typing import Literal

from conversations.aftermath import Aftermath, root_of
from conversations.models import Event, Message
from conversations.shapes import Standing


def said_in(event: Event, past: Aftermath) -> Message:
    """The words shown in its place: its own, or the last that replaced them before anybody saw."""
    in_place = _in_place(event, past)
    said = in_place[-1].message if in_place else event.message
    assert said is not None
    return said


def standing_of(event: Event, past: Aftermath) -> Standing:
    root, in_place = root_of(event), _in_place(event, past)
    state, by = _state(event, root, past)
    return Standing.model_construct(
        state=state,
        version=_version(in_place[-1] if in_place else event),
        by_seq=by.seq if by and past.tells(by) else None,
        at=by.at if by else None,
        in_place_at=in_place[-1].at if in_place else None,
        reported=root in past.reported and not _is_in_place(event),
    )


State = Literal["current", "corrected", "cancelled", "masked", "corrected_since"]


def _state(event: Event, root: int, past: Aftermath) -> tuple[State, Event | None]:
    if masked := past.masked.get(root):
        return "masked", masked
    if _is_in_place(event):
        return "current", None  # it stands for nothing by itself
    if cancelled := past.cancelled.get(root):
        return "cancelled", cancelled
    if after := [c for c in past.corrections.get(root, ()) if c.counts and c.seq > event.seq]:
        return "corrected", after[-1]
    return ("corrected_since" if root in past.changed_since else "current"), None


def _in_place(event: Event, past: Aftermath) -> list[Event]:
    """Its corrections in place: those before the next version at the end."""
    found: list[Event] = []
    if _is_in_place(event):
        return found
    for correction in past.corrections.get(root_of(event), ()):
        if correction.seq <= event.seq:
            continue
        if correction.counts:
            break
        found.append(correction)
    return found


def _version(event: Event) -> int:
    """1: as first written. A correction carries its number."""
    return int((event.details or {}).get("version", 1))


def _is_in_place(event: Event) -> bool:
    return event.kind == Event.Kind.CORRECTION and not event.counts
