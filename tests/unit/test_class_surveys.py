"""Counting a survey of incomes: what is kept, what is refused, and that no person is kept."""

from pathlib import Path

import duckdb
import pytest

from unpriced import class_surveys
from unpriced.errors import UnpricedError

HEAD = "db030,hsize,db040,rb030,age,rb090,eqSS,eqIncome,rb050"
# Five households of one adult with 1 to 5 thousand, and a couple with 12 thousand together: 8 thousand by the scale.
PEOPLE = [
    *(f"{i},1,east,{i}1,{30 + i},female,1.0,{i}000,10" for i in range(1, 6)),
    "6,2,west,61,40,male,1.5,8000,10",
    "6,2,west,62,41,female,1.5,8000,10",
]


@pytest.fixture
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "imports"
    monkeypatch.setenv("UNPRICED_IMPORTS", str(folder))
    return folder


def written(folder: Path, lines: list[str]) -> Path:
    path = folder / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_file_becomes_shares_and_the_people_are_gone(tmp_path: Path, imports: Path) -> None:
    """The median of persons on the modified OECD scale is the fourth of seven: 4,000; three have 3,000 to 8,000."""
    options = {"survey": "mine", "title": "Mine", "synthetic": "true", "year": "2020"}
    folder = class_surveys.run("eu_silc", [written(tmp_path, [HEAD, *PEOPLE])], options=options)
    assert folder == imports / "mine"
    assert list(class_surveys.held()) == ["mine"]
    with duckdb.connect(":memory:") as connection:
        share, median, n = connection.execute(
            f"select share, median, n_people from '{folder}/class_shares.parquet'"
            " where definition_id = 'eurofound_75_200'"
        ).fetchone() or (0, 0, 0)
        about = connection.execute(
            f"select title_en, year, is_synthetic, n_people from '{folder}/class_surveys.parquet'"
        ).fetchone()
        kept = {
            column
            for path in folder.glob("*.parquet")
            for column, *_ in connection.execute(f"describe from '{path}'").fetchall()
        }
    assert (median, n) == (4000, 7)
    assert share == pytest.approx(3 / 7)
    assert about == ("Mine", 2020, True, 7)
    assert not kept & {"person_no", "psu", "household_id", "income", "age"}


def test_households_are_counted_once(tmp_path: Path, imports: Path) -> None:
    """By households the median is the mean of the third and fourth of six: 3,500; 2,800 to 4,200 holds 3 and 4."""
    folder = class_surveys.run("eu_silc", [written(tmp_path, [HEAD, *PEOPLE])])
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            f"select share, median, n_people from '{folder}/class_shares.parquet' where definition_id = 'ilo_core'"
        ).fetchone()
    assert found == (pytest.approx(2 / 6), 3500, 6)


@pytest.mark.parametrize(
    ("lines", "options", "said"),
    [
        ([HEAD.replace(",eqIncome", ""), "1,1,east,11,30,female,1.0,10"], {}, "has no column eqIncome"),
        ([HEAD, *PEOPLE], {"colour": "red"}, "unknown settings colour"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_left(
    tmp_path: Path, imports: Path, lines: list[str], options: dict[str, str], said: str
) -> None:
    with pytest.raises(UnpricedError, match=said):
        class_surveys.run("eu_silc", [written(tmp_path, lines)], options=options)
    assert class_surveys.held() == {}


def test_a_file_that_is_not_there(imports: Path) -> None:
    with pytest.raises(UnpricedError, match="or no file"):
        class_surveys.run("eu_silc", [imports / "none.parquet"])
