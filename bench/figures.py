"""From samples to a figure."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Protocol

import psutil

Figures = dict[str, float]
OTHERS = "% of the machine for others"
QUIET = 5.0  # of which so much disturbs nothing


class Server(Protocol):
    def cpu(self) -> dict[str, float]:
        """Seconds of processor each part of it has used so far."""


@dataclass
class Span:
    """How long something took, and what the server used for it."""

    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    others: float = 0.0  # of the machine's time, what was neither the server's nor ours

    def per(self, thing: str, number: int) -> Figures:
        """What one of so many cost the processor, in all and by part."""
        whole = {f"us/{thing}": sum(self.cpu.values()) / number * 1e6}
        parts = {f"us/{thing} {part}": used / number * 1e6 for part, used in self.cpu.items()}
        return whole | parts | {OTHERS: self.others * 100}


@contextmanager
def measured(server: Server) -> Iterator[Span]:
    span, began, used = Span(), perf_counter(), server.cpu()
    all_before = busy() - process_time()
    yield span
    span.seconds = perf_counter() - began
    span.cpu = {part: cpu - used[part] for part, cpu in server.cpu().items()}
    others = busy() - process_time() - all_before - sum(span.cpu.values())
    span.others = max(0.0, others / span.seconds / (os.cpu_count() or 1))


def disturbance(figures: Figures) -> float:
    return max((value for name, value in figures.items() if name.endswith(OTHERS)), default=0.0)


def busy() -> float:
    """Seconds of processor this machine has used for anything."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - times.iowait)


def named(name: str, figures: Figures) -> Figures:
    return {f"{name} {figure}": value for figure, value in figures.items()}


def percentile(samples: Sequence[float], hundredth: int) -> float:
    return quantiles(samples, n=100, method="inclusive")[hundredth - 1]


def latency(samples: Sequence[float]) -> Figures:
    """Of samples in seconds, in milliseconds."""
    return {f"p{n} ms": percentile(samples, n) * 1000 for n in (50, 95, 99)}


def medians(runs: Sequence[Mapping[str, float]]) -> Figures:
    return {name: median(run[name] for run in runs) for name in runs[0]}
