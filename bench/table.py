"""What was measured, beside what must be and what is aimed at."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import QUIET, Figures, disturbance


@dataclass(frozen=True, slots=True)
class Goal:
    figure: str
    must: float
    aim: float

    @property
    def more_is_better(self) -> bool:
        return self.aim > self.must

    def is_met_by(self, value: float) -> bool:
        return value >= self.must if self.more_is_better else value <= self.must


GOALS = (
    Goal("W1 N=20 us/delivery", 40, 18),
    Goal("W1 N=200 us/delivery", 12, 4),
    Goal("5/s N=20 p50 ms", 5, 2),
    Goal("5/s N=20 p99 ms", 12, 4),
    Goal("5/s N=200 p50 ms", 8, 3.5),
    Goal("5/s N=200 p99 ms", 15, 6),
    Goal("W2 messages/s", 1_800, 5_000),
    Goal("W3 gathered receipts/s", 20_000, 100_000),
    Goal("W4 KiB/page", 40, 30),
    Goal("export of 5,000 s", 30, 5),
    Goal("import of 500,000 s", 300, 120),
    Goal("import of 500,000 MiB", 300, 150),
)


def table(figures: Figures) -> Iterator[str]:
    yield f"{'':34}{'measured':>12}{'must':>10}{'aim':>10}{'bare':>10}"
    for goal in GOALS:
        if goal.figure in figures:
            yield line(goal, figures)
    if (others := disturbance(figures)) > QUIET:
        yield ""
        yield f"Not to be trusted: something else took up to {others:.0f} % of this machine."
    yield ""
    for name, value in figures.items():
        yield f"{name:44}{value:>14,.2f}"


def line(goal: Goal, figures: Figures) -> str:
    value, sign = figures[goal.figure], "≥" if goal.more_is_better else "≤"
    bare = figures.get(f"bare {goal.figure}")
    beside = f"{bare:10.1f}" if bare else " " * 10
    verdict = "" if goal.is_met_by(value) else "  MISSED"
    must, aim = f"{sign} {goal.must:,g}", f"{sign} {goal.aim:,g}"
    return f"{goal.figure:34}{value:12,.1f}{must:>10}{aim:>10}{beside}{verdict}"
