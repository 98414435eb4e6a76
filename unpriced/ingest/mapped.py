"""Any survey with a mapping: its tables are read as text, cut to the columns of the contract, and filled in by SQL.

The mapping is a YAML among the files, or the one that a dataset ships (data/<dataset>/mapping*.yaml): the first whose
tables the files have.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from unpriced import catalogue
from unpriced.errors import UnpricedError
from unpriced.ingest import expressions, files, fitting, tables
from unpriced.ingest.mapping import ACTIVITY_COLUMNS, DIARY_COLUMNS, ENTITY_COLUMNS, PERSON_COLUMNS, Mapping, Part
from unpriced.ingest.target import Target
from unpriced.paths import DATA

SQL = "mapped"
DATASETS = ("diaries", "hetus_diaries", "icatus_diaries", "ipums_atus", "ktus", "mtus")
CODEBOOK = ".xml"


@dataclass(frozen=True)
class Given:
    """The files of an import: the mapping, the codebook if there is one, and the data."""

    mapping: Path | None
    codebook: Path | None
    data: tuple[Path, ...]


def given(paths: Sequence[Path]) -> Given:
    """The paths by what they are."""
    found = list(files.candidates(paths))
    mappings = [path for path in found if path.suffix.lower() in (".yaml", ".yml")]
    codebooks = [path for path in found if tables.kind(path) == CODEBOOK]
    data = [path for path in found if path not in mappings and path not in codebooks]
    for what, several in (("mappings", mappings), ("codebooks", codebooks)):
        if len(several) > 1:
            raise UnpricedError(
                found=f"There are {len(several)} {what}: {', '.join(path.name for path in several)}",
                needed="One",
                remedy="Give the one that belongs to the data files",
            )
    return Given(mappings[0] if mappings else None, codebooks[0] if codebooks else None, tuple(data))


def recogniser(dataset_id: str) -> "_Recogniser":
    """What says whether the files are of the dataset."""
    return _Recogniser(dataset_id)


@dataclass(frozen=True)
class _Recogniser:
    dataset_id: str

    def __call__(self, paths: Sequence[Path]) -> str | None:
        of = given(paths)
        if of.mapping is None and not any(_fits(path, of) for path in self._shipped()):
            return None
        readable = [path for path in of.data if tables.kind(path) in tables.KINDS | {".dat", ".zip"}]
        if not readable:
            return None
        return f"diaries by the mapping {of.mapping.name}" if of.mapping else f"files of {self.dataset_id}"

    def _shipped(self) -> list[Path]:
        return sorted((DATA / self.dataset_id).glob("mapping*.yaml"))

    def import_(self, paths: Sequence[Path], target: Target) -> None:
        """Fill the tables of the target from the files and their mapping."""
        of = given(paths)
        chosen = [of.mapping] if of.mapping else self._shipped()
        reasons = []
        for path in chosen:
            mapping = _loaded(path, of)
            try:
                _read_tables(mapping, of, target)
                mapping = fitting.with_columns_held(mapping, target)
                mapping = fitting.with_labels(mapping, target)
            except fitting.NotThisMappingError as error:
                reasons.append(f"{path.name}: {error}")
                continue
            _fill(mapping, self.dataset_id, target)
            return
        raise UnpricedError(
            found=f"No mapping fits the files ({'; '.join(reasons)})",
            needed="The files and columns that the mapping names",
            remedy="Give the missing files, or a mapping of your own beside them (docs/IMPORT.md)",
        )


def _loaded(path: Path, of: Given) -> Mapping:
    """The mapping of the file; one that says the survey alone is completed for the documented files."""
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        written = None
    if not isinstance(written, dict) or "tables" in written:
        return catalogue.read(Mapping, path)
    generic = yaml.safe_load((DATA / "diaries" / "generic.yaml").read_text(encoding="utf-8"))
    in_minutes = any(file.name.lower().startswith("minutes.") for file in of.data)
    columns = ("person_id", "diary_no", "source_code", "minutes") if in_minutes else tuple(ENTITY_COLUMNS["episodes"])
    parts = {
        "persons": {"table": "persons", "columns": {c: c for c in ENTITY_COLUMNS["persons"]}},
        "diaries": {"table": "diaries", "columns": {c: c for c in ENTITY_COLUMNS["diaries"]}},
        "activities": {
            "table": "activities",
            "layout": "minutes_long" if in_minutes else "episodes",
            "columns": {c: c for c in columns},
        },
    }
    return catalogue.checked(Mapping, {**generic, **parts, **written}, path)


def _fits(path: Path, of: Given) -> bool:
    """Whether there is a file for every table of the mapping, by the names."""
    declared = catalogue.read(Mapping, path).tables.values()
    return all(any(re.fullmatch(t.pattern, file.name, re.IGNORECASE) for file in of.data) for t in declared)


def _read_tables(mapping: Mapping, of: Given, target: Target) -> None:
    tables.prepare(target)
    for name, table in mapping.tables.items():
        matching = [path for path in of.data if re.fullmatch(table.pattern, path.name, re.IGNORECASE)]
        if not matching:
            raise fitting.NotThisMappingError(f"no file for the table {name} (pattern {table.pattern})")
        if len(matching) > 1:
            raise UnpricedError(
                found=f"{', '.join(path.name for path in matching)} all fit the table {name}",
                needed="One file for each table",
                remedy="Give one of them, or narrow its pattern in the mapping",
            )
        path = matching[0]
        fixed = tables.kind(path) == ".dat"
        if fixed and of.codebook is None:
            raise UnpricedError(
                found=f"{path.name} is of fixed width and its codebook is not there",
                needed="The .xml file (DDI) that comes with the extract",
                remedy="Download it beside the data file",
            )
        with_codebook = of.codebook if fixed or table.rectype or path.name.endswith((".csv.gz", ".csv")) else None
        tables.read(target, f"given_{name}", path, codebook=with_codebook, rectype=table.rectype, reading=table.read)


def _fill(mapping: Mapping, dataset_id: str, target: Target) -> None:
    sample = _sample(mapping, target)
    _make(target, "mapped_persons", _of_part(mapping, mapping.persons, PERSON_COLUMNS, sample), PERSON_COLUMNS)
    _make(target, "mapped_diaries", _of_part(mapping, mapping.diaries, DIARY_COLUMNS, sample), DIARY_COLUMNS)
    _fill_activities(mapping, target, sample)
    _set_survey(mapping, dataset_id, target, sample)
    target.fill("surveys", SQL)
    target.fill("persons", SQL, "persons_repeated" if mapping.persons.repeated else None)
    target.fill("diaries", SQL, "diaries_repeated" if mapping.diaries.repeated else None)
    if mapping.activities.layout.startswith("minutes"):
        target.fill("minutes", SQL)
    else:
        target.fill("episodes", SQL)
    if mapping.replicates:
        _fill_replicates(mapping, target, sample)


def _sample(mapping: Mapping, target: Target) -> str:
    """The condition that keeps one survey of a file that holds several; which one, the person who imports says."""
    if mapping.sample is None:
        return "true"
    expression = expressions.sql(mapping.sample, "varchar")
    rows = target.connection.execute(
        f"select distinct {expression} as sample from given_{mapping.diaries.table} t"
        " where sample is not null order by 1"
    ).fetchall()
    found = [str(row[0]) for row in rows]
    chosen = target.options.get("sample")
    if chosen is None and len(found) == 1:
        chosen = found[0]
    if chosen not in found:
        raise UnpricedError(
            found=f"The files hold {len(found)} surveys: {', '.join(found[:12])}" + (", …" if len(found) > 12 else ""),
            needed="One survey at a time" if chosen is None else f"One of them, not {chosen}",
            remedy=f"Import again with --set sample={found[0] if found else '…'}",
        )
    return f"{expression} = {expressions.quoted(str(chosen))}"


def _of_part(mapping: Mapping, part: Part, types: dict[str, str], sample: str) -> str:
    joins = ""
    for join in part.join:
        on = " and ".join(f't."{key.lower()}" = "{join.table}"."{key.lower()}"' for key in join.keys)
        joins += f' left join given_{join.table} "{join.table}" on {on}'
    shown = expressions.columns(part.columns, types)
    where = [expressions.condition(part.where)]
    if mapping.sample is not None and part.table == mapping.diaries.table:
        where.append(sample)
    return (
        f"select {', '.join(shown)}, t.source_file, t.source_row from given_{part.table} t{joins}"
        f" where {' and '.join(where)}"
    )


def _fill_activities(mapping: Mapping, target: Target, sample: str) -> None:
    """The table mapped_activities: one row per episode, slot or code with minutes, in the columns of the contract."""
    part = mapping.activities
    names = tables.columns(target.connection, f"given_{part.table}")
    wide = {
        measure: [name for name in names if re.fullmatch(slots.pattern, name, re.IGNORECASE)]
        for measure, slots in part.slots.items()
    }
    lengths = {measure: len(found) for measure, found in wide.items()}
    if part.layout.endswith("wide") and (len(set(lengths.values())) != 1 or 0 in lengths.values()):
        counted = ", ".join(f"{measure} {n}" for measure, n in lengths.items())
        raise UnpricedError(
            found=f"The patterns of the slots fit different numbers of columns: {counted}",
            needed="The same number of columns for each",
            remedy="Mend the patterns of `slots` in the mapping",
        )
    where = expressions.condition(part.where)
    if mapping.sample is not None and part.table == mapping.diaries.table:
        where += f" and {sample}"
    fixed = expressions.columns(part.columns, ACTIVITY_COLUMNS, but=tuple(wide))
    if not wide:
        select = f"select {', '.join(fixed)}, t.source_file, t.source_row from given_{part.table} t where {where}"
    elif part.layout == "minutes_wide":
        select = expressions.minutes_of_columns(
            part.table, wide["source_code"], part.slots["source_code"], fixed, where
        )
    else:
        select = expressions.unnested(part.table, wide, part.slots, fixed, where)
    rows = "mapped_rows" if mapping.activity_codes else "mapped_activities"
    _make(target, rows, select, ACTIVITY_COLUMNS)
    target.set_variables(
        layout=part.layout, slot_minutes=part.slot_minutes, day_start_minute=mapping.survey.day_start_minute
    )
    if mapping.activity_codes:
        own = [list(pair) for pair in mapping.activity_codes.items()]
        target.connection.execute("create or replace table own_codes (prefix varchar, activity_code varchar)")
        target.connection.executemany("insert into own_codes values (?, ?)", own)
        target.view(SQL, "mapped_activities")
    target.view(SQL, "mapped_clocks")
    target.view(SQL, "mapped_episodes")


def _day_start(mapping: Mapping, target: Target) -> int:
    """The start of the diary day: where episodes have a clock and a length, the clock of most first episodes."""
    if "minutes" not in mapping.activities.columns:
        return mapping.survey.day_start_minute
    row = target.connection.execute(
        "select mode(start_of_clock) from (select arg_min(start_of_clock, (episode_no, source_row)) as start_of_clock"
        " from mapped_clocks where minutes is not null group by person_id, day_no)"
    ).fetchone()
    return mapping.survey.day_start_minute if row is None or row[0] is None else int(row[0])


def _make(target: Target, table: str, select: str, types: dict[str, str]) -> None:
    """The view of the select, with a column of nulls for each that the mapping does not name.

    Nothing is stored on the way from what was read to the tables of the contract: a large file would be stored thrice.
    """
    connection = target.connection
    held = {str(name) for name, *_ in connection.execute(f"describe {select}").fetchall()}
    nulls = [f"null::{type_} as {name}" for name, type_ in types.items() if name not in held]
    connection.execute(f"create or replace view {table} as select {', '.join(['*', *nulls])} from ({select})")


def _set_survey(mapping: Mapping, dataset_id: str, target: Target, sample: str) -> None:
    survey = mapping.survey
    row = target.connection.execute(
        "select min(year), max(year), (select min(age) from mapped_persons) from mapped_diaries"
    ).fetchone()
    first, last, youngest = row if row else (None, None, None)
    country = target.options.get("country") or survey.country_code or _country(mapping, target, sample)
    first, last = survey.first_year or first, survey.last_year or last
    years = str(first) if first == last else f"{first}_{last}"
    stratified = any(name in mapping.diaries.columns for name in ("stratum", "psu"))
    design = mapping.replicates.method if mapping.replicates else "taylor" if stratified else "weights"
    notes = list(survey.note_codes) + (["no_strata_or_replicates"] if design == "weights" else [])
    named = target.connection.execute(
        "select string_agg(distinct source_file, ', ' order by source_file) from mapped_diaries"
    ).fetchone()
    by_country = mapping.country is not None or mapping.sample is not None
    target.set_variables(
        survey_id=f"{survey.survey_id}_{country.lower()}_{years}" if by_country else survey.survey_id,
        dataset_id=dataset_id,
        country_code=country,
        title_en=survey.title.en + (f" {country} {years.replace('_', '–')}" if by_country else ""),
        title_ko=survey.title.ko + (f" {country} {years.replace('_', '–')}" if by_country else ""),
        first_year=first,
        last_year=last,
        age_low=survey.age_low if survey.age_low is not None else youngest or 0,
        age_high=survey.age_high,
        is_synthetic=survey.is_synthetic,
        classification="harmonised" if mapping.activity_codes else survey.classification,
        weight_unit=survey.weight_unit,
        day_start_minute=_day_start(mapping, target),
        has_episodes=not mapping.activities.layout.startswith("minutes"),
        currency_code=survey.currency_code,
        design_method=design,
        replicate_coefficient=mapping.replicates.coefficient if mapping.replicates else None,
        replicate_centre=mapping.replicates.centre if mapping.replicates else None,
        n_replicates=0,
        note_codes=",".join(notes),
        files=named[0] if named else "",
    )


def _country(mapping: Mapping, target: Target, sample: str) -> str:
    """The country of the rows, as the codes or the labels of the mapping's `country` give it."""
    found: list[str] = []
    if mapping.country is not None:
        expression = expressions.sql(mapping.country, "varchar")
        where = f"{sample} and {expressions.condition(mapping.diaries.where)}"
        rows = target.connection.execute(
            f"select distinct {expression} as c from given_{mapping.diaries.table} t where {where} and c is not null"
        ).fetchall()
        found = [str(row[0]) for row in rows]
    if len(found) != 1:
        raise UnpricedError(
            found=f"The country is not clear: {', '.join(found) or 'none'}",
            needed="One country, by its ISO alpha-3 code",
            remedy="Say it in the mapping (survey.country_code) or with --set country=KOR",
        )
    return found[0]


def _fill_replicates(mapping: Mapping, target: Target, sample: str) -> None:
    assert mapping.replicates is not None
    table, connection = mapping.diaries.table, target.connection
    names = [
        n for n in tables.columns(connection, f"given_{table}") if re.fullmatch(mapping.replicates.pattern, n, re.I)
    ]
    for place in range(2, len(names) + 1):
        connection.execute(f"alter table raw_diaries__replicates add column w{place:03} double")
    keys = expressions.columns(
        {k: v for k, v in mapping.diaries.columns.items() if k in ("person_id", "diary_no")}, DIARY_COLUMNS
    )
    if "diary_no" not in mapping.diaries.columns:
        keys.append("1 as diary_no")
    weights = [f'any_value(try_cast(t."{name}" as double)) as w{place:03}' for place, name in enumerate(names, 1)]
    connection.execute(
        "insert into raw_diaries__replicates by name select getvariable('survey_id') as survey_id,"
        f" {', '.join([*keys, *weights])}, any_value(source_file) as source_file, min(source_row) as source_row"
        f" from given_{table} t where {sample} and {expressions.condition(mapping.diaries.where)} group by all"
    )
    connection.execute("update raw_diaries__surveys set n_replicates = ?", [len(names)])
