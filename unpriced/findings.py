"""The sentences that lead a page, a brief and a story: one each, from a report, with what it rests on."""

from dataclasses import dataclass

import pandas as pd

from unpriced import reports, titles
from unpriced.catalogue import Language, by_income
from unpriced.i18n import ages, compact, minutes, percent, t

Asked = dict[str, object]


@dataclass(frozen=True)
class Finding:
    """One sentence, the figure of it between double asterisks, and the line of sources under it."""

    sentence: str
    source: str


def unpaid_value(country: str, method: str, language: Language) -> Finding:
    """What unpaid work is worth in the country, or what is missing for that."""
    name = titles.titles("country", language)[country]
    rows = reports.run("unpaid_value_by_sex", p_countries=[country], p_methods=[method]).frame().set_index("sex")
    if rows.empty:
        why = "country-no-survey-own" if country in titles.own_countries(language) else "country-no-survey-why"
        return Finding(t(language, "country-no-survey", country=name), t(language, why))
    total = rows.loc["total"]
    if pd.isna(total["gdp_share"]):
        reason = titles.reason_text(total["missing_reason"], language)
        return Finding(t(language, "country-no-value", country=name), reason)
    peers = reports.run("country_peers", p_country=country, p_method=method).frame()
    asked = peers[peers["is_asked"]].iloc[0]
    words = {"country": name, "share": percent(total["gdp_share"], language)}
    women = rows.loc["women", "hours_share"]
    return Finding(
        t(language, "country-finding", women=percent(women, language, digits=0), **words)
        if pd.notna(women)
        else t(language, "country-finding-total", **words),
        t(
            language,
            "country-source",
            method=titles.titles("method", language)[method],
            survey=str(total["survey_year"]),
            ages=ages(total["age_range"], language),
            wage=str(int(total["wage_year"])),
            rank=str(asked["rank_by_gdp_share"]),
            n=str(asked["n_countries"]),
        ),
    )


def _reckoned(rows: pd.DataFrame, value: str, language: Language) -> str:
    """Over how many methods the range goes; nothing where none has a value."""
    n = int(rows[value].notna().sum())
    return t(language, "scenarios-source", n=n, survey=str(rows["survey_year"].iloc[0])) if n else ""


def _none(name: str, rows: pd.DataFrame, language: Language) -> Finding:
    reason = t(language, f"missing_reason-{rows['missing_reason'].iloc[0]}")
    return Finding(t(language, "scenarios-finding-none", country=name, reason=reason), "")


def equal_sharing(country: str, share: float, language: Language) -> Finding | None:
    """What changes in a day when women and men share; none where the minutes of each are not held."""
    rows = reports.run("scenario_equal_sharing", p_countries=[country], p_share=share, p_methods=None).frame()
    base = rows[rows["method_id"] == titles.default_method()].set_index("sex")
    if base.empty:
        return None
    less, more = (abs(base.loc[sex, "change_minutes_per_day"]) for sex in ("women", "men"))
    sentence = t(
        language,
        "scenarios-finding-full" if share == 1 else "scenarios-finding-equal",
        country=titles.titles("country", language)[country],
        share=percent(share, language, digits=0),
        women=minutes(less, language),
        men=minutes(more, language),
    )
    return Finding(sentence, _reckoned(rows[rows["sex"] == "women"], "scenario_gdp_share", language))


def to_market(country: str, asked: Asked, language: Language) -> Finding | None:
    """What moves when a part of unpaid work becomes paid; none where the hours of it are not held."""
    name = titles.titles("country", language)[country]
    rows = reports.run("scenario_to_market", p_countries=[country], **asked).frame()
    if rows.empty:
        return None
    first = rows.iloc[0]
    if pd.isna(first["hours_freed_bn"]):
        return _none(name, rows, language)
    words = {
        "country": name,
        "what": t(language, f"scenario_what-{asked['p_what']}").lower(),
        "share": percent(float(str(asked["p_share"])), language, digits=0),
        "hours": compact(first["hours_freed_bn"] * 1e9, language),
    }
    changes = rows["extended_change_gdp_share"].dropna()
    source = _reckoned(rows, "extended_change_gdp_share", language)
    if changes.empty or pd.isna(first["jobs_thousand"]):
        return Finding(t(language, "scenarios-finding-market-jobs", **words), source)
    words |= {
        "jobs": compact(first["jobs_thousand"] * 1e3, language, digits=0),
        "gdp": percent(first["gdp_change_share"], language, digits=2),
        "low": percent(changes.min(), language, digits=2, signed=True),
        "high": percent(changes.max(), language, digits=2, signed=True),
    }
    return Finding(t(language, "scenarios-finding-market", **words), source)


