"""A query of somebody's own is answered from the built database, with its parameters, in plain types, within limits."""

import os
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from unpriced import catalogue, exports, reports, terms
from unpriced.errors import UnpricedError
from unpriced.workbench import queries, schema
from unpriced.workbench.queries import Answer

ENDLESS = "with recursive r as (select 1 as i union all select i + 1 from r) select count(*) from r"


class TurnedAwayError(Exception):
    """The one who waits is gone."""


@dataclass
class Watch:
    """Notes what a query tells while it runs, and turns away after some glances."""

    glances: int | None = None
    stages: list[str] = field(default_factory=list)

    def __call__(self, stage: str, seconds: float) -> None:
        self.stages.append(stage)
        if self.glances is not None and len(self.stages) >= self.glances:
            raise TurnedAwayError


def processes(words: str, parent: int | None = None) -> set[int]:
    """The processes whose command has these words, of that parent."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            (held_by,) = re.findall(r"^PPid:\s*(\d+)", (folder / "status").read_text(), re.MULTILINE)
        except OSError:
            continue
        if words.encode() in command and parent in {None, int(held_by)}:
            found.add(int(folder.name))
    return found


def children(parent: int) -> set[int]:
    """The processes of queries that this process runs now."""
    return processes("workbench/child.py", parent)


def test_a_report_answers_as_it_does_everywhere() -> None:
    answer = queries.run("from unpaid_value_by_country(p_countries := ['KOR', 'FRA'])", {})
    expected = reports.run("unpaid_value_by_country", p_countries=["KOR", "FRA"])
    assert answer.table.to_pylist() == expected.table.to_pylist()
    assert answer.dataset_ids == expected.dataset_ids
    assert answer.data_version == expected.data_version
    assert not answer.more


@pytest.mark.parametrize("name", schema.examples())
def test_every_example_is_answered(name: str) -> None:
    sql = schema.examples()[name]
    assert set(queries.parameters_of(sql)) == set(schema.presets(sql))
    values = {key: queries.value_of(value) for key, value in schema.presets(sql).items()}
    answer = queries.run(sql, values)
    assert answer.table.num_rows > 1
    assert answer.dataset_ids, "an example names its sources"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("KOR", "KOR"), ("NO", "NO"), ("2014", 2014), ("0.5", 0.5), ("true", True), ("null", None), ("", ""),
        ('["KOR", "FRA"]', ["KOR", "FRA"]), ("NaN", "NaN"), ("Infinity", "Infinity"),
        ('"5"', "5"), ('{"a": 1}', '{"a": 1}'),
    ],
)  # fmt: skip
def test_a_parameter_is_what_it_looks_like(written: str, value: object) -> None:
    assert queries.value_of(written) == value


def test_parameters_are_found_outside_of_texts_and_comments() -> None:
    sql = "-- $no\nselect '$no', \"$no\", $yes, /* $no */ $also, $yes, $$ $no $$"
    assert queries.parameters_of(sql) == ["yes", "also"]


def test_parameters_are_bound_and_stand_in_the_call(built: Path) -> None:
    hostile = "KOR' or 1=1 --"
    sql = "select count(*) as n from core_wages where country_code = $country and year > $year"
    assert queries.run(sql, {"country": hostile, "year": 0}).table.to_pylist() == [{"n": 0}]
    answer = queries.run(sql, {"country": "KOR", "year": 2010, "other": 1})
    (row,) = answer.table.to_pylist()
    assert row["n"] > 0
    prepare, execute = answer.call.split("\n")
    with duckdb.connect(str(built), read_only=True) as shell:
        shell.execute(prepare)
        assert shell.execute(execute).fetchall() == [(row["n"],)]


def test_types_become_those_that_every_file_knows() -> None:
    sql = (
        "select 1 as a, 2 as a, 1.5::decimal(4, 2) as d, [1, 2] as l, ['x'] as t, {'k': 1} as s, null as n,"
        " 12345678901234567890123::hugeint as h, date '2020-02-03' as day, true as b, 1 / 0 as z, 'é' as é"
    )
    answer = queries.run(sql, {})
    (row,) = answer.table.to_pylist()
    assert (row["a"], row["a_2"], row["d"], row["l"], row["t"], row["s"]) == (1, 2, 1.5, "[1, 2]", ["x"], '{"k": 1}')
    assert (row["n"], row["b"], row["z"]) == (None, True, float("inf"))
    assert row["h"] == pytest.approx(1.2345678901234568e22)
    for kind in exports.FORMATS:
        assert exports.table_file(answer, kind, "en")


def test_of_many_rows_the_first_are_there_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_ROWS", 100)
    answer = queries.run("from range(1000)", {})
    assert answer.more and answer.table.column("range").to_pylist() == list(range(100))
    assert not queries.run("from range(100)", {}).more


def test_a_query_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LONGEST_RUN_SECONDS", 1)
    started = time.monotonic()
    with pytest.raises(UnpricedError, match="stopped after 1 seconds"):
        queries.run(ENDLESS, {})
    assert time.monotonic() - started < 5


def test_who_turns_away_ends_the_query_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(TurnedAwayError):
        queries.run(ENDLESS, {}, Watch(glances=5))
    assert time.monotonic() - started < 5
    assert not children(os.getpid())
    assert queries.run("select 1 as one", {}).table.to_pylist() == [{"one": 1}]


def test_only_so_many_run_at_once_and_the_others_wait_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PLACES", queries._Places(1))
    order: list[str] = []
    watches = {name: Watch() for name in ("first", "second", "third")}

    def ask(name: str) -> None:
        sql = "select count(*) as n from range(30000000) t(i) where hash(i) % 7 = 0"
        answers[name] = queries.run(sql, {}, watches[name])
        order.append(name)

    answers: dict[str, Answer] = {}
    threads = []
    for name in watches:
        threads.append(threading.Thread(target=ask, args=(name,)))
        threads[-1].start()
        time.sleep(0.3)
    for thread in threads:
        thread.join(60)
    assert order == ["first", "second", "third"]
    assert "waiting" not in watches["first"].stages
    assert watches["third"].stages.count("waiting") > watches["second"].stages.count("waiting") > 0
    assert len({str(answer.table.to_pylist()) for answer in answers.values()}) == 1


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PLACES", queries._Places(0))
    monkeypatch.setattr(queries, "LONGEST_WAIT_SECONDS", 0.2)
    with pytest.raises(UnpricedError, match="Run it again in a minute"):
        queries.run("select 1", {})
    assert not queries.PLACES._waiting


def test_single_people_stay_closed_where_the_terms_of_a_survey_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    days = "select count(*) as n from core_episodes"
    assert queries.run(days, {}).table.to_pylist()[0]["n"] > 0
    known = catalogue.datasets()
    sample = known["diary_sample"]
    closed = sample.licence.model_copy(update={"redistribution": catalogue.Redistribution.CITATION})
    patched = {**known, "diary_sample": sample.model_copy(update={"licence": closed})}
    monkeypatch.setattr(catalogue, "datasets", lambda: patched)
    assert "sample_kor" in terms.closed_surveys()
    for sql in (days, "from core_diaries d", "from mart_diary_domain()", "with x as (from core_persons) from x"):
        with pytest.raises(UnpricedError, match="days of single people"):
            queries.run(sql, {})
    assert queries.run("from activity_minutes(p_survey := 'sample_kor')", {}).table.num_rows


def test_the_list_beside_the_editor_names_all_that_can_be_asked() -> None:
    known = schema.relations()
    assert set(reports.catalogue()) <= set(known)
    assert {"core_wages", "core_time_use", "core_prices"} <= set(known)
    wages = known["core_wages"]
    assert wages.comment and wages.n_rows
    assert schema.meaning("value_usd_ppp_bn", "en") == ("Value", "billion PPP dollars")
    for name, relation in known.items():
        assert relation.columns, name
