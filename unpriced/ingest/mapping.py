"""The mapping: a YAML that says where the columns of the contract stand in a producer's tables, and how they are coded.

docs/IMPORT.md shows it with an example. A mapping names tables (files by pattern), and for people, diary days and
activities the table and the columns; a column is a name, or a name with the meaning of its codes or of their labels.
"""

from collections.abc import Mapping as Codes
from typing import Literal

from pydantic import Field, model_validator

from unpriced.catalogue import Declared, Text
from unpriced.ingest.diaries import ENTITIES
from unpriced.ingest.reading import Reading

Scalar = str | int | float | bool
Layout = Literal["episodes", "slots_wide", "slots_long", "minutes_wide", "minutes_long"]
TEXT, WHOLE, NUMBER, FLAG = "varchar", "integer", "double", "boolean"


class Value(Declared):
    """Where a column stands: one column or several joined, with the meaning of the codes.

    `values` by code, `labels` by regular expressions on value labels (first that matches), `missing` are codes for
    none; a code that `values` or `labels` do not name is unknown. `scale` divides (cents to units: 100).
    """

    column: str | None = None
    columns: tuple[str, ...] = ()
    constant: Scalar | None = None
    values: Codes[str, Scalar] = Field(default_factory=dict)
    labels: Codes[str, Scalar] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()
    negative_is_missing: bool = True
    scale: float = 1
    pad: int | None = None
    brackets: Codes[str, tuple[float, float | None]] = Field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name.lower() for name in ((self.column,) if self.column else self.columns))


class Slots(Declared):
    """Columns of slots in the order of the file: a regular expression that the whole name matches."""

    pattern: str
    pad: int | None = None
    values: Codes[str, Scalar] = Field(default_factory=dict)
    labels: Codes[str, Scalar] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()


class Join(Declared):
    """A table whose columns are added, one row for each key."""

    table: str
    keys: tuple[str, ...]


class Part(Declared):
    """People or diary days: a table, what is joined to it, and its columns; `repeated` where rows repeat them."""

    table: str
    join: tuple[Join, ...] = ()
    repeated: bool = False
    where: Codes[str, tuple[str, ...]] = Field(default_factory=dict)
    columns: Codes[str, str | Value]


class Activities(Declared):
    """What was done: episodes, slots or minutes, one row each or a row per day with many columns.

    Episodes have `start_minute` and `end_minute` (or `minutes`, one after another), or clock times `start_clock` and
    `end_clock`. Slots are `slot_minutes` long from the start of the diary day.
    """

    table: str
    layout: Layout
    where: Codes[str, tuple[str, ...]] = Field(default_factory=dict)
    columns: Codes[str, str | Value]
    slot_minutes: int | None = Field(default=None, gt=0, le=60)
    slots: Codes[str, Slots] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_what_its_layout_needs(self) -> "Activities":
        if self.layout.startswith("slots") and not self.slot_minutes:
            raise ValueError(f"slot_minutes is needed for {self.layout}")
        if self.layout.endswith("wide") and "source_code" not in self.slots:
            raise ValueError(f"slots.source_code is needed for {self.layout}")
        return self


class Table(Declared):
    """A table: files whose name matches the pattern, or one record type of a hierarchical IPUMS extract.

    `read` says how, where that is not to be found out: encoding, delimiter, decimal mark, sheet, file in the zip.
    """

    pattern: str = ".*"
    rectype: str | None = None
    read: Reading = Reading()


class Survey(Declared):
    """The survey; its years, ages and country are read from the rows where they are not said."""

    survey_id: str = Field(pattern=r"^[a-z0-9_]+$")
    country_code: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    title: Text
    first_year: int | None = None
    last_year: int | None = None
    age_low: int | None = None
    age_high: int | None = None
    classification: Literal["ATUS", "MTUS69", "HETUS_ACL2018", "KTUS2014", "KTUS2024", "ICATUS2016", "harmonised"]
    weight_unit: Literal["person_days", "relative"]
    day_start_minute: int = Field(ge=0, le=1439)
    currency_code: str | None = None
    note_codes: tuple[str, ...] = ()
    is_synthetic: bool = False


class Replicates(Declared):
    """Replicate weights: columns of the table of diary days, and the method."""

    pattern: str
    method: Literal["sdr", "jk1", "jkn", "brr", "fay", "bootstrap"]
    coefficient: float = Field(gt=0)
    centre: Literal["full", "mean"] = "full"


class Mapping(Declared):
    survey: Survey
    tables: Codes[str, Table]
    country: Value | None = None  # where one file holds several countries
    sample: Value | None = None  # where one file holds several surveys: the one that `--set sample=` names is read
    persons: Part
    diaries: Part
    activities: Activities
    replicates: Replicates | None = None
    activity_codes: Codes[str, str] = Field(default_factory=dict)  # prefixes of a list of one's own -> activities
    lenient: bool = False  # columns that the files lack are left out, but for those that must be there

    @model_validator(mode="after")
    def _names_tables_and_columns_that_exist(self) -> "Mapping":
        parts: dict[str, Part | Activities] = {
            "persons": self.persons,
            "diaries": self.diaries,
            "activities": self.activities,
        }
        for name, part in parts.items():
            joined = [join.table for join in part.join] if isinstance(part, Part) else []
            for table in (part.table, *joined):
                if table not in self.tables:
                    raise ValueError(f"{name} names the table {table}, which `tables` does not declare")
        for name, allowed in (
            ("persons", set(PERSON_COLUMNS)),
            ("diaries", set(DIARY_COLUMNS)),
            ("activities", set(ACTIVITY_COLUMNS)),
        ):
            unknown = sorted(set(parts[name].columns) - allowed)
            if unknown:
                raise ValueError(f"{name} has no column {', '.join(unknown)}; it has {', '.join(sorted(allowed))}")
        for name, needed in (("persons", ["person_id"]), ("diaries", ["person_id", "year", "weight"])):
            missing = [column for column in needed if column not in parts[name].columns]
            if missing:
                raise ValueError(f"{name} needs {', '.join(missing)}")
        return self


NEEDED = {"person_id", "year", "weight", "source_code", "start_minute", "end_minute", "minutes"}


def _types(entity: str) -> dict[str, str]:
    return {column.name: column.type for column in ENTITIES[entity].columns if column.name != "survey_id"}


ENTITY_COLUMNS = {entity: tuple(_types(entity)) for entity in ("persons", "diaries", "episodes")}
PERSON_COLUMNS = {**_types("persons"), "household_income_bracket": NUMBER}
DIARY_COLUMNS = _types("diaries")
ACTIVITY_COLUMNS = {
    **_types("episodes"),
    "minutes": NUMBER,
    "start_clock": TEXT,
    "end_clock": TEXT,
    "slot": WHOLE,
}
OF_SLOTS = ("source_code", "secondary_code", "location", "with_alone", "with_partner", "with_child",
            "with_household", "with_others")  # fmt: skip
