"""Which survey of persons a file is likely to be, and what its columns are likely to say: the mapping to begin with.

A well-known survey is known by its columns (data/survey_variables) and read by the rules of its variables; of any other
file the names and the values are looked at. What is proposed is a mapping, which a person confirms or edits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from unpriced import proposing, reports, survey_rules
from unpriced.catalogue import Text
from unpriced.errors import UnpricedError
from unpriced.ingest.people import Coded, Income, Item, Part, PeopleMapping, Replicates, Role, Survey
from unpriced.proposing import Column, Looked

LEAST_COLUMNS = 3  # of a survey that a file must have to be taken for it, where none is that survey's alone
LEAST_REPLICATES = 8
REPLICATES = r"(spfwt|repwgtp?|rep_?w(?:eigh)?t?_?|wr|brr_?|pwgtp|w_?rep_?)(\d+)"
NO_YEAR = 2024
CLOSE = 0.8  # of the best fit: another survey that fits as well as this is named too

ROLES: dict[Role, str] = {
    "person_id": proposing.ROLES["person_id"],
    "household_id": proposing.ROLES["household_id"],
    "weight": proposing.ROLES["weight"],
    "stratum": proposing.ROLES["stratum"],
    "psu": proposing.ROLES["psu"],
    "sex": proposing.ROLES["sex"],
    "age": proposing.ROLES["age"],
    "household_size": r"(hh|household|family)_?(size|members|persons)|hsize|hhsize|hompop|hhmmb|.*가구원.?수",
    "n_children": r"n_?children|(n_?)?(children|kids)_?(under|below)_?14|.*14세.*미만.*",
}
NUMBERS = ("weight", "age", "household_size", "n_children")  # roles that a column of words cannot have
INCOME = r"(.*[_ ])?(income|inc|earnings)\d*([_ ].*)?|dhi|hy020|coninc|realinc|(.*)소득(.*)"
NUMBER = r"-?[\d,]+(\.\d+)?"
YEAR = proposing.ROLES["year"]
COUNTRY = r"country(_?(code|iso\d?))?|cntry|iso3|b_country_alpha|c_alphan|국가(코드)?"
ITEMS = {
    "L1_language": r".*(foreign|language|외국어).*",
    "L2_sport": r".*(sport|exercise|운동|스포츠).*",
    "L3_instrument": r".*(instrument|악기).*",
    "L4_dish": r".*(cook|dish|요리).*",
    "L5_public_outrage": r".*(protest|petition|demonstrat|boycott|outrage|시위|서명).*",
    "L6_help_volunteer": r".*(volunt|봉사).*",
    "SUBJ_class": r".*(subjective_?class|own_?class|계층의식).*",
}
# Roles of the list of variables, the best first.
KNOWN_ROLES: dict[Role, tuple[str, ...]] = {
    "person_id": ("id",),
    "weight": ("weight_person", "weight_all_persons", "weight_person_old", "weight_person_day", "weight_household"),
    "stratum": ("strata",),
    "psu": ("psu",),
}
# Concepts of variables that stand for an item as they are, where no list of the press has one.
SHOWN_CONCEPTS = ("SUBJ_class", "SUBJ_ladder", "SUBJ_income", "M_comfort", "M_tenure", "M_savings", "M_travel", "M_car")
YES = ("yes", "y", "true", "1", "예", "있다", "oui", "ja")
NO = ("no", "n", "false", "0", "2", "아니오", "아니요", "없다", "non", "nein")
NO_ANSWERS = (
    "7",
    "8",
    "9",
    "97",
    "98",
    "99",
    "77",
    "88",
    "-1",
    "-2",
    "-7",
    "-8",
    "-9",
    "na",
    "refused",
    "모름",
    "무응답",
)


@dataclass(frozen=True)
class Fit:
    """A well-known survey and how much of it a file has; others that fit about as well are rivals."""

    survey_id: str
    title: Text
    n_present: int
    n_known: int
    rivals: tuple[str, ...]
    country_code: str | None
    income_concept: str | None


def recognise(columns: Sequence[str]) -> Fit | None:
    """The well-known survey that the columns are of, if they are of one."""
    fit = reports.run("survey_fit", p_columns=list(columns)).frame()
    likely = fit[(fit["n_identifying_columns"] > 0) | (fit["n_columns_present"] >= LEAST_COLUMNS)]
    if likely.empty:
        return None
    best = likely.iloc[0]
    near = likely[
        (likely["n_identifying_columns"] >= best["n_identifying_columns"])
        & (likely["columns_present_share"] >= CLOSE * best["columns_present_share"])
    ]
    return _fit(best, tuple(near["known_survey_id"].iloc[1:]))


def known(survey_id: str, columns: Sequence[str]) -> Fit:
    """How the columns fit the survey of that id; raises UnpricedError where there is none."""
    fit = reports.run("survey_fit", p_columns=list(columns)).frame().set_index("known_survey_id", drop=False)
    if survey_id not in fit.index:
        raise UnpricedError(
            found=f"No survey is known as {survey_id}",
            needed=f"auto, or one of {', '.join(sorted(fit.index))}",
            remedy="See `unpriced report survey_variables`",
        )
    return _fit(fit.loc[survey_id], ())


def _fit(row: "pd.Series[str]", rivals: tuple[str, ...]) -> Fit:
    country, concept = row["country_code"], row["income_concept"]
    return Fit(
        str(row["known_survey_id"]),
        Text(en=str(row["title_en"]), ko=str(row["title_ko"])),
        int(row["n_columns_present"]),
        int(row["n_columns_known"]),
        rivals,
        None if pd.isna(country) else str(country),
        None if pd.isna(concept) else str(concept),
    )


def is_of_people(looked: Looked) -> bool:
    """Whether the file is more likely a survey of persons than diaries: nothing says what was done when."""
    roles = proposing.propose(looked)
    if proposing.propose_days(looked, roles):
        return False
    times = roles.keys() & {"minutes", "slot"} or {"start", "end"} <= roles.keys()
    return not ("activity" in roles and times)


def propose(looked: Looked, fit: Fit | None) -> PeopleMapping:
    """The mapping to begin with; country and year are the survey's own to say, and stand in for none here."""
    columns = _by_name(looked)
    income = _income(looked)
    items = _items_by_name(looked)
    if fit is not None:
        variables = _present(looked, fit)
        columns |= _known_columns(variables, looked)
        income = _known_income(variables, fit, looked) or (
            income and income.model_copy(update={"concept": fit.income_concept or income.concept})
        )
        items = _known_items(variables) or items
    survey = Survey(
        survey_id="survey", title=fit.title if fit else Text(en=looked.name, ko=looked.name),
        country_code=(fit.country_code if fit else None) or "KOR", year=_year(looked),
        known_survey=fit.survey_id if fit else None,
    )  # fmt: skip
    return PeopleMapping(
        kind="persons", survey=survey, columns=columns, replicates=replicates(looked),
        income=income, items=items,
    )  # fmt: skip


