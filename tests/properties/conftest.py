"""Properties are tried on the same examples in every run, and share one world that each example fills anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.worlds import World

settings.register_profile("properties", derandomize=True, deadline=None, max_examples=10)
settings.load_profile("properties")


@pytest.fixture(scope="module")
def planet(built: Path) -> Iterator[World]:
    """The shipped macros; an example puts all the tables that it reads."""
    world = World(built)
    yield world
    world.connection.close()
