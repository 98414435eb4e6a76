"""One country's unpaid work: methods, scope, sensitivity, composition."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from unpriced import catalogue, charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import ages, compact, currency_name, minutes, money, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import code_titles, figure_card
from unpriced.ui.filters import (
    SCOPES,
    default_method,
    method_options,
    missing_methods,
    notes_text,
    reason_text,
    short_methods,
)
from unpriced.ui.state import Page

OWN = "own"
MEASURES: dict[str, Callable[..., str]] = {
    "gdp_share": percent,
    "value_per_person_usd_ppp": number,
    "value_usd_ppp_bn": lambda v, language: number(v, language, digits=1),
}
OFF_BY_DEFAULT = {"passive_care"}
ACCOUNT_DOMAINS = ("household_management", "care", "volunteering")
ACCOUNT_PARAMETERS = (
    "p_countries", "p_source", "p_split_housework", "p_wage_rung", "p_detailed_occupations", "p_days_per_year",
    "p_quality_factor", *(f"p_{s}" for s in SCOPES),
)  # fmt: skip


def _parameters(page: Page) -> dict[str, object]:
    """What the selectors say, as parameters of the value reports; a preset sets all of them at once."""
    presets = catalogue.presets()
    with frame.filters_below():
        country = page.choice("country", titles.titles("country", page.language), "KOR", page.t("filter-country"))
        preset = page.choice(
            "preset",
            {
                OWN: page.t("preset-own"),
                **{p.id: p.title.in_language(page.language) for p in presets.values()},
            },
            OWN,
            page.t("filter-preset"),
        )
        method = page.choice("method", method_options(page.language), default_method(), page.t("filter-method"))
        sex = page.choice(
            "sex", {s: page.t(f"sex-{s}") for s in ("total", "women", "men")}, "total", page.t("filter-sex")
        )
        group = page.choice(
            "group",
            {"all": page.t("filter-all"), **{
                g: name for g, name in titles.titles("activity_group", page.language).items()
                if g in {"housework", "shopping", "care", "community", "travel"}
            }},
            "all", page.t("filter-activity"),
        )  # fmt: skip
        page.choice(
            "measure",
            {m: page.t(f"measure-short-{m}") for m in MEASURES},
            "gdp_share",
            page.t("filter-measure-value"),
        )
    page.values["sex"], page.values["group"] = sex, group
    with page.panel("scope", page.t("filter-scope-title")):
        with st.container(horizontal=True):
            hints = {"passive_care": page.t("scope-passive_care-hint")}
            scope = {
                s: page.switch(s, s not in OFF_BY_DEFAULT, page.t(f"scope-{s}"), hint=hints.get(s)) for s in SCOPES
            }
        with st.container(horizontal=True):
            quality = page.slider("quality", 0.5, 1.5, 1.0, 0.05, page.t("filter-quality"))
            days = page.slider("days", 360.0, 366.0, 365.0, 1.0, page.t("filter-days"))
        with st.container(horizontal=True):
            split = page.switch("split", False, page.t("filter-split"), hint=page.t("filter-split-help"))
            detailed = page.switch("detailed", False, page.t("filter-detailed"), hint=page.t("filter-detailed-help"))
            source = page.choice(
                "source",
                {code: page.t(f"source-{code}") for code in ("best", "oecd_time_use", "hetus", "sdg_541")},
                "best",
                page.t("filter-source"),
            )
    if preset != OWN:
        chosen = presets[preset]
        st.info(
            f"**{style.plain(chosen.office.in_language(page.language))}** — "
            + style.plain(
                f"{chosen.description.in_language(page.language)} {chosen.differs.in_language(page.language)}"
                f" {page.t('value-preset-holds')}"
            ),
            icon=":material/account_balance:",
        )
        return {"p_countries": [country], **chosen.parameters}
    return {
        "p_countries": [country],
        "p_methods": [method],
        "p_source": source,
        **{f"p_{s}": on for s, on in scope.items()},
        "p_quality_factor": quality,
        "p_days_per_year": days,
        "p_split_housework": split,
        "p_detailed_occupations": detailed,
    }


def body(page: Page) -> None:
    parameters = _parameters(page)
    ratios = _account_ratios(page)
    page.ready()
    country = str(parameters["p_countries"][0])  # type: ignore[index]
    method = str(parameters["p_methods"][0])  # type: ignore[index]
    sex, group, measure = page.values["sex"], page.values["group"], page.values["measure"]
    name = titles.titles("country", page.language)[country]
    by_sex = reports.run("unpaid_value_by_sex", **parameters)
    rows = by_sex.frame().set_index("sex")
    method_title = titles.titles("method", page.language)[method]
    if rows.empty:
        frame.finding(page, page.t("value-no-survey", country=name), method_title)
        return
    row = rows.loc[sex]
    if pd.isna(row["value_usd_ppp_bn"]):
        frame.finding(page, page.t("value-none", country=name), method_title)
        st.info(style.plain(reason_text(row["missing_reason"], page.language)), icon=":material/info:")
        style.caption(page.t("value-none-time"))
        _range(page, parameters, method, sex, measure)
        return
    _headline(page, name, method_title, row, sex)
    _range(page, parameters, method, sex, measure)
    _composition(page, parameters, sex, group, measure)
    _sensitivity(page, country, method, parameters)
    _sexes(page, by_sex)
    _account(page, name, method, parameters, ratios)


def _headline(page: Page, name: str, method_title: str, row: "pd.Series[float]", sex: str) -> None:
    language = page.language
    share = row["gdp_share"]
    value = money(row["value_usd_ppp_bn"] * 1e9, "PPP", language)
    sentence = "value-finding" if sex == "total" else f"value-finding-{sex}"
    frame.finding(
        page,
        page.t(sentence, country=name, share=percent(share, language), value=value)
        if pd.notna(share)
        else page.t("value-finding-no-gdp", country=name, value=value),
        page.t(
            "value-source",
            method=method_title,
            survey=str(row["survey_year"]),
            ages=ages(row["age_range"], language),
            wage=str(int(row["wage_year"])),
        ),
    )
    national = row["value_national_bn"]
    style.tiles(
        [
            (
                page.t("tile-share"),
                percent(share, language),
                page.t("unit-of-gdp-year", year=str(int(row["gdp_year"]))) if pd.notna(share) else "",
            ),
            (
                page.t("tile-national"),
                compact(national * 1e9, language),
                page.t("unit-currency-a-year", currency=currency_name(str(row["currency_code"]), language)),
            ),
            (
                page.t("tile-person"),
                number(row["value_per_person_usd_ppp"], language),
                page.t("unit-per-person"),
            ),
            (
                page.t("tile-day"),
                minutes(row["hours_per_person_per_day"] * 60, language),
                page.t("unit-hours-day"),
            ),
            (
                page.t("tile-price"),
                number(row["price_per_hour_usd_ppp"], language, digits=2),
                page.t("unit-ppp-hour"),
            ),
        ]
    )
    style.notes(notes_text(row["notes"], row["age_range"], language))


def _range(page: Page, parameters: dict[str, object], method: str, sex: str, measure: str) -> None:
    """All methods side by side; the report of the range holds both sexes together, that by sex each of them."""
    names = short_methods(page.language)
    everything = parameters | {"p_methods": None}
    result = (
        reports.run("unpaid_value_method_range", **everything, p_default_method=method)
        if sex == "total"
        else reports.run("unpaid_value_by_sex", **everything)
    )
    rows = result.frame()
    if sex != "total":
        rows = rows[rows["sex"] == sex].assign(is_default=lambda found: found["method_id"] == method)

    def draw(look: Look) -> Chart:
        found = rows.sort_values(measure, ascending=False)
        found["name"] = [names[m] for m in found["method_id"]]
        return charts.method_dots(
            found, label="name", value=measure, look=look, title=page.t("value-range-title"),
            format_value=MEASURES[measure], tick_format=".0%" if measure == "gdp_share" else None,
        )  # fmt: skip

    figure_card(
        page, "range", page.t("value-range-title"), result, draw,
        subtitle=page.t("value-range-subtitle", measure=page.t(f"measure-{measure}")),
        note=missing_methods(page, rows, measure), methods=tuple(catalogue.methods()),
    )  # fmt: skip


def _sensitivity(page: Page, country: str, method: str, parameters: dict[str, object]) -> None:
    result = reports.run(
        "unpaid_value_sensitivity",
        p_countries=[country],
        p_method=method,
        p_source=parameters.get("p_source", "best"),
    )
    setting_names = short_methods(page.language)
    switch_name = code_titles("switch", page.language)

    def said(switch: str, setting: str, share: float, *, narrow: bool) -> str:
        if narrow:  # the words are in the table
            return percent(share, page.language)
        words = setting_names.get(setting, setting)
        if setting in {"with", "without"}:
            words = page.t(f"setting-{setting}")
        elif switch == "quality":
            words = f"×{float(setting):g}"
        elif switch == "days_per_year":
            words = f"{float(setting):g}"
        return page.t("tornado-end", setting=words, share=percent(share, page.language))

    def draw(look: Look) -> Chart:
        found = result.frame()
        base = found[found["switch_code"] == "base"]
        moved = found[found["switch_code"] != "base"].dropna(subset=["gdp_share"])
        lines = []
        for switch, rows in moved.groupby("switch_code", sort=False):
            low, high = rows.loc[rows["gdp_share"].idxmin()], rows.loc[rows["gdp_share"].idxmax()]
            base_share = float(rows["base_gdp_share"].iloc[0])
            low_share, high_share = min(low["gdp_share"], base_share), max(high["gdp_share"], base_share)
            lines.append(
                {
                    "name": switch_name(switch),
                    "low": low_share,
                    "high": high_share,
                    "low_text": said(str(switch), low["setting"], low_share, narrow=look.narrow)
                    if low["gdp_share"] < base_share
                    else "",
                    "high_text": said(str(switch), high["setting"], high_share, narrow=look.narrow)
                    if high["gdp_share"] > base_share
                    else "",
                }
            )
        table = pd.DataFrame(lines, columns=["name", "low", "high", "low_text", "high_text"])
        table["width"] = table["high"] - table["low"]
        table = table.sort_values("width", ascending=False)
        return charts.tornado(
            table, label="name", low="low", high="high", low_text="low_text", high_text="high_text",
            base=float(base["gdp_share"].iloc[0]) if len(base) else float("nan"), look=look,
            title=page.t("value-tornado-title"),
        )  # fmt: skip

    figure_card(
        page, "sensitivity", page.t("value-tornado-title"), result, draw,
        subtitle=page.t("value-tornado-subtitle"), note=page.t("value-tornado-note"), methods=(method,),
    )  # fmt: skip


def _composition(page: Page, parameters: dict[str, object], sex: str, group: str, measure: str) -> None:
    result = reports.run("unpaid_value_by_activity", **(parameters | {"p_sexes": [sex]}))
    names = titles.titles("activity", page.language)

    def draw(look: Look) -> Chart:
        found = result.frame().sort_values("value_usd_ppp_bn", ascending=False)
        if group != "all":
            found = found[found["group_code"] == group]
        found["name"] = [
            names[a] + ("" if counted else " *")
            for a, counted in zip(found["activity_code"], found["is_counted"], strict=True)
        ]
        return charts.bars(
            found, label="name", value=measure, code="group_code", colours={}, look=look,
            title=page.t("value-composition-title"), format_value=MEASURES[measure],
        )  # fmt: skip

    figure_card(
        page, "composition", page.t("value-composition-title"), result, draw,
        subtitle=page.t("value-composition-subtitle", measure=page.t(f"measure-{measure}")),
        note=page.t("value-composition-note"),
    )  # fmt: skip


def _sexes(page: Page, result: reports.Result) -> None:
    def draw(look: Look) -> Chart:
        found = result.frame().set_index("sex").loc[["women", "men"]].reset_index()
        found["name"] = [page.t(f"sex-{s}") for s in found["sex"]]
        found["part"] = [f"({percent(share, look.language)})" for share in found["value_share"]]
        return charts.bars(
            found, label="name", value="value_usd_ppp_bn", code="sex", colours={}, look=look, aside="part",
            title=page.t("value-sexes-title"), format_value=lambda v, language: money(v * 1e9, "PPP", language),
        )  # fmt: skip

    figure_card(
        page, "sexes", page.t("value-sexes-title"), result, draw,
        subtitle=page.t("value-sexes-subtitle"), note=page.t("value-sexes-note"),
    )  # fmt: skip


def _account_ratios(page: Page) -> dict[str, object]:
    """Selectors of the account's ratios; one that stays at Korea's published ratio keeps all its digits."""
    published = reports.run("korea_household_account", p_years=[2024]).frame().set_index("domain")
    chosen: dict[str, object] = {}
    with page.panel("ratios", page.t("account-ratios-title")):
        for kind, column in (("intermediate", "intermediate_consumption_ratio"), ("capital", "fixed_capital_ratio")):
            with st.container(horizontal=True):
                for domain in ACCOUNT_DOMAINS:
                    default = round(float(published.loc[domain, column]), 3)
                    label = page.t(f"account-ratio-{kind}", domain=page.t(f"domain-{domain}"))
                    value = page.slider(f"{kind}_{domain}", 0.0, 1.0, default, 0.001, label)
                    if value != default:
                        chosen[f"p_{kind}_ratio_{domain}"] = value
    return chosen


def _account(page: Page, name: str, method: str, parameters: dict[str, object], ratios: dict[str, object]) -> None:
    """The sum-of-costs account."""
    result = reports.run(
        "household_account",
        p_method=method,
        **{key: value for key, value in parameters.items() if key in ACCOUNT_PARAMETERS},
        **ratios,
    )
    title = page.t("account-title", country=name)
    rows = result.frame()
    total = rows[rows["domain"] == "total"]

    def draw(look: Look) -> Chart:
        charts.need_rows(total, "output_usd_ppp_bn", look)
        row = total.iloc[0]
        return charts.waterfall(
            [page.t(f"step-{s}") for s in ("labour", "capital", "gva", "intermediate", "output")],
            [
                row["compensation_usd_ppp_bn"], row["fixed_capital_usd_ppp_bn"], row["gross_value_added_usd_ppp_bn"],
                row["intermediate_consumption_usd_ppp_bn"], row["output_usd_ppp_bn"],
            ],
            [False, False, True, False, True],
            look=look, title=title, format_value=lambda v: number(v, look.language, digits=1),
        )  # fmt: skip

    extended = ""
    if len(total) and pd.notna(total.iloc[0]["extended_gdp_usd_ppp_bn"]):
        row = total.iloc[0]
        extended = page.t(
            "account-extended",
            share=percent(row["extended_gdp_share"], page.language),
            gdp=money(row["gdp_usd_ppp_bn"] * 1e9, "PPP", page.language),
            extended=money(row["extended_gdp_usd_ppp_bn"] * 1e9, "PPP", page.language),
        )
    notes = [extended, page.t("account-note")]
    figure_card(
        page, "account", title, result, draw,
        subtitle=page.t("account-subtitle"), note=" ".join(filter(None, notes)), methods=(method,),
    )  # fmt: skip


frame.show(__file__, body)
