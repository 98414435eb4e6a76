"""Files of other programs and countries are read as their makers meant them, or a sentence says why not."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unpriced import proposing
from unpriced.errors import UnpricedError
from unpriced.ingest import archives, sheets
from unpriced.ingest.reading import Reading

ROWS = [
    ["id", "활동", "weight", "start"],
    ["a1", "잠", "1.5", "04:00"],
    ["a2", "요리, 설거지", "1234.25", "11:30"],
    ["a3", "일", "2", "23:45"],
]


def text(delimiter: str = ",", comma: bool = False, thousands: bool = False) -> str:
    def cell(value: str) -> str:
        if thousands and value == "1234.25":
            value = "1.234,25" if comma else "1,234.25"
        elif comma and value.replace(".", "").isdigit():
            value = value.replace(".", ",")
        return f'"{value}"' if delimiter in value else value

    return "\n".join(delimiter.join(cell(value) for value in row) for row in ROWS) + "\n"


def placed(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(**of_sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in of_sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def table(looked: proposing.Looked) -> list[list[str]]:
    """What was read, row by row; every column of the rows has values of its own."""
    columns = [[column.name, *column.examples] for column in looked.columns.values()]
    return [list(row) for row in zip(*columns, strict=True)]


FILES: dict[str, bytes] = {
    "plain.csv": text().encode(),
    "mark.csv": text().encode("utf-8-sig"),
    "korean.csv": text().encode("cp949"),
    "utf16.csv": text().encode("utf-16"),
    "utf16-without-mark.csv": text().encode("utf-16-le"),
    "utf16-big.csv": text().encode("utf-16-be"),
    "tabs.tsv": text("\t").encode(),
    "bars.txt": text("|").encode(),
    "european.csv": text(";", comma=True).encode(),
    "european-thousands.csv": text(";", comma=True, thousands=True).encode(),
    "american-thousands.csv": text(thousands=True).encode(),
    "tabs-with-commas.tsv": text("\t", comma=True).encode("cp949"),
    "plain.csv.gz": gzip.compress(text().encode()),
    "korean.csv.gz": gzip.compress(text().encode("cp949")),
    "one.zip": zipped(**{"folder/diary.csv": text().encode()}),
    "from-a-mac.zip": zipped(**{"diary.csv": text().encode("cp949"), "__MACOSX/._diary.csv": b"x" * 9000}),
    "climbing.zip": zipped(**{"../../climbed.csv": text().encode()}),
    "book.xlsx": workbook(diary=[[*ROWS[0]], *([a, b, float(c), d] for a, b, c, d in ROWS[1:])]),
    "titled.xlsx": workbook(diary=[[None], *([*row, None] for row in ROWS)]),
    "second-sheet.xlsx": workbook(notes=[["about"]], diary=[list(row) for row in ROWS]),
    "book.zip": zipped(**{"book.xlsx": workbook(diary=[list(row) for row in ROWS])}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_read_as_it_was_meant(name: str, tmp_path: Path) -> None:
    looked = proposing.look(placed(tmp_path, name, FILES[name]))
    assert table(looked) == ROWS
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert not (tmp_path.parent / "climbed.csv").exists()


def test_a_clock_time_of_a_workbook_is_a_clock_time(tmp_path: Path) -> None:
    import datetime

    rows: list[list[object]] = [["id", "start", "length"], ["a", datetime.time(4, 5), datetime.timedelta(hours=30)]]
    looked = proposing.look(placed(tmp_path, "times.xlsx", workbook(diary=rows)))
    assert table(looked)[1] == ["a", "04:05", "30:00"]


def test_western_text_is_not_taken_for_korean(tmp_path: Path) -> None:
    """In cp949 the é of cp1252 is the first half of a syllable, and swallows the letter after it."""
    looked = proposing.look(placed(tmp_path, "fr.csv", "id;activité\n1;préparer\n2;mère\n".encode("cp1252")))
    assert table(looked) == [["id", "activité"], ["1", "préparer"], ["2", "mère"]]
    assert looked.read_as["encoding"] == "cp1252"


def test_what_was_found_is_corrected_by_what_is_said(tmp_path: Path) -> None:
    path = placed(tmp_path, "a.csv", b"id,w|x\n1,2|3\n")
    assert list(proposing.look(path).columns) == ["id", "w|x"]
    assert list(proposing.look(path, Reading(delimiter="|")).columns) == ["id,w", "x"]
    path = placed(tmp_path, "b.csv", b"id;w\n1;1,234\n2;2,345\n")
    looked = proposing.look(path)
    assert looked.columns["w"].examples == ("1.234", "2.345")
    assert any("1,234" in note for note in looked.notes)
    assert proposing.look(path, Reading(decimal="point")).columns["w"].examples == ("1234", "2345")
    book = placed(tmp_path, "c.xlsx", workbook(one=[["a"], [1]], two=[["b"], [2]]))
    assert proposing.look(book).choices["sheet"] == ("one", "two")
    assert list(proposing.look(book, Reading(sheet="two")).columns) == ["b"]
    packed = placed(tmp_path, "d.zip", zipped(**{"small.csv": b"a\n1\n", "large.csv": b"b\n1\n22222\n"}))
    assert list(proposing.look(packed).columns) == ["b"]
    assert list(proposing.look(packed, Reading(member="small.csv")).columns) == ["a"]
    with pytest.raises(UnpricedError, match="no text in utf-16"):
        proposing.look(placed(tmp_path, "e.csv", b"a,b\n1,2\n3"), Reading(encoding="utf-16"))


BROKEN: dict[str, tuple[bytes, str]] = {
    "nothing.zip": (zipped(), "holds nothing"),
    "no-table.zip": (zipped(**{"picture.png": b"1"}), "holds picture.png"),
    "cut.zip": (FILES["one.zip"][:60], "not a whole zip file"),
    "text.zip": (b"a,b\n1,2\n", "not a whole zip file"),
    "cut.xlsx": (FILES["book.xlsx"][:900], "no workbook"),
    "text.xlsx": (b"a,b\n1,2\n", "no workbook"),
    "empty.xlsx": (workbook(one=[]), "no"),
    "cut.csv.gz": (FILES["plain.csv.gz"][:40], "not a whole gzip file"),
    "workbook-that-is-a-zip.xlsx": (zipped(**{"diary.csv": b"a\n1\n"}), "no workbook"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_gets_a_sentence(name: str, tmp_path: Path) -> None:
    content, found = BROKEN[name]
    with pytest.raises(UnpricedError) as caught:
        proposing.look(placed(tmp_path, name, content))
    assert found in caught.value.found
    assert caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_locked_zip_file_says_so(tmp_path: Path) -> None:
    content = bytearray(FILES["one.zip"])
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the bit that says: encrypted
        content[content.index(mark) + place] |= 1
    with pytest.raises(UnpricedError, match="locked with a password"):
        proposing.look(placed(tmp_path, "locked.zip", bytes(content)))


def test_what_would_fill_the_disk_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(sheets, "MOST_BYTES", 1 << 20)
    bomb = b"a,b\n" + b"0,0\n" * (1 << 20)
    for name, content in {
        "bomb.zip": zipped(**{"bomb.csv": bomb}),
        "bomb.csv.gz": gzip.compress(bomb),
        "bomb.xlsx": zipped(**{"xl/workbook.xml": bomb}),
    }.items():
        assert len(content) < 1 << 20
        with pytest.raises(UnpricedError, match="unpacks to"):
            proposing.look(placed(tmp_path, name, content))


@settings(max_examples=40, deadline=None)  # each reads a file
@given(st.lists(st.decimals(-999_999, 999_999, places=2), min_size=3, max_size=8))
def test_every_number_comes_through_a_decimal_comma(values: list[object]) -> None:
    import tempfile

    written = [str(value).replace(".", ",") for value in values]
    with tempfile.TemporaryDirectory() as folder:
        path = placed(Path(folder), "n.csv", ("id;n\n" + "".join(f"{i};{v}\n" for i, v in enumerate(written))).encode())
        read = set(proposing.look(path).columns["n"].values)
    assert read == {str(value) for value in values}
