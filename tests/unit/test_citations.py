"""A citation names the sources, the call, the data version and the link, in the three forms that people use."""

import re
from datetime import date

import pytest

from unpriced import catalogue, i18n, reports
from unpriced.exports import CITATIONS, SNIPPETS, View
from unpriced.exports.snippets import api_address

LINK = "https://example.org/value?lang=en&country=KOR&x=50%25"
TITLE = "Women & men: 50% of {it} #1_a ~ \\ ^ $"


@pytest.fixture
def view() -> View:
    result = reports.run("unpaid_value_by_country", p_countries=["KOR"])
    return View(result, TITLE, LINK, date(2026, 2, 3))


@pytest.mark.parametrize("kind", CITATIONS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_form_names_all_that_leads_back_to_the_number(view: View, kind: str, language: catalogue.Language) -> None:
    cited = CITATIONS[kind][1](view, language)
    plain = re.sub(r"\\([{}%&#_$])", r"\1", cited)
    for needed in ("unpaid_value_by_country(p_countries := ['KOR'])", view.result.data_version, LINK):
        assert needed in plain
    assert re.search("2026.02.03", cited)
    for dataset_id in view.result.dataset_ids:
        assert catalogue.datasets()[dataset_id].citation in plain
    assert any("가" <= letter <= "힣" for letter in cited) == (language == "ko")


def test_bibtex_is_whole_and_escaped(view: View) -> None:
    entry = CITATIONS["bibtex"][1](view, "en")
    assert entry.startswith("@misc{unpriced-unpaid_value_by_country-")
    unescaped = re.sub(r"\\[{}]", "", entry)
    assert unescaped.count("{") == unescaped.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert set(fields) == {"author", "title", "year", "version", "url", "urldate", "note"}
    assert fields["title"] == (
        r"Unpriced: Women \& men: 50\% of \{it\} \#1\_a \textasciitilde{} \textbackslash{} \textasciicircum{} \$"
    )
    assert fields["author"] == "{Unpriced contributors}"


def test_ris_is_a_tag_a_line_and_ends(view: View) -> None:
    lines = CITATIONS["ris"][1](view, "en").split("\r\n")
    assert lines.pop() == ""
    assert lines[0] == "TY  - DATA"
    assert lines[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


def test_snippets_lead_to_the_same_rows(view: View) -> None:
    root = "https://example.org/"
    address = "https://example.org/api/reports/unpaid_value_by_country?p_countries=KOR&format=csv"
    assert api_address(view.result, root, "csv") == address
    for kind in ("python", "r"):
        assert f'"{address}"' in SNIPPETS[kind][1](view.result, root)
    assert view.result.call in SNIPPETS["sql"][1](view.result, root)


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({}, "format=csv"),
        ({"p_countries": None, "p_shopping": False}, "p_countries=null&p_shopping=false&format=csv"),
        ({"p_countries": []}, "p_countries=&format=csv"),
        ({"p_countries": ["KOR", "a&b=c"]}, "p_countries=KOR,a%26b%3Dc&format=csv"),
        ({"p_quality_factor": 0.5, "p_wage_year": 2010}, "p_quality_factor=0.5&p_wage_year=2010&format=csv"),
    ],
)
def test_an_address_is_read_as_it_was_written(arguments: dict[str, object], query: str) -> None:
    from urllib.parse import parse_qsl

    result = reports.run("unpaid_value_by_country", **arguments)
    address = api_address(result, "/", "csv")
    assert address == f"/api/reports/unpaid_value_by_country?{query}"
    pairs = [f"{k}={v}" for k, v in parse_qsl(address.partition("?")[2], keep_blank_values=True) if k != "format"]
    assert reports.parse("unpaid_value_by_country", pairs) == result.arguments
