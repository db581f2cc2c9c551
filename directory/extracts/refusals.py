"""Why files are not taken. Nothing has changed when one of these is raised."""


class Unfit(Exception):
    """The files cannot be trusted. `code` is for the report, the words for who ran the import."""

    code = "unfit"


class LostColumns(Unfit):
    code = "lost_columns"

    def __init__(self, name: str, columns: list[str]) -> None:
        super().__init__(f"{name} has no column {', '.join(columns)}.")


class NotAnExtract(Unfit):
    code = "not_an_extract"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is none of the extracts known here.")


class Broken(Unfit):
    code = "broken"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not whole: it ends in the middle of a row, or of its archive.")


class Twice(Unfit):
    code = "twice"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is a second file of its kind: give one of each.")


class Shrunk(Unfit):
    code = "shrunk"

    def __init__(self, name: str, *, before: int, now: int) -> None:
        super().__init__(f"{name} has {now} rows; the last one had {before}.")


class TooManyGone(Unfit):
    code = "too_many_gone"

    def __init__(self, *, gone: int, known: int) -> None:
        super().__init__(f"{gone} people of {known} would be gone.")


class AnotherRuns(Unfit):
    code = "another_runs"

    def __init__(self) -> None:
        super().__init__("Another import is under way.")
