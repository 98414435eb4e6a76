"""Cards of a survey of persons: who was counted, the items of a way of living, and how many items people have."""

import pandas as pd

from unpriced import charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent, t
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.state import Page
from unpriced.workspace import OWN


def survey_title(row: "pd.Series[str]", survey: str, language: Language) -> str:
    """The title of a survey; one of the visitor's own says so."""
    title = str(row[f"title_{language}"])
    return t(language, "diaries-own-title", title=title) if survey.startswith(OWN) else title


def headline(page: Page, about: "pd.Series[str]", survey: str) -> None:
    """What most and what fewest of the people have, of a survey without incomes."""
    names = titles.titles("survey_item", page.language)
    rows = reports.run("survey_items", p_surveys=[survey]).frame().dropna(subset="item_share")
    if rows.empty:
        frame.finding(page, page.t("which-items-none"), "")
        return
    ranked = rows.sort_values("item_share")
    least, most = ranked.iloc[0], ranked.iloc[-1]
    frame.finding(
        page,
        page.t(
            "which-items-finding",
            most=names.get(most["survey_item_code"], most["survey_item_code"]),
            a=percent(most["item_share"], page.language, digits=0),
            least=names.get(least["survey_item_code"], least["survey_item_code"]),
            b=percent(least["item_share"], page.language, digits=0),
        ),
        page.t(
            "which-items-source",
            survey=survey_title(about, survey, page.language),
            year=str(about["year"]),
            n=number(float(str(about["n_people"])), page.language),
        ),
    )
    style.notes([page.t(f"note-{code}") for code in str(about["notes"]).split(",") if code])


def cards(page: Page, surveys: pd.DataFrame, survey: str) -> None:
    """The cards of what is held of the survey; none of a survey that was not counted by a mapping."""
    about = surveys.loc[survey]
    title = f"{survey_title(about, survey, page.language)}, {about['year']}"
    if about["has_items"]:
        _items(page, survey, title)
        _counts(page, survey, title)
    _bases(page, survey, title)


def _items(page: Page, survey: str, about: str) -> None:
    names = titles.titles("survey_item", page.language)
    result = reports.run("survey_items", p_surveys=[survey])
    title = page.t("which-items-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "item_share", look).sort_values("item_share", ascending=False)
        labels = [
            page.t("which-items-row", item=names.get(c, c), grade=g, n=number(n, page.language))
            for c, g, n in zip(rows["survey_item_code"], rows["item_grade"], rows["n_asked"], strict=True)
        ]
        return charts.ranking_with_range(
            rows.assign(name=labels), label="name", value="item_share", lowest="item_share_ci_low",
            highest="item_share_ci_high", look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "items", title, result, draw,
        subtitle=page.t("which-items-subtitle", survey=about), note=page.t("which-items-note"),
    )  # fmt: skip


def _counts(page: Page, survey: str, about: str) -> None:
    result = reports.run("survey_item_counts", p_surveys=[survey])
    rows = result.frame()
    if rows.empty:
        return
    title = page.t("which-item-counts-title")

    def draw(look: Look) -> Chart:
        named = rows.assign(
            name=[
                page.t(
                    "which-item-counts-row", list=page.t(f"lifestyle_list-{code}"), k=int(k), available=int(available),
                    listed=int(listed), n=number(n, page.language),
                )
                for code, k, available, listed, n in zip(
                    rows["list_code"], rows["n_items_held"], rows["n_items_available"], rows["n_items_listed"],
                    rows["n_asked"], strict=True,
                )
            ]
        )  # fmt: skip
        return charts.ranking_with_range(
            charts.need_rows(named, "attained_share", look), label="name", value="attained_share",
            lowest="lowest_possible_share", highest="highest_possible_share", look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "item-counts", title, result, draw,
        subtitle=page.t("which-item-counts-subtitle", survey=about),
        note=f"{page.t('which-item-counts-note')} {page.t('middle-folklore')}",
    )  # fmt: skip


def _bases(page: Page, survey: str, about: str) -> None:
    result = reports.run("survey_bases", p_surveys=[survey])
    if result.frame().empty:
        return
    title = page.t("which-bases-title")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[rows["n_in_base"] > 0]
        named = rows.assign(name=[page.t(f"survey_base-{code}") for code in rows["survey_base"]])
        return charts.bars(
            named, label="name", value="n_in_base", look=look, title=title,
            format_value=lambda value, language: number(value, language, digits=0),
        )  # fmt: skip

    figure_card(
        page, "bases", title, result, draw,
        subtitle=page.t("which-bases-subtitle", survey=about), note=page.t("which-bases-note"),
    )  # fmt: skip
