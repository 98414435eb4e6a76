"""Surveys of persons by a mapping: incomes of every kind, split ballots, rows left out, and what is proposed."""

import statistics
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from unpriced import class_surveys, cli, people_surveys, proposing, proposing_people
from unpriced.errors import UnpricedError
from unpriced.ingest import people

HEAD = "id,hh,stratum,weight,sex,age,size,income,sport,volunteer"
# Six households of one adult; 9 is no answer of the items, -9 of the income.
PEOPLE = [
    "1,1,a,1,1,30,1,1000,1,1",
    "2,2,a,1,2,40,1,2000,1,2",
    "3,3,a,1,1,50,1,3000,2,9",
    "4,4,b,1,2,60,1,4000,2,9",
    "5,5,b,1,1,70,1,8000,9,1",
    "6,6,b,1,2,25,1,-9,1,1",
]
MAPPING = """
kind: persons
survey: {survey_id: mine, title: {en: Mine, ko: 내 조사}, country_code: KOR, year: 2024}
columns:
  person_id: {column: id}
  household_id: {column: hh}
  stratum: {column: stratum}
  weight: {column: weight}
  sex: {column: sex, values: {'1': men, '2': women}}
  age: {column: age}
  household_size: {column: size}
income: {column: income, missing: '-9'}
items:
  - {item: L2_sport, grade: A, any: [{column: sport, rule: '1:{1}; 0:{2}', missing: '9'}]}
  - {item: L6_help_volunteer, grade: A, any: [{column: volunteer, rule: '1:{1}; 0:{2}', missing: '9'}]}
"""


def counted(
    tmp_path: Path, rows: list[str], mapping: str = MAPPING, head: str = HEAD
) -> tuple[people_surveys.Counted, dict[str, list[dict[str, Any]]]]:
    """What became of the file, and the rows of every table kept."""
    path = tmp_path / "people.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    made = people_surveys.count(people.read(mapping), path, root=tmp_path / "imports")
    tables = {}
    for file in made.folder.glob("*.parquet"):
        with duckdb.connect(":memory:") as connection:
            cursor = connection.execute(f"from '{file}'")
            names = [column[0] for column in cursor.description or ()]
            tables[file.stem.removeprefix("class_")] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return made, tables


def only(rows: list[dict[str, Any]], **same: object) -> dict[str, Any]:
    (row,) = [row for row in rows if all(row[key] == value for key, value in same.items())]
    return row


def test_incomes_and_items_are_counted_and_nobody_is_kept(tmp_path: Path) -> None:
    """Five incomes with the median 3,000: 2,250 to 6,000 holds 3,000 and 4,000."""
    made, tables = counted(tmp_path, PEOPLE)
    assert (made.n_people, made.n_left_out) == (6, 0)
    oecd = only(tables["shares"], definition_id="oecd_75_200")
    assert (oecd["share"], oecd["median"], oecd["n_people"]) == (pytest.approx(2 / 5), 3000, 5)
    sport = only(tables["items"], item_code="L2_sport")
    assert (sport["share"], sport["n_asked"], sport["n_people"]) == (pytest.approx(3 / 5), 5, 6)
    bases = {row["base_code"]: row["n_people"] for row in tables["bases"]}
    assert (bases["people"], bases["with_income"], bases["without_income"]) == (6, 5, 1)
    assert not {c for rows in tables.values() for row in rows for c in row} & {"person_no", "person_id", "income"}
    assert "split_ballots" in made.notes and "no_design" not in made.notes


def test_items_count_together_only_where_the_same_people_were_asked(tmp_path: Path) -> None:
    """Persons 1, 2 and 6 answered both; two of them have both; 3 and 4 were not asked to volunteer, 5 not of sport."""
    _, tables = counted(tmp_path, PEOPLE)
    both = "L2_sport;L6_help_volunteer"
    whole = [row for row in tables["item_cells"] if row["grouping"] == "all" and row["asked"] == both]
    assert sum(row["n_people"] for row in whole) == 3
    assert only(whole, met=both)["n_people"] == 2


def test_the_error_of_an_item_is_that_of_its_strata_and_units(tmp_path: Path) -> None:
    """Sport of 1, 1, 0 in stratum a and 0, 1 in b, all weights one: each z is (held - 0.6) / 5."""
    _, tables = counted(tmp_path, PEOPLE)
    a, b = [0.08, 0.08, -0.12], [-0.12, 0.08]
    variance = sum(len(z) / (len(z) - 1) * (sum(v * v for v in z) - sum(z) ** 2 / len(z)) for z in (a, b))
    assert only(tables["items"], item_code="L2_sport")["share_se"] == pytest.approx(variance**0.5)


