"""What a file looks like and which column is likely to say what, before anyone has said so.

A proposal becomes the text of a mapping (docs/IMPORT.md), which imports the file and the next wave of it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Codes
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

from unpriced import blocks, reports, titles
from unpriced.blocks import DAY, LEAST_SLOTS, Block, Meaning
from unpriced.errors import UnpricedError
from unpriced.ingest import kept, opening, tables
from unpriced.ingest.reading import DELIMITERS, Reading
from unpriced.ingest.target import Progress

MOST_COLUMNS = 1000
LONGEST_ID = 40  # without its prefix
MOST_VALUES = 400  # of a column that is asked for its codes
OWN_LIST = "own"  # a list of activities of one's own, each code of which is told its activity

# What a column may be, and the names it then often has. The first column that fits a role has it.
ROLES: dict[str, str] = {
    "person_id": r"(person|resp|indiv|case|pers|p)?_?(id|no|nr|number)|(tu)?caseid|mainid|(개인|가구원).*번호|응답자.*",
    "household_id": r"(household|hh|hld)_?(id|no|nr)?|hhid|가구.*(번호|id)",
    "diary_no": r"diary(_?(no|id|day))?|day_?(no|nr)|일지.*번호|일차",
    "activity": r"(main|primary|pri)?_?(act|activity)(_?(code|main|1|primary))?|main|trcode|tucode|행동.*|활동.*",
    "start": r"(start|begin|from)(_?(time|min|minute|clock))?|time_?start|tustarttim|clockst|시작.*",
    "end": r"(end|stop|to|until)(_?(time|min|minute|clock))?|time_?end|tustoptime|종료.*|끝.*",
    "minutes": r"(minutes?|mins?|duration|dur|time|tuactdur\d*)|시간량|소요.*|분",
    "weight": r"(pers|diary|day|final|survey)?_?(weights?|wgt|wt|propwt\d*|tufnwgtp|tufinlwgt|w\d*)|가중치.*|승수.*",
    "year": r"(survey|diary)?_?(year|yr|tuyear)|연도|조사연도|년도",
    "slot": r"(time_?)?slot(_?(no|nr))?|interval|시간대(번호)?",
    "sex": r"sex|gender|tesex|성별.*",
    "age": r"age(_?(years|yr))?|teage|만?_?연령|나이",
    "stratum": r"strat(um|a)?|층(화)?.*",
    "psu": r"psu|cluster|집락.*|조사구.*",
}
NEEDED = ("person_id", "activity")
REPLICATES: dict[str, Callable[[int], float]] = {  # the coefficient of each method for so many weights
    "sdr": lambda n: 4 / n,
    "jk1": lambda n: (n - 1) / n,
    "jkn": lambda n: 1.0,
    "brr": lambda n: 1 / n,
    "fay": lambda n: 4 / n,  # Fay's factor of one half
    "bootstrap": lambda n: 1 / n,
}
SEXES = {
    "men": ("men", "man", "male", "m", "1", "남", "남자", "남성"),
    "women": ("women", "woman", "female", "f", "w", "2", "여", "여자", "여성"),
}


@dataclass(frozen=True)
class Column:
    """A column as it came: its first values, and its codes with their counts where they are few."""

    name: str
    n_distinct: int
    n_missing: int
    examples: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def is_clock(self) -> bool:
        """Whether its values are times of the clock."""
        return bool(self.examples) and all(re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", value) for value in self.examples)


@dataclass(frozen=True)
class Looked:
    """A file as it was read: rows, columns, what had to be decided to read it, and what else it could be.

    `read_as` and `choices` are by the names of a Reading: encoding, delimiter, decimal, sheet, member.
    """

    name: str
    n_rows: int
    columns: dict[str, Column]
    notes: tuple[str, ...]
    read_as: Codes[str, str] = field(default_factory=dict)
    choices: Codes[str, tuple[str, ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def of(self, meaning: Meaning) -> list[Block]:
        """The blocks of columns of that meaning."""
        return [block for block in self.blocks if block.meaning == meaning]


@dataclass(frozen=True)
class Roles:
    """What is said of a file: which column is what, and what no column says.

    `days` are the columns of a row that is a whole day: a block of minutes, or of slots and one of secondary slots.
    `replicates` is a method of REPLICATES for the block of replicate weights.
    """

    columns: dict[str, str]
    title: str
    country_code: str
    classification: str
    year: int | None = None
    day_start_minute: int = 0
    sexes: Codes[str, str] = field(default_factory=dict)  # value of the column of the sex -> men or women
    activity_codes: Codes[str, str] = field(default_factory=dict)  # a list of one's own -> activities
    days: tuple[Block, ...] = ()
    replicates: str | None = None


def read(path: Path, reading: Reading, progress: Progress) -> None:
    """Read the file and keep its table beside it, so that to look at it takes no time; one that is kept is left."""
    _refuse_wide_text(path)
    if not kept.place(path, reading).is_file():
        with opening.opened(path, reading, progress, keep=True):
            pass


def look(
    path: Path,
    reading: Reading = Reading(),  # noqa: B008  nothing is said
    progress: Progress | None = None,
    *,
    keep: bool = False,
) -> Looked:
    """Read the file once, as text, and say what its columns hold; `keep` leaves its table beside it for the import."""
    _refuse_wide_text(path)
    with opening.opened(path, reading, progress, keep=keep) as target:
        connection = target.connection
        (n_rows,) = connection.execute("select count(*) from given").fetchone() or (0,)
        names = tables.columns(connection, "given")
        _refuse_width(path, len(names))
        found = {}
        for done, name in enumerate(names):
            target.progress(f"Looking at {path.name}", done, len(names))
            found[name] = _column(connection, name)
        of_days = blocks.find(connection, names, harmonised())
    if not n_rows:
        raise UnpricedError(
            found=f"{path.name} has no rows",
            needed="A line of names and a row for each episode, or for each activity of a day",
            remedy="Look at the file; it may have been cut off",
        )
    return Looked(path.name, n_rows, found, tuple(target.notes), target.read_as, target.choices, tuple(of_days))


def harmonised() -> list[str]:
    """The codes of our own list of activities."""
    return list(titles.titles("activity", "en"))


def _refuse_wide_text(path: Path) -> None:
    """Text says its width in its first line, before thousands of columns are read."""
    if tables.kind(path) in tables.TEXT and path.suffix.lower() != ".gz":
        with path.open("rb") as stream:
            first = stream.readline(1 << 20)
        _refuse_width(path, max(first.count(mark.encode()) for mark in DELIMITERS) + 1)


def _refuse_width(path: Path, n_columns: int) -> None:
    if n_columns > MOST_COLUMNS:
        raise UnpricedError(
            found=f"{path.name} has {n_columns:,} columns",
            needed=f"At most {MOST_COLUMNS:,}",
            remedy="Keep the columns that say who did what when",
        )


def _column(connection: duckdb.DuckDBPyConnection, name: str) -> Column:
    column = '"' + name.replace('"', '""') + '"'
    n_distinct, n_missing = connection.execute(
        f"select count(distinct {column}), count(*) - count({column}) from given"
    ).fetchone() or (0, 0)
    examples = [
        row[0]
        for row in connection.execute(f"select {column} from given where {column} is not null limit 4").fetchall()
    ]
    values: list[str] = []
    if n_distinct <= MOST_VALUES:
        values = [
            row[0]
            for row in connection.execute(
                f"select {column} from given where {column} is not null group by 1 order by count(*) desc, 1"
            ).fetchall()
        ]
    return Column(name, n_distinct, n_missing, tuple(map(str, examples)), tuple(map(str, values)))


def propose(looked: Looked) -> dict[str, str]:
    """The column that is likely to have each role; a role without one is left out."""
    proposed: dict[str, str] = {}
    for role, pattern in ROLES.items():
        for name in looked.columns:
            if name not in proposed.values() and re.fullmatch(pattern, name, re.IGNORECASE):
                proposed[role] = name
                break
    return proposed


def propose_days(looked: Looked, columns: Codes[str, str]) -> tuple[Block, ...]:
    """The blocks that hold the days, where no column holds an activity with its time."""
    if "activity" in columns and columns.keys() & {"start", "minutes", "slot"}:
        return ()
    if minutes := looked.of("minutes"):
        return (minutes[0],)
    slots = looked.of("slots")
    return tuple(block for block in slots[:2] if len(block.names) == len(slots[0].names))


def codes_of(looked: Looked, columns: Codes[str, str], days: Sequence[Block]) -> tuple[str, ...]:
    """The codes of activities: of the columns of days, else the values of the column of the activity."""
    if days:
        return days[0].codes
    return looked.columns[columns["activity"]].values if "activity" in columns else ()


def propose_classification(codes: Sequence[str]) -> tuple[str, float]:
    """The classification that knows most of the codes, and the share; else a list of one's own."""
    fit = reports.run("classification_fit", p_codes=list(codes)).frame()
    best = fit.iloc[0]
    share = float(best["known_codes_share"]) if codes else 0.0
    return (str(best["classification"]), share) if share > 0.5 else (OWN_LIST, share)


