"""A figure in a page of somebody else: alone, in its state, without what stands around a page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from unpriced.i18n import t

pytestmark = pytest.mark.browser
AROUND = (".up-mast", ".up-finding", '[data-testid="stTopNav"]', '[data-testid="stSidebar"]', ".st-key-filters")


def test_one_figure_stands_alone_and_keeps_its_state(open_tab: OpenTab) -> None:
    visit = open_tab("/value?country=FRA&lang=ko&embed=true&card=range")
    expect(visit.card("range").get_by_test_id("stPlotlyChart")).to_be_visible()
    for selector in AROUND:
        for element in visit.page.locator(selector).all():
            expect(element).to_be_hidden()
    assert visit.page.locator('[class*="st-key-card-"]').count() == 1
    assert visit.language == "ko"
    assert (visit.address["country"], visit.address["card"], visit.address["embed"]) == ("FRA", "range", "true")
    visit.open_view("range", "table")
    visit.page.reload()
    visit.settled()
    assert (visit.address["country"], visit.address["card"]) == ("FRA", "range")
    whole = visit.page.locator(".up-foot a").get_attribute("href") or ""
    assert "country=FRA" in whole and "embed" not in whole and "card" not in whole
    assert visit.third_party == [] and visit.console_errors == []


def test_a_page_is_embedded_without_masthead_and_navigation(open_tab: OpenTab) -> None:
    visit = open_tab("/time-use?lang=en&embed=true")
    assert visit.page.locator(".up-mast").count() == 0
    expect(visit.page.get_by_test_id("stTopNav")).to_be_hidden()
    expect(visit.headline).to_be_visible()
    assert visit.page.locator('[class*="st-key-card-"]').count() > 3


def test_a_figure_that_is_not_there_is_named(open_tab: OpenTab) -> None:
    visit = open_tab("/value?lang=en&embed=true&card=nothing")
    warning = visit.page.get_by_test_id("stAlert")
    expect(warning).to_be_visible()
    assert "nothing" in warning.inner_text() and "range" in warning.inner_text()


@contextmanager
def site_of_another(page: str) -> Iterator[str]:
    """The address of a server that has nothing but this page; on this machine, else a browser asks for permission."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Another page</title>{page}".encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_the_frame_of_a_card_works_in_a_page_of_another_address(open_tab: OpenTab) -> None:
    visit = open_tab("/country?country=KOR&lang=en")
    shown = visit.open_view("range", "link").get_by_test_id("stCode").filter(has_text="<iframe")
    expect(shown).to_be_visible()
    with site_of_another(shown.inner_text()) as address:
        visit.page.goto(address)
        inside = visit.page.frame_locator("iframe")
        expect(inside.locator(".st-key-card-range").get_by_test_id("stPlotlyChart")).to_be_visible()
        expect(inside.get_by_role("radio", name=t("en", "card-table"), exact=True)).to_be_visible()
