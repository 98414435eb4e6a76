"""The queries on the synthetic EU-SILC people give every reference value, and the shipped aggregates are theirs.

The reference values were computed apart from this project (`ref_eusilc.py`, beside printed values of the R package
convey) and are printed to four digits of a point or more. The people are outside the repository: skipped without them.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from unpriced import class_surveys
from unpriced.ingest import people as people_mapping
from unpriced.paths import DATA, QUERIES

pytestmark = pytest.mark.needs_shared_data

BANDS = {
    "poor<50": (0.0, 0.5), "lower50-75": (0.5, 0.75), "middle75-200": (0.75, 2.0), "upper>200": (2.0, 1e9),
    "kr50-150": (0.5, 1.5), "pew2/3-2": (2 / 3, 2.0), "ilo80-120": (0.8, 1.2), "75-12575-125": (0.75, 1.25),
    "60-20060-200": (0.6, 2.0), "credoc70-150": (0.7, 1.5),
}  # fmt: skip
MAPPINGS = QUERIES / "imports" / "persons" / "mappings"
FOUR_DIGITS = 5.1e-5  # half of the last printed digit, in percentage points


@pytest.fixture(scope="module")
def people(facts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every step on the synthetic people, with the bands of the reference values on both scales."""
    path = facts.parent / "data" / "eu_silc_synthetic" / "eusilc.parquet"
    with duckdb.connect(":memory:") as connection:
        connection.execute("set variable survey_id = 'eu_silc_synthetic'")
        connection.execute(f"create view source_file as from '{path}'")
        connection.execute(
            "create table definitions (definition_id varchar, scale varchar, unit varchar, median_of varchar,"
            " edges varchar, lower double, upper double, closure varchar)"
        )
        connection.executemany(
            "insert into definitions values (?, ?, 'persons', 'persons', 'median', ?, ?, 'lower_included')",
            [(f"{scale}-{band}", scale, *bounds) for scale in ("mod_oecd", "sqrt") for band, bounds in BANDS.items()],
        )
        class_surveys.compute(connection, "eu_silc")
        yield connection


@pytest.fixture(scope="module")
def reference(facts: Path) -> dict[str, dict[str, str]]:
    with (facts.parent / "golden" / "middle_class.csv").open(encoding="utf-8") as stream:
        rows = {row["id"].removeprefix("eusilc-"): row for row in csv.DictReader(stream) if "eusilc-" in row["id"]}
    assert len(rows) == 53
    return rows


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_twenty_shares_with_their_standard_errors(
    people: duckdb.DuckDBPyConnection, reference: dict[str, dict[str, str]]
) -> None:
    found = {row["definition_id"]: row for row in rows(people, "from shares")}
    assert len(found) == 20
    for name, row in found.items():
        expected = reference[name]
        assert row["share"] * 100 == pytest.approx(float(expected["share_pct"]), abs=FOUR_DIGITS), name
        (error,) = re.findall(r"SE ([\d.]+) pp,", expected["note"])
        assert row["share_se"] * 100 == pytest.approx(float(error), abs=FOUR_DIGITS), name
        assert row["n_psu"] == 6000, "households"


@pytest.mark.parametrize(
    ("name", "scale", "column", "factor"),
    [
        ("median", "mod_oecd", "median", 1),
        ("arpt", "mod_oecd", "poverty_line", 1),
        ("arpr", "mod_oecd", "poverty_rate", 100),
        ("gini", "mod_oecd", "gini_convey", 100),
        ("gini-lk", "mod_oecd", "gini", 100),
        ("qsr", "mod_oecd", "s80_s20", 1),
        ("p9010", "mod_oecd", "p90_p10", 1),
        ("l50", "mod_oecd", "lorenz_half", 100),
        ("wolf", "mod_oecd", "foster_wolfson", 100),
        ("wolf-sqrt", "sqrt", "foster_wolfson", 100),
        ("gini-sqrt", "sqrt", "gini", 100),
    ],
)
def test_eleven_statistics(
    people: duckdb.DuckDBPyConnection,
    reference: dict[str, dict[str, str]],
    name: str,
    scale: str,
    column: str,
    factor: int,
) -> None:
    """To the digits printed: six to eight after the point."""
    (row,) = rows(people, f"from statistics where scale = '{scale}'")
    expected = reference[name]["share_pct"]
    assert row[column] * factor == pytest.approx(float(expected), abs=0.51 * 10 ** -len(expected.partition(".")[2]))


