"""Both languages say everything: interface, codes, datasets."""

import re
from functools import cache

import pyarrow as pa
import pytest

from unpriced import catalogue, i18n, reports
from unpriced.i18n import FOLDER, LANGUAGES
from unpriced.paths import DATA, ROOT

APART = {"build", "imports", "downloads", "visitors"}  # made here, not datasets


def texts(language: str) -> dict[str, str]:
    """Key -> pattern as written."""
    found: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            key, equals, text = line.partition(" = ")
            if equals:
                assert key not in found, f"{key} stands twice in {language}"
                found[key] = text
    return found


def test_both_languages_have_the_same_keys_with_the_same_arguments() -> None:
    ko, en = texts("ko"), texts("en")
    assert set(ko) == set(en)
    for key in ko:
        arguments = [set(re.findall(r"\{\s*(?:PLACE\()?\$(\w+)\)?\s*\}", text)) for text in (ko[key], en[key])]
        assert arguments[0] == arguments[1], key


def test_each_file_of_words_has_its_twin() -> None:
    assert len({tuple(sorted(p.name for p in (FOLDER / language).glob("*.ftl"))) for language in LANGUAGES}) == 1


def test_korean_texts_are_korean() -> None:
    for key, text in texts("ko").items():
        letters = re.sub(r"\{.*?\}", "", text)
        if re.search(r"[A-Za-z]{4,}", letters) and not re.search("[가-힣]", letters):
            assert letters in {"Parquet", "JSON", "SQL", "English"}, f"{key} is not translated: {text}"


def test_words_of_the_interface_hold_no_figures() -> None:
    years_of_standards = {"2000", "2010", "2016", "2017", "2019", "2024", "2025", "2026"}
    for language in LANGUAGES:
        for key, text in texts(language).items():
            for figure in re.findall(r"\d+(?:\.\d+)?\s?%|\d{3,}", text):
                assert figure in years_of_standards or figure in key, f"{language} {key} holds the figure {figure}"


def test_every_key_that_the_code_names_exists() -> None:
    known = set(texts("en"))
    named = re.compile(r"""\bt\(\s*(?:\w+(?:\.\w+)?,\s*)?"([a-z][\w-]+)\"""")
    for path in [*(ROOT / "pages").glob("*.py"), *(ROOT / "unpriced").rglob("*.py")]:
        for key in named.findall(path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name} names {key}"


@cache
def tables() -> dict[str, pa.Table]:
    """Every report with its default arguments."""
    return {name: reports.run(name).table for name in reports.catalogue()}


def code_values(column: str) -> set[str]:
    held = [table.column(column).to_pylist() for table in tables().values() if column in table.column_names]
    return {value for values in held for value in values if value}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_note_has_words(language: catalogue.Language) -> None:
    reasons = code_values("missing_reason")
    for setting in ({"p_wage_rung": "net"}, {"p_detailed_occupations": True}, {"p_methods": None}):
        table = reports.run("unpaid_value_by_country", **setting).table
        reasons |= {v for v in table.column("missing_reason").to_pylist() if v}
    reasons |= set(reports.run("household_account", p_ratio_year=2014).table.column("missing_reason").to_pylist())
    for reason in reasons - {None}:
        assert i18n.has(language, f"missing_reason-{reason}"), reason
    split = reports.run("unpaid_value_by_country", p_split_housework=True, p_gardening_pets=False).table
    notes = code_values("notes") | {v for v in split.column("notes").to_pylist() if v}
    for note in {part for codes in notes for part in codes.split(",") if not part.startswith("ages_")}:
        assert i18n.has(language, f"note-{note}"), note


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_column_with_titles_has_one(language: catalogue.Language) -> None:
    from unpriced.titles import titles
    from unpriced.ui.card import LISTED, code_key

    for name, column in catalogue.columns().items():
        if column.titles is None:
            continue
        codes = {code for code in code_values(name) if not code.isdigit()}
        if column.titles in LISTED:
            untitled = codes - set(titles(column.titles, language))  # type: ignore[arg-type]
        else:
            untitled = {code for code in codes if not i18n.has(language, code_key(column.titles, code))}
        assert not untitled, f"{name} ({column.titles}): {untitled}"


def test_every_file_of_a_dataset_is_declared() -> None:
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir() and path.name not in APART):
        dataset = catalogue.datasets()[folder.name]
        declared = {file.path for file in dataset.files}
        held = {path.name for path in folder.glob("*.csv")}
        if dataset.files:  # the contract of the diaries declares the columns of the sample's
            held |= {path.name for path in folder.glob("*.parquet")}
        assert held == declared, folder.name


def test_datasets_say_who_made_them_and_how_to_cite_them() -> None:
    for dataset in catalogue.datasets().values():
        assert dataset.citation.strip() and dataset.licence.name.strip(), dataset.id
        for text in (dataset.title, dataset.description, dataset.producer, dataset.coverage):
            assert text.ko.strip() and text.en.strip(), dataset.id


def test_the_method_text_names_every_method_and_preset() -> None:
    text = (ROOT / "docs" / "METHODS.md").read_text(encoding="utf-8")
    for name in [*catalogue.methods(), *catalogue.presets()]:
        assert name in text, name
