"""What one process tells the others is read by them alone."""

import pytest
from cryptography.exceptions import InvalidTag

from conversations.crossing import opened, sealed

SAID = "La glycémie est à 2,10".encode()


def test_another_process_reads_what_was_said_and_who_watches_redis_does_not() -> None:
    wire = sealed("one", SAID)
    assert SAID not in wire
    assert wire != sealed("one", SAID)
    assert opened("one", wire) == SAID


def test_what_somebody_touched_or_says_in_another_s_name_is_not_believed() -> None:
    wire = sealed("one", SAID)
    with pytest.raises(InvalidTag):
        opened("one", wire[:-1] + bytes((wire[-1] ^ 1,)))
    with pytest.raises(InvalidTag):
        opened("two", wire)