@pytest.mark.parametrize(
    ("pair", "one", "other"),
    [
        ("OECD-vs-Pew", "sqrt-middle75-200", "sqrt-pew2/3-2"),
        ("OECD-vs-KR", "sqrt-middle75-200", "sqrt-kr50-150"),
        ("OECDsqrt-vs-OECDmod", "sqrt-middle75-200", "mod_oecd-middle75-200"),
    ],
)
def test_six_values_of_three_overlaps(
    people: duckdb.DuckDBPyConnection, reference: dict[str, dict[str, str]], pair: str, one: str, other: str
) -> None:
    """The cells by hand: what the report definition_overlap makes of them is tested on a small world."""
    whole = 0.0
    cells = dict.fromkeys(("both", "first_only", "second_only", "neither"), 0.0)
    for row in rows(people, "select met, weight from cells where \"grouping\" = 'all'"):
        met = row["met"].split(";")
        cell = {(1, 1): "both", (1, 0): "first_only", (0, 1): "second_only", (0, 0): "neither"}[
            (one in met, other in met)
        ]
        cells[cell] += row["weight"]
        whole += row["weight"]
    shares = {name: weight / whole for name, weight in cells.items()}
    a, b = shares["both"] + shares["first_only"], shares["both"] + shares["second_only"]
    by_chance = a * b + (1 - a) * (1 - b)
    shares["Jaccard"] = shares["both"] / (1 - shares["neither"])
    shares["kappa"] = (shares["both"] + shares["neither"] - by_chance) / (1 - by_chance)
    for name, share in shares.items():
        assert share * 100 == pytest.approx(float(reference[f"ov-{pair}-{name}"]["share_pct"]), abs=FOUR_DIGITS), name


def test_four_shares_of_income(people: duckdb.DuckDBPyConnection, reference: dict[str, dict[str, str]]) -> None:
    found = {row["definition_id"]: row["income_share"] for row in rows(people, "from shares")}
    for name, band in {
        "poor": "poor<50",
        "lower": "lower50-75",
        "middle": "middle75-200",
        "upper": "upper>200",
    }.items():
        expected = float(reference[f"incshare-{name}"]["share_pct"])
        assert found[f"sqrt-{band}"] * 100 == pytest.approx(expected, abs=5.1e-9)


def test_bands_follow_from_the_curve(people: duckdb.DuckDBPyConnection) -> None:
    """What the sensitivity shows is the difference of two points of the curve, the same as counting the band."""
    curve = {row["multiple"]: row["below_share"] for row in rows(people, "from curves where scale = 'sqrt'"
             " and unit = 'persons'")}  # fmt: skip
    (row,) = rows(people, "from shares where definition_id = 'sqrt-middle75-200'")
    assert curve[2.0] - curve[0.75] == pytest.approx(row["share"])


@pytest.mark.parametrize(
    ("kind", "path", "survey"),
    [
        ("eu_silc", "eu_silc_synthetic/eusilc.parquet", "eu_silc_synthetic"),
        ("histoire_de_vie", "fr_histoire_de_vie_2003/hobbies.parquet", "histoire_de_vie_2003"),
    ],
)
def test_what_is_shipped_is_what_the_queries_compute(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, path: str, survey: str
) -> None:
    """Rounded to eight digits in the files."""
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path))
    folder = class_surveys.run(kind, [facts.parent / "data" / path], options={"survey": survey})
    same_as_shipped(folder, survey)


@pytest.mark.parametrize(
    ("survey", "path"),
    [("gss_2012", "us_gss/gss2012_poliscidata.parquet"), ("gss_2016", "us_gss/gss_sm_2016.parquet")],
)
def test_the_shipped_gss_is_what_its_mapping_counts(facts: Path, tmp_path: Path, survey: str, path: str) -> None:
    """By the mapping in queries/imports/persons/mappings, from the people that an R package hands on."""
    mapping = people_mapping.read_file(MAPPINGS / f"{survey}.yaml")
    counted = class_surveys.count(mapping, facts.parent / "data" / path, root=tmp_path)
    same_as_shipped(counted.folder, survey)


def same_as_shipped(folder: Path, survey: str) -> None:
    for made in sorted(folder.glob("class_*.parquet")):
        name = made.stem.removeprefix("class_")
        if name == "surveys":
            continue
        shipped = str(DATA / "class_surveys" / f"{name}.csv")
        with duckdb.connect(":memory:") as connection:
            here = rows(connection, f"from '{made}' order by all")
            there = rows(
                connection, f"from read_csv('{shipped}', nullstr='NULL') where survey_id = '{survey}' order by all"
            )
        assert len(here) == len(there) > 0, name
        for one, other in zip(here, there, strict=True):
            for column, value in one.items():
                expected = other[column]
                if isinstance(value, float):
                    assert expected is not None and value == pytest.approx(float(expected), abs=6e-9, rel=1e-12)
                else:
                    assert value == expected or value is None
