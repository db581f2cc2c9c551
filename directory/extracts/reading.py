"""From a file to its rows, each with its line, odd ones noted and left out."""

from collections.abc import Callable, Iterator
from operator import itemgetter

from directory.extracts.columns import Kind, kind_of, places
from directory.extracts.refusals import Broken, NotAnExtract
from directory.extracts.report import FileReport, Odd
from directory.extracts.sources import Progress, Source

Row = tuple[str, ...]


class Extract:
    """A file whose header was understood."""

    def __init__(self, source: Source) -> None:
        self.source = source
        first = next(source.lines(), b"")
        self.header, _ = cells_of(first.removeprefix(b"\xef\xbb\xbf"))
        if self.header[-1] == "":
            self.header.pop()  # they end with a bar, or not
        if not self.header:
            raise NotAnExtract(source.name)
        self.kind: Kind = kind_of(source.name, self.header)
        self.pick: Callable[[list[str]], Row] = itemgetter(
            *places(source.name, self.kind, self.header)
        )

    def rows(
        self, report: FileReport, progress: Progress = lambda _: None
    ) -> Iterator[tuple[int, Row]]:
        """Each row's line and fields, in the order of columns.COLUMNS."""
        lines = self.source.lines(progress)
        next(lines)
        cut = False
        for number, line in enumerate(lines, 2):
            if not line.strip():
                continue
            report.rows += 1
            cells, odd = cells_of(line)
            if odd:
                report.note(odd, number)
            cut = len(cells) < len(self.header)
            if refused := self.refused(line, cells):
                report.note(refused, number)
                continue
            # Where a column that may be missing is looked for.
            cells[len(self.header) :] = [""]
            yield number, tuple(map(str.strip, self.pick(cells)))
        if cut:
            # What came after its last row is not known, and would be taken for gone.
            raise Broken(self.source.name)

    def refused(self, line: bytes, cells: list[str]) -> Odd | None:
        if b"\0" in line:
            return Odd.UNREADABLE
        more = len(cells) - len(self.header)
        return Odd.CELLS if more < 0 or more > 1 or (more and cells[-1]) else None


def cells_of(line: bytes) -> tuple[list[str], Odd | None]:
    """Nothing is quoted: a " is a letter like another."""
    try:
        return line.decode().rstrip("\r\n").split("|"), None
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r\n").split("|"), Odd.LATIN_1
