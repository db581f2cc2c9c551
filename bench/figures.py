"""From samples to a figure."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import Protocol

Figures = dict[str, float]


class Server(Protocol):
    def cpu(self) -> dict[str, float]:
        """Seconds of processor each part of it has used so far."""


@dataclass
class Span:
    """How long something took, and what the server used for it."""

    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)

    def per(self, thing: str, number: int) -> Figures:
        """What one of so many cost the processor, in all and by part."""
        whole = {f"us/{thing}": sum(self.cpu.values()) / number * 1e6}
        return whole | {
            f"us/{thing} {part}": used / number * 1e6 for part, used in self.cpu.items()
        }


@contextmanager
def measured(server: Server) -> Iterator[Span]:
    span, began, used = Span(), perf_counter(), server.cpu()
    yield span
    span.seconds = perf_counter() - began
    span.cpu = {part: cpu - used[part] for part, cpu in server.cpu().items()}


def named(name: str, figures: Figures) -> Figures:
    return {f"{name} {figure}": value for figure, value in figures.items()}


def percentile(samples: Sequence[float], hundredth: int) -> float:
    return quantiles(samples, n=100, method="inclusive")[hundredth - 1]


def latency(samples: Sequence[float]) -> Figures:
    """Of samples in seconds, in milliseconds."""
    return {f"p{n} ms": percentile(samples, n) * 1000 for n in (50, 95, 99)}


def medians(runs: Sequence[Mapping[str, float]]) -> Figures:
    return {name: median(run[name] for run in runs) for name in runs[0]}
