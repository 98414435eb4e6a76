"""Income distributions fitted to grouped shares: the curve of each model that passes nearest to the Lorenz points.

All models but the lognormal are a GB2 distribution (McDonald 1984): income is b exp(x / a), where x has the density
exp(p x) / (1 + exp(x))^(p + q) / B(p, q). Singh–Maddala is p = 1, Dagum is q = 1. Only ratios of incomes matter: b = 1.
"""

from dataclasses import dataclass
from math import erf
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

MODELS = ("lognormal", "singh_maddala", "dagum", "gb2")
A, P, Q = range(3)
FREE = {"singh_maddala": [A, Q], "dagum": [A, P], "gb2": [A, P, Q]}
LOGISTIC = 1.7  # a logistic distribution with a = 1.7 / sigma is nearly the normal one: where the search begins
LONGEST_STEP = 0.5
SMALLEST, LARGEST = 0.1, 60.0  # of a, p and q
LEAST_TAIL = 1.05  # of a q: at 1 the mean is infinite
NODES = np.linspace(-1.0, 1.0, 97)
FALL = 36.0  # tails are followed until the density has fallen by exp(36)
NUDGE = 1e-4
MOST_STEPS = 16
ENOUGH = 1e-2  # a step that takes less than this part of the sum of squares is the last
MEDIAN = np.array([0.5])


@dataclass(frozen=True)
class Fits:
    """One model fitted to every row; sigma is that of the lognormal, a, p and q those of the others."""

    sigma: Floats | None
    shape: Floats | None  # rows by a, p, q
    median_to_scale: Floats
    mean_to_median: Floats
    error: Floats  # root mean square of the distances from the Lorenz points

    def incomes(self, ranks: Floats) -> Floats:
        """Income at each rank, as a multiple of the median; rows by ranks."""
        if self.sigma is not None:
            return np.exp(self.sigma[:, None] * _normal_quantiles(ranks))
        assert self.shape is not None
        return _Curve.of(self.shape).incomes(ranks) / self.median_to_scale[:, None]


@dataclass(frozen=True)
class _Curve:
    """GB2 distributions, one a row, on nodes from tail to tail."""

    x: Floats
    people: Floats  # share of people up to each node
    income: Floats  # share of income up to each node
    density: Floats  # of people at each node
    a: Floats
    mean: Floats

    @classmethod
    def of(cls, shape: Floats) -> "_Curve":
        a, p, q = (shape[:, [i]] for i in range(3))
        middle, width = np.log(p / q), np.sqrt(1 / p + 1 / q)
        reach = np.arcsinh(FALL / width / np.minimum(p, q - 1 / a))
        away = width * np.sinh(reach * NODES)
        x = middle + away
        log_density = p * away - (p + q) * (np.logaddexp(0.0, x) - np.logaddexp(0.0, middle))
        stretch = width * reach * np.cosh(reach * NODES)
        density = np.exp(log_density)
        people = _cumulated(density * stretch)
        income = _cumulated(np.exp(log_density + away / a) * stretch)
        whole = people[:, -1:]
        mean = np.exp(middle / a) * income[:, -1:] / whole
        return cls(x, people / whole, income / income[:, -1:], density / whole, a, mean)

    def lorenz(self, ranks: Floats) -> Floats:
        """Share of income of the poorest; rows by ranks."""
        row, right = self._beside(ranks)
        slopes = [np.exp(self.x[row, side] / self.a) / self.mean for side in (right - 1, right)]
        return _between(self.people, self.income, slopes, row, right, ranks)

    def incomes(self, ranks: Floats) -> Floats:
        """Income at each rank, in units of the scale."""
        row, right = self._beside(ranks)
        slopes = [1 / self.density[row, side] for side in (right - 1, right)]
        return np.exp(_between(self.people, self.x, slopes, row, right, ranks) / self.a)

    def _beside(self, ranks: Floats) -> tuple[Places, Places]:
        right = np.stack([(self.people < rank).sum(axis=1) for rank in ranks], axis=1)
        return np.arange(len(self.x))[:, None], np.clip(right, 1, len(NODES) - 1)


def _cumulated(values: Floats) -> Floats:
    """The integral up to each node: trapezia, mended by the slopes at their ends."""
    step = NODES[1] - NODES[0]
    slopes = np.gradient(values, step, axis=1)
    pieces = step / 2 * (values[:, 1:] + values[:, :-1]) - step**2 / 12 * np.diff(slopes, axis=1)
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(pieces, axis=1)], axis=1)


