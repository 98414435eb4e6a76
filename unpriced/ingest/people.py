"""The mapping of a survey of persons: which columns say who one is, what the household earns, what one does.

A small YAML file that imports a file, and the next wave of it. Items are read by rules of the grammar of
unpriced.survey_rules; an item of several columns is had where any of them says so.
"""

from collections.abc import Mapping as Codes
from pathlib import Path
from typing import Literal

import duckdb
import pydantic
import yaml
from pydantic import Field

from unpriced import survey_rules
from unpriced.catalogue import Declared, Text
from unpriced.errors import UnpricedError
from unpriced.ingest import tables
from unpriced.ingest.reading import Reading

KIND = "persons"
Form = Literal["amount", "brackets", "tenths"]
Role = Literal["person_id", "household_id", "weight", "stratum", "psu", "sex", "age", "household_size", "n_children"]
MIDDLE_TENTHS = "1:[3..8]; 0:[1..10]"  # a tenth is a bracket of ranks: it says who is between, and no amount


class Coded(Declared):
    """A column with the codes that mean no answer and, for the sex, what its codes mean."""

    column: str
    values: Codes[str, str] = Field(default_factory=dict)
    missing: str = ""


class Income(Coded):
    """The income: before or after taxes, an amount, brackets or a tenth, and of what size of household it is."""

    concept: Literal["disposable", "gross_money", "consumption"] = "disposable"
    form: Form = "amount"
    of: Literal["household", "per_capita", "sqrt", "mod_oecd"] = "household"
    brackets: Codes[str, tuple[float, float | None]] = Field(default_factory=dict)


class Replicates(Declared):
    """Columns of replicate weights, and how they were made: what the squares of the differences are times."""

    columns: tuple[str, ...] = Field(min_length=2)
    method: Literal["jk1", "jk2", "brr", "fay", "bootstrap"] = "brr"
    fay: float = Field(default=0.5, ge=0, lt=1)

    @property
    def factor(self) -> float:
        """The factor of the sum of squares (Wolter, Introduction to Variance Estimation, 2007)."""
        n = len(self.columns)
        factors = {"jk1": (n - 1) / n, "jk2": 1.0, "brr": 1 / n, "bootstrap": 1 / (n - 1)}
        return factors.get(self.method, 1 / (n * (1 - self.fay) ** 2))


class Part(Declared):
    """A column of an item, and the rule that reads it."""

    column: str
    rule: str
    missing: str = ""


class Item(Declared):
    """An item of a way of living, had where any of its columns says so."""

    item: str
    grade: Literal["A", "B", "C"] = "B"
    any: tuple[Part, ...]


class Survey(Declared):
    survey_id: str = Field(pattern=r"[a-z0-9_]+")
    title: Text
    country_code: str = Field(pattern=r"[A-Z]{3}")
    year: int = Field(ge=1900, le=2100)
    synthetic: bool = False
    known_survey: str | None = None


class PeopleMapping(Declared):
    kind: Literal["persons"]
    survey: Survey
    reading: Reading = Reading()
    where: Codes[str, tuple[str, ...]] = Field(default_factory=dict)
    columns: dict[Role, Coded] = Field(default_factory=dict)
    replicates: Replicates | None = None
    income: Income | None = None
    items: tuple[Item, ...] = ()

    def named(self) -> set[str]:
        """The columns of a file that the mapping names."""
        coded = [*self.columns.values(), *([self.income] if self.income else [])]
        parts = [part for item in self.items for part in item.any]
        replicates = self.replicates.columns if self.replicates else ()
        named = [*(c.column for c in coded), *(p.column for p in parts), *self.where, *replicates]
        return {name.lower() for name in named}


