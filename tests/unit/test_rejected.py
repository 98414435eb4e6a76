"""Rows left out are listed in the language of their reader: codes stay, words stand beside them, no formula runs."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests.own_surveys import added
from unpriced import imports, workspace
from unpriced.catalogue import Language
from unpriced.exports import examples
from unpriced.exports.rejected import rejected
from unpriced.i18n import LANGUAGES, t
from unpriced.ingest import diaries
from unpriced.paths import QUERIES

HANGUL = re.compile("[가-힣]")
OF_LISTS = re.compile(r"'([a-z]\w+)'(?: as reason)?\s+from ")  # the last column before the table
OF_IMPORTS = {"identical_row", "broken_line"}


def listed(path: Path, language: Language) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rejected(path, language).decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def defects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list of an import of the example with planted defects."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNPRICED_WORKSPACES", str(tmp_path_factory.mktemp("workspaces")))
        here = workspace.create()
        return here.folder / workspace.IMPORTS / added(here, examples.diary_with_defects()) / imports.REJECTS


def test_codes_stay_and_words_stand_beside_them_in_both_languages(defects: Path) -> None:
    korean, english = listed(defects, "ko"), listed(defects, "en")
    assert korean and len(korean) == len(english)
    for ko, en in zip(korean, english, strict=True):
        for code in ("entity", "reason", "consequence", "person_id", "source_file", "source_row"):
            assert ko[code] == en[code]
        assert HANGUL.search(ko[t("ko", "rejected-words")]) and HANGUL.search(ko["needed"])
        assert en[t("en", "rejected-words")] and not HANGUL.search("".join(en.values()))
    overlap, *_ = (row for row in korean if row["reason"] == "overlapping_episodes")
    assert HANGUL.search(overlap["found"]) and not re.search("[a-z]", overlap["found"])


def test_what_came_from_anybody_is_never_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("source_file,value,reason\n=1+1.csv,@SUM(A1),weight_missing\n", encoding="utf-8")
    for language in LANGUAGES:
        (row,) = listed(path, language)
        assert (row["source_file"], row["value"], row["reason"]) == ("'=1+1.csv", "'@SUM(A1)", "weight_missing")


def test_a_list_without_end_says_that_there_is_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unpriced.exports.rejected.MOST_ROWS", 2)
    path = tmp_path / "rejects.csv"
    path.write_text("value,reason\n" + "x,weight_missing\n" * 3, encoding="utf-8")
    assert [row["value"] for row in listed(path, "ko")] == ["x", "x", t("ko", "rejected-more")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language: Language) -> None:
    reasons = {rule.reason for rule in (*diaries.column_rules(), *diaries.set_rules())} | OF_IMPORTS
    for path in [*QUERIES.glob("imports/*/left_out.sql"), *QUERIES.glob("imports/countries/*/*.sql")]:
        if path.stem in ("left_out", "wrong"):
            reasons |= set(OF_LISTS.findall(path.read_text(encoding="utf-8")))
    assert {"impossible_age", "unknown_country", "shares_fall", "overlapping_episodes"} <= reasons
    for reason in reasons:
        assert t(language, f"left_out-{reason}")