def replicates(looked: Looked) -> Replicates | None:
    """Columns of replicate weights: one name with numbers from one on, where there are many of them."""
    names: dict[str, list[str]] = {}
    for name in looked.columns:
        found = re.fullmatch(REPLICATES, name, re.IGNORECASE)
        if found and int(found[2]) > 0:
            names.setdefault(found[1], []).append(name)
    longest = max(names.values(), key=len, default=[])
    if len(longest) < LEAST_REPLICATES:
        return None
    method = "jk1" if longest[0].startswith("spfwt") else "brr"
    return Replicates.model_validate({"columns": longest, "method": method})


def _year(looked: Looked) -> int:
    """The year that the whole file is of, else this one's place to be filled."""
    column = column_like(looked, YEAR)
    values = looked.columns[column].values if column else ()
    return int(float(values[0])) if len(values) == 1 and re.fullmatch(r"(19|20)\d\d(\.0)?", values[0]) else NO_YEAR


def column_like(looked: Looked, pattern: str) -> str | None:
    """The first column whose name is of the pattern."""
    return next((name for name in looked.columns if re.fullmatch(pattern, name, re.IGNORECASE)), None)


def rule_for(column: Column) -> Part:
    """A rule for a column of yes and no, by its values; codes that often mean no answer are taken for that."""
    values = [value.strip() for value in column.values]
    yes = [value for value in values if value.lower() in YES]
    unknown = [value for value in values if value.lower() in NO_ANSWERS and value not in yes]
    no = [value for value in values if value.lower() in NO and value not in yes and value not in unknown]
    return Part(
        column=column.name,
        rule=f"1:{{{','.join(yes[:1] or ['1'])}}}; 0:{{{','.join(no) or '0'}}}",
        missing=",".join(unknown),
    )


def brackets(values: Sequence[str]) -> dict[str, tuple[float, float | None]]:
    """Bounds of brackets out of their labels ("$10000 to 12499", "under 1000", "150000 or over"), the lowest first.

    A bracket ends where the next begins; a label without a number is none.
    """
    lows: dict[str, float] = {}
    for value in values:
        numbers = [float(n.replace(",", "").replace(" ", "")) for n in re.findall(r"\d[\d ,]*(?:\.\d+)?", value)]
        if numbers:
            below = re.search(r"under|less|below|미만|이하", value, re.IGNORECASE) and len(numbers) == 1
            lows[value] = 0.0 if below else numbers[0]
    ordered = sorted(lows, key=lambda value: lows[value])
    nexts = [lows[value] for value in ordered[1:]]
    return {value: (lows[value], high) for value, high in zip(ordered, [*nexts, None], strict=True)}


