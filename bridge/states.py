"""What may be said of a letter next, for one of those it went to, from how it stands there.

Reports come late, twice, and in any order: what they say is told only where it adds something."""

from conversations.models import LetterState

State = LetterState.State

# Good news is believed even after bad: it is there. A failure is told even of what a server on the
# way called delivered, but not of what was opened.
AFTER: dict[State, set[State]] = {
    State.SENT: {State.WAITING, State.UNKNOWN, State.DELAYED},
    State.UNKNOWN: {State.WAITING},
    State.DELAYED: {State.WAITING, State.UNKNOWN, State.SENT},
    State.DELIVERED: {State.WAITING, State.UNKNOWN, State.SENT, State.DELAYED, State.FAILED},
    State.OPENED: set(State) - {State.OPENED, State.CANCELLED},
    State.FAILED: {State.WAITING, State.UNKNOWN, State.SENT, State.DELAYED, State.DELIVERED},
    State.CANCELLED: {State.WAITING},
    State.WAITING: {State.FAILED},  # sent once more
}


def may_become(new: State, now: State) -> bool:
    return now in AFTER[new]
