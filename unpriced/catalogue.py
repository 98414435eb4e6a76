"""The registry: datasets, methods, presets and report columns, as their YAML files declare them."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from unpriced.errors import UnpricedError
from unpriced.paths import DATA, QUERIES, ROOT

Language = Literal["ko", "en"]
COUNTED_BY_INCOME = {"relative_median", "percentile", "absolute"}


class Declared(BaseModel):
    """A model that refuses keys it does not know, so a misspelt key is found at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Declared):
    """A text in both languages."""

    en: str = Field(min_length=1)
    ko: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


class Redistribution(StrEnum):
    """What the terms of a dataset allow us to hand on in bulk."""

    FULL = "full"
    CITATION = "citation"
    SHARE_ALIKE = "share_alike"


class Licence(Declared):
    name: str
    url: str | None = None
    redistribution: Redistribution = Redistribution.FULL
    note: Text | None = None


class Column(Declared):
    """One column of a file and the contract its values keep.

    `values` closes the list of codes; `references` is `table.column` of a core table that must hold the value.
    """

    name: str
    type: Literal["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"]
    description: Text
    unit: str | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] | None = None
    references: str | None = None


class DayCloses(Declared):
    """Within each group of `by`, the rows whose `column` is one of `codes` sum to 1,440 minutes."""

    by: tuple[str, ...]
    minutes: str
    column: str
    codes: tuple[str, ...]
    tolerance_minutes: float
    where: str | None = None


class File(Declared):
    """A CSV file (UTF-8, header, comma) or a Parquet file that becomes raw_<dataset>__<name>."""

    name: str
    path: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    day_closes: DayCloses | None = None

    @property
    def is_parquet(self) -> bool:
        return self.path.endswith(".parquet")


class Caveat(Declared):
    """Something a reader of the figures must know."""

    id: str
    text: Text


class FetchedFile(Declared):
    """A file that the producer serves; a required one is fetched unless the person chooses."""

    name: str
    required: bool


class Fetch(Declared):
    """Where the producer serves the files: an address with {file} and {release}, and the page about them."""

    address: str
    page: str
    first_year: int
    last_year: int
    files: tuple[FetchedFile, ...]


class Dataset(Declared):
    id: str
    title: Text
    description: Text
    producer: Text
    edition: str
    citation: str
    url: str | None = None
    licence: Licence
    coverage: Text
    files: tuple[File, ...]
    warnings: tuple[Caveat, ...] = ()
    fetch: Fetch | None = None

    @property
    def folder(self) -> Path:
        return DATA / self.id

    def table(self, file: File) -> str:
        return f"raw_{self.id}__{file.name}"


class Assumption(Declared):
    text: Text
    source: str | None = None


class Method(Declared):
    """A valuation method: what prices an hour of unpaid work. Its SQL is the file of the same stem."""

    id: str
    title: Text
    short_title: Text
    formula: str
    description: Text
    assumptions: tuple[Text, ...]
    used_by: tuple[Text, ...] = ()
    sources: tuple[str, ...]
    order: int

    @property
    def sql_path(self) -> Path:
        return QUERIES / "valuation" / f"{self.id}.sql"


class Preset(Declared):
    """What one office does: a method, a scope and parameters of the value reports."""

    id: str
    title: Text
    office: Text
    description: Text
    differs: Text
    sources: tuple[str, ...]
    parameters: Mapping[str, bool | int | float | str | list[str] | None]
    order: int
    available_for: tuple[str, ...] | None = None


class Definition(Declared):
    """A definition of the middle class: the whole tuple, since a band alone does not say who is in it.

    `lower` and `upper` are multiples of the median of `median_of`, ranks (0 to 1) or dollars, as `edges` says; none is
    open. A definition without a band is a `rule` on items, answers or occupations.
    """

    id: str
    title: Text
    family: Literal["relative_median", "percentile", "absolute", "wealth", "checklist", "self_placement", "occupation"]
    concept: str
    scale: str
    unit: Literal["persons", "adults", "households", "workers"]
    median_of: Literal["persons", "adults", "households"] | None = None
    edges: Literal[
        "median",
        "foreign_median",
        "percentile",
        "ppp_dollars_a_day",
        "ppp_dollars_a_day_and_percentile",
        "dollars",
        "items",
        "answers",
        "classes",
    ]
    lower: float | None = None
    upper: float | None = None
    rule: str | None = None
    closure: Literal["lower_included", "upper_included", "both_included"] | None = None
    price_year: int | None = None
    source: str
    evidence: Literal["original", "secondary", "memory"]
    order: int


