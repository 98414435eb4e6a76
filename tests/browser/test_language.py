"""The language: the address first, then the browser; a switch keeps the state."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from unpriced.catalogue import Language
from unpriced.i18n import LANGUAGES, t

pytestmark = pytest.mark.browser


def hangul(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


@pytest.mark.parametrize("browser_language", LANGUAGES)
def test_without_a_word_in_the_address_the_browser_decides(browser_language: Language, open_tab: OpenTab) -> None:
    visit = open_tab("/country", browser_language=browser_language)
    assert visit.language == visit.address["lang"] == browser_language
    assert visit.page.title() == t(browser_language, "product")
    assert hangul(visit.finding) == (browser_language == "ko")


def test_the_address_comes_before_the_browser(open_tab: OpenTab) -> None:
    visit = open_tab("/country?lang=en", browser_language="ko")
    assert visit.language == visit.address["lang"] == "en"
    assert not hangul(visit.finding)

    visit.follow(t("en", "page-methods"), "methods")
    assert visit.language == visit.address["lang"] == "en", "also on the next page"

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
