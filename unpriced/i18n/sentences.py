"""Errors and notes, which the code writes in English, in the language of a page."""

import re
from functools import cache

import yaml

from unpriced.catalogue import Language
from unpriced.errors import UnpricedError
from unpriced.i18n import FOLDER

HOLE = "{}"


@cache
def table(language: Language) -> dict[str, str]:
    """English sentence with {} for what is filled in -> the sentence, with {1}, {2} for the same; none of English."""
    path = FOLDER / language / "sentences.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def _patterns(language: Language) -> list[tuple[re.Pattern[str], str]]:
    """The sentences as patterns, those with the most words of their own first."""
    by_words = sorted(table(language).items(), key=lambda pair: len(pair[0].replace(HOLE, "")), reverse=True)
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split(HOLE))), re.DOTALL), said) for english, said in by_words
    ]


def said(text: str, language: Language) -> str:
    """The sentence in the language; as it is where the language has none for it."""
    for pattern, translated in _patterns(language):
        if found := pattern.fullmatch(text):
            return translated.format("", *(said(part, language) for part in found.groups()))
    return text


def error(about: UnpricedError, language: Language) -> str:
    """What was found, what is needed and where to mend it."""
    return str(UnpricedError(*(said(part, language) for part in (about.found, about.needed, about.remedy))))
