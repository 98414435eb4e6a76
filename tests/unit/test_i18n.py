"""Numbers as each language writes them."""

import pytest

from unpriced import i18n
from unpriced.catalogue import Language


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        (582_394e9, "582.4조", "582.4 trillion"),
        (349_480_000_000, "3,494.8억", "349.5 billion"),
        (12_345, "1.2만", "12.3 thousand"),
        (-582_394e9, "-582.4조", "-582.4 trillion"),
        (0, "0", "0"),
        (None, "값 없음", "not available"),
        (float("nan"), "값 없음", "not available"),
        (float("inf"), "값 없음", "not available"),
    ],
)
def test_large_numbers_in_words(value: float | None, korean: str, english: str) -> None:
    assert i18n.compact(value, "ko") == korean
    assert i18n.compact(value, "en") == english


@pytest.mark.parametrize(
    ("value", "korean"),
    [
        (9_999e8, "9,999억"),  # up to four digits stand before 억
        (1e12, "1조"),
        (999_949_999_999_999, "999.9조"),
        (1_234.5e12, "1,234.5조"),
        (12_345e12, "12,345조"),  # as the press writes it; CLDR has no word beyond 조
    ],
)
def test_korean_counts_in_steps_of_ten_thousand(value: float, korean: str) -> None:
    assert i18n.compact(value, "ko") == korean


@pytest.mark.parametrize(
    ("share", "options", "text"),
    [
        (0.2277, {}, "22.8%"),
        (0.2277, {"digits": 0}, "23%"),
        (0.2277, {"digits": 2}, "22.77%"),
        (0.05, {"signed": True}, "+5.0%"),
        (-0.05, {"signed": True}, "-5.0%"),
        (0.0001, {"signed": True}, "0.0%"),  # what rounds to nothing has no sign
        (-0.0001, {}, "0.0%"),
        (12.5, {}, "1,250.0%"),
        (0.0, {}, "0.0%"),
    ],
)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_shares_as_percentages(language: Language, share: float, options: dict[str, int], text: str) -> None:
    assert i18n.percent(share, language, **options) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minutes", "korean", "english"),
    [
        (132.4, "2시간 12분", "2 h 12 min"),
        (120, "2시간", "2 h"),
        (59.6, "1시간", "1 h"),  # rounded before it is divided
        (45, "45분", "45 min"),
        (0, "0분", "0 min"),
        (None, "값 없음", "not available"),
    ],
)
def test_minutes_of_a_day(minutes: float | None, korean: str, english: str) -> None:
    assert i18n.minutes(minutes, "ko") == korean
    assert i18n.minutes(minutes, "en") == english


def test_a_country_takes_its_article_within_an_english_sentence() -> None:
    bare = {"France", "Laos", "Laos (yours: The Islands)"}
    names = bare | {"United States", "Netherlands", "Dominican Republic", "Cook Islands"}
    within = {name: i18n.t("en", "brief-title", country=name) for name in names}
    assert {name for name, said in within.items() if f"in the {name}" in said} == names - bare
    assert i18n.t("ko", "brief-title", country="미국") == "미국의 무급노동"


def test_half_an_hour_less_is_not_an_hour_and_a_half_less() -> None:
    assert i18n.minutes(-30, "en") == "-30 min"
    assert i18n.minutes(-90, "en") == "-1 h 30 min"


@pytest.mark.parametrize(
    ("value", "currency", "korean", "english"),
    [
        (582_394e9, "KRW", "582.4조 원", "KRW 582.4 trillion"),
        (1.5e12, "PPP", "1.5조 PPP 달러", "1.5 trillion PPP dollars"),
        (16_698, "KRW", "1.7만 원", "KRW 16.7 thousand"),
        (9.27, "EUR", "9.3 유로", "EUR 9.3"),
        (None, "KRW", "값 없음", "not available"),
    ],
)
def test_money_names_its_currency(value: float | None, currency: str, korean: str, english: str) -> None:
    assert i18n.money(value, currency, "ko") == korean
    assert i18n.money(value, currency, "en") == english


@pytest.mark.parametrize(("digits", "text"), [(0, "1,235"), (2, "1,234.57")])
def test_digits_are_grouped(digits: int, text: str) -> None:
    assert {i18n.number(1234.567, language, digits=digits) for language in i18n.LANGUAGES} == {text}


def test_a_text_that_is_not_there_or_lacks_an_argument_is_a_bug() -> None:
    with pytest.raises(i18n.MissingTextError, match="ko: no-such-key"):
        i18n.t("ko", "no-such-key")
    with pytest.raises(i18n.MissingTextError, match="en: export-version"):
        i18n.t("en", "export-version")
    assert i18n.t("en", "export-version", version="abc") == "Data version: abc"


def test_both_languages_hold_the_same_keys() -> None:
    assert i18n.keys("ko") == i18n.keys("en")


@pytest.mark.parametrize(
    ("age_range", "korean", "english"),
    [
        ("15-64", "15~64세", "ages 15–64"),
        ("15+", "15세 이상", "ages 15 and over"),
        ("15 and more", "15세 이상", "ages 15 and over"),
        ("15-64 (see note)", "15~64세, 원자료 주석 참조", "ages 15–64, see the source’s note"),
        ("adults", "adults", "adults"),  # what no rule knows stays as the source has it
    ],
)
def test_ages_in_words(age_range: str, korean: str, english: str) -> None:
    assert i18n.ages(age_range, "ko") == korean
    assert i18n.ages(age_range, "en") == english
