"""Random numbers that are the same on every machine and in every version of Python: only Random.random() is used."""

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of random numbers from a seed in words."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return min(high, low + int((high - low + 1) * self._random.random()))

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def normal(self) -> float:
        """A standard normal number (Box and Muller)."""
        return math.sqrt(-2 * math.log(1 - self._random.random())) * math.cos(2 * math.pi * self._random.random())

    def pick(self, items: Sequence[T], shares: Sequence[float]) -> T:
        """One of the items, each with its share."""
        place = self.between(0, sum(shares))
        for item, share in zip(items, shares, strict=True):
            place -= share
            if place < 0:
                return item
        return items[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        keyed = [(self._random.random(), place) for place in range(len(items))]
        return [items[place] for _, place in sorted(keyed)]
