"""An uploaded survey of persons: which survey it is, what its columns say, and what comes of it as one chooses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from unpriced import people_surveys, proposing, proposing_people, reports, titles, workspace
from unpriced.catalogue import Text
from unpriced.errors import UnpricedError
from unpriced.exports import rejected
from unpriced.i18n import number, percent
from unpriced.ingest import people
from unpriced.ingest.people import Coded, Income, Item, Part, PeopleMapping, Replicates, Role
from unpriced.ingest.reading import Reading
from unpriced.proposing import Looked
from unpriced.proposing_people import Fit
from unpriced.ui import items, reading, style
from unpriced.ui.state import Page
from unpriced.workspace import OWN, Workspace

FORMS = ("amount", "brackets", "tenths")
OF = ("household", "sqrt", "mod_oecd", "per_capita")
METHODS = ("brr", "fay", "jk1", "jk2", "bootstrap")
CONCEPTS = ("disposable", "gross_money", "consumption")
WIDTH = 190
MOST_SHOWN = 12  # answers that no rule explains


def mapping(page: Page, looked: Looked, path: Path) -> str:
    """The mapping that the visitor's choices come to, with what comes of it; empty while something is missing."""
    fit = _known(page, looked, path)
    proposed = proposing_people.propose(looked, fit)
    key = f"own.people.{path.name}.{fit.survey_id if fit else ''}"
    st.markdown(f"#### {page.t('own-roles-heading')}")
    style.caption(page.t("own-people-needs"))
    columns = _columns(page, looked, proposed, key)
    replicates = _replicates(page, proposed, key)
    where = _where(page, looked, key)
    income = _income(page, looked, proposed, key)
    survey = _survey(page, path, proposed, key)
    listed = _items(page, looked, proposed, key)
    try:
        made = PeopleMapping(
            kind="persons", survey=survey, reading=reading.chosen(path.name), where=where, columns=columns,
            replicates=replicates, income=income, items=listed,
        )  # fmt: skip
        _preview(page, looked, path, made)
    except UnpricedError as error:
        st.error(page.said(error), icon=":material/info:")
        return ""
    return people.write(made)


def again(page: Page, here: Workspace, looked: Looked, path: Path) -> str:
    """The mapping of an earlier survey of the same columns, where there is one and the visitor wants it."""
    for saved in sorted((here.folder / workspace.MAPPINGS).glob("[!.]*.yaml")):
        text = saved.read_text(encoding="utf-8")
        if people.kind_of(text) != people.KIND:
            continue
        read = people.read(text)
        if read.named() <= looked.columns.keys() and st.toggle(
            page.t("own-mapping-again", name=saved.stem.removeprefix(OWN)),
            True,
            key=f"own.again.{path.name}.{saved.stem}",
        ):
            survey = _survey(page, path, read, f"own.people.{path.name}.again")
            kept = read.model_copy(update={"survey": survey, "reading": reading.chosen(path.name)})
            _preview(page, looked, path, kept)
            return people.write(kept)
    return ""


def surveys(page: Page, here: Workspace, forget: Callable[[str], None]) -> None:
    """The surveys of persons of the workspace: what was counted, what was left out, and the page that shows them."""
    held = workspace.surveys_of_people(here)
    about = reports.run("class_surveys", p_surveys=held).frame().set_index("survey_id") if held else pd.DataFrame()
    bases = reports.run("survey_bases", p_surveys=held).frame() if held else pd.DataFrame()
    for survey in held:
        counts = bases[bases["survey_id"] == survey].set_index("survey_base")["n_in_base"]
        with st.container(border=True, key=f"own-survey-{survey}"):
            st.markdown(f"### {style.plain(items.survey_title(about.loc[survey], survey, page.language))}")
            style.caption(
                page.t(
                    "own-people-survey", year=str(about.loc[survey, "year"]),
                    people=number(float(counts["people"]), page.language),
                    incomes=number(float(counts["with_income"]), page.language),
                    rejected=number(float(counts["left_out"]), page.language),
                )
            )  # fmt: skip
            with st.container(horizontal=True):
                st.page_link(
                    "pages/middle_class.py", label=page.t("page-middle_class"), icon=":material/arrow_forward:",
                    query_params={"survey": survey, "lang": page.language},
                )  # fmt: skip
                if counts["left_out"]:
                    rejects = here.folder / workspace.IMPORTS / survey / people_surveys.REJECTS
                    st.download_button(
                        page.t("own-rejects"), partial(rejected.rejected, rejects, page.language),
                        f"{survey}-rejects.csv", "text/csv", key=f"own.rejects.{survey}", on_click="ignore",
                    )  # fmt: skip
                if st.button(page.t("own-delete"), key=f"own.delete.{survey}"):
                    forget(survey)


