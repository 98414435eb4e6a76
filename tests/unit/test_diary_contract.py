"""The contract of diaries holds at build: what each rule refuses, and the sentence it says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.diary_worlds import DiaryWorld
from unpriced import build
from unpriced.errors import UnpricedError
from unpriced.ingest import diaries, files, settle
from unpriced.ingest.diaries import ENTITIES
from unpriced.ingest.target import Target


@pytest.fixture
def world(built: Path) -> Iterator[DiaryWorld]:
    session = DiaryWorld(built)
    session.people("a", "b")
    yield session
    session.connection.close()


def test_what_keeps_the_contract_passes(world: DiaryWorld) -> None:
    assert diaries.check(world.connection) == len([*diaries.column_rules(), *diaries.set_rules()])


BROKEN: dict[str, tuple[Callable[[DiaryWorld], object], str]] = {
    "unknown sex": (
        lambda w: w.insert("persons", "person_id | sex\nc | female"),
        r"persons\.csv, row 2 \(survey s, person c\): sex = female\. Sex out of men, women\.",
    ),
    "age": (lambda w: w.insert("persons", "person_id | age\nc | 140"), "age = 140. Age of at most 130"),
    "person twice": (lambda w: w.insert("persons", "person_id\na"), r"the person stands 2 times"),
    "person of no survey": (
        lambda w: w.insert("persons", "person_id | survey_id\nc | t"),
        "the survey is not in surveys",
    ),
    "survey twice": (lambda w: w.insert("surveys", [w.row("from raw_diaries__surveys")]), "the survey stands 2 times"),
    "diary twice": (
        lambda w: w.insert("diaries", "person_id | year | weight\na | 2020 | 1"),
        "the diary stands 2 times",
    ),
    "diary of nobody": (
        lambda w: w.insert("diaries", "person_id | year | weight\nc | 2020 | 1"),
        "the person is not in persons",
    ),
    "negative weight": (
        lambda w: w.insert("diaries", "person_id | diary_no | year | weight\na | 2 | 2020 | -1"),
        r"person a, diary 2\): weight = -1.*Weight of at least 0",
    ),
    "weight not a number": (
        lambda w: w.insert("diaries", "person_id | diary_no | year | weight\na | 2 | 2020 | nan"),
        "finite values of weight",
    ),
    "no weight": (
        lambda w: w.insert("diaries", "person_id | diary_no | year\na | 2 | 2020"),
        "weight = nothing. A value of weight in every row",
    ),
    "weekday": (
        lambda w: w.insert("diaries", "person_id | diary_no | year | weight | weekday\na | 2 | 2020 | 1 | 0"),
        "weekday = 0",
    ),
    "minutes of no diary": (
        lambda w: w.insert("minutes", "person_id | source_code | minutes\nc | 0101 | 1440"),
        "the diary is not in diaries",
    ),
    "code twice": (
        lambda w: w.insert("minutes", "person_id | source_code | minutes\na | 0101 | 0"),
        "the activity code 0101 stands 2 times",
    ),
    "day too long": (
        lambda w: w.insert("minutes", "person_id | source_code | minutes\na | 0201 | 0.5"),
        "the day has 1440.5 minutes",
    ),
    "day too short": (
        lambda w: w.connection.execute("update raw_diaries__minutes set minutes = 1400 where person_id = 'b'"),
        r"person b, diary 1\): the day has 1400\.0 minutes\. Days of 1,440 minutes, where what is missing .* gap",
    ),
    "reversed episode": (
        lambda w: w.insert("episodes", "person_id|episode_no|start_minute|end_minute|source_code\na|1|600|540|0101"),
        "episode 1 starts at minute 600 of the day and ends at 540",
    ),
    "overlapping episodes": (
        lambda w: w.insert(
            "episodes", "person_id|episode_no|start_minute|end_minute|source_code\na|1|0|600|0101\na|2|599|1440|0101"
        ),
        r"episodes\.csv, row 3 .*: episode 2 starts at minute 599 of the day, before the one above ends at 600",
    ),
    "episode inside another": (
        lambda w: w.insert(
            "episodes",
            "person_id|episode_no|start_minute|end_minute|source_code\na|1|0|600|1\na|2|100|200|1\na|3|300|1440|1",
        ),
        "episode 2 starts at minute 100",
    ),
    "episode number twice": (
        lambda w: w.insert(
            "episodes", "person_id|episode_no|start_minute|end_minute|source_code\na|1|0|600|0101\na|1|600|1440|0101"
        ),
        "the episode number 1 stands 2 times",
    ),
    "episodes not declared": (
        lambda w: w.insert(
            "episodes", "person_id|episode_no|start_minute|end_minute|source_code\na|1|0|1440|0101\nb|1|0|1440|0101"
        ),
        "has_episodes is false and there are some",
    ),
    "episodes missing": (
        lambda w: w.connection.execute("update raw_diaries__surveys set has_episodes = true"),
        "has_episodes is true and there are none",
    ),
    "episodes of no diary": (
        lambda w: w.insert("episodes", "person_id|episode_no|start_minute|end_minute|source_code\nc|1|0|1440|0101"),
        "the diary is not in diaries",
    ),
    "replicates of no diary": (
        lambda w: w.insert("replicates", "person_id | w001\nc | 1"),
        "the diary is not in diaries",
    ),
    "diary without minutes": (
        lambda w: w.insert("diaries", "person_id | diary_no | year | weight\na | 2 | 2020 | 1"),
        "the diary has no activity|the day has 0",
    ),
    "episodes and minutes": (
        lambda w: w.insert(
            "episodes", "person_id|episode_no|start_minute|end_minute|source_code\na|1|0|600|0101\na|2|600|1440|0101"
        ),
        r"row 3 .*person b.*the activity code 0101 has 1440\.0 minutes and 0\.0 minutes of episodes",
    ),
    "place": (
        lambda w: w.insert(
            "episodes", "person_id|episode_no|start_minute|end_minute|source_code|location\na|1|0|600|0101|pub"
        ),
        "location = pub. Location out of home, work",
    ),
    "replicates missing": (
        lambda w: w.connection.execute("update raw_diaries__surveys set design_method = 'sdr', n_replicates = 160"),
        "0 of 2 diaries have replicate weights",
    ),
    "replicates twice": (
        lambda w: w.insert("replicates", "person_id | w001\na | 1\na | 1"),
        "the diary stands 2 times",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_the_contract_is_named_with_file_and_row(world: DiaryWorld, case: str) -> None:
    spoil, said = BROKEN[case]
    spoil(world)
    with pytest.raises(UnpricedError) as raised:
        diaries.check(world.connection)
    assert re.search(said, str(raised.value), re.IGNORECASE), str(raised.value)
    assert "Import the survey again" in str(raised.value)


@pytest.mark.parametrize("rule", diaries.set_rules(), ids=lambda rule: f"{rule.entity}__{rule.reason}")
def test_every_rule_over_rows_refuses_one_of_the_cases(world: DiaryWorld, rule: diaries.Rule) -> None:
    """A rule that no case breaks could be empty and nobody would know."""
    for spoil, _ in BROKEN.values():
        world.connection.execute("begin")
        spoil(world)
        found = world.connection.execute(rule.sql).fetchall()
        world.connection.execute("rollback")
        if found:
            return
    pytest.fail("no case of BROKEN breaks it")


def written(world: DiaryWorld, folder: Path) -> Path:
    folder.mkdir(parents=True)
    settle.write(world.connection, folder)
    return folder


def test_a_folder_is_read_as_it_was_written(world: DiaryWorld, tmp_path: Path) -> None:
    folder = written(world, tmp_path / "s")
    assert sorted(path.name for path in folder.iterdir()) == [
        "diaries.parquet", "minutes.parquet", "persons.parquet", "surveys.parquet",
    ]  # fmt: skip
    with duckdb.connect(":memory:") as connection:
        diaries.load(connection, [folder])
        diaries.check(connection)
        for entity in ENTITIES.values():
            described = [(n, t.lower()) for n, t, *_ in connection.execute(f"describe {entity.table}").fetchall()]
            expected = [(c.name, c.type) for c in entity.columns]
            assert described[: len(expected)] == expected, entity.name
        assert connection.execute("select count(*) from raw_diaries__minutes").fetchone() == (2,)


def test_surveys_with_more_and_with_fewer_columns_stand_side_by_side(world: DiaryWorld, tmp_path: Path) -> None:
    old = written(world, tmp_path / "old")
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"copy (select survey_id, person_id, 'n' as name_of_a_later_version from '{old}/persons.parquet')"
            f" to '{tmp_path}/persons.parquet'"
        )
        (tmp_path / "persons.parquet").replace(old / "persons.parquet")
        diaries.load(connection, [old])
        assert connection.execute("select person_id, sex, age from raw_diaries__persons order by 1").fetchall() == [
            ("a", None, None),
            ("b", None, None),
        ]


def test_without_any_survey_the_tables_are_there_and_empty() -> None:
    with duckdb.connect(":memory:") as connection:
        diaries.load(connection, [])
        for entity in ENTITIES.values():
            assert connection.execute(f"select count(*) from {entity.table}").fetchone() == (0,)
        assert "w001" in [row[0] for row in connection.execute("describe raw_diaries__replicates").fetchall()]


def test_a_folder_without_a_file_or_a_column_and_a_broken_file_are_named(world: DiaryWorld, tmp_path: Path) -> None:
    folder = written(world, tmp_path / "s")
    with duckdb.connect(":memory:") as connection:
        (folder / "minutes.parquet").rename(tmp_path / "away")
        with pytest.raises(UnpricedError, match=r"s has no minutes\.parquet.*unpriced imports remove s"):
            diaries.load(connection, [folder])
        connection.execute(f"copy (select 1 as survey_id) to '{folder}/minutes.parquet' (format parquet)")
        with pytest.raises(UnpricedError, match=r"minutes\.parquet has no column person_id, diary_no, source_code"):
            diaries.load(connection, [folder])
        (folder / "minutes.parquet").write_bytes(b"PAR1 broken")
        with pytest.raises(UnpricedError, match=r"minutes\.parquet cannot be read"):
            diaries.load(connection, [folder])


def test_a_build_holds_what_is_imported_and_a_broken_import_leaves_the_old_database(
    world: DiaryWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    database = tmp_path / "built" / "unpriced.duckdb"
    before = build.data_version(build.input_checksums())
    folder = written(world, tmp_path / "imports" / "s")
    written(world, tmp_path / "imports" / ".half.importing")
    assert build.data_version(build.input_checksums()) != before, "an import makes another version of the data"
    build.build(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select n_diaries, n_persons from core_surveys where survey_id = 's'").fetchall()
        assert found == [(2, 2)]
        left = connection.execute(
            "select count(*) from duckdb_tables() where table_name like '%\\_diaries\\_\\_%' escape '\\'"
        )
        assert left.fetchone() == (0,), "raw and staged diaries stay in their files"
    content = database.read_bytes()
    (folder / "diaries.parquet").unlink()
    with pytest.raises(UnpricedError, match=r"has no diaries\.parquet"):
        build.build(database)
    assert database.read_bytes() == content


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("a,b\n1,김치\n", "cp949", "cp949"),
        ("a,b\n1,김치\n", "utf-8", None),
        ("a,b\n1,김치\n", "utf-8-sig", None),
        ("a,b\n1,김치\n", "utf-16", "utf-16"),
        ("a,b\n1,José\n", "latin-1", "cp1252"),
    ],
)
def test_text_in_an_older_encoding_is_read_and_said(tmp_path: Path, text: str, encoding: str, said: str | None) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(text.encode(encoding))
    (tmp_path / "own").mkdir()
    with duckdb.connect(":memory:") as connection:
        target = Target(connection, tmp_path / "own")
        encodings = ("cp949", "cp1252") if "김" in text else ("cp1252",)
        found = files.unpack(path, path.name, target, encodings)
        files.read(target, "t", found, {"a": "code", "b": "text"})
        assert connection.execute("select a, b, source_file, source_row from t").fetchall() == [
            (1, text.split(",")[-1].strip(), "old.csv", 2)
        ]
    assert target.notes == ([f"old.csv is not UTF-8; it was read as {said}."] if said else [])