def propose_sexes(column: Column) -> dict[str, str]:
    """The values of the column that are likely to mean men and women."""
    return {value: sex for value in column.values for sex, names in SEXES.items() if value.strip().lower() in names}


def propose_day_start(looked: Looked, start: str | None) -> int:
    """The hour at which the diary day is likely to start: that of the file's first episode, if it has a clock."""
    column = looked.columns.get(start or "")
    return int(column.examples[0].split(":")[0]) % 24 if column is not None and column.is_clock else 0


def automatic(looked: Looked, title: str, country_code: str, year: int | None = None) -> Roles:
    """What a person would say who takes every proposal as it is."""
    columns = propose(looked)
    sex, days = looked.columns.get(columns.get("sex", "")), propose_days(looked, columns)
    codes = codes_of(looked, columns, days)
    return Roles(
        columns=columns,
        title=title,
        country_code=country_code,
        classification=propose_classification(codes)[0] if codes else "harmonised",
        year=year,
        day_start_minute=60 * propose_day_start(looked, columns.get("start")),
        sexes=propose_sexes(sex) if sex else {},
        days=days,
    )


def missing_roles(roles: Roles) -> list[str]:
    """What an import needs and nothing says."""
    missing = [role for role in NEEDED if role not in roles.columns and not (role == "activity" and roles.days)]
    timed = roles.days or roles.columns.keys() & {"minutes", "slot"} or {"start", "end"} <= roles.columns.keys()
    if not timed:
        missing.append("start")
    if "year" not in roles.columns and roles.year is None:
        missing.append("year")
    return missing