def _known(page: Page, looked: Looked, path: Path) -> Fit | None:
    """The well-known survey that the file is of, as found or as the visitor says."""
    found = proposing_people.recognise(list(looked.columns))
    known = titles.titles("known_survey", page.language)
    if found is not None:
        said = page.t(
            "own-people-recognised", survey=found.title.in_language(page.language), n=found.n_present, of=found.n_known
        )
        rivals = ", ".join(known[rival] for rival in found.rivals)
        st.info(f"{said} {page.t('own-people-rivals', surveys=rivals)}" if rivals else said)
    chosen = st.selectbox(
        page.t("own-people-known"), ["", *known], index=["", *known].index(found.survey_id if found else ""),
        format_func=lambda code: known.get(code, page.t("own-people-other")), key=f"own.people.known.{path.name}",
    )  # fmt: skip
    return proposing_people.known(chosen, list(looked.columns)) if chosen else None


def _column(page: Page, label: str, looked: Looked, proposed: str, key: str) -> str:
    names = ["", *looked.columns]
    return st.selectbox(
        label, names, index=names.index(proposed) if proposed in names else 0,
        format_func=lambda c: c or page.t("own-no-column"), key=key, width=WIDTH,
    )  # fmt: skip


def _columns(page: Page, looked: Looked, proposed: PeopleMapping, key: str) -> dict[Role, Coded]:
    chosen: dict[Role, Coded] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for role in proposing_people.ROLES:
            likely = proposed.columns.get(role)
            column = _column(
                page, page.t(f"own-role-{role}"), looked, likely.column if likely else "", f"{key}.{role}"
            )  # fmt: skip
            if column:
                missing = likely.missing if likely and likely.column == column else ""
                sexes = proposing.propose_sexes(looked.columns[column]) if role == "sex" else {}
                chosen[role] = Coded(column=column, missing=missing, values=sexes)
        if "household_size" in chosen:
            missing = st.text_input(
                page.t("own-people-size-missing"), chosen["household_size"].missing, key=f"{key}.size.missing",
                width=WIDTH,
            )  # fmt: skip
            chosen["household_size"] = chosen["household_size"].model_copy(update={"missing": missing})
    if "sex" in chosen:
        chosen["sex"] = chosen["sex"].model_copy(update={"values": _sexes(page, looked, chosen["sex"], key)})
    return chosen


def _sexes(page: Page, looked: Looked, sex: Coded, key: str) -> dict[str, str]:
    values = ["", *looked.columns[sex.column].values]
    found = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for code in ("women", "men"):
            likely = next((value for value, of in sex.values.items() if of == code), "")
            value = st.selectbox(
                page.t("own-sex-value", sex=page.t(f"sex-{code}")), values, index=values.index(likely),
                key=f"{key}.{code}", width=WIDTH,
            )  # fmt: skip
            if value:
                found[value] = code
    return found


def _replicates(page: Page, proposed: PeopleMapping, key: str) -> Replicates | None:
    """The replicate weights that the file has, with how they were made; none where the visitor does not want them."""
    likely = proposed.replicates
    if likely is None:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        method = st.selectbox(
            page.t("own-people-replicates", n=len(likely.columns), first=likely.columns[0]), ["", *METHODS],
            index=["", *METHODS].index(likely.method), format_func=lambda m: page.t(f"own-replicates-{m or 'none'}"),
            key=f"{key}.replicates", width=340,
        )  # fmt: skip
    return likely.model_copy(update={"method": method}) if method else None