class ReportColumn(Declared):
    """What a report column means, wherever it appears."""

    title: Text
    description: Text
    unit: Text | None = None
    format: Literal[
        "text",
        "code",
        "year",
        "integer",
        "decimal",
        "share",
        "share_exact",
        "money",
        "minutes",
        "hours",
        "boolean",
    ]
    titles: str | None = None  # the kind of code list that names its values, see unpriced.titles


class ReportColumns(RootModel[dict[str, ReportColumn]]):
    """A file of queries/columns."""


class Correction(Declared):
    """A known error of a source: the value found there and what stands in its place.

    `corrected` replaces `found`; without it the row only leaves the day-closing check (`exempt`).
    """

    id: str
    dataset: str
    file: str
    where: Mapping[str, str | int | float | bool]
    column: str | None = None
    found: str | int | float | None = None
    corrected: str | int | float | None = None
    exempt: Literal["day_closes"] | None = None
    reason: Text
    source: str


class Corrections(RootModel[tuple[Correction, ...]]):
    """data/corrections.yaml."""


M = TypeVar("M", bound=BaseModel)


def read(model: type[M], path: Path) -> M:
    """The YAML file as the model, or an UnpricedError that names the file and the first thing wrong."""
    try:
        return checked(model, yaml.safe_load(path.read_text(encoding="utf-8")), path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _does_not_fit(model, path, str(error)) from error


def checked(model: type[M], written: object, path: Path) -> M:
    """What the file says as the model, or an UnpricedError that names the file and the first thing wrong."""
    try:
        return model.model_validate(written)
    except ValidationError as error:
        detail = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3])
        raise _does_not_fit(model, path, detail) from error


def _does_not_fit(model: type[BaseModel], path: Path, detail: str) -> UnpricedError:
    where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return UnpricedError(
        found=f"{where} does not fit its model ({detail})",
        needed=f"A {model.__name__} as unpriced/catalogue.py declares it",
        remedy=f"Mend {where}",
    )


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by id, in the order of their folders."""
    found = [read(Dataset, path) for path in sorted(DATA.glob("*/dataset.yaml"))]
    return {dataset.id: dataset for dataset in found}


@cache
def methods() -> dict[str, Method]:
    """Every valuation method by id, in display order."""
    found = [read(Method, path) for path in (QUERIES / "valuation").glob("*.yaml")]
    return {method.id: method for method in sorted(found, key=lambda m: m.order)}


@cache
def presets() -> dict[str, Preset]:
    """Every preset by id, in display order."""
    found = [read(Preset, path) for path in (QUERIES / "presets").glob("*.yaml")]
    return {preset.id: preset for preset in sorted(found, key=lambda p: p.order)}


@cache
def definitions() -> dict[str, Definition]:
    """Every definition of the middle class by id, in display order."""
    found = [read(Definition, path) for path in (QUERIES / "middle_class").glob("*.yaml")]
    return {definition.id: definition for definition in sorted(found, key=lambda d: d.order)}


def by_income() -> dict[str, Definition]:
    """The definitions that a distribution of income can count."""
    return {d.id: d for d in definitions().values() if d.family in COUNTED_BY_INCOME}


@cache
def columns() -> dict[str, ReportColumn]:
    """Every report column by name, as the files of queries/columns declare it, each name once."""
    found: dict[str, ReportColumn] = {}
    for path in sorted((QUERIES / "columns").glob("*.yaml")):
        declared = read(ReportColumns, path).root
        twice = sorted(found.keys() & declared.keys())
        if twice:
            raise UnpricedError(
                found=f"{path.name} declares {', '.join(twice)}, which another file declares already",
                needed="Each report column declared once: a name means one thing everywhere",
                remedy=f"Take it out of queries/columns/{path.name}",
            )
        found |= declared
    return found


@cache
def corrections() -> tuple[Correction, ...]:
    """Every known error of a source."""
    path = DATA / "corrections.yaml"
    return read(Corrections, path).root if path.exists() else ()
