"""The country brief: two printed pages about one country, set by Typst from the reports that the pages show."""

import json
import threading
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pylopdf_fonts_ko
import typst

from unpriced import reports, titles
from unpriced.brief import content
from unpriced.catalogue import Language
from unpriced.errors import UnpricedError

FOLDER = Path(__file__).parent
HERE = "http://localhost:8501/"  # where `make run` serves; a brief that a page makes links to that page's server
_one_at_a_time = threading.Lock()  # a compiler is asked by one thread only


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all briefs: it keeps the fonts. These come with the packages, so that every machine has them."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pylopdf_fonts_ko.sans_path().parent)])
    return typst.Compiler(FOLDER / "brief.typ", root=FOLDER, font_paths=fonts, ignore_system_fonts=True)


def countries() -> list[str]:
    """The countries with a survey of time: those that have more to say than what is missing."""
    rows = reports.run("unpaid_value_by_sex", p_methods=[titles.default_method()]).table
    return sorted(set(rows.column("country_code").to_pylist()))


def file_name(country: str, language: Language) -> str:
    """What the file of a brief is called."""
    return f"unpriced-brief-{country}-{language}.pdf"


def pdf(
    country: str,
    language: Language,
    *,
    method: str | None = None,
    made: date | None = None,
    address: str = HERE,
) -> bytes:
    """The brief as PDF. The same country, language, day and data give the same bytes."""
    day = made or datetime.now(UTC).date()
    words = _words(country, language, method, day, address)
    at_noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with _one_at_a_time:
        # PDF/UA: tagged for screen readers
        sheets = _compiler().compile(format="pdf", pdf_standards="ua-1", timestamp=at_noon, sys_inputs={"brief": words})
    assert isinstance(sheets, bytes)
    return sheets


def images(country: str, language: Language, *, method: str | None = None, made: date | None = None) -> list[bytes]:
    """The pages of the brief as PNG, to look at."""
    words = _words(country, language, method, made or datetime.now(UTC).date(), HERE)
    with _one_at_a_time:
        drawn = _compiler().compile(format="png", ppi=110, sys_inputs={"brief": words})
    return drawn if isinstance(drawn, list) else [drawn or b""]


def _words(country: str, language: Language, method: str | None, day: date, address: str) -> str:
    known = titles.titles("country", language)
    if country not in known:
        raise UnpricedError(
            found=f"There is no country {country}",
            needed="The three letters of a country, such as KOR",
            remedy=reports.hint(country.upper(), known) or "Run `unpriced brief --all --output FOLDER`",
        )
    asked = method or titles.default_method()
    return json.dumps(content.of(country, language, method=asked, day=day, address=address), ensure_ascii=False)