def _where(page: Page, looked: Looked, key: str) -> dict[str, tuple[str, ...]]:
    """Which country and year of a file of several; every survey here is of one."""
    chosen: dict[str, tuple[str, ...]] = {}
    for pattern, label in (
        (proposing_people.YEAR, "own-people-year"),
        (proposing_people.COUNTRY, "own-people-country"),
    ):
        column = proposing_people.column_like(looked, pattern)
        values = looked.columns[column].values if column else ()
        if column and len(values) > 1:
            value = st.selectbox(page.t(label, column=column), sorted(values), key=f"{key}.where.{column}", width=260)
            chosen[column] = (str(value),)
    return chosen


def _income(page: Page, looked: Looked, proposed: PeopleMapping, key: str) -> Income | None:
    likely = proposed.income
    with st.container(horizontal=True, vertical_alignment="bottom"):
        column = _column(page, page.t("own-role-income"), looked, likely.column if likely else "", f"{key}.income")
        if not column:
            return None
        same = likely if likely and likely.column == column else Income(column=column)
        concept = st.selectbox(
            page.t("own-people-concept"), CONCEPTS, index=CONCEPTS.index(same.concept),
            format_func=lambda c: page.t(f"own-concept-{c}"), key=f"{key}.concept", width=WIDTH,
        )  # fmt: skip
        form = st.selectbox(
            page.t("own-people-form"), FORMS, index=FORMS.index(same.form),
            format_func=lambda f: page.t(f"own-form-{f}"), key=f"{key}.form", width=WIDTH,
        )  # fmt: skip
        of = st.selectbox(
            page.t("own-people-of"), OF, index=OF.index(same.of), format_func=lambda o: page.t(f"own-of-{o}"),
            key=f"{key}.of", width=260,
        )  # fmt: skip
        missing = st.text_input(page.t("own-people-missing"), same.missing, key=f"{key}.missing", width=WIDTH)
    brackets = {}
    if form == "brackets":
        brackets = _brackets(page, looked, same, key)
    return Income.model_validate(
        {"column": column, "concept": concept, "form": form, "of": of, "missing": missing, "brackets": brackets}
    )


def _brackets(page: Page, looked: Looked, income: Income, key: str) -> dict[str, tuple[float, float | None]]:
    likely = dict(income.brackets) or proposing_people.brackets(looked.columns[income.column].values)
    code, low, high = page.t("own-people-bracket"), page.t("own-people-low"), page.t("own-people-high")
    bounds = [likely.get(value, (None, None)) for value in looked.columns[income.column].values]
    edited = st.data_editor(
        pd.DataFrame(
            {
                code: list(looked.columns[income.column].values),
                low: pd.Series([b[0] for b in bounds], dtype="float64"),
                high: pd.Series([b[1] for b in bounds], dtype="float64"),
            }
        ),
        disabled=[code], hide_index=True, key=f"{key}.brackets",
    )  # fmt: skip
    rows = zip(edited[code], edited[low], edited[high], strict=True)
    return {c: (float(a), None if pd.isna(b) else float(b)) for c, a, b in rows if not pd.isna(a)}


