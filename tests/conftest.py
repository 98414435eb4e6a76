"""The built database, which every test may rely on, and small worlds of a test's own."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.worlds import World, put_aaa
from unpriced import build, database, reports
from unpriced.errors import UnpricedError
from unpriced.paths import database_path
from unpriced.reports import Result

BUILD_SECONDS = 240


def _is_current() -> bool:
    """Whether the database was built from the data and the queries as they are now."""
    try:
        return database.data_version() == build.data_version(build.input_checksums())
    except UnpricedError:
        return False


def _build_once(claim: Path) -> None:
    """Build in the first process that makes the file `claim`; the others wait until the database is there."""
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        deadline = time.monotonic() + BUILD_SECONDS
        while not _is_current():
            assert time.monotonic() < deadline, "another process was to build the database"
            time.sleep(0.2)
    else:
        build.build()


@pytest.fixture(scope="session", autouse=True)
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built database; built here where it is absent or older than what it is made from."""
    if not _is_current():
        own = tmp_path_factory.getbasetemp()
        of_the_run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
        _build_once(of_the_run / "database.claim")
    return database_path()


@pytest.fixture(scope="session")
def run(built: Path) -> Callable[..., Result]:
    """Run a report on the built database."""
    return reports.run


@pytest.fixture
def world(built: Path) -> Iterator[World]:
    """The shipped macros and tables, to put tables of one's own in front."""
    session = World(built)
    yield session
    session.connection.close()


@pytest.fixture
def aaa(world: World) -> World:
    """A world of one country, AAA, small enough to reckon by hand."""
    put_aaa(world)
    return world
