"""A server that no one has visited, opened at an address within: Streamlit alone would show the bare file."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MODES, Mode, OpenTab, running_server
from unpriced.i18n import t
from unpriced.ui.frame import SECTIONS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("mode", MODES)
def test_the_first_visitor_of_a_deep_link_gets_the_whole_page(mode: Mode, open_tab: OpenTab) -> None:
    with running_server(mode) as base:
        visit = open_tab("/country?country=KOR&lang=ko", base=base)
        visit.charts_drawn()

        assert visit.path == "/country"
        assert "대한민국" in visit.finding
        assert visit.address["country"] == "KOR"
        assert visit.language == "ko"
        assert visit.page.title() == t("ko", "product")
        expect(visit.page.locator(".up-mast")).to_contain_text(t("ko", "product-tagline"))
        for section, pages in SECTIONS.items():
            if section:
                visit.page.get_by_role("button", name=t("ko", f"section-{section}"), exact=True).click()
            for stem in pages:
                role: Literal["menuitem", "link"] = "menuitem" if section else "link"
                expect(visit.page.get_by_role(role, name=t("ko", f"page-{stem}"), exact=True)).to_have_count(1)
            visit.page.keyboard.press("Escape")
        expect(visit.page.get_by_test_id("stSidebarNav")).to_have_count(0)
        assert visit.third_party == []

        visit.follow(t("ko", "page-methods"), "methods")
        assert "대한민국" in visit.finding, "the country chosen on one page stays chosen on the next"


def test_text_is_set_in_fonts_of_the_system(open_tab: OpenTab) -> None:
    """The icons of Streamlit's own widgets are a font; no other is fetched."""
    visit = open_tab("/value?lang=ko")
    visit.charts_drawn()
    fonts = [url for url in visit.requests if url.endswith((".woff2", ".woff", ".ttf", ".otf"))]
    assert all("MaterialSymbols" in url for url in fonts), fonts
