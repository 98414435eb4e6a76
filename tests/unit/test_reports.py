"""Reports are called by name with arguments of declared types; what does not fit is told with the nearest name."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from unpriced import database, reports
from unpriced.errors import UnpricedError
from unpriced.reports import Argument, Parameter, Report, Result

TYPES = ("VARCHAR", "VARCHAR[]", "INTEGER", "INTEGER[]", "DOUBLE", "BOOLEAN")
REPORT = Report("demo", "A demo.", "one row", tuple(Parameter(f"p_{t.lower()}", t, "null") for t in TYPES), "", Path())


@pytest.mark.parametrize(
    ("parameter", "given", "bound"),
    [
        ("p_varchar", "KOR", "KOR"),
        ("p_varchar[]", "KOR", ["KOR"]),  # one is a list of one
        ("p_varchar[]", ("KOR", "FRA"), ["KOR", "FRA"]),
        ("p_varchar[]", [], []),  # none
        ("p_varchar[]", None, None),  # all
        ("p_integer", "2020", 2020),
        ("p_integer", 2020.0, 2020),
        ("p_integer[]", ["2019", 2024], [2019, 2024]),
        ("p_double", "0.5", 0.5),
        ("p_double", 1, 1.0),
        ("p_boolean", "false", False),
        ("p_boolean", "True", True),
        ("p_boolean", True, True),
    ],
)
def test_an_argument_becomes_the_declared_type(parameter: str, given: object, bound: Argument) -> None:
    found = reports.cast(REPORT, parameter, given)
    assert found == bound
    assert type(found) is type(bound)


@pytest.mark.parametrize(
    ("parameter", "given"),
    [
        ("p_integer", "2020.5"),
        ("p_integer", 2020.5),
        ("p_integer", "two"),
        ("p_integer", True),
        ("p_double", "half"),
        ("p_boolean", "yes"),
        ("p_boolean", 1),
        ("p_varchar", 5),
        ("p_varchar[]", [1]),
        ("p_varchar[]", 1),
        ("p_integer[]", [[2019]]),
    ],
)
def test_an_argument_that_does_not_fit_names_its_parameter(parameter: str, given: object) -> None:
    with pytest.raises(UnpricedError) as caught:
        reports.cast(REPORT, parameter, given)
    assert caught.value.found == f"{parameter} of demo is {given!r}"
    assert caught.value.needed == f"A value of type {parameter.removeprefix('p_').upper()}"


@pytest.mark.parametrize("given", ["nan", "inf", float("inf")])
def test_a_number_is_finite(given: object) -> None:
    with pytest.raises(UnpricedError, match="p_double of demo"):
        reports.cast(REPORT, "p_double", given)


def test_a_near_name_is_offered() -> None:
    with pytest.raises(UnpricedError) as caught:
        reports.get("unpaid_value_by_contry")
    assert caught.value.remedy == "Did you mean unpaid_value_by_country?"
    with pytest.raises(UnpricedError) as caught:
        reports.run("unpaid_value_by_country", p_countrys=["KOR"])
    assert "no parameter p_countrys" in caught.value.found
    assert caught.value.remedy == "Did you mean p_countries?"


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(UnpricedError) as caught:
        reports.get("zzz; drop table core_wages")
    assert caught.value.remedy == "Run `unpriced reports`"


@pytest.mark.parametrize(
    ("written", "arguments"),
    [
        ("p_countries=KOR,FRA", {"p_countries": ["KOR", "FRA"]}),
        ("p_countries=KOR", {"p_countries": ["KOR"]}),
        ("p_countries=", {"p_countries": []}),
        ("p_countries=null", {"p_countries": None}),
        ("p_shopping=false", {"p_shopping": False}),
        ("p_quality_factor=0.5", {"p_quality_factor": 0.5}),
    ],
)
def test_arguments_of_the_command_line(written: str, arguments: dict[str, Argument]) -> None:
    assert reports.parse("unpaid_value_by_country", [written]) == arguments


def test_an_argument_without_a_value_is_told() -> None:
    with pytest.raises(UnpricedError, match="p_shopping is not a key and a value"):
        reports.parse("unpaid_value_by_country", ["p_shopping"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (5, "5"),
        (0.1, "0.1"),
        ("it's", "'it''s'"),
        (["a", "b"], "['a', 'b']"),
        ([], "[]"),
    ],
)
def test_literals(value: Argument, text: str) -> None:
    assert reports.literal(value) == text


def test_the_call_re_runs_the_report_in_any_shell(built: Path, run: Callable[..., Result]) -> None:
    result = run("unpaid_value_by_country", p_countries=["KOR", "it's"], p_shopping="false", p_quality_factor=0.5)
    assert result.table.num_rows == 1
    with duckdb.connect(str(built), read_only=True) as shell:
        assert shell.sql(result.call).fetchall() == [tuple(row.values()) for row in result.table.to_pylist()]


def test_a_result_knows_its_datasets_and_its_version(run: Callable[..., Result]) -> None:
    result = run("unpaid_value_by_country", p_countries=["KOR"])
    assert {"oecd_time_use", "ilo_earnings", "gdp"} <= set(result.dataset_ids)
    assert len(result.data_version) == 12


def test_an_argument_is_only_ever_bound(run: Callable[..., Result]) -> None:
    assert run("unpaid_value_by_country", p_countries=["KOR']) union all from x --"]).table.num_rows == 0


def test_the_catalogue_knows_comment_grain_and_defaults() -> None:
    report = reports.get("unpaid_value_by_country")
    defaults = {parameter.name: parameter.default for parameter in report.parameters}
    assert report.grain == "one row per country, method and survey"
    assert report.comment.startswith("What the unpaid work of each country is worth")
    assert defaults["p_methods"] == "['replacement_specialist']"
    assert defaults["p_countries"] == "null"
    assert defaults["p_days_per_year"] == "365.0"
    for name, known in reports.catalogue().items():
        assert all(parameter.default for parameter in known.parameters), f"{name} has a parameter without a default"


def kept(nbytes: int) -> Result:
    return Result(REPORT, {}, pa.table({"x": pa.array([0] * (nbytes // 8), pa.int64())}), "v")


def test_results_are_kept_until_they_outgrow_the_room_and_the_one_used_longest_ago_goes_first() -> None:
    store = reports._Kept(most_bytes=200)
    first, second, third = (kept(80) for _ in range(3))
    store.put("first", first)
    store.put("second", second)
    assert store.get("first") is first
    store.put("third", third)
    assert store.get("second") is None
    assert store.get("first") is first
    assert store.get("third") is third
    store.put("huge", kept(400))
    assert store.get("huge") is None


def test_a_report_is_computed_once_for_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "KEPT", reports._Kept(most_bytes=2**20))
    once = reports.run("dataset_catalogue")
    assert reports.run("dataset_catalogue") is once
    assert reports.compute("dataset_catalogue").table.equals(once.table)
    (path, file, changed), own = database.identity()
    another = ((path, file, changed + 1), own)  # another build took its place
    monkeypatch.setattr(database, "identity", lambda: another)
    assert reports.run("dataset_catalogue") is not once
