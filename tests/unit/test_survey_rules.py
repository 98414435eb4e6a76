"""Rules of surveys: what each clause comes to, which rules are not read and why, and which survey a file is of."""

import duckdb
import pytest

from unpriced import reports, survey_rules
from unpriced.survey_rules import UnreadError, parse


def recoded(rule: str, values: list[str | None], missing: str = "", reading: str = "") -> list[bool | None]:
    """What the rule makes of the values of a column."""
    sql = parse(rule, missing).recode("v", reading=reading)
    with duckdb.connect(":memory:") as connection:
        connection.execute("create table people (place integer, v varchar)")
        connection.executemany("insert into people values (?, ?)", list(enumerate(values)))
        return [row[0] for row in connection.execute(f"select {sql} from people order by place").fetchall()]


@pytest.mark.parametrize(
    ("rule", "missing", "values", "expected"),
    [
        ("1:{1,2}; 0:{3..6}; NA:{7,8,9}", "7,8,9", ["1", "3", "6", "7", None, "12"], [1, 0, 0, None, None, None]),
        ("1:[4..7]; 0:else; NA:<0. A step", "-1,-2", ["4", "7", "8", "-1", None], [1, 1, 0, None, None]),
        ("1:>=30; 0:<30; NA:{7777}", "7777", ["30", "29.5", "7777", "much"], [1, 0, None, None]),
        ("1:{1}; 0:{2,3}; 0:{-5} (no internet); NA:{-1,-2,-4}", "", ["1", "-5", "-1"], [1, 0, None]),
        ("1:{중상,중하}; 0:{상상,상하}", "", ["중상", " 상하 ", "모름"], [1, 0, None]),
        ("1: 100<=V38<=499; 0:{0,none}; NA:{999}", "999", ["100", "None", "0", "999", "500"], [1, 0, 0, None, None]),
        ("1:{1}; 0:{2}; NA:{V,D,else}", "NA(d,i)", ["1", "2", "NA(d)", ".i", "V"], [1, 0, None, None, None]),
        ("1:{1,2}; 0:{3,4}; 0 if v==9", "", ["1", "9"], [1, 0]),
        ("1:{2,3}; 0:{1,4,5}; NA:<0  (two codes; report the five too)", "", ["2", "5", "-2"], [1, 0, None]),
    ],
)  # fmt: skip
def test_a_rule_says_yes_no_or_unknown(
    rule: str, missing: str, values: list[str | None], expected: list[int | None]
) -> None:
    assert recoded(rule, values, missing) == [None if e is None else bool(e) for e in expected]


def test_other_readings_are_of_the_same_people() -> None:
    """Regular volunteers are codes 1 to 3; 4 and 5 volunteered, but not regularly; 8 is no answer."""
    rule = "1:{1,2,3,4,5}; 0:{6}; NA:else; regular: 1:{1,2,3}"
    assert recoded(rule, ["2", "5", "6", "8"]) == [True, True, False, None]
    assert recoded(rule, ["2", "5", "6", "8"], reading="regular") == [True, False, False, None]


def test_an_answer_in_no_set_is_not_explained() -> None:
    rule = parse("1:{1}; 0:{2}; NA:{8}", "9")
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            f"select v from unnest(['1', '2', '8', '9', '5', '', null, 'x']) as t(v) where {rule.unexplained('v')}"
        ).fetchall()
    assert found == [("5",), ("x",)]


def test_numbers_keep_to_their_range() -> None:
    rule = parse("num:1..7 topcoded; NA:<0", "-1")
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            f"select {rule.number('v')} from (values ('3'), ('-1'), ('9'), ('x')) as t(v)"
        ).fetchall()
    assert [row[0] for row in found] == [3, None, None, None]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("1: minutes>0 on a diary day", "set_in_words"),
        ("as the ISSP/GSS twin", "rule_in_words"),
        ("1:>0; very rare", "rule_without_no"),
        ("num: bracket midpoint", "number_in_words"),
        ("derive: sum of all", "rule_in_words"),
        ("1:{{c}}; 0:{2}", "set_in_words"),
    ],
)
def test_what_is_not_of_the_grammar_has_a_reason(rule: str, reason: str) -> None:
    with pytest.raises(UnreadError, match=reason):
        parse(rule)


def test_a_name_may_stand_for_several_columns() -> None:
    assert survey_rules.columns_of("SPFWT1-80")[::79] == ["SPFWT1", "SPFWT80"]
    assert survey_rules.columns_of("TUFNWGTP / TUFINLWGT") == ["TUFNWGTP", "TUFINLWGT"]
    assert survey_rules.columns_of("=ess_outrage") == survey_rules.columns_of("t02*") == []


def test_every_variable_is_listed_read_or_with_its_reason() -> None:
    rows = reports.run("survey_variables").frame()
    unread = rows[rows["rule_form"] == "unread"]
    assert len(rows) == 394
    assert unread["missing_reason"].notna().all()
    assert rows.loc[rows["rule_form"] != "unread", "missing_reason"].isna().all()
    assert len(unread) == 91, "36 sets, 25 numbers and 20 rules in words, 10 that do not say who has it not"


def test_every_expression_runs_and_says_yes_no_or_unknown() -> None:
    rows = reports.run("survey_variables").frame()
    rows = rows[rows["rule_sql"].notna()]
    with duckdb.connect(":memory:") as connection:
        for row in rows.itertuples():
            names = {row.variable_name, "othlang", *(f"{p}{s}" for p in PREFIXES for s in ("na", "ref"))}
            columns = ", ".join(f'null::varchar as "{name}"' for name in sorted(names))
            type_ = connection.execute(f"select typeof({row.rule_sql}) from (select {columns})").fetchone()
            assert type_ == ("BOOLEAN" if row.rule_form == "recode" else "DOUBLE",), row.variable_name


PREFIXES = ("sptc", "clto", "hmno", "epao", "rlgo", "sclc", "othv", "cnso", "seto", "prty")


@pytest.mark.parametrize(
    ("columns", "survey"),
    [
        (["idno", "cntry", "essround", "pspwght", "hinctnta", "hhmmb", "sgnptit"], "ess"),
        (["B_COUNTRY_ALPHA", "W_WEIGHT", "Q287", "Q288", "Q209"], "wvs"),
        (["CLASS", "HOMPOP", "CONINC", "WTSSPS", "VSTRAT", "VPSU"], "gss"),
        (["가구원수", "처분가능소득", "순자산"], "korea_finances"),
        ([f"SPFWT{n}" for n in range(81)], "piaac"),
    ],
)
def test_a_survey_is_known_by_its_columns(columns: list[str], survey: str) -> None:
    fit = reports.run("survey_fit", p_columns=columns).frame()
    assert fit["known_survey_id"].iloc[0] == survey


def test_two_surveys_with_the_same_numbers_are_a_tie() -> None:
    """ISSP numbers its variables anew each year: V1 to V70 hold what the modules of 2007 and 2014 are known by."""
    fit = reports.run("survey_fit", p_columns=[f"V{n}" for n in range(1, 71)]).frame().set_index("known_survey_id")
    assert fit.loc["issp_2014", "columns_present_share"] == 1
    assert fit.loc["issp_2007", "n_identifying_columns"] == fit.loc["issp_2014", "n_identifying_columns"] == 2