def test_replicate_weights_give_their_own_errors(tmp_path: Path) -> None:
    """Leaving out one of five at a time (JK1): by hand for sport, and for a band of the median of each four."""
    incomes, sport = [1000, 2000, 3000, 4000, 8000], [1, 1, 0, 0, 1]
    head = "id,income,sport," + ",".join(f"w{n}" for n in range(1, 6))
    rows = [
        f"{i + 1},{incomes[i]},{2 - sport[i]}," + ",".join("0" if n == i else "1.25" for n in range(5))
        for i in range(5)
    ]
    mapping = """
kind: persons
survey: {survey_id: mine, title: {en: Mine, ko: 내 조사}, country_code: KOR, year: 2024}
columns: {person_id: {column: id}}
income: {column: income}
replicates: {columns: [w1, w2, w3, w4, w5], method: jk1}
items: [{item: L2_sport, any: [{column: sport, rule: '1:{1}; 0:{2}'}]}]
"""
    made, tables = counted(tmp_path, rows, mapping, head)
    assert "replicate_weights" in made.notes

    def band(values: list[int]) -> float:
        median = statistics.median(values)
        return sum(0.75 * median <= value <= 1.25 * median for value in values) / len(values)

    def error(shares: list[float], whole: float) -> float:
        return float((4 / 5 * sum((share - whole) ** 2 for share in shares)) ** 0.5)

    others = [[i for i in range(5) if i != out] for out in range(5)]
    by_sport = [sum(sport[i] for i in kept) / 4 for kept in others]
    assert only(tables["items"], item_code="L2_sport")["share_se"] == pytest.approx(error(by_sport, 3 / 5))
    by_band = [band([incomes[i] for i in kept]) for kept in others]
    thurow = only(tables["shares"], definition_id="thurow_75_125")
    assert thurow["share"] == pytest.approx(band(incomes))
    assert thurow["share_se"] == pytest.approx(error(by_band, band(incomes)))


def test_negative_and_zero_incomes_stay(tmp_path: Path) -> None:
    """-500, 0, 3,000, 4,000, 8,000 and one unknown: the median stays 3,000."""
    rows = [PEOPLE[0].replace("1000", "-500"), PEOPLE[1].replace("2000", "0"), *PEOPLE[2:]]
    _, tables = counted(tmp_path, rows)
    bases = {row["base_code"]: row["n_people"] for row in tables["bases"]}
    assert (bases["negative_income"], bases["zero_income"]) == (1, 1)
    assert only(tables["shares"], definition_id="oecd_75_200")["median"] == 3000


def test_a_member_without_a_size_has_no_equivalised_income(tmp_path: Path) -> None:
    made, tables = counted(tmp_path, [PEOPLE[0].replace("30,1,", "30,,"), *PEOPLE[1:]])
    assert made.n_left_out == 0
    assert only(tables["shares"], definition_id="oecd_75_200")["n_people"] == 4
    assert {row["base_code"]: row["n_people"] for row in tables["bases"]}["without_size"] == 1


def test_brackets_are_filled_by_their_bounds(tmp_path: Path) -> None:
    """Eight people, two in each of four brackets: half of them below 20, as the bounds say."""
    mapping = MAPPING.replace(
        "income: {column: income, missing: '-9'}",
        "income: {column: income, form: brackets, concept: gross_money,"
        " brackets: {a: [0, 10], b: [10, 20], c: [20, 40], d: [40, null]}}",
    )
    rows = [f"{i},{i},a,1,1,30,1,{'abcd'[i % 4]},1,1" for i in range(8)]
    made, tables = counted(tmp_path, rows, mapping)
    assert {"bracketed_incomes", "gross_money_income"} <= set(made.notes)
    assert 10 < only(tables["statistics"], scale="none")["median"] < 40
    _, more = counted(tmp_path, [*rows, "9,9,a,1,1,30,1,a,1,1", "10,10,a,1,1,30,1,a,1,1"], mapping)
    assert 10 <= only(more["statistics"], scale="none")["median"] <= 20


def test_a_tenth_is_between_and_no_share_of_the_median(tmp_path: Path) -> None:
    """Tenths 1, 2, 3, 4, 8 and no answer: three of five are the third to the eighth."""
    mapping = MAPPING.replace("missing: '-9'}", "missing: '-9', form: tenths}")
    rows = [row.replace("000,", ",") for row in PEOPLE]
    made, tables = counted(tmp_path, rows, mapping)
    assert "shares" not in tables
    assert only(tables["items"], item_code="middle_tenths")["share"] == pytest.approx(3 / 5)
    assert not only(tables["surveys"])["has_incomes"] and "tenths_of_income" in made.notes


def test_one_of_a_year_is_chosen_of_many(tmp_path: Path) -> None:
    mapping = MAPPING + "where: {stratum: [a]}\n"
    made, _ = counted(tmp_path, PEOPLE, mapping)
    assert made.n_people == 3


