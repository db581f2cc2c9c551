"""What may be done with a file, from what was found in it."""

from collections import defaultdict
from collections.abc import Collection
from typing import Literal

from files.models import Verdict

State = Literal["checking", "ready", "refused"]
Found = Verdict.Found


def verdicts_of(files: Collection[str]) -> dict[str, set[str]]:
    """What was found in each, by SHA-256."""
    found: dict[str, set[str]] = defaultdict(set)
    for sha256, verdict in Verdict.objects.filter(file__in=files).values_list("file", "found"):
        found[sha256].add(verdict)
    return found


def state_from(found: Collection[str]) -> State:
    """Once something bad was found it stays so; nothing yet is not « clean »."""
    if not found:
        return "checking"
    return "ready" if set(found) == {Found.CLEAN} else "refused"
