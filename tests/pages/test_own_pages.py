"""A visitor's own figures on pages of countries: named as theirs, beside the shipped; no finding counts them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_surveys import added
from tests.pages.test_pages import findings, open_page
from unpriced import database, workspace
from unpriced.exports import example_countries, examples
from unpriced.workspace import Workspace

TABLES = {
    "minutes": (
        "columns: {country: country, year: year, sex: sex, activity: activity, minutes: minutes}\n"
        "sexes: {women: women, men: men}\n",
        example_countries.countries(),
    ),
    "wages": ("columns: {country: c, wage: w}\nyear: 2019\n", b"c,w\nKOR,20000\n"),
    "income_shares": (
        "columns: {country: c}\nyear: 2020\nparts: [q1, q2, q3, q4, q5]\n",
        b"c,q1,q2,q3,q4,q5\nKOR,8,13,17,23,39\n",
    ),
    "item_shares": ("columns: {country: c, item: i, share: s}\nyear: 2021\n", b"c,i,s\nKOR,L1_language,40\n"),
}


def title(measure: str) -> str:
    return f"My {measure.replace('_', ' ')}"


@pytest.fixture(scope="module")
def mine(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace with a table of each kind and with diaries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNPRICED_WORKSPACES", str(tmp_path_factory.mktemp("workspaces")))
        here = workspace.create()
        for measure, (said, content) in TABLES.items():
            head = f"kind: countries\nsurvey_id: own_{measure}\ntitle: {title(measure)}\nmeasure: {measure}\n"
            workspace.add_countries(here, head + said, workspace.receive(here, "table.csv", io.BytesIO(content)))
        added(here, examples.diary(), "Days")
        yield here
    database.use_own(None)


@pytest.mark.parametrize(
    ("stem", "country"),
    [
        ("unpaid_value", "KOR.own_minutes"),
        ("unpaid_value", "KOR.own_wages"),
        ("country", "KOR.own_days"),
        ("middle_class_countries", "KOR.own_income_shares"),
    ],
)
def test_a_page_of_one_country_leads_with_the_own_one(mine: Workspace, stem: str, country: str) -> None:
    page = open_page(stem, "en", key=mine.key, country=country)
    assert not page.exception
    assert "South Korea (yours:" in findings(page)[0]


@pytest.mark.parametrize(
    ("stem", "country", "said"),
    [
        ("methods", "KOR.own_wages", "by the one method that the wages held can price"),
        ("crossings", "KOR.own_minutes", "Of volunteering no hours are told."),
        ("country", "KOR.own_income_shares", "Your own table or diaries tell no minutes a day of this country."),
    ],
)
def test_a_page_says_what_an_own_table_does_not_tell(mine: Workspace, stem: str, country: str, said: str) -> None:
    assert said in findings(open_page(stem, "en", key=mine.key, country=country))[0]


@pytest.mark.parametrize("stem", ["overview", "time_use", "prosumers", "crossings", "scenarios", "four_countries"])
def test_a_page_of_many_countries_says_of_the_world_what_it_says_without(mine: Workspace, stem: str) -> None:
    with_own, without = open_page(stem, "ko", key=mine.key), open_page(stem, "ko")
    assert not with_own.exception
    assert findings(with_own)[0] == findings(without)[0]


def test_the_page_of_own_data_lists_every_table(mine: Workspace) -> None:
    page = open_page("your_data", "ko", key=mine.key)
    said = " ".join(element.value for element in page.markdown)
    assert all(title(measure) in said for measure in TABLES)


def test_the_next_wave_is_read_like_one_of_two_earlier_ones_but_in_a_year_of_its_own(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path))
    here = workspace.create()
    for year in ("2018", "2019"):
        said = f"survey_id: own_{year}\ntitle: '{year}'\nyear: {year}\ncolumns: {{country: country, wage: wage}}\n"
        path = workspace.receive(here, "table.csv", io.BytesIO(b"country,wage\nKOR,20000\n"))
        workspace.add_countries(here, f"kind: countries\nmeasure: wages\n{said}", path)
    page = open_page("your_data", "en", key=here.key)
    assert not page.exception
    (asked,) = [number for number in page.number_input if number.key == "own.year.table.csv"]
    assert asked.value == 2018
    again = [toggle for toggle in page.toggle if str(toggle.key).startswith("own.again.")]
    assert len(again) == 1
    again[0].set_value(False).run()
    assert not page.exception
    assert len([toggle for toggle in page.toggle if str(toggle.key).startswith("own.again.")]) == 2
