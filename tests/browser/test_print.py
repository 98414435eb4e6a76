"""The country page on paper: one A4 sheet with its figures and none of its controls."""

import re
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from unpriced.i18n import t

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_country_page_prints_on_one_sheet(scheme: Literal["light", "dark"], open_tab: OpenTab) -> None:
    visit = open_tab("/country?country=KOR&lang=ko", scheme=scheme)
    visit.charts_drawn()
    charts = visit.page.get_by_test_id("stPlotlyChart")
    n_charts = charts.count()
    assert n_charts == visit.page.locator('[class*="st-key-card-"]').count()
    visit.page.evaluate("window.print = () => { window.asked_to_print = true }")
    button = visit.page.get_by_role("button", name=t("ko", "country-print"))
    button.click()
    assert visit.page.evaluate("window.asked_to_print")

    visit.page.emulate_media(media="print")
    expect(button).to_be_hidden()
    for control in (".st-key-filters", '[data-testid="stHeader"]', '[data-testid="stButtonGroup"]'):
        assert visit.page.locator(control).count()
        expect(visit.page.locator(control).filter(visible=True)).to_have_count(0)
    expect(visit.headline).to_be_visible()
    expect(charts.filter(visible=True)).to_have_count(n_charts)
    expect(visit.page.locator(".up-foot")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(format="A4"))) == 1
