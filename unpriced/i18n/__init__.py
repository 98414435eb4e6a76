"""Words in Korean and English (Fluent) and numbers as each language writes them (Babel)."""

import math
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_currency_name
from fluent.runtime import FluentBundle, FluentResource

from unpriced.catalogue import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
PPP_DOLLAR = "PPP"
FOLDER = Path(__file__).parent


class MissingTextError(KeyError):
    """A key that a language does not hold: a bug, found by the tests."""


# English names that take an article within a sentence.
WITH_ARTICLE = re.compile(
    r"(United |Isle of |Vatican|Gambia|Comoros|Bahamas|Maldives|Philippines|Seychelles|Netherlands|Caribbean Neth)"
    r"|[^(]* (Republic|Islands|Territory|Territories)\b"
)


def _place(name: Any) -> Any:
    """The name of a country as it stands after a preposition."""
    return f"the {name}" if WITH_ARTICLE.match(str(name)) else str(name)


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False, functions={"PLACE": _place})
    for path in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def keys(language: Language) -> set[str]:
    """Every key of a language."""
    return set(_bundle(language)._messages)


def has(language: Language, key: str) -> bool:
    """Whether the language holds the key."""
    return _bundle(language).has_message(key)


def t(language: Language, key: str, **arguments: str | int | float) -> str:
    """The text of the key with its arguments filled in."""
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise MissingTextError(f"{language}: {key}")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingTextError(f"{language}: {key}")
    text, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise MissingTextError(f"{language}: {key}: {errors}")
    return str(text)


def is_missing(value: object) -> bool:
    """Whether a value from a report is absent (None, NaN, NA)."""
    return value is None or value != value or str(value) == "<NA>"


def _absent(value: float | None, language: Language) -> str | None:
    if value is None or is_missing(value) or not math.isfinite(value):
        return t(language, "not-available")
    return None


def number(value: float | None, language: Language, *, digits: int = 0) -> str:
    """A number with grouped digits and a fixed number of decimals."""
    return _absent(value, language) or format_decimal(
        round(float(value or 0), digits) + 0.0,
        format="#,##0." + "0" * digits if digits else "#,##0",
        locale=language,
    )


def percent(share: float | None, language: Language, *, digits: int = 1, signed: bool = False) -> str:
    """A share (0–1) as a percentage, with a plus sign where asked."""
    pattern = "#,##0." + "0" * digits + "%" if digits else "#,##0%"
    if signed and share is not None and round(share, digits + 2) != 0:
        pattern = f"+{pattern};-{pattern}"
    # Adding zero turns a rounded -0.0 into 0.
    return _absent(share, language) or format_percent(
        round(float(share or 0), digits + 2) + 0.0, format=pattern, locale=language
    )


def compact(value: float | None, language: Language, *, digits: int = 1) -> str:
    """A large number in words: 582.4조, 582.4 trillion."""
    absent = _absent(value, language)
    if absent:
        return absent
    words = format_compact_decimal(
        float(value or 0),
        format_type="long" if language == "en" else "short",
        locale=language,
        fraction_digits=digits,
    )
    # Korean counts in steps of ten thousand, so up to four digits stand before the word: 3,495억.
    return re.sub(r"\d{4}(?=\D|$)", lambda found: f"{found[0][0]},{found[0][1:]}", words, count=1)


def currency_name(currency: str, language: Language) -> str:
    """The name of a currency in running text."""
    if language == "ko" and currency == "KRW":
        return "원"
    return str(get_currency_name(currency, count=2, locale=language))


def money(value: float | None, currency: str, language: Language, *, digits: int = 1) -> str:
    """An amount in units of the currency, in words, with the currency named; PPP stands for PPP dollars."""
    absent = _absent(value, language)
    if absent:
        return absent
    size = float(value or 0)
    amount = compact(size, language, digits=digits) if abs(size) >= 1e4 else number(size, language, digits=digits)
    if currency == PPP_DOLLAR:
        return t(language, "amount-ppp", amount=amount)
    if language == "ko":
        return f"{amount} {currency_name(currency, language)}"
    return f"{currency} {amount}"


def minutes(value: float | None, language: Language) -> str:
    """Minutes a day as hours and minutes."""
    absent = _absent(value, language)
    if absent:
        return absent
    whole = round(float(value or 0))
    hours, rest = divmod(abs(whole), 60)
    sign = "-" if whole < 0 else ""
    if hours and rest:
        return sign + t(language, "hours-minutes", hours=str(hours), minutes=str(rest))
    if hours:
        return sign + t(language, "hours-only", hours=str(hours))
    return sign + t(language, "minutes-only", minutes=str(rest))


def ages(age_range: object, language: Language) -> str:
    """The ages a survey covers, in words: 15-64, 15+, 15 and more, 15-64 (see note)."""
    text = str(age_range)
    if text.endswith("(see note)"):
        return t(language, "ages-note", ages=ages(text.removesuffix("(see note)").strip(), language))
    if found := re.fullmatch(r"(\d+)-(\d+)", text):
        return t(language, "ages-range", **{"from": found[1], "to": found[2]})
    if found := re.fullmatch(r"(\d+)(?:\+| and more)", text):
        return t(language, "ages-from", **{"from": found[1]})
    return text
