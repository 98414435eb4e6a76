"""Which kind of table of countries a file is likely to be, and the mapping to begin with."""

import re

from unpriced import country_tables, proposing, proposing_people
from unpriced.country_tables import CODES, MEASURES, OPTIONAL, VALUES, CountryMapping, Measure, Role
from unpriced.ingest.reading import Reading
from unpriced.proposing import Column, Looked
from unpriced.workspace import OWN

PATTERNS: dict[Role, str] = {
    "country": proposing_people.COUNTRY,
    "year": proposing.ROLES["year"],
    "sex": proposing.ROLES["sex"],
    "activity": proposing.ROLES["activity"],
    "minutes": r"minutes?(_per_day)?|mins?|time|시간량|분",
    "occupation": r"occupations?(_code)?|isco.*|직업|직종",
    "wage": r"(hourly_)?(wages?|earnings|pay)(_per_hour|_hourly)?|시급|임금|시간당_?임금",
    "part": r"part|decile|quintile|quantile|tenth|fifth|(소득_?)?(십|오)?분위",
    "share": r"(income_)?share|percent|pct|비율|비중|점유율",
    "median": r"median(_income)?(_per_day)?|중위(_?소득)?",
    "item": r"item(_code)?|criterion|항목",
}
PART_COLUMN = r"(?:d|q|decile|quintile|tenth|fifth|분위|십분위|오분위)_?0?(\d{1,2})"
TOTALS = ("total", "all", "both", "t", "0", "3", "전체", "계")
CLASSIFICATIONS = ("harmonised", "ICATUS2016", "HETUS_ACL2018", "ATUS", "MTUS69", "KTUS2024", "KTUS2014", "OECD")


def likely(looked: Looked) -> Measure | None:
    """What the file looks like a table of, if of anything: it has what is needed, and no person."""
    if proposing_people.column_like(looked, proposing.ROLES["person_id"]) or not column(looked, "country"):
        return None
    if parts(looked):
        return "income_shares"
    for measure in MEASURES:
        if column(looked, VALUES[measure]) and (measure == "wages" or column(looked, CODES[measure])):
            return measure
    return None


def column(looked: Looked, role: Role) -> str | None:
    """The column that has the role by its name."""
    return proposing_people.column_like(looked, PATTERNS[role])


def parts(looked: Looked) -> list[str]:
    """The columns of ten or five shares from the poorest to the richest; none where there are no such columns."""
    found = {int(hit[1]): name for name in looked.columns if (hit := re.fullmatch(PART_COLUMN, name.strip().lower()))}
    return [found[place] for place in sorted(found)] if sorted(found) in ([*range(1, 6)], [*range(1, 11)]) else []


def sexes(of: Column) -> dict[str, str]:
    """What the values of the column are likely to mean: women, men or both."""
    return proposing.propose_sexes(of) | {v: "total" for v in of.values if v.strip().lower() in TOTALS}


def classification(of: Column) -> tuple[str, float]:
    """The classification that the codes of the column fit best, with the share that it knows."""
    fit, share = proposing.propose_classification(of.values)
    return (fit if fit in CLASSIFICATIONS else CLASSIFICATIONS[0]), share


def in_percent(looked: Looked, named: list[str]) -> bool:
    """Whether a share of the columns is above one."""
    texts = [value.strip() for name in named for value in looked.columns[name].values]
    figures = [float(text) for text in texts if re.fullmatch(r"\d+(\.\d+)?", text)]
    return not figures or max(figures) > 1


def automatic(looked: Looked, measure: Measure, title: str, year: int | None, reading: Reading) -> CountryMapping:
    """What a person would say who takes every proposal as it is; a role without a column is left out."""
    shares = parts(looked) if measure == "income_shares" else []
    roles = dict.fromkeys([*country_tables.needed(measure, wide=bool(shares)), *OPTIONAL[measure]])
    columns = {role: found for role in roles if (found := column(looked, role))}
    said: dict[str, object] = {}
    if "sex" in columns:
        said["sexes"] = sexes(looked.columns[columns["sex"]])
    if "activity" in columns:
        said["classification"] = classification(looked.columns[columns["activity"]])[0]
    if measure in ("income_shares", "item_shares"):
        said["percent"] = in_percent(looked, [*shares, *([columns["share"]] if "share" in columns else [])])
    return CountryMapping.model_validate(
        {
            "kind": country_tables.KIND, "survey_id": proposing.survey_id(title, OWN), "title": title,
            "measure": measure, "reading": reading, "columns": columns, "parts": shares, **said,
            "year": None if "year" in columns else year,
        }
    )  # fmt: skip
