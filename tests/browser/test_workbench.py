"""In a browser: Stop ends a query at once, and a link brings query and answer to somebody else."""

import time
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.workbench.test_queries import ENDLESS, children, processes
from unpriced.i18n import t

pytestmark = pytest.mark.browser


def test_stop_ends_the_process_at_once(open_tab: OpenTab) -> None:
    visit = open_tab("/workbench?lang=en")
    (server,) = processes(f"serve(port={urlsplit(visit.base).port})")
    editor = visit.page.get_by_role("textbox", name=t("en", "workbench-query"))
    editor.fill(ENDLESS)
    editor.press("Control+Enter")
    expect(visit.page.get_by_text(t("en", "workbench-running", seconds=1))).to_be_visible()
    assert len(children(server)) == 1
    clicked = time.monotonic()
    visit.page.locator(".st-key-stop").get_by_role("button").click()  # Streamlit has one of this name, too
    while children(server):
        assert time.monotonic() - clicked < 5
        time.sleep(0.02)
    assert time.monotonic() - clicked < 2, "seconds from the click to the end of the process"
    expect(visit.page.get_by_text(t("en", "workbench-stopped"))).to_be_visible()
    visit.settled()
    assert visit.console_errors == []


def test_who_closes_the_tab_leaves_no_query_behind(open_tab: OpenTab) -> None:
    visit = open_tab("/workbench?lang=ko")
    (server,) = processes(f"serve(port={urlsplit(visit.base).port})")
    editor = visit.page.get_by_role("textbox", name=t("ko", "workbench-query"))
    editor.fill(ENDLESS)
    editor.press("Control+Enter")
    expect(visit.page.get_by_text(t("ko", "workbench-running", seconds=1))).to_be_visible()
    visit.page.context.close()
    closed = time.monotonic()
    while children(server):
        assert time.monotonic() - closed < 25, "the limit of time ends it where nobody does"
        time.sleep(0.1)


def test_a_link_brings_the_answer(open_tab: OpenTab) -> None:
    sql = (
        "-- Wages of $country\n"
        "select year, max(hourly_usd_ppp) as hourly from core_wages where country_code = $country group by year"
    )
    visit = open_tab(f"/workbench?lang=ko&q={quote(sql)}&arg_country=FRA&kind=lines&x=year&y=hourly&by=")
    visit.charts_drawn()
    assert visit.address["q"] == sql
    expect(visit.card("answer").get_by_role("heading", name="Wages of $country")).to_be_visible()
    visit.page.reload()
    visit.settled()
    assert (visit.address["q"], visit.address["arg_country"], visit.address["kind"]) == (sql, "FRA", "lines")
    assert visit.third_party == [] and visit.console_errors == []