def _between(xs: Floats, ys: Floats, slopes: list[Floats], row: Places, right: Places, at: Floats) -> Floats:
    """Cubic interpolation between two nodes whose slopes are known."""
    left = right - 1
    width = xs[row, right] - xs[row, left]
    s = (at - xs[row, left]) / width
    ends = (1 + 2 * s) * (1 - s) ** 2 * ys[row, left] + s**2 * (3 - 2 * s) * ys[row, right]
    return ends + width * s * (1 - s) * ((1 - s) * slopes[0] - s * slopes[1])


def fit(ranks: Floats, points: Floats) -> dict[str, Fits]:
    """Every model fitted to Lorenz points (rows by ranks) by least squares, all rows at once."""
    sigma = _lognormal(ranks, points)
    missed = _normal_share(_normal_quantiles(ranks) - sigma[:, None]) - points
    found = {
        "lognormal": Fits(sigma, None, np.ones(len(sigma)), np.exp(sigma**2 / 2), np.sqrt((missed**2).mean(axis=1)))
    }
    logs = np.log(np.stack([LOGISTIC / sigma, *np.ones((2, len(points)))], axis=1))
    nearest = None
    for model, free in FREE.items():
        start = logs if nearest is None or model != "gb2" else nearest[0]
        settled, squares = _descend(free, start, ranks, points)
        if nearest is None:
            nearest = settled, squares
        else:
            closer = squares < nearest[1]
            nearest = np.where(closer[:, None], settled, nearest[0]), np.where(closer, squares, nearest[1])
        shape = _shape(settled, free)
        curve = _Curve.of(shape)
        median = curve.incomes(MEDIAN)[:, 0]
        found[model] = Fits(None, shape, median, curve.mean[:, 0] / median, np.sqrt(squares / len(ranks)))
    return found


def _shape(logs: Floats, free: list[int]) -> Floats:
    """a, p and q from their logarithms, kept where the mean is finite."""
    shape = np.exp(np.clip(logs, np.log(SMALLEST), np.log(LARGEST)))
    bound, other = (Q, A) if Q in free else (A, Q)
    shape[:, bound] = np.maximum(shape[:, bound], LEAST_TAIL / shape[:, other])
    return shape


def _descend(free: list[int], start: Floats, ranks: Floats, points: Floats) -> tuple[Floats, Floats]:
    """Levenberg–Marquardt on the logarithms of the free parameters; the logarithms and the sums of squares."""

    def miss(logs: Floats, rows: Places) -> Floats:
        return _Curve.of(_shape(logs, free)).lorenz(ranks) - points[rows]

    logs, rows = start.copy(), np.arange(len(points))
    misses = miss(logs, rows)
    squares = (misses**2).sum(axis=1)
    damping = np.full(len(points), 1e-3)
    for _ in range(MOST_STEPS):
        here, missed = logs[rows], misses[rows]
        nudges = [here + NUDGE * (np.arange(3) == place) for place in free]
        slopes = np.stack([(miss(nudged, rows) - missed) / NUDGE for nudged in nudges], axis=2)
        normal = slopes.transpose(0, 2, 1) @ slopes
        towards = slopes.transpose(0, 2, 1) @ missed[:, :, None]
        ridge = damping[rows, None] * np.einsum("nii->ni", normal) + 1e-12
        step = np.linalg.solve(normal + np.eye(len(free)) * ridge[:, None], towards)[:, :, 0]
        moved = here.copy()
        moved[:, free] -= np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        after = miss(moved, rows)
        new = (after**2).sum(axis=1)
        gain = squares[rows] - new
        better = gain > 0
        kept = rows[better]
        logs[kept], misses[kept] = moved[better], after[better]
        damping[rows] *= np.where(better, 0.2, 5.0)
        done = (better & (gain < ENOUGH * squares[rows])) | (damping[rows] > LARGEST)
        squares[kept] = new[better]
        rows = rows[~done]
        if not len(rows):
            break
    return logs, squares


def _normal_quantiles(ranks: Floats) -> Floats:
    return np.array([NormalDist().inv_cdf(rank) for rank in ranks])


_normal_share = np.vectorize(lambda z: (1 + erf(z / 2**0.5)) / 2, otypes=[np.float64])


def _lognormal(ranks: Floats, points: Floats) -> Floats:
    """The sigma whose curve, the normal share of (quantile - sigma), passes nearest: Gauss–Newton."""
    quantiles = _normal_quantiles(ranks)
    sigma = np.full(len(points), 0.6)
    for _ in range(6):
        z = quantiles - sigma[:, None]
        slope = -np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        sigma = sigma - (slope * (_normal_share(z) - points)).sum(axis=1) / (slope**2).sum(axis=1)
    return sigma