def care_wages(country: str, raised: float, language: Language) -> Finding | None:
    """What unpaid care is worth when carers are paid better; none where the hours of care are not held."""
    name = titles.titles("country", language)[country]
    rows = reports.run("scenario_care_wages", p_countries=[country], p_raise=raised).frame()
    if rows.empty:
        return None
    following = rows[rows["follows_care_wages"]].dropna(subset=["care_gdp_share"])
    if following.empty:
        return _none(name, rows[rows["method_id"] == titles.default_method()], language)
    row = following.iloc[0]
    sentence = t(
        language,
        "scenarios-finding-wages",
        country=name,
        rise=percent(raised, language, digits=0),
        before=percent(row["care_gdp_share"], language),
        after=percent(row["scenario_care_gdp_share"], language),
    )
    return Finding(sentence, _reckoned(rows, "care_gdp_share", language))


def hour_less(country: str, asked: Asked, language: Language) -> Finding | None:
    """What becomes of GDP when everybody with a job works less for pay; none where nothing is held of the country."""
    name = titles.titles("country", language)[country]
    rows = reports.run("scenario_hour_less", p_countries=[country], **asked).frame()
    if rows.empty:
        return None
    first, changes = rows.iloc[0], rows["extended_change_gdp_share"].dropna()
    if changes.empty:
        return _none(name, rows, language)
    sentence = t(
        language,
        "scenarios-finding-hour",
        country=name,
        hours=f"{float(str(asked['p_hours'])):g}",
        unpaid=percent(first["unpaid_freed_share"], language, digits=0),
        leisure=percent(first["leisure_freed_share"], language, digits=0),
        gdp=percent(first["gdp_change_share"], language, digits=2, signed=True),
        low=percent(changes.min(), language, digits=2, signed=True),
        high=percent(changes.max(), language, digits=2, signed=True),
    )
    return Finding(sentence, _reckoned(rows, "extended_change_gdp_share", language))


def induced_spending(country: str, method: str, rows: pd.DataFrame, language: Language) -> Finding:
    """What unpaid work uses up, from rows of the report of that name; or why that is not known."""
    name = titles.titles("country", language)[country]
    rows = rows[rows["country_code"] == country].set_index("domain")
    if "total" not in rows.index or pd.isna(rows.loc["total", "intermediate_gdp_share"]):
        code = "no_wage_for_method" if rows.empty else str(rows.iloc[0]["missing_reason"])
        reason = t(language, f"missing_reason-{code}")
        return Finding(
            t(language, "crossings-finding-none", country=name, reason=reason), titles.reason_text(code, language)
        )
    total = rows.loc["total"]
    ratios = rows["intermediate_consumption_ratio"]
    words = {
        "country": name,
        "share": percent(total["intermediate_gdp_share"], language),
        "home": percent(ratios.get("household_management"), language, digits=0),
    }
    if pd.notna(ratios.get("volunteering")):
        volunteering = percent(ratios["volunteering"], language, digits=0)
        sentence = t(language, "crossings-finding", volunteering=volunteering, **words)
    else:
        sentence = t(language, "crossings-finding-home", **words)
    return Finding(
        sentence,
        t(
            language,
            "crossings-finding-source",
            method=method,
            survey=str(total["survey_year"]),
            wage=str(total["wage_year"]),
        ),
    )


def middle_class(country: str, line: Asked, model: str, language: Language) -> Finding:
    """How large the middle class of the country is by a line, and by all others on the same incomes."""
    name = titles.titles("country", language)[country]
    asked: Asked = {"p_countries": [country], "p_models": [model]}
    every = reports.run("middle_class_share_grouped", p_definitions=list(by_income()), **asked).frame()
    row = reports.run("middle_class_share_grouped", **asked, **line).frame().iloc[0]
    held = every.dropna(subset=["middle_share"])
    if held.empty or pd.isna(row["middle_share"]):
        reason = t(language, f"missing_reason-{row['missing_reason']}")
        return Finding(t(language, "middle-countries-none", country=name, reason=reason), "")
    sentence = t(
        language,
        "middle-countries-finding",
        country=name,
        share=percent(row["middle_share"], language, digits=0),
        definition=titles.titles("definition", language)[row["definition_id"]],
        low=percent(held["middle_share"].min(), language, digits=0),
        high=percent(held["middle_share"].max(), language, digits=0),
    )
    return Finding(sentence, t(language, "middle-countries-source", n=len(held), year=str(int(row["income_year"]))))


def korea_men_and_women(language: Language) -> Finding:
    """What changed between women and men from Korea's first account to its last."""
    row = reports.run("korea_men_and_women", p_characteristics=["total"]).frame().iloc[0]
    sentence = t(
        language,
        "story_korea-finding",
        first=str(row["first_account_year"]),
        last=str(row["last_account_year"]),
        before=percent(row["men_first_value_share"], language),
        after=percent(row["men_last_value_share"], language),
        women=percent(1 - row["men_last_value_share"], language, digits=0),
    )
    return Finding(sentence, t(language, "official-source"))
