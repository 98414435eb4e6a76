"""The address is the state: whole, copied by a card's link, kept by Back, and honest about what no longer exists."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Visit
from unpriced.i18n import t

pytestmark = pytest.mark.browser

SLOWER = 3
NOTE_PUSHED = """() => {
    const push = history.pushState;
    window.pushed = [];
    history.pushState = function (state, title, url) {
        window.pushed.push(String(url));
        return push.call(this, state, title, url);
    };
}"""
PARAMETERS_OF_VALUE = {
    *("lang", "v", "country", "preset", "method", "sex", "group", "measure"),
    *("quality", "days", "split", "detailed", "source"),
    *("shopping", "gardening_pets", "travel", "care_for_others", "volunteering", "passive_care"),
    *(f"{ratio}_{domain}" for ratio in ("intermediate", "capital")
      for domain in ("household_management", "care", "volunteering")),
}  # fmt: skip


def figures(visit: Visit) -> list[str | None]:
    """What the charts say of their numbers."""
    visit.charts_drawn()
    return [chart.get_attribute("aria-label") for chart in visit.page.get_by_test_id("stPlotlyChart").all()]


def test_a_copied_link_opens_the_same_state_elsewhere(open_tab: OpenTab) -> None:
    mine = open_tab("/value?lang=en")
    assert set(mine.address) == PARAMETERS_OF_VALUE, "every parameter, defaults included, and the data version"
    before = figures(mine)

    mine.choose(t("en", "filter-country"), "France", parameter="country", value="FRA")
    mine.choose(t("en", "filter-sex"), t("en", "sex-women"), parameter="sex", value="women")
    mine.page.get_by_text(t("en", "filter-scope-title"), exact=True).click()
    mine.page.get_by_test_id("stCheckbox").get_by_text(t("en", "scope-travel"), exact=True).click()
    mine.turn_to("travel", "0")
    card = mine.open_view("account", "link")
    card.get_by_test_id("stCode").first.hover()
    card.get_by_role("button", name="Copy to clipboard").click()
    copied = mine.page.evaluate("navigator.clipboard.readText()")
    mine.open_view("account", "chart")
    assert copied.startswith(mine.base)

    theirs = open_tab(copied.removeprefix(mine.base), browser_language="ko")
    assert theirs.address == mine.address
    assert theirs.address.keys() == PARAMETERS_OF_VALUE
    assert {"country": "FRA", "sex": "women", "travel": "0", "lang": "en"}.items() <= theirs.address.items()
    assert theirs.finding == mine.finding
    assert "France" in theirs.finding
    assert figures(theirs) == figures(mine) != before
    expect(theirs.page.get_by_role("combobox", name="Country", exact=True)).to_have_value("France")
    expect(theirs.page.get_by_test_id("stAlert")).to_have_count(0)


def test_back_and_forward_keep_the_state(open_tab: OpenTab) -> None:
    visit = open_tab("/country?lang=en&country=FRA&method=minimum_wage")
    # As on a slow machine, where the address of a page once came before its path, and Back led to neither page.
    visit.page.context.new_cdp_session(visit.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    visit.page.evaluate(NOTE_PUSHED)
    first, finding = visit.address, visit.finding
    visit.follow(t("en", "page-official_accounts"), "official-accounts")
    assert {urlsplit(url).path for url in visit.page.evaluate("window.pushed")} == {"/official-accounts"}
    second, other_finding = visit.address, visit.finding
    visit.choose(t("en", "filter-year"), "2019", parameter="year", value="2019")
    expect(visit.card("group").get_by_role("heading")).to_contain_text("2019")

    visit.page.go_back()
    visit.turn_to("year", "2024")
    assert visit.address == second
    expect(visit.card("group").get_by_role("heading")).to_contain_text("2024")
    for press, path, address, said in (
        (visit.page.go_back, "/country", first, finding),
        (visit.page.go_forward, "/official-accounts", second, other_finding),
    ):
        press()  # once: a click in the navigation is one entry of the history
        expect(visit.headline).to_have_text(said, use_inner_text=True)
        visit.settled()
        assert (visit.path, visit.address) == (path, address)


def test_what_a_link_asks_for_in_vain_is_named(open_tab: OpenTab) -> None:
    visit = open_tab("/time-use?lang=en&countries=KOR,QQQ,FRA&group=sloth&colour=red&v=000000000000")
    said = " ".join(visit.page.get_by_test_id("stAlert").all_inner_texts())
    for word in ("QQQ", "sloth", "colour", "000000000000", visit.address["v"]):
        assert word in said
    assert "FRA" not in said
    assert visit.address["countries"] == "KOR,FRA", "what does exist is kept"
    assert visit.address["group"] == "all"
    assert "colour" not in visit.address
