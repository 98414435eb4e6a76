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

from tests.worlds import World
from unpriced import class_surveys, people_surveys
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
    """What the sensitivity shows is the difference of two lines, the same as counting the band, error and all."""
    same = "scale = 'sqrt' and unit = 'persons' and median_of = 'persons'"
    curve = {row["bound"]: row["below_share"] for row in rows(people, f"from edges where edge = 'median' and {same}")}
    (row,) = rows(people, "from shares where definition_id = 'sqrt-middle75-200'")
    assert curve[2.0] - curve[0.75] == pytest.approx(row["share"])
    (error,) = rows(people, f"from errors where {same} and lower = 0.75 and upper = 2")
    assert error["share_se"] == pytest.approx(row["share_se"], rel=1e-9)


def test_errors_know_who_is_counted_and_whose_median_it_is(facts: Path) -> None:
    """Adults around the median of households, as Pew counts: the same as shares.sql makes of such a definition."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("set variable survey_id = 'again'")
        path = facts.parent / "data" / "eu_silc_synthetic" / "eusilc.parquet"
        connection.execute(f"create view source_file as from '{path}'")
        connection.execute(
            "create table definitions as select 'pew' as definition_id, 'sqrt_x_sqrt3' as scale, 'adults' as unit,"
            " 'households' as median_of, 'median' as edges, 0.65::double as lower, 2.0::double as upper,"
            " 'lower_included' as closure"
        )
        class_surveys.compute(connection, "eu_silc")
        (share,) = rows(connection, "from shares")
        (error,) = rows(
            connection,
            "from errors where scale = 'sqrt' and unit = 'adults' and median_of = 'households'"
            " and lower = 0.65 and upper = 2",
        )
    assert error["share_se"] == pytest.approx(share["share_se"], rel=1e-9)


def test_lorenz_at_one_half_is_the_reference(
    people: duckdb.DuckDBPyConnection, reference: dict[str, dict[str, str]]
) -> None:
    (row,) = rows(people, "from lorenz where scale = 'mod_oecd' and rank = 0.5")
    expected = reference["l50"]["share_pct"]
    assert row["income_share"] * 100 == pytest.approx(
        float(expected), abs=0.51 * 10 ** -len(expected.partition(".")[2])
    )
    assert row["income_to_median"] == pytest.approx(1, abs=1e-3), "the quantile of Eurostat may be a mean of two"


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
    counted = people_surveys.count(mapping, facts.parent / "data" / path, root=tmp_path)
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


# DEFINITIONS 2.6 and the convey book: deprived are wages under 4 dollars, no college degree, fewer than 26 hours.
NLSW88 = {
    "k1/3": ([1.0, 1.0, 1.0], 1 / 3), "k0.4-0.6": ([1.0, 1.0, 1.0], 0.5), "k0.7-1": ([1.0, 1.0, 1.0], 1.0),
    "w-k0.5": ([2.0, 1.0, 1.0], 0.5), "w-k0.75": ([2.0, 1.0, 1.0], 0.75), "w-k1": ([2.0, 1.0, 1.0], 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", NLSW88)
def test_counting_of_alkire_and_foster_on_the_women_of_1988(facts: Path, world: World, name: str) -> None:
    """Headcount, its adjusted form and the intensity, to the digits printed; nlsw88 is a file of Stata."""
    path = facts.parent / "data" / "nlsw88.csv"
    if not path.exists():
        pytest.skip(
            "nlsw88 is in no package here: lay nlsw88.csv (columns wage, collgrad, hours) beside the other data"
        )
    with (facts.parent / "golden" / "middle_class.csv").open(encoding="utf-8") as stream:
        printed = {row["id"].removeprefix("af-nlsw88-"): row["share_pct"] for row in csv.DictReader(stream)}
    world.put("core_class_surveys", [{"survey_id": "nlsw88", "has_incomes": False}], dataset_id="class_surveys")
    world.put("core_class_cells", [])
    world.connection.execute(
        "insert into memory.main.core_class_cells select 'nlsw88', 'all', 'all', list_filter([case when wage < 4"
        " then 'a' end, case when collgrad = 0 then 'b' end, case when hours < 26 then 'c' end], lambda code: code is"
        f" not null), 1, 1, 'class_surveys' from read_csv('{path}') where wage is not null and collgrad is not null"
        " and hours is not null"
    )
    weights, k = NLSW88[name]
    counted = world.rows(
        "from lifestyle_count(p_survey := 'nlsw88', p_items := ['a', 'b', 'c'], p_weights := $1)", weights
    )
    row = next(row for row in counted if row["score_cutoff"] >= k - 1e-9)
    for measure, column in {"H": "attained_share", "M0": "adjusted_share", "A": "intensity_share"}.items():
        expected = printed[f"{name}-{measure}"]
        assert row[column] * 100 == pytest.approx(float(expected), abs=0.51 * 10 ** -len(expected.partition(".")[2]))
