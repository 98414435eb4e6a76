"""The interface beside the pages of a running server, and the example of its document."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests

from tests.browser.conftest import running_server
from unpriced import database, reports
from unpriced.paths import ROOT

KOREA = "/api/reports/unpaid_value_by_country?format=csv&p_countries=KOR"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_server() as running:
        yield running


def test_an_answer_has_the_security_headers_of_the_pages_and_is_compressed(address: str) -> None:
    several = f"{address}{KOREA},FRA,USA,DEU,JPN"
    page, answer = requests.get(address, timeout=30), requests.get(several, timeout=30)
    for name in ("x-content-type-options", "referrer-policy", "content-security-policy"):
        assert answer.headers[name] == page.headers[name]
    assert answer.headers["content-encoding"] == "gzip"
    assert "access-control-allow-origin" not in answer.headers
    again = requests.get(several, headers={"If-None-Match": answer.headers["etag"]}, timeout=30)
    assert (again.status_code, again.content) == (304, b"")


def test_head_over_the_network_has_no_body(address: str) -> None:
    head = requests.head(address + KOREA, timeout=30)
    assert (head.status_code, head.content) == (200, b"")


def test_the_example_of_the_document_runs(address: str) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "API.md").read_text(encoding="utf-8"), re.DOTALL)
    assert "http://localhost:8501" in example
    done = subprocess.run(
        [sys.executable, "-c", example.replace("http://localhost:8501", address)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{len(reports.catalogue())} reports of data version {database.data_version()}" in done.stdout
    rows = reports.run("unpaid_value_by_country", p_countries=["KOR", "FRA"]).frame()
    for country, share in zip(rows["country_code"], rows["gdp_share"], strict=True):
        assert re.search(rf"{country}.*{share:.6f}", done.stdout), done.stdout
    assert "from unpaid_value_method_range(p_countries := ['KOR']);" in done.stdout
