"""Every page in both languages: it runs, leads with one finding, and shows figures with alt text."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES
from unpriced.paths import ROOT
from unpriced.ui import own
from unpriced.ui.frame import PAGES

SECONDS = 60
FEWEST_CHARTS = {
    "overview": 2,
    "unpaid_value": 5,
    "time_use": 5,
    "country": 5,
    "official_accounts": 5,
    "diaries": 3,
    "tempogram": 2,
    "people": 4,
    "prosumers": 10,
    "crossings": 12,
    "middle_class": 9,
    "scenarios": 3,
    "middle_class_countries": 8,
    "build_your_own": 6,
    "four_countries": 4,
    "extended_middle_class": 5,
    "where_do_i_stand": 1,
    "transfers": 4,
    "life_values": 6,
    "story_unpaid": 5,
    "story_middle": 5,
    "story_korea": 6,
    "methods": 3,
    "data": 3,
    "your_data": 0,
    "workbench": 1,
}


def open_page(stem: str, language: Language, *, key: str = "", **parameters: str) -> AppTest:
    """The page after a first run, as an address with these parameters opens it; the key is that of a workspace."""
    tested = AppTest.from_file(ROOT / "dashboard.py", default_timeout=SECONDS)
    if key:
        tested.session_state[own.COOKIE] = key
    tested.query_params["lang"] = language
    for name, value in parameters.items():
        tested.query_params[name] = value
    tested.run()
    if stem != "overview":
        tested.switch_page(f"pages/{stem}.py")
        tested.query_params.clear()  # what the browser does when it follows a link
        tested.query_params["lang"] = language
        for name, value in parameters.items():
            tested.query_params[name] = value
        tested.run()
    return tested


def findings(tested: AppTest) -> list[str]:
    return [element.proto.body for element in tested.get("html") if "up-finding" in element.proto.body]


def test_every_page_is_listed_here() -> None:
    assert set(FEWEST_CHARTS) == set(PAGES) == {path.stem for path in (ROOT / "pages").glob("*.py")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", PAGES)
def test_page_runs_and_says_one_thing_first(stem: str, language: Language) -> None:
    tested = open_page(stem, language)
    assert not tested.exception
    assert not tested.error
    assert not tested.warning
    assert len([body for body in findings(tested) if "<h1" in body]) == 1
    charts = tested.get("plotly_chart")
    assert len(charts) >= FEWEST_CHARTS[stem]
    for chart in charts:
        assert len(chart.proto.alt) > 20, "a chart says what it shows to those who cannot see it"


@pytest.mark.parametrize("stem", PAGES)
def test_finding_is_in_its_language(stem: str) -> None:
    texts = {language: findings(open_page(stem, language))[0] for language in LANGUAGES}
    assert texts["ko"] != texts["en"]
    assert any("가" <= letter <= "힣" for letter in texts["ko"])
    assert not any("가" <= letter <= "힣" for letter in texts["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_that_does_not_exist_is_named(language: Language) -> None:
    tested = open_page("unpaid_value", language, country="ZZZ", quality="9")
    said = [warning.value for warning in tested.warning]
    assert any("ZZZ" in text for text in said)
    assert any("9" in text for text in said)


def test_a_country_without_a_wage_says_why() -> None:
    tested = open_page("unpaid_value", "en", country="CHN")
    assert not tested.exception
    assert any("Not available, because" in info.value for info in tested.info)


def test_a_country_without_a_survey_says_so() -> None:
    for stem in ("unpaid_value", "country"):
        tested = open_page(stem, "en", country="TCD")
        assert not tested.exception
        assert "no time-use figure" in findings(tested)[0]


def shown_in(tested: AppTest, view: str) -> str:
    """What the view put on the page, as one text."""
    match view:
        case "table":
            return " ".join(tested.dataframe[0].value.columns)
        case "sql" | "link":
            return " ".join(code.value for code in tested.code)
        case "sources":
            return " ".join(text.value for text in tested.markdown)
        case _:
            return " ".join(str(getattr(button, "label", "")) for button in tested.get("download_button"))


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("table", "Share of GDP"),
        ("sql", "create or replace macro unpaid_value_method_range"),
        ("sources", "OECD Time Use Database"),
        ("download", "Parquet"),
        ("download", "Bundle (zip)"),
        ("link", "source=best"),
        ("link", "@misc{unpriced-unpaid_value_method_range-"),
        ("link", "api/reports/unpaid_value_method_range?"),
        ("link", "card=ranking"),
    ],
)
def test_every_view_of_a_card_opens(view: str, expected: str) -> None:
    tested = open_page("overview", "en")
    control = next(c for c in tested.get("button_group") if getattr(c, "key", "") == "view.overview.ranking.en")
    assert isinstance(control, ButtonGroup)
    control.set_value(view).run()
    assert not tested.exception
    assert not tested.error
    assert expected in shown_in(tested, view)


def test_every_preset_runs() -> None:
    from unpriced.catalogue import presets

    for preset in presets():
        tested = open_page("unpaid_value", "en", country="FRA", preset=preset)
        assert not tested.exception, preset
        assert not tested.error, preset


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["KOR", "CHN"])
@pytest.mark.parametrize("scenario", ["equal", "market", "hour", "wages", "chain", "arrivals"])
def test_every_scenario_runs_and_has_its_sentence(scenario: str, country: str, language: Language) -> None:
    tested = open_page("scenarios", language, scenario=scenario, country=country)
    assert not tested.exception
    assert not tested.error
    assert len([body for body in findings(tested) if "<h1" in body]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["CHN", "MAR", "SOM"])
@pytest.mark.parametrize("stem", ["story_unpaid", "story_middle"])
def test_a_story_of_a_country_with_gaps_says_what_is_missing(stem: str, country: str, language: Language) -> None:
    tested = open_page(stem, language, country=country)
    assert not tested.exception
    assert not tested.error
    steps = [element.proto.body for element in tested.get("html") if 'class="up-step"' in element.proto.body]
    assert len(steps) == 5
