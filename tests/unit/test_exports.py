"""A file that leaves the house carries its rows, units, sources and how to re-derive it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from unpriced import catalogue, exports, i18n
from unpriced.catalogue import Language
from unpriced.reports import Result


@pytest.fixture(scope="module")
def result(run: Callable[..., Result]) -> Result:
    return run("unpaid_value_by_country", p_countries=["KOR", "FRA"], p_methods=None)


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_readme_names_sources_licences_caveats_units_and_the_call(result: Result, language: Language) -> None:
    text = exports.readme(result, language)
    assert result.call in text
    assert result.data_version in text
    assert result.dataset_ids
    for dataset_id in result.dataset_ids:
        dataset = catalogue.datasets()[dataset_id]
        assert dataset.citation in text
        assert dataset.licence.name in text
        assert all(warning.text.in_language(language) in text for warning in dataset.warnings)
    for name in result.table.column_names:
        assert f"- {name}: {catalogue.columns()[name].title.in_language(language)}" in text


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_csv_is_a_zip_of_rows_columns_readme_and_sql(result: Result, language: Language) -> None:
    files = unzipped(exports.table_file(result, "csv", language))
    assert set(files) == {"unpaid_value_by_country.csv", "columns.csv", "README.txt", "unpaid_value_by_country.sql"}
    rows = rows_of(files["unpaid_value_by_country.csv"])
    assert len(rows) == result.table.num_rows > 0
    for written, row in zip(rows, result.table.to_pylist(), strict=True):
        assert written["country_code"] == row["country_code"]
        assert written["value_usd_ppp_bn"] == ("" if row["value_usd_ppp_bn"] is None else repr(row["value_usd_ppp_bn"]))
    units = {row["name"]: row["unit"] for row in rows_of(files["columns.csv"])}
    assert list(units) == result.table.column_names
    assert units["value_usd_ppp_bn"] and units["hours_bn"]
    assert files["README.txt"].decode() == exports.readme(result, language)
    assert files["unpaid_value_by_country.sql"].decode() == result.report.sql


def test_the_same_result_makes_the_same_bytes(result: Result) -> None:
    assert exports.table_file(result, "csv", "en") == exports.table_file(result, "csv", "en")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_xlsx_reads_again_with_numbers_as_numbers(result: Result, language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.table_file(result, "xlsx", language)))
    assert book.sheetnames == ["data", "columns", "readme"]
    titles, names, *rows = book["data"].iter_rows(values_only=True)
    assert list(names) == result.table.column_names
    unit = catalogue.columns()["value_usd_ppp_bn"].unit
    assert unit and str(titles[names.index("value_usd_ppp_bn")]).endswith(f"({unit.in_language(language)})")
    for written, row in zip(rows, result.table.to_pylist(), strict=True):
        for name, cell in zip(names, written, strict=True):
            expected = row[str(name)]
            assert cell == (pytest.approx(expected, rel=1e-14) if isinstance(expected, float) else expected), name
    readme = "\n".join(str(cell or "") for (cell,) in book["readme"].iter_rows(values_only=True))
    assert result.call in readme


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_parquet_carries_units_in_its_schema(result: Result, language: Language) -> None:
    table = pq.read_table(io.BytesIO(exports.table_file(result, "parquet", language)))
    assert table.to_pylist() == result.table.to_pylist()
    metadata = table.schema.metadata
    assert metadata[b"call"].decode() == result.call
    assert metadata[b"readme"].decode() == exports.readme(result, language)
    assert metadata[b"sql"].decode() == result.report.sql
    column = catalogue.columns()["value_usd_ppp_bn"]
    field = table.schema.field("value_usd_ppp_bn").metadata
    assert column.unit and field[b"unit"].decode() == column.unit.in_language(language)
    assert field[b"title"].decode() == column.title.in_language(language)


def test_json_is_strict_and_names_its_sources(result: Result) -> None:
    document = json.loads(exports.table_file(result, "json", "en"))
    assert document["rows"] == result.table.to_pylist()
    assert document["data_version"] == result.data_version
    assert len(document["sources"]) == len(result.dataset_ids)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"], ids=ascii)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_spreadsheet_runs_no_text(result: Result, kind: str, text: str) -> None:
    hostile = replace(result, table=pa.table({"country_code": [text], "gdp_share": [-0.5]}))
    content = exports.table_file(hostile, kind, "en")
    if kind == "csv":
        (row,) = rows_of(unzipped(content)[f"{result.report.name}.csv"])
        assert row["country_code"] == "'" + text
        assert row["gdp_share"] == "-0.5", "a number keeps its minus"
    else:
        cell = openpyxl.load_workbook(io.BytesIO(content))["data"]["A3"]
        assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


@pytest.mark.parametrize("kind", exports.FORMATS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_result_without_rows_is_still_a_file(run: Callable[..., Result], kind: str, language: Language) -> None:
    assert exports.table_file(run("unpaid_value_by_country", p_countries=[]), kind, language)


@pytest.mark.parametrize("report", ["official_accounts_recomputed", "dataset_catalogue", "unpaid_value_sensitivity"])
@pytest.mark.parametrize("kind", exports.FORMATS)
def test_every_shape_of_column_can_leave(run: Callable[..., Result], report: str, kind: str) -> None:
    assert exports.table_file(run(report), kind, "ko")


def test_a_column_of_a_users_own_has_its_name_for_a_title(result: Result) -> None:
    own = replace(result, table=pa.table({"mine": [1]}))
    assert "- mine: mine" in exports.readme(own, "en")


@pytest.mark.parametrize("dataset_id", catalogue.datasets())
def test_a_dataset_leaves_with_its_registry_entry_and_terms(dataset_id: str) -> None:
    files = unzipped(exports.dataset_zip(dataset_id, "en"))
    dataset = catalogue.datasets()[dataset_id]
    assert {"dataset.yaml", "README.txt", *(file.path for file in dataset.files)} <= set(files)
    assert dataset.citation in files["README.txt"].decode()
    assert dataset.licence.name in files["README.txt"].decode()
