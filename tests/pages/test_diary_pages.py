"""The pages of diaries: a variable of one's own is whole in its link, every grouping draws, the synthetic says so."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import open_page
from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES, t

VARIABLE = {
    "what": "food_prep", "where": "home,work", "with": "alone", "from": "17:30", "to": "09:00", "vby": "age_group",
    "beside": "0",
}  # fmt: skip


def alts(tested: AppTest, key: str) -> list[str]:
    """The texts of the charts whose cards have keys with this in them."""
    return [chart.proto.alt for chart in tested.get("plotly_chart") if key in chart.proto.id]


def said(tested: AppTest) -> str:
    return " ".join([*(e.proto.body for e in tested.get("html")), *(text.value for text in tested.markdown)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_of_a_variable_holds_its_whole_definition(language: Language) -> None:
    tested = open_page("diaries", language, survey="sample_kor", **VARIABLE)
    assert not tested.exception and not tested.error and not tested.warning
    assert {key: tested.query_params[key] for key in VARIABLE} == VARIABLE
    (alt,) = alts(tested, "diaries.variable")
    assert "17:30" in alt and "09:00" in alt
    for key in ("place-home", "place-work", "company-alone"):
        assert t(language, key) in said(tested)


def test_a_choice_in_the_builder_goes_into_the_address_and_changes_its_figure_only() -> None:
    tested = open_page("diaries", "en", survey="sample_kor")
    before = {key: alts(tested, f"diaries.{key}") for key in ("groups", "quartiles", "difference", "variable")}
    assert (tested.query_params["where"], tested.query_params["with"]) == ("", "")
    tested.multiselect(key="diaries.with.en").select("child").run()
    tested.selectbox(key="diaries.to.en").select("24:00").run()
    assert not tested.exception and not tested.warning
    assert (tested.query_params["with"], tested.query_params["to"]) == ("child", "24:00")
    after = {key: alts(tested, f"diaries.{key}") for key in before}
    assert [key for key in before if after[key] != before[key]] == ["variable"]
    tested.multiselect(key="diaries.with.en").unselect("child").run()
    assert tested.query_params["with"] == ""


def test_a_place_or_an_hour_that_does_not_exist_is_named() -> None:
    tested = open_page("diaries", "en", where="home,moon", to="25:00")
    warned = " ".join(warning.value for warning in tested.warning)
    assert "moon" in warned and "25:00" in warned
    assert (tested.query_params["where"], tested.query_params["to"]) == ("home", "21:00")


@pytest.mark.parametrize("by", ["weekday", "month", "region", "day_type"])
def test_people_and_days_can_be_told_apart_by_any_grouping(by: str) -> None:
    tested = open_page("diaries", "ko", survey="sample_kor", by=by, vby=by, split="0")
    assert not tested.exception and not tested.warning
    for key in ("groups", "quartiles", "difference", "variable"):
        assert alts(tested, f"diaries.{key}"), key
    if by == "weekday":
        assert alts(tested, "diaries.groups")[0].index("월요일") < alts(tested, "diaries.groups")[0].index("일요일 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_days_of_a_synthetic_sample_say_so_in_both_groups(language: Language) -> None:
    tested = open_page("tempogram", language, survey="sample_kor", by="employment", n="6", draw="3")
    assert not tested.exception and not tested.warning
    shown = alts(tested, "tempogram.days-")
    assert len(shown) == 2
    for group, alt in zip(("full_time", "not_in_labour_force"), shown, strict=True):
        title = t(language, "days-title-synthetic", group=t(language, f"employment-{group}"))
        assert alt.startswith(title)
        assert f"### {title}" in said(tested)
    assert t(language, "days-lead-synthetic") in said(tested)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("stem", "drawn", "reasons"),
    [
        (
            "diaries",
            {"groups", "difference", "trend"},
            {"missing_reason-no_microdata", "missing_reason-no_clock_times"},
        ),
        ("tempogram", {"day", "groups"}, {"missing_reason-no_microdata"}),
    ],
)
def test_a_fresh_machine_shows_sums_of_real_diaries_and_says_what_they_lack(
    language: Language, stem: str, drawn: set[str], reasons: set[str]
) -> None:
    tested = open_page(stem, language)
    assert not tested.exception and not tested.warning
    assert {chart.proto.id.rsplit(".", 1)[1] for chart in tested.get("plotly_chart")} == drawn
    told = " ".join(info.value for info in tested.info)
    assert len(tested.info) == len(reasons) and all(t(language, reason) in told for reason in reasons)
    assert t(language, "note-sums_only") in said(tested) and t(language, "note-synthetic") not in said(tested)
    assert t(language, "note-no_strata_or_replicates") in said(tested)


@pytest.mark.parametrize(
    ("stem", "asked", "card"),
    [
        ("diaries", {"by": "household_type", "survey": "atus_2014"}, "groups"),
        ("diaries", {"by": "month", "days": "weekend"}, "groups"),
        ("diaries", {"by": "year"}, "difference"),
        ("diaries", {"by": "education", "travel": "1", "measure": "participation_share"}, "groups"),
        ("tempogram", {"by": "income_fifth", "step": "15"}, "groups"),
        ("tempogram", {"by": "sex", "activity": "food_prep", "days": "weekday"}, "groups"),
    ],
)
def test_sums_answer_what_the_selectors_ask(stem: str, asked: dict[str, str], card: str) -> None:
    tested = open_page(stem, "en", **asked)
    assert not tested.exception and not tested.warning
    assert alts(tested, f"{stem}.{card}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_combination_that_is_not_held_is_told(language: Language) -> None:
    tested = open_page("tempogram", language, by="age_group", days="weekend")
    assert not alts(tested, "tempogram.groups")
    assert any(t(language, "missing_reason-grouping_not_shipped") in info.value for info in tested.info)


def test_values_by_people_are_offered_of_diaries_only() -> None:
    tested = open_page("people", "en")
    options = tested.selectbox(key="people.survey.en").options
    assert options and not any("American" in option for option in options)
