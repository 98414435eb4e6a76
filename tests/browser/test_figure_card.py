"""What a visitor takes away from a figure card, and that a keyboard reaches it."""

import csv
import io
import json
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenTab, Visit
from unpriced.i18n import t

pytestmark = pytest.mark.browser
SOURCE = "OECD 시간이용 데이터베이스"
CALL = "from unpaid_value_method_range(p_countries := ['KOR']"
SVG = "{http://www.w3.org/2000/svg}"


def taken(visit: Visit, card: Locator, kind: str) -> Path:
    """The file that the button of the card gives."""
    with visit.page.expect_download() as download:
        card.get_by_role("button", name=t("ko", f"download-{kind}"), exact=True).click()
    path = download.value.path()
    return path.rename(path.with_name(download.value.suggested_filename))


def test_every_file_opens_and_says_what_it_is_in_korean(open_tab: OpenTab) -> None:
    visit = open_tab("/country?country=KOR&lang=ko")
    card = visit.open_view("range", "download")
    version = visit.address["v"]

    archive_path = taken(visit, card, "csv")
    assert archive_path.name == f"unpriced-unpaid_value_method_range-{version}.zip"
    with zipfile.ZipFile(archive_path) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("unpaid_value_method_range.csv").decode("utf-8-sig"))))
        columns = list(csv.DictReader(io.StringIO(archive.read("columns.csv").decode("utf-8-sig"))))
        readme = archive.read("README.txt").decode()
        assert "macro unpaid_value_method_range" in archive.read("unpaid_value_method_range.sql").decode()
    assert {row["country_code"] for row in rows} == {"KOR"}
    assert [column["name"] for column in columns] == list(rows[0])
    units = {column["name"]: column["unit"] for column in columns}
    assert units["value_usd_ppp_bn"] == "십억 PPP 달러"
    for words in (t("ko", "product"), SOURCE, version, CALL):
        assert words in readme

    book = openpyxl.load_workbook(taken(visit, card, "xlsx"))
    assert book.sheetnames == ["data", "columns", "readme"]
    titles, names, *body = list(book["data"].iter_rows(values_only=True))
    assert list(names) == list(rows[0])
    assert len(body) == len(rows)
    place = names.index("value_usd_ppp_bn")
    assert "(십억 PPP 달러)" in str(titles[place])
    assert [row[place] for row in body] == pytest.approx([float(row["value_usd_ppp_bn"]) for row in rows])
    assert SOURCE in " ".join(str(cell.value) for (cell,) in book["readme"].iter_rows())

    table = pq.read_table(taken(visit, card, "parquet"))
    assert table.num_rows == len(rows)
    about = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert SOURCE in about["readme"]
    assert about["call"].startswith(CALL)
    unit = table.schema.field("value_usd_ppp_bn").metadata[b"unit"].decode()
    assert unit == units["value_usd_ppp_bn"]

    document = json.loads(taken(visit, card, "json").read_bytes())
    assert [row["method_id"] for row in document["rows"]] == [row["method_id"] for row in rows]

    png = taken(visit, card, "png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 2400
    assert height > 600
    assert visit.third_party == []


def test_a_map_can_be_taken_away(open_tab: OpenTab) -> None:
    visit = open_tab("/?lang=ko")
    drawing = ElementTree.parse(taken(visit, visit.open_view("map", "download"), "svg")).getroot()
    assert drawing.tag == f"{SVG}svg"
    countries = [e for e in drawing.iter(f"{SVG}path") if "choropleth" in e.get("class", "")]
    assert len(countries) > 170
    words = " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))
    assert t("ko", "product") in words
    assert visit.address["v"] in words, "a picture that travels alone names its source and version"


def test_a_keyboard_turns_a_card(open_tab: OpenTab) -> None:
    visit = open_tab("/country?lang=en")
    card = visit.card("peers")
    views = card.get_by_role("radiogroup")
    visit.page.get_by_role("combobox", name="Country", exact=True).focus()
    for _ in range(12):  # the other selector, and what stands between it and the first card
        if views.evaluate("(views) => views.contains(document.activeElement)"):
            break
        visit.page.keyboard.press("Tab")
    expect(views.get_by_role("radio", name="Chart")).to_be_focused()
    visit.page.keyboard.press("ArrowRight")
    expect(views.get_by_role("radio", name="Table")).to_be_focused()
    visit.page.keyboard.press("Space")
    expect(views.get_by_role("radio", name="Table")).to_be_checked()
    expect(card.get_by_test_id("stDataFrame")).to_be_visible()
    expect(card.get_by_test_id("stPlotlyChart")).to_have_count(0)
