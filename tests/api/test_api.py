"""Programs get the rows of the reports, are told what is wrong, and can do no harm."""

import io
from urllib.parse import quote

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.api.client import LetFailError, ask
from unpriced import api, catalogue, database, exports, reports

KOREA = "/api/reports/unpaid_value_by_country?p_countries=KOR"
HOSTILE = (
    "x']) union all select 1 --",
    "'; drop table core_wages; --",
    "$p_countries",
    "\x00",
    "../../README.md",
    "가\u202e",
    "x" * 5000,
)


def test_the_list_has_every_report_with_parameters_and_units() -> None:
    document = ask("/api/reports").json
    assert document["data_version"] == database.data_version()
    listed = {report["name"]: report for report in document["reports"]}
    assert set(listed) == set(reports.catalogue())
    korea = listed["unpaid_value_by_country"]
    assert korea["grain"] == "one row per country, method and survey"
    defaults = {parameter["name"]: parameter["default"] for parameter in korea["parameters"]}
    assert defaults["p_methods"] == ["replacement_specialist"]
    assert defaults["p_countries"] is None
    assert (defaults["p_shopping"], defaults["p_days_per_year"], defaults["p_source"]) == (True, 365.0, "best")
    units = {column["name"]: column["unit"] for column in korea["columns"]}
    unit = catalogue.columns()["value_usd_ppp_bn"].unit
    assert unit and units["value_usd_ppp_bn"] == unit.en
    assert list(units) == reports.run("unpaid_value_by_country").table.column_names
    korean = {report["name"]: report for report in ask("/api/reports?lang=ko").json["reports"]}
    assert korean["unpaid_value_by_country"]["columns"][0]["title"] == catalogue.columns()["country_code"].title.ko


def test_every_format_has_the_rows_of_the_report() -> None:
    result = reports.run("unpaid_value_by_country", p_countries=["KOR"])
    csv, json, parquet = (ask(f"{KOREA}&format={form}") for form in ("csv", "json", "parquet"))
    assert csv.body == exports.plain_csv(result)
    assert pd.read_csv(io.BytesIO(csv.body)).loc[0, "gdp_share"] == result.table.column("gdp_share")[0].as_py()
    assert json.json["rows"] == result.table.to_pylist()
    assert json.json["call"] == result.call
    assert pq.read_table(io.BytesIO(parquet.body)).to_pylist() == result.table.to_pylist()
    assert ask(KOREA).body == json.body
    kinds = [answer.headers["content-type"].split(";")[0] for answer in (csv, json, parquet)]
    assert kinds == ["text/csv", "application/json", "application/vnd.apache.parquet"]
    version = database.data_version()
    assert f'filename="unpriced-unpaid_value_by_country-{version}.csv"' in csv.headers["content-disposition"]


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("p_countries=null", {"p_countries": None}),
        ("p_countries=", {"p_countries": []}),
        ("p_countries=KOR,FRA&p_shopping=false", {"p_countries": ["KOR", "FRA"], "p_shopping": False}),
        ("p_countries=KOR%2CFRA&p_quality_factor=0.5", {"p_countries": ["KOR", "FRA"], "p_quality_factor": 0.5}),
        ("p_wage_year=2010&p_countries=KOR", {"p_countries": ["KOR"], "p_wage_year": 2010}),
    ],
)
def test_arguments_are_written_as_on_the_command_line(query: str, arguments: dict[str, object]) -> None:
    rows = ask(f"/api/reports/unpaid_value_by_country?{query}").json["rows"]
    assert rows == reports.run("unpaid_value_by_country", **arguments).table.to_pylist()


@pytest.mark.parametrize(
    ("address", "status", "found", "remedy"),
    [
        ("/api/reports/unpaid_value_by_contry", 404, "no report named", "Did you mean unpaid_value_by_country?"),
        ("/api/reports/zzz", 404, "no report named zzz", "GET /api/reports lists them"),
        ("/api/report", 404, "GET /api/report is not answered here", "Begin with /api/reports"),
        ("/api/", 404, "is not answered here", "Begin with /api/reports"),
        (f"{KOREA}&p_countrys=KOR", 400, "no parameter p_countrys", "Did you mean p_countries?"),
        (f"{KOREA}&p_shopping=maybe", 400, "p_shopping of unpaid_value_by_country is 'maybe'", "true or false"),
        (f"{KOREA}&p_wage_year=soon", 400, "p_wage_year", "numbers with a point"),
        (f"{KOREA}&p_wage_year=99999999999", 400, "p_wage_year", "numbers with a point"),
        (f"{KOREA}&p_quality_factor=nan", 400, "p_quality_factor", "numbers with a point"),
        (f"{KOREA}&p_countries=FRA", 400, "p_countries stands 2 times", "p_countries=KOR,FRA"),
        (f"{KOREA}&format=csv&format=json", 400, "format stands 2 times", "commas"),
        (f"{KOREA}&fromat=csv", 400, "fromat is no setting", "Did you mean format?"),
        (f"{KOREA}&format=xml", 400, "format is xml", "Write format=json"),
        (f"{KOREA}&lang=fr", 400, "lang is fr", "Write lang="),
        (f"{KOREA}&v=000000000000", 409, "data version 000000000000 is not here", "Leave v out"),
        ("/api/reports?p_countries=KOR", 400, "p_countries is no setting", "openapi"),
    ],
)
def test_what_is_wrong_is_said(address: str, status: int, found: str, remedy: str) -> None:
    answer = ask(address)
    assert answer.status == status
    assert set(answer.json) == {"found", "needed", "remedy"}
    assert found in answer.json["found"]
    assert remedy in answer.json["remedy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", reports.catalogue())
