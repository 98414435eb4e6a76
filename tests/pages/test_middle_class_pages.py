"""The pages of the middle class beyond their first view: own lines, other choices, and what cannot be counted."""

import pytest

from tests.pages.test_pages import findings, open_page
from unpriced import reports
from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES
from unpriced.ui.middle_class import by_income


def drawn(stem: str, language: Language = "en", **parameters: str) -> int:
    tested = open_page(stem, language, **parameters)
    assert not tested.exception
    assert not tested.error
    assert not tested.warning
    return len(tested.get("plotly_chart"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        {"anchor": "median", "lower": "0.6", "upper": "1.8"},
        {"anchor": "foreign_median", "lower": "0.5", "upper": "3"},
        {"anchor": "ppp_dollars_a_day", "lower_dollars": "12", "upper_dollars": "60"},
    ],
    ids=lambda line: line["anchor"],
)
def test_a_line_of_ones_own_is_whole_in_its_link(language: Language, line: dict[str, str]) -> None:
    tested = open_page("middle_class_countries", language, country="FRA", definition="mine", **line)
    assert not tested.exception and not tested.error and not tested.warning
    for key, value in {"definition": "mine", **line}.items():
        assert tested.query_params[key] == value


@pytest.mark.parametrize("definition", ["pew_we_usline", "birdsall_10_p95", "wid_mid40"])
def test_lines_of_every_kind_draw(definition: str) -> None:
    assert definition in by_income()
    assert drawn("middle_class_countries", country="USA", definition=definition) == 8


def test_a_country_without_incomes_says_so() -> None:
    tested = open_page("middle_class_countries", "en", country="TWN", definition="kharas_11_110")
    assert not tested.exception and not tested.error
    assert "cannot be counted" in findings(tested)[0]


def test_one_definition_twice_asks_for_two() -> None:
    tested = open_page("middle_class", "en", first="ilo_core", second="ilo_core")
    assert not tested.exception and not tested.error
    assert "choose two" in findings(tested)[0]


@pytest.mark.parametrize("choice", [{"grouping": "household_type"}, {"scale": "mod_oecd", "unit": "households"}])
def test_other_groups_and_scales_draw(choice: dict[str, str]) -> None:
    assert drawn("middle_class", "ko", first="pew_we", second="ilo_60_200", **choice) == 9


@pytest.mark.parametrize(("survey", "n_charts"), [("gss_2012", 12), ("gss_2016", 10)])
def test_a_survey_without_sizes_of_households_shows_what_it_can(survey: str, n_charts: int) -> None:
    """Nine cards of two definitions, one of whom they stand on; two of items, which only the survey of 2012 has."""
    for language in LANGUAGES:
        assert drawn("middle_class", language, survey=survey) == n_charts


@pytest.mark.parametrize("choice", [{"by": "age_group", "line": "fixed"}, {"method": "own_wage", "lower": "0.5"}])
def test_other_lines_of_extended_income_draw(choice: dict[str, str]) -> None:
    assert drawn("extended_middle_class", "en", **choice) == 5


def test_the_self_test_answers_and_keeps_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """An income that stands nowhere else is in the answer, and in no address, no kept result and no log."""
    tested = open_page("where_do_i_stand", "en")
    before = set(reports.KEPT._results)
    tested.selectbox(key="_stand_country").set_value("FRA")
    tested.number_input(key="_stand_income").set_value(31_313.0)
    tested.number_input(key="_stand_people").set_value(4)
    tested.number_input(key="_stand_hours").set_value(27.0)
    tested.button_group(key="_stand_said").set_value("middle")
    tested.run()
    assert not tested.exception and not tested.error
    assert "You say middle" in findings(tested)[0]
    shown = " ".join(element.proto.body for element in tested.get("html"))
    assert "15.7 thousand" in shown or "15,656" in shown or "15.7K" in shown, "31,313 over the root of 4"
    kept = repr(set(reports.KEPT._results) - before) + repr(dict(tested.query_params)) + caplog.text
    for private in ("31313", "31,313", "27.0", "FRA", "_stand"):
        assert private not in kept, private


OWN = {"lower": "0.6", "upper": "1.8", "scale": "mod_oecd", "unit": "adults", "median_of": "households"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_definition_of_ones_own_is_whole_in_its_link(language: Language) -> None:
    line = {"name": "Mine & <b>ours</b>", **OWN, "country": "FRA", "anchor": "foreign_median", "weight_L2_sport": "3"}
    tested = open_page("build_your_own", language, **line)
    assert not tested.exception and not tested.error and not tested.warning
    for key, value in line.items():
        assert tested.query_params[key] == value
    assert "Mine  bours/b" in findings(tested)[0].replace("&amp;", "&"), "signs of charts are left out of the name"
    assert len(tested.get("plotly_chart")) == 6


def test_weights_that_are_all_nothing_are_named() -> None:
    codes = ("L2_sport", "L3_instrument", "L4_dish", "L6_help_volunteer")
    tested = open_page("build_your_own", "en", **{f"weight_{code}": "0" for code in codes})
    assert not tested.exception and not tested.error
    assert any("Every item weighs nothing" in info.value for info in tested.info)


@pytest.mark.parametrize("pair", [{"first": "mine"}, {"second": "mine"}], ids=str)
def test_it_appears_beside_the_definitions_of_others(pair: dict[str, str]) -> None:
    """Shares, parts, overlap of the others, their sets, sensitivity, incomes, count; not who moves: no one is kept."""
    tested = open_page("middle_class", "en", own="mod_oecd,adults,households,0.6,1.8", name="Mine", **pair)
    assert not tested.exception and not tested.error and not tested.warning
    assert "“Mine”" in findings(tested)[0]
    assert len(tested.get("plotly_chart")) == 7
    assert tested.query_params["own"] == "mod_oecd,adults,households,0.6,1.8"


@pytest.mark.parametrize("own", ["sqrt,persons,persons,0.61,2", "root,persons,persons,0.6,2", "nonsense", "a,b,c,d,e"])
def test_a_definition_that_cannot_be_counted_is_named(own: str) -> None:
    tested = open_page("middle_class", "en", own=own, first="mine")
    assert not tested.exception and not tested.error
    assert any(own in warning.value for warning in tested.warning)


def test_two_definitions_with_the_same_people_have_no_line_missed() -> None:
    assert drawn("middle_class", first="kr_50_150", second="oecd_50_150_old") == 8


def test_a_survey_without_sizes_of_households_counts_them_as_they_are() -> None:
    tested = open_page("build_your_own", "en", survey="gss_2016")
    assert not tested.exception and not tested.error and not tested.warning
    assert "of households as middle class" in findings(tested)[0]
    assert (tested.query_params["scale"], tested.query_params["unit"]) == ("none", "households")
