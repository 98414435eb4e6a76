"""The language: the address first, then the browser; a switch keeps the state; Korean letters are really drawn."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES, t

pytestmark = pytest.mark.browser

# Letters whose picture is the picture of a code that no font has. A canvas finds its fonts as the page does.
UNDRAWN = """(letters) => {
    const text = document.querySelector('[data-testid="stPlotlyChart"] text');
    const font = `32px ${getComputedStyle(text).fontFamily}`;
    const picture = (letter) => {
        const canvas = Object.assign(document.createElement('canvas'), {width: 48, height: 48});
        const pen = canvas.getContext('2d');
        pen.font = font;
        pen.textBaseline = 'top';
        pen.fillText(letter, 4, 4);
        return canvas.toDataURL();
    };
    const nothing = [picture('\\u{EFFFF}'), picture(' ')];
    return [...letters].filter((letter) => nothing.includes(picture(letter)));
}"""


def hangul(text: str) -> set[str]:
    return {letter for letter in text if "가" <= letter <= "힣"}


@pytest.mark.parametrize("browser_language", LANGUAGES)
def test_without_a_word_in_the_address_the_browser_decides(browser_language: Language, open_tab: OpenTab) -> None:
    visit = open_tab("/country", browser_language=browser_language)
    assert visit.language == visit.address["lang"] == browser_language
    assert visit.page.title() == t(browser_language, "product")
    assert bool(hangul(visit.finding)) == (browser_language == "ko")


def test_the_address_comes_before_the_browser(open_tab: OpenTab) -> None:
    visit = open_tab("/country?lang=en", browser_language="ko")
    assert visit.language == visit.address["lang"] == "en"
    assert not hangul(visit.finding)

    visit.page.get_by_role("link", name="Methods", exact=True).click()
    visit.page.wait_for_url("**/methods?**lang=en**")
    visit.settled()
    assert visit.language == "en", "also on the next page"

    unknown = open_tab("/country?lang=tlh", browser_language="ko")
    assert unknown.language == unknown.address["lang"] == "ko"


def test_a_switch_of_the_language_keeps_the_state(open_tab: OpenTab) -> None:
    visit = open_tab("/value?lang=en&country=FRA&sex=women&travel=0&method=minimum_wage&quality=0.8")
    english = visit.address
    visit.page.get_by_role("radio", name="한국어").click()
    visit.turn_to("lang", "ko")
    assert visit.address == english | {"lang": "ko"}
    assert visit.language == "ko"
    assert visit.page.title() == t("ko", "product")
    assert "프랑스" in visit.finding
    expect(visit.page.get_by_role("combobox", name="국가", exact=True)).to_have_value("프랑스")
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(0)

    visit.page.get_by_role("radio", name="English").click()
    visit.turn_to("lang", "en")
    assert visit.address == english
    assert visit.language == "en"
    assert "France" in visit.finding


def test_korean_labels_are_drawn(open_tab: OpenTab) -> None:
    visit = open_tab("/country?country=KOR&lang=ko")
    visit.charts_drawn()
    shown = {card: visit.card(card).locator(".main-svg text").all_text_contents() for card in ("peers", "range", "day")}
    assert any("대한민국" in text for text in shown["peers"])
    assert "최저임금" in shown["range"]
    assert t("ko", "sex-women") in shown["day"]
    letters = hangul("".join(visit.page.locator(".main-svg text").all_text_contents()))
    assert len(letters) > 30
    assert visit.page.evaluate(UNDRAWN, "".join(sorted(letters))) == []
