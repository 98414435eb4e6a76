"""A file of one's own, from the box to the figure: after a refresh it is there, for a stranger it is not."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import OpenTab, Visit
from unpriced.catalogue import Language
from unpriced.exports import examples
from unpriced.i18n import LANGUAGES, t

pytestmark = pytest.mark.browser


def stays_for_its_owner_alone(visit: Visit, survey: str, told: str, open_tab: OpenTab) -> None:
    """After a refresh the survey is there, nobody else was asked for anything, and a stranger does not see it."""
    visit.page.reload()
    visit.settled()
    assert visit.address["survey"] == survey
    assert visit.finding == told
    assert visit.third_party == []
    assert visit.console_errors == []

    stranger = open_tab(visit.page.url.removeprefix(visit.base))
    assert stranger.address["survey"] != survey
    assert survey in stranger.page.get_by_test_id("stAlert").first.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_goes_from_the_box_to_the_figure_and_stays(
    language: Language, open_tab: OpenTab, tmp_path: Path
) -> None:
    file = tmp_path / f"mine_{language}_{os.getpid()}.csv"
    file.write_bytes(examples.diary())
    visit = open_tab(f"/upload?lang={language}")
    visit.page.locator("input[type=file]").first.set_input_files(file)
    start = visit.page.get_by_role("button", name=t(language, "own-import"), exact=True)
    start.click()
    link = visit.page.get_by_role("link", name=t(language, "page-diaries"), exact=True).last
    link.click()
    visit.page.wait_for_url(lambda url: "/diaries" in url and "v=" in url)
    visit.settled()
    visit.charts_drawn()
    survey = visit.address["survey"]
    assert survey.startswith("own_mine")
    told = visit.finding
    assert "workspace" not in visit.page.url, "the key is in no link of a figure"

    stays_for_its_owner_alone(visit, survey, told, open_tab)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_of_persons_goes_from_the_box_to_the_middle_class(
    language: Language, open_tab: OpenTab, tmp_path: Path
) -> None:
    file = tmp_path / f"people_{language}_{os.getpid()}.csv"
    file.write_bytes(examples.FILES["survey_with_defects"]())
    visit = open_tab(f"/upload?lang={language}")
    visit.page.locator("input[type=file]").first.set_input_files(file)
    start = visit.page.get_by_role("button", name=t(language, "own-import"), exact=True)
    start.click()
    link = visit.page.get_by_role("link", name=t(language, "page-middle_class"), exact=True).last
    link.click()
    visit.page.wait_for_url(lambda url: "/middle-class?" in url and "v=" in url)
    visit.settled()
    visit.charts_drawn()
    survey = visit.address["survey"]
    assert survey.startswith("own_people")
    told = visit.finding

    stays_for_its_owner_alone(visit, survey, told, open_tab)


def test_a_country_table_stands_beside_the_shipped_countries(open_tab: OpenTab, tmp_path: Path) -> None:
    file = tmp_path / f"table_{os.getpid()}.csv"
    file.write_bytes(examples.FILES["countries_with_defects"]())
    visit = open_tab("/upload?lang=en")
    visit.page.locator("input[type=file]").first.set_input_files(file)
    visit.page.get_by_role("button", name=t("en", "own-import"), exact=True).click()
    visit.page.get_by_role("link", name=t("en", "page-time_use"), exact=True).last.click()
    visit.page.wait_for_url(lambda url: "/time-use?" in url and "v=" in url)
    visit.settled()
    visit.charts_drawn()
    drawn = visit.card("day").locator(".main-svg text").all_text_contents()
    assert any(f"South Korea ({t('en', 'own-mark')}:" in text for text in drawn)
    assert visit.third_party == []
    assert visit.console_errors == []
