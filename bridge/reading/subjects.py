"""What stands before a subject and is not of it: Re:, TR:, the mark of an archive."""

import re

PREFIX = re.compile(
    r"\s*(?:(?:re|ré|rép|réf|aw|sv|fwd?|tr|wg|rv)\s?(?:\[\d+\])?\s?:|XDM/1\.0/DDM\+?)",
    re.IGNORECASE,
)


def divided(subject: str) -> tuple[str, str]:
    """The prefix, and the subject itself."""
    end = 0
    while found := PREFIX.match(subject, end):
        end = found.end()
    return subject[:end].strip(), subject[end:].strip()
