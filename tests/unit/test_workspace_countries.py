"""Country tables of a visitor: understood as they are, beside the shipped countries, with what is wrong left out."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from unpriced import country_tables, database, proposing, reports, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import example_countries
from unpriced.workspace import Workspace

MAPPING = """
kind: countries
survey_id: own_mine
title: Mine
columns: {country: country, year: year, sex: sex, activity: activity, minutes: minutes}
sexes: {women: women, men: men}
"""


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def added(here: Workspace, content: bytes, mapping: str = MAPPING) -> country_tables.Brought:
    return workspace.add_countries(here, mapping, workspace.receive(here, "table.csv", io.BytesIO(content)))


def test_the_example_is_taken_for_what_it_is() -> None:
    from unpriced.ui import country_tables as shown

    here = workspace.create()
    looked = proposing.look(workspace.receive(here, "table.csv", io.BytesIO(example_countries.countries())))
    assert shown.likely(looked)
    assert proposing.propose_classification(looked.columns["activity"].values) == ("harmonised", 1.0)


def test_own_countries_stand_beside_the_shipped_ones_for_their_owner_alone() -> None:
    """Korean women of the example: 1,350 minutes are told, 85 of them cooking; the other 90 are other."""
    mine = workspace.create()
    made = added(mine, example_countries.countries())
    assert (made.n_countries, made.n_cells, made.reasons) == (3, 54, {})
    shipped = reports.compute("time_use_own_countries").frame()
    assert shipped["survey_id"].isna().all()
    database.use_own(mine.database)
    rows = reports.compute("time_use_own_countries").frame()
    own = rows[rows["survey_id"] == "own_mine"]
    assert set(own["country_code"]) == {"KOR", "FRA", "JPN"}, "by code, English and Korean name"
    assert set(own["dataset_id"]) == {country_tables.DATASET}
    women = own[(own["country_code"] == "KOR") & (own["sex"] == "women")].set_index("group_code")["minutes_per_day"]
    assert women.sum() == pytest.approx(1440)
    assert women["other"] == pytest.approx(90)
    assert women["housework"] == pytest.approx(85 + 60 + 20)
    assert rows[rows["survey_id"].isna()].reset_index(drop=True).equals(shipped)


def test_each_planted_defect_is_found_and_the_rest_is_kept() -> None:
    here = workspace.create()
    made = added(here, example_countries.countries_with_defects())
    assert made.reasons == {
        "duplicate_cell": 1, "minutes_not_a_number": 1, "minutes_out_of_day": 1, "unknown_activity": 1,
        "unknown_country": 1,
    }  # fmt: skip
    assert made.n_cells == 54 - 3
    written = (made.folder / country_tables.REJECTS).read_text(encoding="utf-8")
    assert "country,Atlantis,unknown_country" in written


def test_a_day_of_more_than_24_hours_takes_its_rows_along() -> None:
    here = workspace.create()
    rows = example_countries._rows()
    rows[0]["minutes"] = 900
    made = added(here, example_countries._file(rows))
    assert made.reasons == {"day_over_1440": 9}
    assert made.n_cells == 54 - 9


def test_codes_of_ones_own_and_a_table_without_sexes() -> None:
    here = workspace.create()
    mapping = (
        "kind: countries\nsurvey_id: own_mine\ntitle: Mine\nyear: 2020\n"
        "columns: {country: land, activity: act, minutes: min}\nactivity_codes: {'7': sleep}\n"
    )
    made = added(here, b"land,act,min\nDEU,7,500\n", mapping)
    database.use_own(here.database)
    rows = reports.run("time_use_own_countries", p_countries=[]).frame()
    assert made.n_cells == 1
    assert set(rows["sex"]) == {"total"} and set(rows["survey_year"]) == {2020}
    assert rows["minutes_per_day"].sum() == pytest.approx(1440)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace("own_mine", "mine"), "does not hold"),
        (MAPPING.replace("minutes: minutes", "minutes: hours"), "no column hours"),
        (MAPPING.replace("year: year, ", ""), "Nothing says the year"),
        (MAPPING.replace("country: country", "country: activity"), "No row of table.csv can be shown"),
    ],
)
def test_a_mapping_that_does_not_hold_says_where(mapping: str, said: str) -> None:
    here = workspace.create()
    with pytest.raises(UnpricedError, match=said):
        added(here, example_countries.countries(), mapping)
    assert workspace.country_tables_of(here) == []


def test_a_table_leaves_with_the_workspace_comes_back_and_goes() -> None:
    here, there = workspace.create(), workspace.create()
    added(here, example_countries.countries())
    workspace.bring_back(there, io.BytesIO(workspace.exported(here)))
    assert workspace.country_tables_of(there) == ["own_mine"]
    workspace.remove(there, "own_mine")
    assert workspace.country_tables_of(there) == [] and not there.database.exists()
