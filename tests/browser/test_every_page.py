"""Every page as two of four visitors see it: drawn whole, readable by all, within the window, by this server alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import OpenTab, Visit, new_context
from tests.pages.test_pages import FEWEST_CHARTS
from unpriced.catalogue import Language
from unpriced.i18n import t
from unpriced.ui.frame import PAGES

pytestmark = pytest.mark.browser
SHORTEST_ALT = 20
FEWEST_LETTERS = 20
PAGES_WITH_MAP = {"overview", "time_use", "prosumers"}
REASONS = {"diaries": 2, "tempogram": 1}  # what sums of diaries cannot tell
CARDS_OF_FIGURES = '[class*="st-key-card-"]:not([class*="st-key-card-words-"])'
PAGES_OF_CODES = {"workbench"}  # a query is drawn with the codes and names that it asks for
FEWEST_OUTLINES = 170  # countries at 1:110 million without Antarctica, plus a few places of their own


@dataclass(frozen=True)
class Visitor:
    """How someone comes to a page."""

    width: int
    language: Language
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}px-{self.language}-{self.scheme}"


# Each page is seen at either width, in either language and in either scheme; in which of them together, pages differ.
PAIRS = (
    (Visitor(1280, "en", "light"), Visitor(390, "ko", "dark")),
    (Visitor(1280, "ko", "dark"), Visitor(390, "en", "light")),
)
VISITS = sorted(
    ((visitor, stem) for place, stem in enumerate(PAGES) for visitor in PAIRS[place % len(PAIRS)]),
    key=lambda visit: str(visit[0]),
)


# Letters whose picture is that of a code which no font has. A canvas finds its fonts as the page does.
UNDRAWN = """(letters) => {
    const font = getComputedStyle(document.querySelector('[data-testid="stPlotlyChart"] text')).fontFamily;
    const picture = (letter) => {
        const canvas = Object.assign(document.createElement('canvas'), {width: 48, height: 48});
        const pen = canvas.getContext('2d');
        pen.font = `32px ${font}`;
        pen.textBaseline = 'top';
        pen.fillText(letter, 4, 4);
        return canvas.toDataURL();
    };
    const nothing = [picture('\\u{EFFFF}'), picture(' ')];
    return letters.filter((letter) => nothing.includes(picture(letter)));
}"""


def hangul(texts: list[str]) -> list[str]:
    """The Korean letters in the texts, each once."""
    return sorted({letter for text in texts for letter in text if "가" <= letter <= "힣"})


def barriers(visit: Visit) -> list[str]:
    """What axe calls a serious or critical barrier, with the first place of each."""
    # What holds is not described, which takes three times as long as finding what does not.
    found: list[dict[str, Any]] = Axe().run(visit.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{violation['id']} at {violation['nodes'][0]['target']}: {violation['nodes'][0]['failureSummary']}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
    ]


def alternatives(visit: Visit) -> list[str]:
    """What each chart says to those who do not see it."""
    charts = visit.page.get_by_test_id("stPlotlyChart").all()
    assert {chart.get_attribute("role") for chart in charts} <= {"figure"}
    return [chart.get_attribute("aria-label") or "" for chart in charts]


@pytest.fixture(scope="module")
def go_to(chromium: Browser, server: str) -> Iterator[Callable[[Visitor, str], Visit]]:
    """A function that brings a visitor to a page: at first by its address, then by the navigation."""
    visits: dict[Visitor, Visit] = {}

    def go(visitor: Visitor, stem: str) -> Visit:
        if visitor not in visits:
            context = new_context(chromium, browser_language="en", width=visitor.width, scheme=visitor.scheme)
            visits[visitor] = Visit(context.new_page(), server)
            visits[visitor].go(f"/{PAGES[stem]}?lang={visitor.language}")
        else:
            visits[visitor].requests.clear()
            visits[visitor].console_errors.clear()
            visits[visitor].follow(t(visitor.language, f"page-{stem}"), PAGES[stem])
        if FEWEST_CHARTS[stem]:
            visits[visitor].charts_drawn()
        return visits[visitor]

    yield go
    for visit in visits.values():
        visit.page.context.close()


@pytest.mark.parametrize(("visitor", "stem"), VISITS, ids=str)
def test_page(visitor: Visitor, stem: str, go_to: Callable[[Visitor, str], Visit]) -> None:
    visit = go_to(visitor, stem)
    assert visit.language == visit.address["lang"] == visitor.language
    assert visit.page.title() == t(visitor.language, "product")
    assert visit.page.locator("h1").count() == 1
    assert visit.finding

    said = alternatives(visit)
    cards = visit.page.locator(CARDS_OF_FIGURES)
    reasons = cards.get_by_test_id("stAlert").count()
    assert len(said) + reasons == cards.count() and len(said) >= min(2, FEWEST_CHARTS[stem]), (
        "every card shows a chart, or why there is none"
    )
    assert reasons == REASONS.get(stem, 0)
    assert all(len(words) > SHORTEST_ALT for words in said)
    if stem in PAGES_WITH_MAP:
        assert visit.page.locator(".geolayer .choroplethlayer path").count() > FEWEST_OUTLINES
    if visitor.language == "ko" and said and stem not in PAGES_OF_CODES:
        letters = hangul(visit.page.locator(".main-svg text").all_text_contents())
        assert len(letters) > FEWEST_LETTERS
        assert visit.page.evaluate(UNDRAWN, letters) == []

    for summary in visit.page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    visit.settled()
    widths = "[innerWidth, document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]"
    assert visit.page.evaluate(widths) == [visitor.width] * 3, "nothing reaches out of the window"

    assert visit.third_party == []
    assert visit.console_errors == []
    assert barriers(visit) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_a_card_is_a_barrier(scheme: Literal["light", "dark"], open_tab: OpenTab) -> None:
    visit = open_tab("/?lang=en", width=390, scheme=scheme)
    for view in ("table", "sql", "sources", "download", "link"):
        visit.open_view("map", view)
        visit.open_view("ranking", view)
        visit.settled()
        assert barriers(visit) == [], view