def test_rows_that_cannot_be_counted_are_left_out_with_their_reasons(tmp_path: Path) -> None:
    defects = [
        "1,1,a,1,1,30,1,1000,1,1",  # the same person again
        ",8,a,1,1,30,1,1000,1,1",
        "9,9,a,-1,1,30,1,1000,1,1",
        "10,10,a,much,1,30,1,1000,1,1",
        "11,11,a,1,1,130,1,1000,1,1",
        "12,12,a,1,1,30,0,1000,1,1",
        "13,13,a,1,1,30,1,secret,1,1",
    ]
    made, _ = counted(tmp_path, [*PEOPLE, *defects])
    assert made.reasons == dict.fromkeys(
        ("duplicate_person", "person_without_id", "weight_negative", "weight_not_a_number", "impossible_age",
         "size_not_positive", "income_not_a_number"), 1,
    )  # fmt: skip
    written = (made.folder / people_surveys.REJECTS).read_text(encoding="utf-8").splitlines()
    assert written[0] == "source_file,source_row,role,value,reason"
    assert "people.csv,14,income,secret,income_not_a_number" in written


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("column: sport", "column: sports"), "no column sports"),
        (("rule: '1:{1}; 0:{2}', missing: '9'}]}\n  - {item: L6", "rule: 'often', missing: '9'}]}\n  - {item: L6"),
         "cannot be read"),
        (("year: 2024", "year: soon"), "survey.year"),
        (("kind: persons", "kind: ["), "does not hold"),
        (("{column: weight}", "{column: stratum}"), "No row of people.csv can be counted .weight_not_a_number 6"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_hold_says_where(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in MAPPING
    with pytest.raises(UnpricedError, match=said):
        counted(tmp_path, PEOPLE, MAPPING.replace(*change))
    assert class_surveys.held(tmp_path / "imports") == {}


def test_a_known_survey_is_mapped_by_its_rules(tmp_path: Path) -> None:
    path = tmp_path / "gss.csv"
    path.write_text(
        "id,year,class,hompop,coninc,wtssps,vstrat,vpsu,signdpet,avoidbuy,othlang,age,sex\n"
        "1,2014,3,2,50000,1.5,1,1,1,4,1,40,1\n2,2014,2,1,30000,0.5,1,2,3,4,2,50,2\n",
        encoding="utf-8",
    )
    looked = proposing.look(path)
    fit = proposing_people.recognise(list(looked.columns))
    assert fit is not None and fit.survey_id == "gss" and fit.n_present == 9
    read = proposing_people.propose(looked, fit)
    columns = {role: coded.column for role, coded in read.columns.items()}
    assert columns == {
        "person_id": "id", "weight": "wtssps", "stratum": "vstrat", "psu": "vpsu", "sex": "sex", "age": "age",
        "household_size": "hompop",
    }  # fmt: skip
    assert read.income is not None and (read.income.column, read.income.concept) == ("coninc", "gross_money")
    items = {item.item: [part.column for part in item.any] for item in read.items}
    assert items == {
        "L1_language": ["othlang"], "L5_public_outrage": ["avoidbuy", "signdpet"], "SUBJ_class": ["class"],
    }  # fmt: skip
    assert people.read(people.write(read)) == read


def test_replicate_weights_are_known_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "piaac.csv"
    names = [f"SPFWT{n}" for n in range(81)]
    path.write_text(",".join(["SEQID", "I_Q05f", *names]) + "\n" + ",".join(["1"] * 83) + "\n", encoding="utf-8")
    looked = proposing.look(path)
    fit = proposing_people.recognise(list(looked.columns))
    assert fit is not None and fit.survey_id == "piaac"
    read = proposing_people.propose(looked, fit)
    assert read.columns["weight"].column == "spfwt0"
    assert read.replicates is not None
    assert (len(read.replicates.columns), read.replicates.columns[0], read.replicates.method) == (80, "spfwt1", "jk1")


def test_brackets_are_read_from_their_labels() -> None:
    labels = ["$150000 OR OVER", "UNDER $1 000", "$1 000 TO 2 999", "REFUSED", "$3 000 TO 149999"]
    assert proposing_people.brackets(labels) == {
        "UNDER $1 000": (0, 1000), "$1 000 TO 2 999": (1000, 3000), "$3 000 TO 149999": (3000, 150000),
        "$150000 OR OVER": (150000, None),
    }  # fmt: skip


def test_the_command_proposes_a_mapping_and_counts_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    path, mapping = tmp_path / "people.csv", tmp_path / "people.yaml"
    path.write_text("\n".join([HEAD, *PEOPLE]) + "\n", encoding="utf-8")
    run = CliRunner().invoke
    arguments = ["import", "survey", str(path), "--mapping", str(mapping)]
    assert run(cli.app, arguments).exception is not None, "nothing says the country and the year"
    assert run(cli.app, [*arguments, "--set", "country=KOR", "--set", "year=2024"]).exit_code == 0
    assert people.read_file(mapping).survey.year == 2024
    done = run(cli.app, arguments)
    assert done.exit_code == 0 and "6 people counted" in done.output
    assert list(class_surveys.held()) == ["people"]
