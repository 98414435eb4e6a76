"""The rules for SQL: one statement a file, named for what it makes, layers that are not skipped, no constants."""

import re
from pathlib import Path

import pytest

from unpriced import catalogue, reports
from unpriced.layers import leading_comment
from unpriced.paths import QUERIES

FILES = sorted(QUERIES.rglob("*.sql"))
MACROS = [path for path in FILES if path.parent.name in {"functions", "valuation", "marts", "reports"}]
UNITS = {"60", "24", "100", "1000", "1440", "1e9"}  # changes of unit; anything else is data and lives in data/
VALUE_COLUMNS = {
    *("country_code", "method_id", "survey_year", "wage_year", "gdp_year", "hours_per_person_per_day", "hours_bn"),
    *("value_usd_ppp_bn", "value_national_bn", "gdp_share", "value_per_person_usd_ppp"),
}
PROMISED = {
    *("unpaid_value_by_country", "unpaid_value_by_activity", "unpaid_value_by_sex", "unpaid_value_method_range"),
    *("unpaid_value_sensitivity", "household_account", "time_use_by_activity", "time_use_gender_gap"),
    *("unpaid_time_by_country", "official_accounts", "official_accounts_recomputed"),
}


def name(path: Path) -> str:
    return path.relative_to(QUERIES).as_posix()


def code(path: Path) -> str:
    """The statement without comments and strings."""
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    return re.sub(r"'(?:[^']|'')*'", "''", text)


def body(path: Path) -> str:
    """The code of a macro after its parameters; the whole code of any other file."""
    return re.split(r"\)\s*as\s+table\b|\)\s*as\b", code(path), maxsplit=1)[-1] if path in MACROS else code(path)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_one_lower_case_statement(path: Path) -> None:
    assert ";" not in code(path).rstrip().rstrip(";")
    assert not re.search(r"\b(SELECT|FROM|WHERE|GROUP BY|JOIN|WITH|CASE)\b", code(path))
    assert path.read_text(encoding="utf-8").startswith("-- "), "a file begins with one sentence"


@pytest.mark.parametrize("path", MACROS, ids=name)
def test_a_macro_is_named_as_its_file_with_typed_p_parameters(path: Path) -> None:
    head = re.search(r"create or replace macro (\w+)\s*\((.*?)\)\s*as\b", code(path), re.DOTALL)
    assert head and head[1] == path.stem
    if path.parent.name in {"marts", "reports"}:
        parameters = [p.strip() for p in head[2].split(",\n" if "\n" in head[2] else ",") if p.strip()]
        for parameter in parameters:
            assert re.match(r"p_\w+ \w+(\[\])? := ", parameter), f"{path.stem}: {parameter}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_layers_are_not_skipped(path: Path) -> None:
    layer = path.relative_to(QUERIES).parts[0]
    text = body(path)
    if layer not in {"staging", "imports"}:
        assert not re.search(r"\braw_\w+__", text), "only staging reads raw tables; an import makes them"
    if layer in {"marts", "reports", "valuation"}:
        assert not re.search(r"\bstg_\w+", text), "marts and reports read core tables"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_numbers_are_changes_of_unit(path: Path) -> None:
    if path.relative_to(QUERIES).parts[0] in {"staging", "checks", "imports"}:
        return  # imports and staging recode what a source prints; checks state their tolerance
    found = re.findall(r"(?<![\w.$])\d+(?:\.\d+)?(?:e\d+)?(?![\w.])", body(path))
    constants = {n for n in found if n not in UNITS and not (n.isdigit() and len(n) == 1)}
    assert not constants, f"{constants} belong into data/ with a source"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_division_is_guarded_and_sums_are_exact(path: Path) -> None:
    text = body(path)
    unguarded = re.findall(r"/\s*(?!nullif|\s|/|\d)(\S+)", text)
    assert not unguarded, f"x / nullif(y, 0): {unguarded}"
    assert not re.search(r"(?<!f)\bsum\((?!f\.n_rows)", text), "fsum, so that a sum is the same twice"


def test_reports_have_a_comment_a_grain_and_declared_columns() -> None:
    declared = catalogue.columns()
    for report in reports.catalogue().values():
        assert report.comment.endswith("."), report.name
        assert report.grain.startswith("one row per "), report.name
        columns = reports.run(report.name).table.column_names
        undeclared = [column for column in columns if column not in declared]
        assert not undeclared, f"{report.name}: declare {undeclared} in queries/columns/"


def test_promised_reports_are_there() -> None:
    assert set(reports.catalogue()) >= PROMISED


@pytest.mark.parametrize("report", [r for r in sorted(PROMISED) if r.startswith("unpaid_value_by")])
def test_value_reports_carry_their_years_and_units(report: str) -> None:
    assert set(reports.run(report).table.column_names) >= VALUE_COLUMNS


def test_every_valuation_method_has_one_shape() -> None:
    from unpriced import database

    shapes = {}
    with database.cursor() as cursor:
        for method in catalogue.methods():
            relation = cursor.sql(f'from "{method}"()')
            shapes[method] = list(zip(relation.columns, map(str, relation.types), strict=True))
    first = next(iter(shapes.values()))
    assert all(shape == first for shape in shapes.values()), shapes


def test_methods_and_presets_are_pairs_of_files() -> None:
    for method in catalogue.methods().values():
        assert method.sql_path.is_file()
        assert leading_comment(method.sql_path)
    for preset in catalogue.presets().values():
        assert set(preset.parameters["p_methods"]) <= set(catalogue.methods())  # type: ignore[arg-type]
        reports.run("unpaid_value_by_country", **preset.parameters)
