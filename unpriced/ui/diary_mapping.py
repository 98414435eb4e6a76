"""What the columns of a diary file are, as its visitor says: the mapping that comes of it."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from unpriced import proposing, titles
from unpriced.blocks import Block
from unpriced.i18n import percent
from unpriced.proposing import OWN_LIST, REPLICATES, Column, Looked, Roles
from unpriced.ui import reading, style
from unpriced.ui.state import Page
from unpriced.workspace import OWN

CLASSIFICATIONS = ("harmonised", "ICATUS2016", "HETUS_ACL2018", "ATUS", "MTUS69", "KTUS2024", "KTUS2014", OWN_LIST)
OF_ROWS = ("activity", "start", "end", "minutes", "slot")  # roles of files that have a row for each activity


def mapping(page: Page, looked: Looked, path: Path) -> str:
    """The mapping that the visitor's choices come to; empty while something is missing."""
    proposed = proposing.propose(looked)
    names = ["", *looked.columns]
    chosen: dict[str, str] = {}
    st.markdown(f"#### {page.t('own-roles-heading')}")
    days = _days(page, looked, proposed, path)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for role in proposing.ROLES:
            if days and role in OF_ROWS:
                continue
            column = st.selectbox(
                page.t(f"own-role-{role}") + (" *" if role in proposing.NEEDED else ""), names,
                index=names.index(proposed.get(role, "")), format_func=lambda c: c or page.t("own-no-column"),
                key=f"own.{path.name}.{role}", width=190,
            )  # fmt: skip
            if column:
                chosen[role] = column
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(page.t("own-title"), path.stem, key=f"own.title.{path.name}", width=260)
        countries = titles.titles("shipped_country", page.language)
        country = st.selectbox(
            page.t("filter-country"), list(countries), index=list(countries).index("KOR"),
            format_func=lambda c: countries[c], key=f"own.country.{path.name}", width=190,
        )  # fmt: skip
        year = None
        if "year" not in chosen:
            year = st.number_input(page.t("own-year"), 1960, 2100, 2024, key=f"own.year.{path.name}", width=190)
        start = st.selectbox(
            page.t("own-day-start"), range(24), index=proposing.propose_day_start(looked, chosen.get("start")),
            format_func=lambda h: f"{h:02d}:00",
            key=f"own.start.{path.name}", width=190,
        )  # fmt: skip
    sexes = _sexes(page, looked.columns[chosen["sex"]], path) if "sex" in chosen else {}
    classification, own_codes = ("", dict[str, str]())
    if codes := proposing.codes_of(looked, chosen, days):
        classification, own_codes = _classification(page, codes, path)
    replicates = _replicates(page, looked, path)
    roles = Roles(
        chosen, title or path.stem, country, classification, year, start * 60, sexes, own_codes, days, replicates
    )
    if missing := proposing.missing_roles(roles):
        st.info(page.t("own-still-missing", roles=", ".join(page.t(f"own-role-{role}") for role in missing)))
        return ""
    _shows(page, roles)
    return proposing.mapping_text(roles, looked, OWN, reading.chosen(path.name))


def _days(page: Page, looked: Looked, proposed: dict[str, str], path: Path) -> tuple[Block, ...]:
    """The columns of a row that is a whole day; none where a row is one activity."""
    minutes, slots = looked.of("minutes"), looked.of("slots")
    if not minutes and not slots:
        return ()
    ways: list[tuple[Block, ...]] = [(), *((block,) for block in (*minutes, *slots))]
    ways += [
        (one, other) for one in slots for other in slots if one is not other and len(one.names) == len(other.names)
    ]
    likely = proposing.propose_days(looked, proposed)
    return st.selectbox(
        page.t("own-days"), ways, index=ways.index(likely), format_func=lambda way: _way(page, way),
        key=f"own.days.{path.name}",
    )  # fmt: skip


def _way(page: Page, way: Sequence[Block]) -> str:
    if not way:
        return page.t("own-days-rows")
    main = way[0]
    first, last = main.names[0], main.names[-1]
    if main.meaning == "minutes":
        return page.t("own-days-minutes", n=len(main.names), first=first, last=last)
    said = page.t("own-days-slots", n=len(main.names), minutes=main.slot_minutes, first=first, last=last)
    return said + (page.t("own-days-secondary", first=way[1].names[0], last=way[1].names[-1]) if len(way) > 1 else "")


def _replicates(page: Page, looked: Looked, path: Path) -> str | None:
    """The method of the replicate weights, where the file has some and the visitor says how they were made."""
    weights = looked.of("weights")
    if not weights:
        return None
    label = page.t("own-rw", n=len(weights[0].names), first=weights[0].names[0], last=weights[0].names[-1])
    return st.selectbox(
        label, [None, *REPLICATES], format_func=lambda method: page.t(f"own-rw-{method or 'none'}"),
        key=f"own.replicates.{path.name}",
    )  # fmt: skip


def _shows(page: Page, roles: Roles) -> None:
    """What the pages will be able to show of the file, and what for want of a column not."""
    has = roles.columns.keys()
    timed = {"start", "end"} <= has or "slot" in has or any(block.meaning == "slots" for block in roles.days)
    designed = "stratum" in has or "psu" in has or roles.replicates
    groups = [page.t(f"own-role-{role}") for role in ("sex", "age") if role in has]
    style.notes(
        [
            page.t("own-shows-diaries", groups=", ".join(groups) or page.t("own-no-column")),
            page.t("own-shows-tempogram" if timed else "own-shows-no-tempogram"),
            page.t("own-shows-design" if designed else "own-shows-no-design"),
        ]
    )


def _sexes(page: Page, column: Column, path: Path) -> dict[str, str]:
    proposed = proposing.propose_sexes(column)
    found = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for sex in ("women", "men"):
            likely = [value for value, of in proposed.items() if of == sex]
            value = st.selectbox(
                page.t("own-sex-value", sex=page.t(f"sex-{sex}")), ["", *column.values],
                index=["", *column.values].index(likely[0]) if likely else 0, key=f"own.{sex}.{path.name}", width=190,
            )  # fmt: skip
            if value:
                found[value] = sex
    return found


def _classification(page: Page, codes: Sequence[str], path: Path) -> tuple[str, dict[str, str]]:
    """The classification of the activity codes; a list of one's own is told its activities in a table."""
    likely, share = proposing.propose_classification(codes)
    chosen = st.selectbox(
        page.t("own-classification"), CLASSIFICATIONS, index=CLASSIFICATIONS.index(likely),
        format_func=lambda c: page.t(f"classification-{c}"), key=f"own.classification.{path.name}",
    )  # fmt: skip
    style.caption(page.t("own-classification-fit", share=percent(share, page.language)))
    if chosen != OWN_LIST:
        return chosen, {}
    activities = titles.titles("activity", page.language)
    by_title = {title: code for code, title in activities.items()}
    column_code, column_activity = page.t("own-code"), page.t("own-activity")
    edited = st.data_editor(
        pd.DataFrame({column_code: list(codes), column_activity: [None] * len(codes)}),
        column_config={column_activity: st.column_config.SelectboxColumn(options=list(by_title))},
        disabled=[column_code], hide_index=True, key=f"own.codes.{path.name}",
    )  # fmt: skip
    pairs = zip(edited[column_code], edited[column_activity], strict=True)
    return chosen, {code: by_title[title] for code, title in pairs if title in by_title}
