"""A brief has two pages whatever is missing, says the figures of the reports, and needs no font of the machine."""

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.api.client import ask
from unpriced import brief, database, findings, reports
from unpriced.brief import content
from unpriced.catalogue import Language
from unpriced.cli import app
from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES, percent, t
from unpriced.titles import default_method

DAY = date(2026, 3, 4)
# Much, little, time without wages, only a total, nothing at all, many notes, a long name, many surveys.
COUNTRIES = ("KOR", "USA", "CHN", "MAR", "SOM", "MEX", "GBR", "VCT", "JPN")


def words(country: str, language: Language, method: str = "") -> content.Words:
    return content.of(country, language, method=method or default_method(), day=DAY, address=brief.HERE)


def inside(pdf: bytes) -> bytes:
    """The PDF with its streams unpacked."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_brief_has_two_pages(country: str, language: Language) -> None:
    assert len(brief.images(country, language, made=DAY)) == 2


@pytest.mark.parametrize("method", ["minimum_wage", "replacement_hybrid"])
def test_a_brief_by_another_method_has_two_pages(method: str) -> None:
    assert len(brief.images("USA", "en", method=method, made=DAY)) == 2


def test_a_brief_is_a_tagged_pdf_that_says_its_language_and_embeds_its_fonts() -> None:
    whole = inside(brief.pdf("KOR", "ko", made=DAY))
    assert whole.startswith(b"%PDF-")
    assert b"/Lang" in whole and b"ko-KR" in whole
    assert b"/StructTreeRoot" in whole and b"/MarkInfo" in whole
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([\w-]+)", whole))
    assert {font.split(b"-")[0] for font in fonts} == {b"NotoSansKR", b"NotoSerifKR"}


def test_the_same_day_gives_the_same_bytes_in_any_thread() -> None:
    alone = {country: brief.pdf(country, "en", made=DAY) for country in ("KOR", "FRA")}
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda country: brief.pdf(country, "en", made=DAY) == alone[country], list(alone) * 4))
    assert all(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_says_the_figures_of_the_reports_and_where_they_come_from(language: Language) -> None:
    said = words("KOR", language)
    row = reports.run("unpaid_value_by_country", p_countries=["KOR"]).frame().iloc[0]
    assert percent(row["gdp_share"], language) in "".join(said["finding"])  # type: ignore[arg-type]
    assert said["finding"] == findings.unpaid_value("KOR", default_method(), language).sentence.split("**")
    assert DAY.isoformat() in str(said["made"])
    assert database.data_version() in str(said["version"])
    assert f"v={database.data_version()}" in str(said["link"]) and "country=KOR" in str(said["link"])
    sources = said["sources"]["entries"]  # type: ignore[index]
    assert len(sources) == len(set(sources)) >= 5
    widths = [bar["share"] for key in ("peers", "range", "activities") for bar in said[key]["bars"]]  # type: ignore[index]
    assert max(widths) == 1 and min(widths) >= 0
    for row_of_day in said["day"]["rows"]:  # type: ignore[index]
        assert sum(part["share"] for part in row_of_day["parts"]) == pytest.approx(1, abs=0.002)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_without_a_survey_gets_a_brief_that_says_so(language: Language) -> None:
    said = words("SOM", language)
    assert "".join(said["finding"]) == t(language, "country-no-survey", country=str(said["country"]))  # type: ignore[arg-type]
    for key in ("peers", "range", "activities", "change", "official"):
        block = said[key]
        assert block["bars"] == [] and block["note"]  # type: ignore[index]
    assert said["day"]["note"]  # type: ignore[index]


def test_time_without_wages_shows_the_time() -> None:
    said = words("CHN", "en")
    tiles = {tile["label"]: tile["value"] for tile in said["tiles"]}  # type: ignore[attr-defined]
    assert tiles["In national currency"] == t("en", "brief-none")
    assert "h" in tiles["Women"]
    assert said["day"]["rows"] and not said["peers"]["bars"]  # type: ignore[index]


def test_the_command_line_writes_one_brief_and_says_what_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "korea.pdf"
    done = CliRunner().invoke(app, ["brief", "kor", "--lang", "ko", "--output", str(target)])
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"%PDF-")
    for wrong in (["brief"], ["brief", "KOR", "--all"], ["brief", "ZZZ"], ["brief", "KOR", "--lang", "fr"]):
        refused = CliRunner().invoke(app, wrong)
        assert isinstance(refused.exception, UnpricedError), wrong
    lost = CliRunner().invoke(app, ["brief", "KOR", "--output", str(tmp_path / "none" / "b.pdf")])
    assert isinstance(lost.exception, UnpricedError) and "written" in str(lost.exception)


def test_all_countries_are_written_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brief, "countries", lambda: ["KOR", "CHN"])
    done = CliRunner().invoke(app, ["brief", "--all", "--output", str(tmp_path / "briefs")])
    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in (tmp_path / "briefs").iterdir())
    assert written == [brief.file_name(country, one) for country in ("CHN", "KOR") for one in ("en", "ko")]


def test_programs_get_the_brief_as_pdf() -> None:
    answer = ask("/api/briefs/KOR?lang=ko")
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
    assert answer.body.startswith(b"%PDF-")
    assert ask("/api/briefs/KOR?lang=ko", headers={"If-None-Match": answer.headers["etag"]}).status == 304
    assert ask("/api/briefs/ZZZ").status == 400
    other = ask("/api/briefs/KOR?lang=ko&method=minimum_wage")
    assert other.status == 200 and other.headers["etag"] != answer.headers["etag"]
    assert "replacement_specialist" in ask("/api/briefs/KOR?method=gold").json["needed"]
