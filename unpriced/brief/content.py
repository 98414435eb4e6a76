"""What a brief says: the words and lengths that brief.typ sets, all of them from reports."""

from datetime import date
from functools import partial
from urllib.parse import urlencode

import pandas as pd

from unpriced import catalogue, findings, reports, titles
from unpriced.catalogue import Language
from unpriced.charts.theme import LIGHT
from unpriced.exports.citations import software_version
from unpriced.findings import Finding
from unpriced.i18n import ages, compact, currency_name, minutes, number, percent, t
from unpriced.reports import Result

Words = dict[str, object]
DAY = 1440
MOST_BARS = 8
MOST_SURVEYS = 4
MIDDLE = "oecd_75_200"
ROOM_FOR_TEXT = 0.075  # of the day: a part that is shorter carries no minutes
EQUAL, MOVED, RAISED = 1.0, 0.1, 0.1  # the scenarios as the page opens them


def of(country: str, language: Language, *, method: str, day: date, address: str) -> Words:
    """Everything the template needs, in the order of the pages."""
    return _Brief(country, language, method).words(day, address)


class _Brief:
    """The reports behind one brief, kept so that the sources are those that were used."""

    def __init__(self, country: str, language: Language, method: str) -> None:
        self.country = country
        self.language: Language = language
        self.method = method
        self.name = titles.titles("country", language)[country]
        self.used: list[Result] = []
        self.t = partial(t, language)

    def run(self, name: str, **arguments: object) -> pd.DataFrame:
        result = reports.run(name, **arguments)
        self.used.append(result)
        return result.frame()

    def words(self, day: date, address: str) -> Words:
        by_sex = self.run("unpaid_value_by_sex", p_countries=[self.country], p_methods=[self.method])
        ranges = self.run("unpaid_value_method_range", p_countries=[self.country], p_default_method=self.method)
        finding = findings.unpaid_value(self.country, self.method, self.language)
        rows = by_sex.set_index("sex")
        blocks = {
            "peers": self.peers(),
            "range": self.range(ranges),
            "day": self.day(),
            "activities": self.activities(),
            "change": self.change(),
            "official": self.official(),
            "scenarios": self.scenarios(),
            "around": self.around(),
        }
        version = self.used[0].data_version
        link = (
            address
            + "country?"
            + urlencode({"lang": self.language, "country": self.country, "method": self.method, "v": version})
        )
        return {
            "language": self.language,
            "product": self.t("product"),
            "tagline": self.t("product-tagline"),
            "kind": self.t("brief-kind"),
            "country": self.name,
            "title": self.t("brief-title", country=self.name),
            "made": self.t("brief-day", day=day.isoformat()),
            "version": self.t("brief-version", version=version, software=software_version()),
            "page": self.t("brief-page"),
            "link": link,
            "finding": finding.sentence.split("**"),
            "source": finding.source,
            "tiles": self.tiles(rows, ranges),
            "notes": self.notes(rows),
            **blocks,
            "method": self.about_method(),
            "sources": self.sources(),
            "colours": {"accent": LIGHT.accent, "ink": LIGHT.ink, "muted": LIGHT.muted, "line": LIGHT.no_data},
        }

    def tiles(self, rows: pd.DataFrame, ranges: pd.DataFrame) -> list[Words]:
        """The numbers of the country page; those that are not held say so."""
        none = self.t("brief-none")
        total = rows.loc["total"] if "total" in rows.index else pd.Series(dtype=object)
        valued = pd.notna(total.get("gdp_share"))
        change = self.run("time_use_change", p_countries=[self.country], p_sexes=["women", "men"])
        latest = change.sort_values("survey_year").groupby("sex")["minutes_per_day"].last()
        days = {}
        for sex in ("women", "men"):
            held = rows.loc[sex, "hours_per_person_per_day"] * 60 if sex in rows.index else None
            day = latest.get(sex) if held is None or pd.isna(held) else held
            days[sex] = none if day is None or pd.isna(day) else minutes(day, self.language)
        currency = currency_name(str(total["currency_code"]), self.language) if valued else ""
        entries = [
            (
                self.t("tile-national"),
                compact(total["value_national_bn"] * 1e9, self.language) if valued else none,
                self.t("unit-currency-a-year", currency=currency) if valued else "",
            ),
            (
                self.t("tile-person"),
                number(total["value_per_person_usd_ppp"], self.language) if valued else none,
                self.t("unit-per-person"),
            ),
            (self.t("tile-day-women"), days["women"], self.t("unit-a-day")),
            (self.t("tile-day-men"), days["men"], self.t("unit-a-day")),
        ]
        span, unit = none, ""
        if len(ranges) and pd.notna(ranges.iloc[0]["lowest_gdp_share"]):
            first = ranges.iloc[0]
            low, high = (percent(first[f"{end}_gdp_share"], self.language, digits=0) for end in ("lowest", "highest"))
            span = self.t("range-of", low=low, high=high)
            unit = self.t("unit-of-gdp-methods", n=int(first["n_methods"]))
        entries.append((self.t("tile-range"), span, unit))
        return [{"label": label, "value": value, "unit": unit} for label, value, unit in entries]

    def notes(self, rows: pd.DataFrame) -> str:
        if "total" not in rows.index:
            return ""
        total = rows.loc["total"]
        return " ".join(titles.notes_text(total["notes"], total["age_range"], self.language))

    def bars(self, key: str, entries: list[tuple[str, float, str, str]], *, note: str = "", **more: str) -> Words:
        """Bars of label, size, text and colour; the longest fills the room."""
        longest = max((size for _, size, _, _ in entries), default=0) or 1
        return {
            "title": self.t(f"brief-{key}-title"),
            "subtitle": self.t(f"brief-{key}-subtitle", **more),
            "note": note,
            "bars": [
                {"label": label, "share": max(size, 0) / longest, "text": text, "colour": colour}
                for label, size, text, colour in entries
            ],
        }

    def missing(self, key: str, reason: str, **more: str) -> Words:
        """The block, with why it is empty."""
        return self.bars(key, [], note=reason, **more)

    def peers(self) -> Words:
        rows = self.run("country_peers", p_country=self.country, p_method=self.method)
        rows = rows.dropna(subset=["gdp_share"]).sort_values("gdp_share", ascending=False)
        if not rows["is_asked"].any():
            return self.missing("peers", self.t("brief-no-value"))
        names = titles.titles("country", self.language)
        return self.bars(
            "peers",
            [
                (
                    f"{names[row['country_code']]} {row['gdp_year']:.0f}",
                    row["gdp_share"],
                    percent(row["gdp_share"], self.language),
                    LIGHT.accent if row["is_asked"] else LIGHT.quiet,
                )
                for _, row in rows.iterrows()
            ],
        )

    def range(self, rows: pd.DataFrame) -> Words:
        short = titles.short_methods(self.language)
        held = rows.dropna(subset=["gdp_share"]).sort_values("gdp_share", ascending=False)
        lacking = rows[rows["gdp_share"].isna()]
        why = [
            self.t(
                "value-range-missing-one",
                methods=", ".join(short[m] for m in group["method_id"]),
                reason=self.t(f"missing_reason-{reason}"),
            )
            for reason, group in lacking.groupby("missing_reason", sort=False)
        ]
        note = self.t("value-range-missing", methods="; ".join(why)) if why else self.t("brief-range-note")
        return self.bars(
            "range",
            [
                (
                    short[row["method_id"]],
                    row["gdp_share"],
                    percent(row["gdp_share"], self.language),
                    LIGHT.accent if row["method_id"] == self.method else LIGHT.quiet,
                )
                for _, row in held.iterrows()
            ],
            note=note if len(rows) else self.t("brief-no-survey"),
        )

    def day(self) -> Words:
        rows = self.run("time_use_by_group", p_countries=[self.country], p_sexes=["women", "men"])
        named = titles.titles("activity_group", self.language)
        block: Words = {"title": self.t("brief-day-title"), "rows": [], "legend": [], "note": ""}
        if rows.empty:
            return block | {"subtitle": "", "note": self.t("brief-day-none")}
        first = rows.iloc[0]
        block["subtitle"] = self.t(
            "brief-day-subtitle", survey=str(first["survey_year"]), ages=ages(first["age_range"], self.language)
        )
        order = {code: place for place, code in enumerate(named)}
        block["rows"] = [
            {
                "label": self.t(f"sex-{sex}"),
                "parts": [
                    {
                        "share": row["minutes_per_day"] / DAY,
                        "text": minutes(row["minutes_per_day"], self.language)
                        if row["minutes_per_day"] / DAY >= ROOM_FOR_TEXT
                        else "",
                        "colour": LIGHT.colour(row["group_code"]),
                        "on": LIGHT.on(LIGHT.colour(row["group_code"])),
                        "name": named[row["group_code"]],
                    }
                    for _, row in rows[rows["sex"] == sex]
                    .sort_values("group_code", key=lambda codes: codes.map(order))
                    .iterrows()
                ],
            }
            for sex in ("women", "men")
        ]
        shown = rows[rows["minutes_per_day"] > 0]["group_code"].unique()
        block["legend"] = [
            {"label": name, "colour": LIGHT.colour(code)} for code, name in named.items() if code in shown
        ]
        return block

    def activities(self) -> Words:
        rows = self.run(
            "unpaid_value_by_activity",
            p_countries=[self.country],
            p_methods=[self.method],
            p_sexes=["total"],
            p_split_housework=True,
        )
        rows = rows[rows["is_counted"]].dropna(subset=["gdp_share"]).sort_values("gdp_share", ascending=False)
        if rows.empty:
            return self.missing("activities", self.t("brief-activities-none"))
        named = titles.titles("activity", self.language)
        return self.bars(
            "activities",
            [
                (
                    named[row["activity_code"]],
                    row["gdp_share"],
                    percent(row["gdp_share"], self.language),
                    LIGHT.colour(row["group_code"]),
                )
                for _, row in rows.head(MOST_BARS).iterrows()
            ],
        )

    def change(self) -> Words:
        rows = self.run("time_use_change", p_countries=[self.country], p_sexes=["women", "men"])
        if rows.empty:
            return self.missing("change", self.t("brief-no-survey"))
        years = sorted(rows["survey_year"].unique())[-MOST_SURVEYS:]
        shown = rows[rows["survey_year"].isin(years)].sort_values(["survey_year", "sex"], ascending=[True, False])
        note = ""
        if rows["survey_year"].nunique() == 1:
            note = self.t("time-change-one")
        elif rows["is_break"].any():
            note = self.t("time-change-note")
        return self.bars(
            "change",
            [
                (
                    f"{row['survey_year']} {self.t('sex-' + row['sex'])}",
                    row["minutes_per_day"],
                    minutes(row["minutes_per_day"], self.language),
                    LIGHT.colour(row["sex"]),
                )
                for _, row in shown.iterrows()
            ],
            note=note,
        )

    def official(self) -> Words:
        rows = self.run("official_beside_ours", p_countries=[self.country])
        if rows.empty:
            return self.missing("official", self.t("country-official-none", country=self.name))
        approach = f"approach_{self.language}"
        entries = [
            (
                self.t("country-official-row", year=str(row["year"]), method=row[approach]),
                row["official_gdp_share"],
                percent(row["official_gdp_share"], self.language),
                LIGHT.colour("official"),
            )
            for _, row in rows.iterrows()
        ]
        short = titles.short_methods(self.language)
        entries += [
            (
                self.t("country-ours-row", year=f"{row['wage_year']:.0f}", method=short[row["method_id"]].lower()),
                row["gdp_share"],
                percent(row["gdp_share"], self.language),
                LIGHT.colour("ours"),
            )
            for _, row in rows.dropna(subset=["gdp_share"]).iterrows()
        ]
        reasons = " ".join(dict.fromkeys(rows[f"reason_{self.language}"]))
        return self.bars("official", list(dict.fromkeys(entries)), note=self.t("country-official-why", reasons=reasons))

    def scenarios(self) -> Words:
        """Three sentences of the page Scenarios, each with the range behind it."""
        language, country = self.language, self.country
        asked: findings.Asked = {"p_what": "care", "p_share": MOVED}
        for name in ("scenario_equal_sharing", "scenario_to_market", "scenario_care_wages"):
            self.run(name, p_countries=[country])
        found = [
            findings.equal_sharing(country, EQUAL, language),
            findings.to_market(country, asked, language),
            findings.care_wages(country, RAISED, language),
        ]
        none = Finding(self.t("brief-scenarios-none"), "")
        shown = list(dict.fromkeys(entry or none for entry in found))
        return {
            "title": self.t("brief-scenarios-title"),
            "subtitle": self.t("brief-scenarios-subtitle"),
            "sentences": [entry.sentence.split("**") for entry in shown],
        }

    def around(self) -> Words:
        """What stands beside the account: what it buys, and how large the middle class is."""
        method = titles.titles("method", self.language)[titles.default_method()]
        induced = self.run("induced_spending", p_countries=[self.country])
        sentences = [findings.induced_spending(self.country, method, induced, self.language).sentence]
        middle = self.run("middle_class_share_grouped", p_countries=[self.country], p_definitions=[MIDDLE])
        if len(middle) and pd.notna(middle.iloc[0]["middle_share"]):
            row = middle.iloc[0]
            sentences.append(
                self.t(
                    "brief-middle",
                    share=percent(row["middle_share"], self.language, digits=0),
                    definition=titles.titles("definition", self.language)[MIDDLE],
                    year=str(int(row["income_year"])),
                )
            )
        else:
            sentences.append(self.t("brief-middle-none"))
        return {
            "title": self.t("brief-around-title"),
            "subtitle": self.t("brief-around-subtitle"),
            "sentences": [sentence.split("**") for sentence in sentences],
        }

    def about_method(self) -> Words:
        method = catalogue.methods()[self.method]
        return {
            "title": self.t("brief-method-title"),
            "name": method.title.in_language(self.language),
            "formula": method.formula,
            "text": " ".join(
                [
                    method.description.in_language(self.language),
                    *(assumption.in_language(self.language) for assumption in method.assumptions),
                    self.t("brief-limits"),
                ]
            ),
        }

    def sources(self) -> Words:
        known = catalogue.datasets()
        ids = sorted({dataset_id for result in self.used for dataset_id in result.dataset_ids if dataset_id in known})
        return {
            "title": self.t("brief-sources-title"),
            "entries": [
                f"{known[i].producer.in_language(self.language)}, {known[i].title.in_language(self.language)}, "
                f"{known[i].edition}. {known[i].licence.name}."
                for i in ids
            ],
        }