def survey_id(title: str, prefix: str) -> str:
    """An id made of the title: letters that every system knows, and a hash of it where it has others or is long."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    tells_all = 0 < len(plain) <= LONGEST_ID and not re.search(r"[^\W_a-z0-9]", title.lower())
    mark = "" if tells_all else hashlib.sha256(title.encode()).hexdigest()[:10]
    return prefix + f"{plain[: LONGEST_ID - len(mark) - 1]}_{mark}".strip("_") if mark else prefix + plain


def mapping_text(roles: Roles, looked: Looked, prefix: str, reading: Reading = Reading()) -> str:  # noqa: B008
    """The mapping (YAML) that the roles come to; files of the same columns import by it too."""
    columns = roles.columns
    persons: dict[str, object] = {"person_id": columns["person_id"]}
    if "sex" in columns:
        persons["sex"] = {"column": columns["sex"], "values": dict(roles.sexes)}
    persons |= {role: columns[role] for role in ("age", "household_id") if role in columns}
    diary: dict[str, object] = {
        "person_id": columns["person_id"],
        "year": columns.get("year") or {"constant": roles.year},
        "weight": columns.get("weight") or {"constant": 1},
    }
    diary |= {role: columns[role] for role in ("diary_no", "stratum", "psu") if role in columns}
    mapping: dict[str, object] = {
        "survey": {
            "survey_id": survey_id(roles.title, prefix),
            "country_code": roles.country_code,
            "title": {"en": roles.title, "ko": roles.title},
            "classification": "harmonised" if roles.classification == OWN_LIST else roles.classification,
            "weight_unit": "relative",
            "day_start_minute": roles.day_start_minute,
            "note_codes": [] if "weight" in columns else ["no_weights"],
        },
        "tables": {"given": {"pattern": ".*", "read": reading.model_dump(exclude_none=True)}},
        "persons": {"table": "given", "repeated": True, "columns": persons},
        "diaries": {"table": "given", "repeated": True, "columns": diary},
        "activities": {"table": "given", **_activities(roles, looked)},
    }
    if roles.replicates and (weights := looked.of("weights")):
        n_weights = len(weights[0].names)
        mapping["replicates"] = {
            "pattern": weights[0].pattern,
            "method": roles.replicates,
            "coefficient": REPLICATES[roles.replicates](n_weights),
        }
    if roles.classification == OWN_LIST:
        mapping["activity_codes"] = {code: activity for code, activity in roles.activity_codes.items() if activity}
    return yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)


def _activities(roles: Roles, looked: Looked) -> dict[str, object]:
    """How the day is written, and in which columns."""
    columns = roles.columns
    found: dict[str, object] = {role: columns[role] for role in ("person_id", "diary_no") if role in columns}
    if roles.days:
        measures = ("source_code", "secondary_code")
        slots = {measure: {"pattern": block.pattern} for measure, block in zip(measures, roles.days, strict=False)}
        main = roles.days[0]
        if main.meaning == "minutes":
            return {"layout": "minutes_wide", "columns": found, "slots": slots}
        return {"layout": "slots_wide", "columns": found, "slots": slots, "slot_minutes": main.slot_minutes}
    found["source_code"] = columns["activity"]
    if {"start", "end"} <= columns.keys():
        clocks = all(looked.columns[columns[role]].is_clock for role in ("start", "end"))
        suffix = "clock" if clocks else "minute"
        return {
            "layout": "episodes",
            "columns": found | {f"start_{suffix}": columns["start"], f"end_{suffix}": columns["end"]},
        }
    if "slot" in columns:
        slot_minutes = max(1, DAY // max(looked.columns[columns["slot"]].n_distinct, LEAST_SLOTS))
        return {
            "layout": "slots_long",
            "columns": found | {"slot": columns["slot"]},
            "slot_minutes": slot_minutes,
        }
    return {"layout": "minutes_long", "columns": found | {"minutes": columns["minutes"]}}


def reads(mapping: str, columns: Iterable[str]) -> bool:
    """Whether a file of these columns has what the mapping names."""
    names = list(columns)
    patterns = [slots["pattern"] for slots in yaml.safe_load(mapping)["activities"].get("slots", {}).values()]
    in_blocks = all(sum(bool(re.fullmatch(pattern, name)) for name in names) > 1 for pattern in patterns)
    return columns_named(mapping) <= set(names) and in_blocks


def columns_named(mapping: str) -> set[str]:
    """The columns of a file that the mapping names."""
    written = yaml.safe_load(mapping)
    named: set[str] = set()
    for part in ("persons", "diaries", "activities"):
        for value in written[part]["columns"].values():
            if isinstance(value, str):
                named.add(value)
            elif isinstance(value, dict) and value.get("column"):
                named.add(value["column"])
    return named


def for_next_wave(mapping: str, title: str, prefix: str) -> str:
    """The mapping of a file for another of the same columns, under a title of its own."""
    written = yaml.safe_load(mapping)
    written["survey"] |= {"survey_id": survey_id(title, prefix), "title": {"en": title, "ko": title}}
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False)