def test_a_hostile_text_is_a_text(name: str) -> None:
    report = reports.get(name)
    listed = [parameter for parameter in report.parameters if parameter.type.startswith("VARCHAR")]
    before = reports.compute("dataset_catalogue").table
    for text in HOSTILE if name == "unpaid_value_by_country" else HOSTILE[:1]:
        for key in [parameter.name for parameter in listed[:2]]:
            answer = ask(f"/api/reports/{name}?{key}={quote(text)}")
            assert answer.status == 200, answer.body
    assert ask(f"/api/reports/{quote(HOSTILE[1], safe='')}").status == 404
    assert reports.compute("dataset_catalogue").table.equals(before)


def test_head_has_the_headers_and_no_body_and_nothing_else_is_answered() -> None:
    head, get = (ask(KOREA, method=method) for method in ("HEAD", "GET"))
    assert head.status == 200
    assert {**head.headers} == {**get.headers}
    post = ask(KOREA, method="POST")
    assert (post.status, set(post.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert "POST" in post.json["found"]


def test_an_answer_that_is_held_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(KOREA)
    mark = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    monkeypatch.setattr(reports, "run_within", None)
    for held in (mark, f'"other", {mark}', mark.removeprefix("W/"), "*"):
        again = ask(KOREA, headers={"If-None-Match": held})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", mark)
    listed = ask("/api/reports").headers["etag"]
    assert ask("/api/reports", headers={"If-None-Match": listed}).status == 304


def test_the_mark_follows_arguments_format_language_and_data(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [KOREA, f"{KOREA},FRA", f"{KOREA}&format=csv", f"{KOREA}&lang=ko", f"{KOREA}&p_shopping=false"]
    marks = [ask(address).headers["etag"] for address in addresses]
    assert len(set(marks)) == len(addresses)
    assert ask("/api/reports/unpaid_value_by_country?lang=en&p_countries=KOR").headers["etag"] == marks[0]
    assert ask(KOREA, headers={"If-None-Match": marks[1]}).status == 200
    monkeypatch.setattr(api, "software_version", lambda: "another")
    assert ask(KOREA).headers["etag"] != marks[0]


def test_an_address_with_a_data_version_never_changes() -> None:
    answer = ask(f"{KOREA}&v={database.data_version()}")
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-data-version"] == database.data_version()


def test_a_report_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "LONGEST_RUN_SECONDS", 0.01)
    monkeypatch.setattr(reports, "KEPT", reports._Kept(most_bytes=0))
    answer = ask("/api/reports/extended_income_distribution")
    assert answer.status == 503
    assert answer.json["found"] == "The query was stopped after 0.01 seconds"
    assert answer.headers["retry-after"]
    monkeypatch.undo()
    assert ask(KOREA).status == 200


def test_one_who_comes_when_all_places_are_taken_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "AT_ONCE", 0)
    monkeypatch.setattr(api, "LONGEST_WAIT_SECONDS", 0.05)
    answer = ask(KOREA)
    assert (answer.status, answer.json["found"]) == (503, "Too many reports are being computed")
    assert "retry-after" in answer.headers


def test_an_answer_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_ROWS", 1)
    assert ask(KOREA).status == 200
    answer = ask(f"{KOREA},FRA")
    assert (answer.status, answer.json["needed"][:13]) == (400, "At most 1 row")


def test_a_fault_of_ours_shows_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LetFailError("secret/path")

    monkeypatch.setattr(reports, "run_within", fail)
    answer = ask(KOREA)
    assert answer.status == 500
    assert b"secret" not in answer.body
    assert answer.json["remedy"].startswith("Reference ")
