"""The workbench: a query in the address is answered, examples bring their parameters, errors are sentences."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from tests.pages.test_pages import open_page, shown_in
from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES, t
from unpriced.workbench import queries, schema

KOREA = "-- Korea\nfrom unpaid_value_by_country(p_countries := [$country])"


def alt(tested: AppTest) -> str:
    (chart,) = tested.get("plotly_chart")
    return str(chart.proto.alt)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_holds_query_parameters_and_chart(language: Language) -> None:
    tested = open_page("workbench", language, q=KOREA, arg_country="FRA", kind="bars", x="country_code", y="wage_year")
    assert not tested.exception and not tested.warning and not tested.error
    assert "FRA" in alt(tested) and "wage_year" not in t(language, "workbench-answer")
    held = {key: tested.query_params[key] for key in ("q", "arg_country", "x", "y", "kind")}
    assert held == {"q": KOREA, "arg_country": "FRA", "x": "country_code", "y": "wage_year", "kind": "bars"}
    assert any(text.value == "### Korea" for text in tested.markdown), "the first comment is the title"


def test_a_parameter_that_is_changed_is_asked_again() -> None:
    tested = open_page("workbench", "en", q=KOREA, arg_country="FRA")
    tested.text_input(key="workbench.arg_country.en").set_value("KOR").run()
    assert not tested.exception
    assert "KOR" in alt(tested)
    assert tested.query_params["arg_country"] == "KOR"


@pytest.mark.parametrize("name", schema.examples())
def test_an_example_brings_its_parameters_and_draws(name: str) -> None:
    tested = open_page("workbench", "ko")
    tested.selectbox(key="example.ko").select(name).run()
    assert not tested.exception and not tested.warning
    sql = schema.examples()[name]
    assert tested.text_area(key="workbench.q.ko").value == sql
    for key, value in schema.presets(sql).items():
        assert tested.text_input(key=f"workbench.arg_{key}.ko").value == value
    assert len(alt(tested)) > 20


@pytest.mark.parametrize("kind", ["bars", "lines", "dots"])
def test_any_two_columns_can_be_drawn(kind: str) -> None:
    sql = schema.examples()["both_works"]
    tested = open_page(
        "workbench", "en", q=sql, arg_country="KOR", kind=kind, x="survey_year", y="minutes_per_day", by="who"
    )
    assert not tested.exception and not tested.warning and not tested.info
    assert alt(tested)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("from duckdb_databases()", "is closed here"),
        ("drop table core_wages", "A statement of the kind DROP"),
        ("select unnest(range(500000000))", "needs more than the"),
    ],
)
def test_what_is_refused_is_said(sql: str, said: str) -> None:
    tested = open_page("workbench", "en", q=sql, x="a", y="b")
    assert not tested.exception and not tested.error
    assert not tested.warning, "the chart of the link is kept for a better query"
    (info,) = tested.info
    assert said in info.value.replace("\\", "")
    assert not tested.get("plotly_chart")


def test_what_is_refused_is_said_in_the_language_of_the_page() -> None:
    (info,) = open_page("workbench", "ko", q="from duckdb_databases()").info
    assert "쓸 수 없습니다" in info.value


def test_the_words_of_the_engine_show_where_it_stumbled() -> None:
    tested = open_page("workbench", "en", q="selec 1")
    (code,) = tested.code
    assert "syntax error" in code.value and "^" in code.value


def test_an_answer_without_a_number_is_a_table() -> None:
    tested = open_page("workbench", "en", q="select 'a' as letter")
    assert not tested.exception
    assert tested.dataframe[0].value.to_dict("records") == [{"letter": "a"}]


def test_titles_and_names_of_a_query_are_texts() -> None:
    sql = "-- [here](https://example.org) <b>\nselect 1 as \"<a href=x>\", '<i>' as name"
    tested = open_page("workbench", "en", q=sql)
    assert not tested.exception
    assert not any("### [here](" in text.value for text in tested.markdown)
    (chart,) = tested.get("plotly_chart")
    assert "<i>" not in chart.proto.spec


def test_stop_leaves_the_query_unanswered_until_it_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tested = open_page("workbench", "en")
    tested.text_area(key="workbench.q.en").set_value("select 2 as two, 'x' as x")
    tested.button(key="stop").click().run()
    assert t("en", "workbench-stopped") in [info.value for info in tested.info]
    assert not tested.get("plotly_chart")
    tested.button(key="run").click().run()
    assert not tested.exception and not tested.info
    assert tested.get("plotly_chart")


def test_the_answer_can_be_taken_away_without_what_only_reports_have() -> None:
    tested = open_page("workbench", "en", q=KOREA, arg_country="KOR")
    control = next(c for c in tested.get("button_group") if getattr(c, "key", "") == "view.workbench.answer.en")
    assert isinstance(control, ButtonGroup)
    control.set_value("download").run()
    assert "Parquet" in shown_in(tested, "download") and t("en", "download-bundle") not in shown_in(tested, "download")
    control.set_value("link").run()
    assert "prepare asked as" in shown_in(tested, "link") and "/api/reports" not in shown_in(tested, "link")
    control.set_value("sources").run()
    assert "OECD Time Use Database" in shown_in(tested, "sources")
    assert not tested.exception


def test_the_source_line_says_the_limits() -> None:
    tested = open_page("workbench", "en")
    said = " ".join(element.proto.body for element in tested.get("html"))
    assert f"{queries.MOST_ROWS:,} rows at most" in said
