"""From samples to a figure."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from bench.stand import Stand

Figures = dict[str, float]


@dataclass
class Span:
    """How long something took, and what the server used for it."""

    seconds: float = 0.0
    cpu: float = 0.0


@contextmanager
def measured(stand: Stand) -> Iterator[Span]:
    span, began, used = Span(), perf_counter(), stand.cpu()
    yield span
    span.seconds, span.cpu = perf_counter() - began, stand.cpu() - used


def percentile(samples: Sequence[float], hundredth: int) -> float:
    return quantiles(samples, n=100, method="inclusive")[hundredth - 1]


def latency(samples: Sequence[float]) -> Figures:
    """Of samples in seconds, in milliseconds."""
    return {f"p{n} ms": percentile(samples, n) * 1000 for n in (50, 95, 99)}


def medians(runs: Sequence[Mapping[str, float]]) -> Figures:
    return {name: median(run[name] for run in runs) for name in runs[0]}
