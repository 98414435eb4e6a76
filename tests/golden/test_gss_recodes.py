"""People with the counts that the codebook of the GSS prints, recoded by the rules, give the shares of the counts.

The counts by year (`kjhealy/gssrdoc`, compiled in golden/middle_class.csv) stand in the note of each row as "n/N". The
fixture gives n people the first code of the rule's yes, the others codes of its no, and adds people without an answer,
who must count for nothing. Tolerance: half of the last printed digit, 5e-5 percentage points.
"""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from unpriced import reports, survey_rules

pytestmark = pytest.mark.needs_shared_data

CLASSES = {"lower class": "1", "working class": "2", "middle class": "3", "upper class": "4"}
NO_ANSWER = ("NA(d)", ".i", "NA(n)", None)
HALF_OF_THE_LAST_DIGIT = 5.1e-5
# A code in the yes and in the no of each rule, as the codebook has them; "ever" and "regular" are other readings.
YES_NO = {"news": ("3", "4"), "cooking1": ("2", "5"), "partvol": ("4", "5"), "grpsprts": ("1", "3")}
YES_NO_OF = {"_ever": ("2", "4"), "_regular": ("3", "5"), "LIFE_public_outrage": ("1", "2")}


@pytest.fixture(scope="module")
def golden(facts: Path) -> list[dict[str, str]]:
    with (facts.parent / "golden" / "middle_class.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["id"].startswith("gss-")]
    assert len(rows) == 215
    return rows


@pytest.fixture(scope="module")
def rules() -> dict[str, survey_rules.Rule]:
    rows = reports.run("survey_variables", p_known_surveys=["gss"]).frame()
    read = rows[rows["rule_form"] == "recode"]
    return {r.variable_name: survey_rules.parse(r.rule_text, r.missing_codes or "") for r in read.itertuples()}


def share(people: list[str | None], rule: survey_rules.Rule, reading: str = "") -> tuple[float, int]:
    """Percent of the people with an answer who have it, and how many have one."""
    with duckdb.connect(":memory:") as connection:
        row = connection.execute(
            f"select 100.0 * avg(held::integer), count(held) from (select {rule.recode('v', reading=reading)} as held"
            " from unnest($v) as t(v))",
            {"v": people},
        ).fetchone()
    assert row is not None
    return row


def counts(row: dict[str, str]) -> tuple[int, int]:
    found = re.search(r"UNWEIGHTED (\d+)/(\d+)", row["note"])
    assert found, row["note"]
    return int(found[1]), int(found[2])


def test_the_middle_class_of_every_year(golden: list[dict[str, str]], rules: dict[str, survey_rules.Rule]) -> None:
    years = {row["year"] for row in golden if row["id"].startswith("gss-class-")}
    assert len(years) == 34
    for year in years:
        rows = {row["group"]: row for row in golden if row["id"].startswith(f"gss-class-{year}")}
        people: list[str | None] = [*NO_ANSWER, "5"]
        for group, code in CLASSES.items():
            people += [code] * counts(rows[group])[0]
        found, n = share(people, rules["class"])
        assert n == counts(rows["middle class"])[1]
        assert found == pytest.approx(float(rows["middle class"]["share_pct"]), abs=HALF_OF_THE_LAST_DIGIT), year


def test_every_item_of_every_year(golden: list[dict[str, str]], rules: dict[str, survey_rules.Rule]) -> None:
    items = [row for row in golden if not row["id"].startswith("gss-class-")]
    assert len(items) == 79
    for row in items:
        variable = row["id"].split("-")[1]
        reading = next((r for r in ("ever", "regular") if row["definition"].endswith(f"_{r}")), "")
        by_definition = [codes for suffix, codes in YES_NO_OF.items() if row["definition"].endswith(suffix)]
        yes, no = by_definition[0] if by_definition else YES_NO.get(variable, ("1", "2"))
        if variable in ("volchrty", "givchrty", "givseat", "retchnge") and not reading:
            yes, no = "5", "6"
        held, asked = counts(row)
        found, n = share([*[yes] * held, *[no] * (asked - held), *NO_ANSWER], rules[variable], reading)
        assert n == asked, row["id"]
        assert found == pytest.approx(float(row["share_pct"]), abs=HALF_OF_THE_LAST_DIGIT), row["id"]
