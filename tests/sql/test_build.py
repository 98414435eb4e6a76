"""A build is deterministic and atomic, and a reader that is running picks it up."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from unpriced import build, contracts, database, layers, reports
from unpriced.errors import UnpricedError


def contents(path: Path) -> dict[str, tuple[object, ...]]:
    """The number of rows of every table, and two sums of their hashes: the same rows in any order have the same."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        summed = "select count(*), bit_xor(hash(t)), sum(hash(t)::hugeint) from {} t"
        return {name: connection.execute(summed.format(f'"{name}"')).fetchall()[0] for name in names}


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built database that this process reads instead."""
    path = tmp_path / "unpriced.duckdb"
    path.write_bytes(built.read_bytes())
    monkeypatch.setenv("UNPRICED_DATABASE", str(path))
    return path


@dataclass(frozen=True)
class Made:
    """A build into a folder of its own, and what it told on the way."""

    folder: Path
    manifest: build.Manifest
    told: list[tuple[int, int]]


@pytest.fixture(scope="module")
def made(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A second build of what the tests' database was built from, with few diaries at once."""
    folder, told = tmp_path_factory.mktemp("second"), list[tuple[int, int]]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "DIARIES_AT_ONCE", 1000)
        manifest = build.build(folder / "unpriced.duckdb", lambda step, done, total: told.append((done, total)))
    return Made(folder, manifest, told)


def test_two_builds_hold_the_same_and_report_the_same(built: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [built, made.folder / "unpriced.duckdb"]
    assert contents(paths[0]) == contents(paths[1])
    assert made.manifest.tables.keys() == contents(paths[1]).keys()
    rows = []
    for path in paths:
        monkeypatch.setenv("UNPRICED_DATABASE", str(path))
        assert database.data_version() == made.manifest.data_version
        rows.append({name: reports.run(name).table.to_pylist() for name in reports.catalogue()})
    for name, expected in rows[0].items():
        assert rows[1][name] == expected, f"{name}: the same rows in the same order"


def test_a_build_leaves_the_database_and_its_manifest_and_nothing_else(made: Made) -> None:
    assert sorted(path.name for path in made.folder.iterdir()) == ["manifest.json", "unpriced.duckdb"]


def test_progress_counts_up_to_its_total(made: Made) -> None:
    assert [done for done, _ in made.told] == list(range(len(made.told)))
    assert made.told[-1][0] == made.told[-1][1]


END, MIDDLE = (contracts, "run_checks"), (layers, "make_tables")


@pytest.mark.parametrize(
    ("place", "error"),
    [(END, RuntimeError("crash")), (MIDDLE, UnpricedError("f", "n", "r")), (MIDDLE, KeyboardInterrupt())],
    ids=["crash at the end", "error in the middle", "interrupted in the middle"],
)
def test_a_build_that_stops_leaves_the_old_database(
    own: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[ModuleType, str], error: BaseException
) -> None:
    before, version = own.read_bytes(), database.data_version()

    def stop(*_: object) -> int:
        raise error

    monkeypatch.setattr(*place, stop)
    with pytest.raises(type(error)):
        build.build(own)
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert database.data_version() == version


def test_a_full_disk_is_told_to_a_person(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contracts, "run_checks", full)
    with pytest.raises(UnpricedError, match=r"No space left.*the database from before is untouched"):
        build.build(own)


def test_a_running_reader_picks_up_the_new_file(own: Path, tmp_path: Path) -> None:
    def first_country() -> str:
        return str(reports.run("country_points").table.column("country_code")[0])

    assert first_country() != "ZZZ"
    with database.cursor() as still_open:
        newer = tmp_path / "newer.duckdb"
        newer.write_bytes(own.read_bytes())
        with duckdb.connect(str(newer)) as connection:
            connection.execute("delete from core_countries")
            connection.execute("insert into core_countries by name select 'ZZZ' as country_code, 0 as centroid_lon,"
                               " false as on_110m_map")  # fmt: skip
            connection.execute("update build_info set data_version = 'newer'")
        newer.replace(own)
        assert first_country() == "ZZZ"
        assert reports.run("country_points").data_version == "newer"
        (held,) = still_open.execute("select count(*) from core_countries").fetchone() or (0,)
        assert held > 1, "a query that was running keeps the file it began with"


def test_a_database_that_is_not_there_or_not_ours_is_told_to_a_person(own: Path) -> None:
    own.write_bytes(b"not a database")
    with pytest.raises(UnpricedError, match="is not a database that this version can read"):
        database.data_version()
    own.unlink()
    with pytest.raises(UnpricedError, match=r"There is no built database\..*Run `make build`"):
        database.data_version()


def test_the_version_follows_every_input() -> None:
    inputs = build.input_checksums()
    changed: Callable[[str], dict[str, str]] = lambda name: inputs | {name: "0"}  # noqa: E731
    assert len(build.data_version(inputs)) == 12
    assert len({build.data_version(changed(name)) for name in inputs} | {build.data_version(inputs)}) == len(inputs) + 1


def test_queries_run_after_those_they_use_and_never_in_a_circle(tmp_path: Path) -> None:
    for name, sql in {"b": "from a", "a": "select 1", "c": "-- a, b\nfrom b"}.items():
        (tmp_path / f"{name}.sql").write_text(sql, encoding="utf-8")
    paths = list(tmp_path.glob("*.sql"))
    assert [path.stem for path in layers.in_dependency_order(paths)] == ["a", "b", "c"]
    (tmp_path / "a.sql").write_text("from c", encoding="utf-8")
    with pytest.raises(UnpricedError, match="use each other in a circle"):
        layers.in_dependency_order(paths)
