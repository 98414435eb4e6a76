"""What a measurement says, and how it is written down."""

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One goal: the measured median, and the median of a peer of the same run where there is one."""

    what: str
    measured: float
    unit: str
    goal: float
    peer: float | None = None
    goal_is_ratio: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the peer it takes."""
        return self.measured / self.peer if self.peer else None

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        reached = self.ratio if self.goal_is_ratio else self.measured
        return reached is not None and reached <= self.goal

    @property
    def cells(self) -> list[str]:
        """The cells of its row in the table of results."""
        return [
            self.what,
            f"≤ {self.goal:g} × peer" if self.goal_is_ratio else f"≤ {self.goal:g} {self.unit}",
            self._written(self.measured),
            "–" if self.peer is None else self._written(self.peer),
            "–" if self.ratio is None else f"{self.ratio:.{2 if self.ratio >= 0.1 else 3}f}",
            "yes" if self.met else "**no**",
        ]

    def _written(self, value: float) -> str:
        digits = 2 if value < 10 else 1 if value < 100 else 0
        return f"{value:.{digits}f} {self.unit}"


@dataclass(frozen=True)
class Part:
    """A part of the run: its goals, how they were measured, and tables of where the time or the bytes go."""

    title: str
    how: str
    results: list[Measured]
    details: list[str] = field(default_factory=list)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; columns after the first are aligned to the right."""
    head = list(head)
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def spread(values: list[float], digits: int = 0) -> str:
    """Median and range in brackets."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def written(title: str, module: str, parts: list[Part], versions: Mapping[str, str], load_before: float) -> str:
    """The results of a module's run as Markdown: the goals first, then each part with its details."""
    machine = ", ".join(f"{name} {number}" for name, number in versions.items())
    sections = [
        f"# {title}",
        f"Written by `python -m {module}`. Peers are measured in the same run on the same machine.",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}; load average {load_before:.1f}"
        f" before the run. {machine}.",
        table(
            ["what", "goal", "measured (median)", "peer", "ratio", "met"],
            [result.cells for part in parts for result in part.results],
        ),
    ]
    for part in parts:
        sections += [f"## {part.title}", part.how, *part.details]
    return "\n\n".join(sections) + "\n"
