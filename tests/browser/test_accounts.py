"""Who signs in has the same workspace on every machine; another person has another."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PAGE_SECONDS, Visit, free_port, running_server
from tests.browser.provider import CLIENT, running_provider
from unpriced.exports import examples
from unpriced.i18n import t

pytestmark = pytest.mark.browser


def signed_in(page: Page, address: str) -> Visit:
    """The page for uploads after signing in there."""
    page.set_default_timeout(PAGE_SECONDS * 1000)
    page.goto(f"{address}/upload?lang=en")
    page.get_by_role("button", name=t("en", "own-sign-in"), exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")  # to which the provider's answer leads
    page.goto(f"{address}/upload?lang=en")
    page.get_by_role("button", name=t("en", "own-sign-out"), exact=True).wait_for()
    return Visit(page, address)


def test_an_account_has_its_workspace_on_every_machine(chromium: Browser, built: Path, tmp_path: Path) -> None:
    port = free_port()
    person = {"sub": "1", "email": "first@example.org"}
    file = tmp_path / "mine.csv"
    file.write_bytes(examples.diary())
    with running_provider(free_port(), person) as issuer:
        secrets = tmp_path / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(
            f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"s" * 40}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{"c" * 40}"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        surroundings = {
            "UNPRICED_DATABASE": str(shutil.copy(built, tmp_path)),
            "UNPRICED_WORKSPACES": str(tmp_path / "workspaces"),
            "HOME": str(tmp_path),  # where Streamlit looks for its secrets
        }
        with running_server(environment=surroundings, port=port) as address:
            first = signed_in(chromium.new_context().new_page(), address)
            assert "first@example.org" in first.page.locator("body").inner_text()
            first.page.locator("input[type=file]").first.set_input_files(file)
            first.page.get_by_role("button", name=t("en", "own-import"), exact=True).click()
            first.page.get_by_role("heading", name=t("en", "own-surveys-heading"), exact=True).wait_for()

            elsewhere = signed_in(chromium.new_context().new_page(), address)
            elsewhere.page.get_by_role("heading", name=t("en", "own-surveys-heading"), exact=True).wait_for()

            person.update(sub="2", email="second@example.org")
            other = signed_in(chromium.new_context().new_page(), address)
            other.page.get_by_text("second@example.org").wait_for()
            assert other.page.get_by_role("heading", name=t("en", "own-surveys-heading"), exact=True).count() == 0

            other.page.get_by_role("button", name=t("en", "own-sign-out"), exact=True).click()
            other.page.wait_for_url(lambda url: urlsplit(url).path == "/")
            other.page.goto(f"{address}/upload?lang=en")
            other.page.get_by_role("button", name=t("en", "own-sign-in"), exact=True).wait_for()