def _by_name(looked: Looked) -> dict[Role, Coded]:
    found: dict[Role, Coded] = {}
    for role, pattern in ROLES.items():
        name = next(
            (
                name
                for name in looked.columns
                if re.fullmatch(pattern, name, re.IGNORECASE)
                and name not in {c.column for c in found.values()}
                and (role not in NUMBERS or _is_number(looked.columns[name]))
            ),
            None,
        )
        if name is not None:
            sexes = proposing.propose_sexes(looked.columns[name]) if role == "sex" else {}
            found[role] = Coded(column=name, values=sexes)
    return found


def _is_number(column: Column) -> bool:
    return any(re.fullmatch(NUMBER, value) for value in column.examples)


def _income(looked: Looked) -> Income | None:
    name = column_like(looked, INCOME)
    if name is None:
        return None
    column = looked.columns[name]
    numbers = [value for value in column.examples if re.fullmatch(NUMBER, value)]
    if column.values and len(numbers) < len(column.examples):
        return Income(column=name, form="brackets", brackets=brackets(column.values))
    return Income(column=name)


def _items_by_name(looked: Looked) -> tuple[Item, ...]:
    found = []
    for item, pattern in ITEMS.items():
        columns = [looked.columns[n] for n in looked.columns if re.fullmatch(pattern, n, re.IGNORECASE)]
        parts = tuple(rule_for(column) for column in columns if column.values)
        if parts:
            found.append(Item(item=item, grade="B", any=parts))
    return tuple(found)


def _present(looked: Looked, fit: Fit) -> pd.DataFrame:
    """The variables of the survey that the file has, and those derived of them."""
    rows = reports.run("survey_variables", p_known_surveys=[fit.survey_id]).frame()
    held = set(looked.columns)
    rows["column"] = [
        next((c.lower() for c in survey_rules.columns_of(name) if c.lower() in held), None)
        for name in rows["variable_name"]
    ]
    derived = rows["variable_name"].str.startswith("=")
    return rows[rows["column"].notna() | derived]


def _known_columns(variables: pd.DataFrame, looked: Looked) -> dict[Role, Coded]:
    found: dict[Role, Coded] = {}
    of_roles = {
        survey_rules.parse(row.rule_text).role: row.column
        for row in variables.itertuples()
        if row.rule_form == "role" and row.column
    }
    for role, names in KNOWN_ROLES.items():
        column = next((of_roles[name] for name in names if name in of_roles), None)
        if column is not None:
            found[role] = Coded(column=column)
    sizes = variables[(variables["variable_concept"] == "M_hhsize") & variables["column"].notna()]
    if len(sizes):
        found["household_size"] = Coded(column=sizes["column"].iloc[0], missing=_codes(sizes["missing_codes"].iloc[0]))
    return found


def _known_income(variables: pd.DataFrame, fit: Fit, looked: Looked) -> Income | None:
    concept = fit.income_concept or "disposable"
    for kind, form in (("amount", "amount"), ("equiv", "amount"), ("bracket", "brackets"), ("decile", "tenths")):
        rows = variables[(variables["variable_concept"] == f"M_income_{kind}") & variables["column"].notna()]
        if rows.empty:
            continue
        row = rows.iloc[0]
        of = "mod_oecd" if kind == "equiv" or "equivalised" in str(row["column"]) else "household"
        found = {"column": row["column"], "missing": _codes(row["missing_codes"]), "concept": concept, "form": form}
        if form == "brackets":
            found["brackets"] = brackets(looked.columns[row["column"]].values)
        return Income.model_validate(found | {"of": of})
    return None


def _known_items(variables: pd.DataFrame) -> tuple[Item, ...]:
    """Each item of a list by the variables of its best grade, a weak proxy never; a derived one by its parts."""
    found = []
    readable = variables[variables["rule_form"].isin(["recode", "derived"])]
    for item, rows in readable.groupby("list_item_code", sort=True):
        rows = rows[rows["item_grade"] != "C"]
        if rows.empty:
            continue
        best = rows[rows["item_grade"] == rows["item_grade"].min()]
        derived = best[best["rule_form"] == "derived"]
        parts = best[best["rule_form"] == "recode"]
        if len(derived):
            rule = survey_rules.parse(derived["rule_text"].iloc[0])
            named = [part.lower() for part in rule.parts]
            if rule.function != "any1":
                continue  # all of them: more than a mapping's "any" says
            parts = readable[(readable["rule_form"] == "recode") & readable["column"].isin(named)]
        if len(parts):
            grade = best["item_grade"].iloc[0]
            found.append(Item.model_validate({"item": item, "grade": grade, "any": _parts(parts)}))
    for concept in SHOWN_CONCEPTS:
        rows = readable[(readable["variable_concept"] == concept) & (readable["rule_form"] == "recode")]
        if len(rows):
            found.append(Item.model_validate({"item": concept, "grade": "B", "any": _parts(rows.head(1))}))
    return tuple(found)


def _parts(rows: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {"column": row.column, "rule": row.rule_text, "missing": _codes(row.missing_codes)} for row in rows.itertuples()
    ]


def _codes(text: object) -> str:
    return text if isinstance(text, str) else ""
