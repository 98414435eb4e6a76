"""A build is deterministic and atomic, and a reader that is running picks it up."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from unpriced import build, contracts, database, reports
from unpriced.errors import UnpricedError


def contents(path: Path) -> dict[str, str]:
    """A hash over the ordered rows of every table."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: hashlib.sha256(
                repr(connection.execute(f'from "{name}" order by all').fetchall()).encode()
            ).hexdigest()
            for name in names
        }


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built database that this process reads instead."""
    path = tmp_path / "unpriced.duckdb"
    path.write_bytes(built.read_bytes())
    monkeypatch.setenv("UNPRICED_DATABASE", str(path))
    return path


def test_two_builds_hold_the_same_and_report_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / name / "unpriced.duckdb" for name in ("first", "second")]
    first, second = (build.build(path) for path in paths)
    assert contents(paths[0]) == contents(paths[1])
    assert (first.tables, first.data_version) == (second.tables, second.data_version)
    assert first.tables.keys() == contents(paths[0]).keys()
    rows = []
    for path in paths:
        monkeypatch.setenv("UNPRICED_DATABASE", str(path))
        rows.append({name: reports.run(name).table.to_pylist() for name in reports.catalogue()})
    for name, expected in rows[0].items():
        assert rows[1][name] == expected, f"{name}: the same rows in the same order"


def test_a_build_leaves_the_database_and_its_manifest_and_nothing_else(tmp_path: Path) -> None:
    build.build(tmp_path / "unpriced.duckdb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest.json", "unpriced.duckdb"]


@pytest.mark.parametrize("error", [RuntimeError("crash"), UnpricedError("f", "n", "r"), KeyboardInterrupt()])
def test_a_build_that_stops_in_the_middle_leaves_the_old_database(
    own: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before, version = own.read_bytes(), database.data_version()

    def stop(connection: duckdb.DuckDBPyConnection) -> int:
        raise error

    monkeypatch.setattr(contracts, "run_checks", stop)
    with pytest.raises(type(error)):
        build.build(own)
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert database.data_version() == version


def test_a_full_disk_is_told_to_a_person(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(connection: duckdb.DuckDBPyConnection) -> int:
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


def test_progress_counts_up_to_its_total(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(step: str, done: int, total: int) -> None:
        told.append((done, total))

    build.build(tmp_path / "unpriced.duckdb", progress)
    assert [done for done, _ in told] == list(range(len(told)))
    assert told[-1][0] == told[-1][1]


def test_the_version_follows_every_input() -> None:
    inputs = build.input_checksums()
    changed: Callable[[str], dict[str, str]] = lambda name: inputs | {name: "0"}  # noqa: E731
    assert len(build.data_version(inputs)) == 12
    assert len({build.data_version(changed(name)) for name in inputs} | {build.data_version(inputs)}) == len(inputs) + 1


def test_queries_run_after_those_they_use_and_never_in_a_circle(tmp_path: Path) -> None:
    for name, sql in {"b": "from a", "a": "select 1", "c": "-- a, b\nfrom b"}.items():
        (tmp_path / f"{name}.sql").write_text(sql, encoding="utf-8")
    paths = list(tmp_path.glob("*.sql"))
    assert [path.stem for path in build._in_dependency_order(paths)] == ["a", "b", "c"]
    (tmp_path / "a.sql").write_text("from c", encoding="utf-8")
    with pytest.raises(UnpricedError, match="use each other in a circle"):
        build._in_dependency_order(paths)
