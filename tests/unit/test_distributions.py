"""Fits of grouped incomes: exact shares of a distribution give it back, and rounded ones come near it."""

import numpy as np
import pytest

from unpriced import distributions
from unpriced.distributions import Floats

RANKS = np.array([0.1, 0.2, 0.4, 0.6, 0.8, 0.9])
EDGES = np.linspace(0.0, 1.0, 400_001)


def lorenz_of_dagum(a: float, p: float) -> Floats:
    """Shares of income by summing the quantiles (u^(-1/p) - 1)^(-1/a) at the middles of fine ranks."""
    middles = (EDGES[1:] + EDGES[:-1]) / 2
    cumulated = np.cumsum((middles ** (-1 / p) - 1) ** (-1 / a))
    points: Floats = np.interp(RANKS, EDGES[1:], cumulated / cumulated[-1])
    return points


def test_a_dagum_distribution_is_found_again() -> None:
    shapes = [(3.5, 0.8), (5.0, 0.5), (2.8, 1.4)]
    found = distributions.fit(RANKS, np.array([lorenz_of_dagum(a, p) for a, p in shapes]))
    for (a, p), shape, error in zip(shapes, found["dagum"].shape, found["dagum"].error, strict=True):  # type: ignore[arg-type]
        # the heavy tail of the sums is cut at the last of 400,000 ranks: a few parts in ten thousand
        assert shape == pytest.approx([a, p, 1.0], rel=0.02)
        assert error < 1e-4
    assert np.all(found["gb2"].error <= found["dagum"].error + 1e-9), "GB2 contains Dagum"
    median = [(0.5 ** (-1 / p) - 1) ** (-1 / a) for a, p in shapes]
    assert found["dagum"].median_to_scale == pytest.approx(median, rel=0.02)


def test_a_lognormal_is_found_again_and_its_mean_and_quantiles() -> None:
    """The mean over the median is exp(sigma^2 / 2); nine tenths are below exp(1.2816 sigma) medians."""
    draws = np.exp(0.7 * distributions._normal_quantiles((EDGES[1:] + EDGES[:-1]) / 2))
    cumulated = np.cumsum(draws) / draws.sum()
    fit = distributions.fit(RANKS, np.interp(RANKS, EDGES[1:], cumulated)[None, :])["lognormal"]
    assert fit.sigma == pytest.approx([0.7], abs=1e-3)
    assert fit.mean_to_median == pytest.approx([np.exp(0.7**2 / 2)], rel=1e-3)
    assert fit.incomes(np.array([0.5, 0.9])) == pytest.approx(np.array([[1.0, np.exp(1.2815516 * 0.7)]]), rel=2e-3)


def test_shares_rounded_as_they_are_printed_move_a_fit_little() -> None:
    exact = lorenz_of_dagum(3.5, 0.8)[None, :]
    rounded = distributions.fit(RANKS, np.round(exact, 3))
    for model in distributions.MODELS:
        assert rounded[model].error[0] < 0.02, model
    assert rounded["dagum"].shape[0] == pytest.approx([3.5, 0.8, 1.0], rel=0.1)  # type: ignore[index]
    assert rounded["dagum"].incomes(np.array([0.5])) == pytest.approx(np.array([[1.0]]))
