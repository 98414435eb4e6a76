"""Each rule of a contract, kept and then broken once."""

from typing import Any

import duckdb
import pytest

from unpriced import catalogue, contracts
from unpriced.build import _correct
from unpriced.catalogue import Column, Correction, Dataset, DayCloses, File, Text
from unpriced.errors import UnpricedError

TEXT = Text(en="Text", ko="글")
DATASET: Dataset = next(iter(catalogue.datasets().values())).model_copy(update={"id": "demo"})
GOOD = [("KOR", "sleep", 480.0), ("KOR", "work", 960.0)]


def column(name: str, type_: str = "VARCHAR", **rules: Any) -> Column:
    return Column.model_validate({"name": name, "type": type_, "description": TEXT} | rules)


def file(*columns: Column, day_closes: DayCloses | None = None) -> File:
    return File(
        name="days", path="days.csv", grain="g", key=("country", "activity"), columns=columns, day_closes=day_closes
    )


def loaded(rows: list[tuple[object, ...]]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create table raw_demo__days (country varchar, activity varchar, minutes double)")
    connection.executemany("insert into raw_demo__days values (?, ?, ?)", rows)
    return connection


DAY = DayCloses(by=("country",), minutes="minutes", column="activity", codes=("sleep", "work"), tolerance_minutes=1)
RULES = {
    "required": (file(column("country", required=True)), (None, "x", 1), "A value of country in every row"),
    "minimum": (file(column("minutes", "DOUBLE", minimum=0)), ("A", "x", -1), "Minutes of at least 0"),
    "maximum": (file(column("minutes", "DOUBLE", maximum=1440)), ("A", "x", 1441), "Minutes of at most 1440"),
    "finite": (file(column("minutes", "DOUBLE")), ("A", "x", float("inf")), "Finite values of minutes"),
    "values": (file(column("activity", values=("sleep", "work"))), ("A", "nap", 1), "Activity out of its code list"),
    "key": (file(), ("KOR", "sleep", 1), "One row per country, activity"),
    "day": (file(day_closes=DAY), ("A", "sleep", 1438), "Days that close at 1,440 minutes within 1"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_is_a_sentence_with_the_row(rule: str) -> None:
    declared, wrong, needed = RULES[rule]
    contracts.check_file(loaded([*GOOD]), DATASET, declared)
    with pytest.raises(UnpricedError) as caught:
        contracts.check_file(loaded([*GOOD, wrong]), DATASET, declared)
    assert caught.value.needed == needed
    assert caught.value.found.startswith("data/demo/days.csv has 1 rows that break its contract (")
    assert str(wrong[0]) in caught.value.found
    assert caught.value.remedy.startswith("Mend the file, or record a known error")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_found(value: float) -> None:
    with pytest.raises(UnpricedError, match="minutes"):
        contracts.check_file(loaded([("A", "x", value)]), DATASET, file(column("minutes", "DOUBLE")))


def test_a_null_is_not_out_of_a_code_list() -> None:
    contracts.check_file(loaded([("A", None, 1)]), DATASET, file(column("activity", values=("sleep",))))


def test_only_the_first_rows_are_shown() -> None:
    rows: list[tuple[object, ...]] = [(f"C{n}", "x", -1) for n in range(5)]
    with pytest.raises(UnpricedError) as caught:
        contracts.check_file(loaded(rows), DATASET, file(column("minutes", "DOUBLE", minimum=0)))
    assert "has 5 rows" in caught.value.found
    assert caught.value.found.count("country=") == contracts.SHOWN_ROWS


def correction(**changes: Any) -> Correction:
    base = {"id": "known", "dataset": "demo", "file": "days", "where": {"country": "A"}, "reason": TEXT, "source": "s"}
    return Correction.model_validate(base | changes)


def test_a_known_error_leaves_the_closing_of_the_day() -> None:
    exempt = [correction(exempt="day_closes")]
    connection = loaded([*GOOD, ("A", "sleep", 1438)])
    contracts.check_file(connection, DATASET, file(day_closes=DAY), exempt=exempt)
    connection.execute("insert into raw_demo__days values ('B', 'sleep', 1438)")
    with pytest.raises(UnpricedError, match="country=B"):
        contracts.check_file(connection, DATASET, file(day_closes=DAY), exempt=exempt)


def test_a_known_error_is_put_right() -> None:
    connection = loaded([("A", "sleep", 4800)])
    _correct(connection, DATASET, file(), [correction(column="minutes", found=4800, corrected=480)])
    assert connection.execute("select minutes from raw_demo__days").fetchall() == [(480.0,)]


@pytest.mark.parametrize(
    "stale",
    [
        correction(column="minutes", found=4800, corrected=480),  # the source says 480 now
        correction(where={"country": "B"}, column="minutes", found=480, corrected=48),  # the row is gone
        correction(where={"country": "B"}, exempt="day_closes"),
    ],
)
def test_a_correction_that_the_source_no_longer_needs_is_refused(stale: Correction) -> None:
    with pytest.raises(UnpricedError, match="is no longer in the source"):
        _correct(loaded([("A", "sleep", 480)]), DATASET, file(), [stale])


def test_a_code_that_no_list_holds_is_named() -> None:
    declared = file(column("country", references="core_countries.country_code"))
    connection = loaded([*GOOD, (None, "x", 1)])
    connection.execute("create table core_countries as select 'KOR' as country_code")
    contracts.check_references(connection, DATASET, declared)
    connection.execute("insert into raw_demo__days values ('XXX', 'x', 1)")
    with pytest.raises(UnpricedError) as caught:
        contracts.check_references(connection, DATASET, declared)
    assert caught.value.found == "data/demo/days.csv has 1 unknown codes (country=XXX)"
    assert caught.value.needed == "Codes that core_countries holds"