def _survey(page: Page, path: Path, proposed: PeopleMapping, key: str) -> people.Survey:
    countries = titles.titles("shipped_country", page.language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(page.t("own-title"), path.stem, key=f"{key}.title", width=260) or path.stem
        country = st.selectbox(
            page.t("filter-country"), list(countries), index=list(countries).index(proposed.survey.country_code),
            format_func=lambda c: countries[c], key=f"{key}.country", width=WIDTH,
        )  # fmt: skip
        year = st.number_input(page.t("own-year"), 1960, 2100, proposed.survey.year, key=f"{key}.year", width=WIDTH)
    return people.Survey(
        survey_id=proposing.survey_id(title, OWN), title=Text(en=title, ko=title), country_code=country,
        year=int(year), known_survey=proposed.survey.known_survey,
    )  # fmt: skip


def _items(page: Page, looked: Looked, proposed: PeopleMapping, key: str) -> tuple[Item, ...]:
    """Items with their columns and rules, as a table to edit: a row for each column that says one."""
    names = titles.titles("survey_item", page.language)
    by_title = {title: code for code, title in names.items()}
    heads = ("item", "column", "rule", "missing", "grade")
    item, column, rule, missing, grade = (page.t(f"own-item-{head}") for head in heads)
    rows = [
        {item: names.get(i.item, i.item), column: p.column, rule: p.rule, missing: p.missing, grade: i.grade}
        for i in proposed.items
        for p in i.any
    ]
    st.markdown(f"#### {page.t('own-items-heading')}")
    style.caption(page.t("own-items-lead"))
    edited = st.data_editor(
        pd.DataFrame(rows, columns=[item, column, rule, missing, grade]),
        column_config={
            item: st.column_config.SelectboxColumn(options=list(by_title), width="medium"),
            column: st.column_config.SelectboxColumn(options=list(looked.columns)),
            rule: st.column_config.TextColumn(width="medium"),
            grade: st.column_config.SelectboxColumn(options=["A", "B", "C"]),
        },
        num_rows="dynamic", hide_index=True, key=f"{key}.items",
    )  # fmt: skip
    found: dict[str, Item] = {}
    for row in edited.dropna(subset=[item, column, rule]).to_dict("records"):
        code = by_title.get(str(row[item]), str(row[item]))
        no_answer = "" if pd.isna(row[missing]) else str(row[missing])
        part = Part(column=str(row[column]), rule=str(row[rule]), missing=no_answer)
        before = found[code].any if code in found else ()
        letter = str(row[grade]) if str(row[grade]) in ("A", "B", "C") else "B"
        found[code] = Item.model_validate({"item": code, "grade": letter, "any": (*before, part)})
    return tuple(found.values())


@st.cache_data(show_spinner=False, max_entries=32)
def _tried(sample: str, changed: float, text: str) -> people_surveys.Tried:
    read = people.read(text).model_copy(update={"reading": Reading()})  # the sample is read already
    return people_surveys.try_out(read, Path(sample))


def _sample(path: Path, read: Reading) -> Path:
    """The first rows of the file, read once for all choices."""
    key = f"own.people.sample.{path.name}"
    now = (path.stat().st_mtime_ns, read)
    if st.session_state.get(key) != now or not people_surveys.sample_of(path).is_file():
        people_surveys.sample(path, read)
        st.session_state[key] = now
    return people_surveys.sample_of(path)


def _preview(page: Page, looked: Looked, path: Path, made: PeopleMapping) -> None:
    """What comes of the choices before anything is kept: people, rows left out, and each item's answers."""
    sample = _sample(path, made.reading)
    tried = _tried(str(sample), sample.stat().st_mtime, people.write(made))
    names = titles.titles("survey_item", page.language)
    st.markdown(f"#### {page.t('own-preview-heading')}")
    style.caption(
        page.t(
            "own-people-tried", people=number(tried.n_people, page.language),
            incomes=number(tried.n_with_income, page.language),
            equivalised=number(tried.n_with_size, page.language),
            rows=number(min(looked.n_rows, people_surveys.SAMPLED_ROWS), page.language),
        )
    )  # fmt: skip
    if tried.reasons:
        listed = ", ".join(
            f"{page.t(f'left_out-{reason}')} ({number(n, page.language)})" for reason, n in tried.reasons.items()
        )
        st.warning(page.t("own-people-left-out", listed=listed), icon=":material/rule:")
    if tried.unexplained:
        listed = ", ".join(
            f"{a.column} {a.value} ({number(a.n_people, page.language)})" for a in tried.unexplained[:MOST_SHOWN]
        )
        st.warning(style.plain(page.t("own-people-unexplained", listed=listed)), icon=":material/help:")
    if tried.items:
        st.table(
            pd.DataFrame(
                {
                    page.t("own-item-item"): [names.get(i.item, i.item) for i in tried.items],
                    page.t("own-item-yes"): [number(i.n_yes, page.language) for i in tried.items],
                    page.t("own-item-no"): [number(i.n_no, page.language) for i in tried.items],
                    page.t("own-item-unknown"): [number(i.n_unknown, page.language) for i in tried.items],
                    page.t("own-item-share"): [
                        percent(i.n_yes / (i.n_yes + i.n_no), page.language) if i.n_yes + i.n_no else "–"
                        for i in tried.items
                    ],
                }
            ),
            hide_index=True,
        )