def read(text: str) -> PeopleMapping:
    """The mapping in the text; raises UnpricedError with the place of the first slip."""
    try:
        return PeopleMapping.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise _wrong(" ".join(str(error).split())[:200]) from error
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        raise _wrong(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def read_file(path: Path) -> PeopleMapping:
    return read(path.read_text(encoding="utf-8"))


def write(mapping: PeopleMapping) -> str:
    """The mapping as YAML, without what is as it would be anyway."""
    return yaml.safe_dump(mapping.model_dump(mode="json", exclude_defaults=True), allow_unicode=True, sort_keys=False)


def kind_of(text: str) -> str | None:
    """The kind that a mapping says it is of: persons or countries; one of diaries says none."""
    try:
        written = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return written.get("kind") if isinstance(written, dict) else None


def lay(connection: duckdb.DuckDBPyConnection, mapping: PeopleMapping, table: str = "given") -> None:
    """Makes the table `roles` (a row each person) and the view `answers` (a row each person and item) of the file."""
    held = set(tables.columns(connection, table))
    lacking = sorted(mapping.named() - held)
    if lacking:
        raise UnpricedError(
            found=f"The file has no column {', '.join(lacking)}",
            needed="The columns that the mapping names",
            remedy="Choose other columns, or the mapping of this file",
        )
    connection.execute(f"create or replace table roles as select {_roles(mapping)} from {table} as t{_where(mapping)}")
    answers = [_answer(item) for item in _items(mapping)]
    shown = " union all ".join(
        f"select source_file, source_row, {_literal(item.item)} as item_code, '{item.grade}' as grade, {sql} as held"
        f" from {table} as t{_where(mapping)}"
        for item, sql in zip(_items(mapping), answers, strict=True)
    )
    none = "select source_file, source_row, null::varchar as item_code, null::varchar as grade, null::boolean as held"
    connection.execute(f"create or replace view answers as {shown or f'{none} from {table} limit 0'}")
    if mapping.replicates:
        _lay_replicates(connection, mapping, mapping.replicates, table)
    connection.execute("create or replace table unexplained (column_name varchar, value varchar, n_people bigint)")
    for part in {part.column.lower(): part for item in _items(mapping) for part in item.any}.values():
        rule = survey_rules.parse(part.rule, part.missing)
        name = part.column.lower()
        where = _where(mapping)
        connection.execute(
            f"insert into unexplained select {_literal(name)}, {_named(name)}, count(*) from {table} as t"
            f"{where or ' where true'} and {rule.unexplained(name, _named)} group by 2"
        )


def _lay_replicates(
    connection: duckdb.DuckDBPyConnection, mapping: PeopleMapping, replicates: Replicates, table: str
) -> None:
    """Makes the table `replicates` (a row each person and replicate)."""
    numbered = ", ".join(
        f"{{'replicate_no': {n}, 'weight': coalesce(try_cast({_named(column)} as double), 0)}}"
        for n, column in enumerate(replicates.columns, 1)
    )
    connection.execute(
        f"create or replace table replicates as select source_file, source_row, unnest([{numbered}], recursive := true)"
        f" from {table} as t{_where(mapping)}"
    )
    connection.execute("set variable replicate_factor = $factor", {"factor": replicates.factor})


def _items(mapping: PeopleMapping) -> tuple[Item, ...]:
    if mapping.income is None or mapping.income.form != "tenths":
        return mapping.items
    part = Part(column=mapping.income.column, rule=MIDDLE_TENTHS, missing=mapping.income.missing)
    return (*mapping.items, Item(item="middle_tenths", grade="B", any=(part,)))


def _roles(mapping: PeopleMapping) -> str:
    columns, income = mapping.columns, mapping.income

    def said(role: Role) -> str:
        return survey_rules.answer(_named(columns[role].column), columns[role].missing) if role in columns else "null"

    form = income.form if income is not None and income.form != "tenths" else None
    income_text = survey_rules.answer(_named(income.column), income.missing) if income and form else "null"
    low, high = _bounds(income, income_text) if income and form == "brackets" else ("null", "null")
    sexes = columns["sex"].values if "sex" in columns else {}
    cases = " ".join(f"when {_literal(code.lower())} then {_literal(sex)}" for code, sex in sexes.items())
    shown = {
        "source_file": "source_file",
        "source_row": "source_row",
        "person_id": said("person_id") if "person_id" in columns else "source_row::varchar",
        "household_id": f"{said('household_id')}::varchar",
        "weight_text": said("weight") if "weight" in columns else "'1'",
        "stratum": f"{said('stratum')}::varchar",
        "psu": f"{said('psu')}::varchar",
        "sex": f"case lower({said('sex')}) {cases} end" if cases else "null::varchar",
        "age_text": f"{said('age')}::varchar",
        "age": f"try_cast({said('age')} as double)",
        "size_text": f"{said('household_size')}::varchar",
        "household_size": f"try_cast({said('household_size')} as double)",
        "n_children": f"try_cast({said('n_children')} as double)",
        "income_form": f"{_literal(form)}" if form else "null::varchar",
        "income_of": _literal(income.of) if income and form else "null::varchar",
        "income_text": f"{income_text}::varchar",
        "income_amount": f"try_cast(replace({income_text}, ',', '') as double)" if form == "amount" else "null::double",
        "income_low": f"{low}::double",
        "income_high": f"{high}::double",
    }
    if "psu" in columns and "stratum" in columns:  # numbers of units begin anew in each stratum
        shown["psu"] = f"{said('stratum')} || '-' || {said('psu')}"
    made = ", ".join(f"{sql} as {name}" for name, sql in shown.items())
    return f"{made}, try_cast(weight_text as double) as weight"


def _bounds(income: Income, text: str) -> tuple[str, str]:
    """SQL of the lower and the upper bound of a bracket, by its code; the highest has no upper one."""
    lows = " ".join(f"when {_literal(code)} then {low!r}" for code, (low, _) in income.brackets.items())
    highs = " ".join(f"when {_literal(c)} then {h!r}" for c, (_, h) in income.brackets.items() if h is not None)
    if not lows:
        raise _wrong("income.brackets: brackets need their bounds")
    return f"case {text} {lows} end", f"case {text} {highs} end" if highs else "null"


def _answer(item: Item) -> str:
    return "(" + " or ".join(_recode(item, part) for part in item.any) + ")"


def _recode(item: Item, part: Part) -> str:
    try:
        rule = survey_rules.parse(part.rule, part.missing)
    except survey_rules.UnreadError as error:
        raise _wrong(f"items {item.item}, {part.column}: the rule {part.rule!r} cannot be read ({error})") from error
    if rule.form != "recode":
        raise _wrong(f"items {item.item}, {part.column}: the rule {part.rule!r} says no yes and no")
    return rule.recode(part.column.lower(), _named)


def _where(mapping: PeopleMapping) -> str:
    conditions = [
        f"{_named(column)} in ({', '.join(_literal(value) for value in values)})"
        for column, values in mapping.where.items()
    ]
    return f" where {' and '.join(conditions)}" if conditions else ""


def _named(name: str) -> str:
    return 't."' + name.lower().replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _wrong(found: str) -> UnpricedError:
    return UnpricedError(
        found=f"The mapping does not hold: {found}",
        needed="kind: persons, survey, columns, income and items as the page of your data writes them",
        remedy="Mend the mapping, or make it anew on the page of your data",
    )
