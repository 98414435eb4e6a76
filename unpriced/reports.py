"""Reports: the named table macros that pages, the command line and any DuckDB shell run."""

import difflib
import math
import re
import threading
import warnings
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import yaml

from unpriced import database
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES

if TYPE_CHECKING:
    import pandas as pd

Scalar = str | int | float | bool
Argument = Scalar | list[str] | list[int] | None
LARGEST = {"INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a report: its DuckDB type and its default as SQL text."""

    name: str
    type: str
    default: str

    @property
    def default_value(self) -> object:
        """The default as a value: what DuckDB writes for null, numbers, texts and lists of them is YAML, too."""
        return yaml.safe_load(self.default)


@dataclass(frozen=True)
class Report:
    name: str
    comment: str
    grain: str
    parameters: tuple[Parameter, ...]
    sql: str
    path: Path | None  # of the file; a query of the workbench has none


@dataclass(frozen=True)
class Result:
    """Rows of a report with what re-runs them."""

    report: Report
    arguments: Mapping[str, Argument]
    table: pa.Table
    data_version: str

    def frame(self) -> "pd.DataFrame":
        """The rows as a pandas frame, for a chart or a table."""
        return self.table.to_pandas()

    @property
    def call(self) -> str:
        """The statement that re-runs the report in any DuckDB shell on the built database."""
        named = ", ".join(f"{name} := {literal(value)}" for name, value in self.arguments.items())
        return f"from {self.report.name}({named});"

    @cached_property
    def dataset_ids(self) -> tuple[str, ...]:
        """The datasets behind the rows: the distinct values of every column that ends in dataset_id."""
        columns = [f.name for f in self.table.schema if f.name.endswith("dataset_id") and pa.types.is_string(f.type)]
        found = {value for name in columns for value in self.table.column(name).unique().to_pylist() if value}
        return tuple(sorted(found))


def literal(value: Argument) -> str:
    """The value as a DuckDB literal."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return "[" + ", ".join(literal(item) for item in value) + "]"


_catalogue: dict[str, dict[str, Report]] = {}
_lock = threading.Lock()


def catalogue() -> dict[str, Report]:
    """Every report by name, as the built database knows it."""
    version = database.data_version()
    with _lock:
        if version not in _catalogue:
            _catalogue.clear()
            _catalogue[version] = _read_catalogue()
        return _catalogue[version]


def _read_catalogue() -> dict[str, Report]:
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select function_name, parameters, parameter_types, comment from duckdb_functions()"
            " where function_type = 'table_macro' and database_name = 'base' order by function_name"
        ).fetchall()
    found: dict[str, Report] = {}
    for name, parameters, types, comment in rows:
        path = QUERIES / "reports" / f"{name}.sql"
        if not path.is_file():
            continue
        sql = path.read_text(encoding="utf-8")
        lines = (comment or "").splitlines()
        found[name] = Report(
            name=name,
            comment=lines[0] if lines else "",
            grain=next((line.removeprefix("grain:").strip() for line in lines if line.startswith("grain:")), ""),
            parameters=tuple(
                Parameter(parameter, type_, _default(sql, parameter))
                for parameter, type_ in zip(parameters, types, strict=True)
            ),
            sql=sql,
            path=path,
        )
    return found


_columns: dict[Hashable, dict[str, str]] = {}


def columns(name: str) -> dict[str, str]:
    """The columns of the report with their DuckDB types."""
    report = get(name)
    key = (database.identity(), name)
    with _lock:
        known = _columns.get(key)
    if known is None:
        with database.cursor() as cursor:
            described = cursor.execute(f'describe from "{report.name}"()').fetchall()
        known = {column: type_ for column, type_, *_ in described}
        with _lock:
            for old in [old for old in _columns if old[0] != key[0]]:  # type: ignore[index]
                del _columns[old]
            _columns[key] = known
    return known


def _default(sql: str, parameter: str) -> str:
    """The default as the file writes it (DuckDB does not list defaults)."""
    match = re.search(rf"\b{parameter}\s+[\w\[\]]+\s*:=\s*('[^']*'|\[[^\]]*\]|[^,)\s]+)", sql)
    return match.group(1) if match else ""


def hint(name: str, known: Iterable[str]) -> str:
    """The question whether the nearest of the known names was meant, if one is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]}?" if near else ""


def get(name: str) -> Report:
    """The report of that name, or an UnpricedError with the nearest name."""
    known = catalogue()
    if name not in known:
        raise UnpricedError(
            found=f"There is no report named {name}",
            needed="A name that `unpriced reports` lists",
            remedy=hint(name, known) or "Run `unpriced reports`",
        )
    return known[name]


def cast(report: Report, parameter: str, value: object) -> Argument:
    """The value as the declared type of the parameter, or an UnpricedError that names the parameter."""
    declared = next((p for p in report.parameters if p.name == parameter), None)
    if declared is None:
        names = [p.name for p in report.parameters]
        raise UnpricedError(
            found=f"{report.name} has no parameter {parameter}",
            needed=f"One of {', '.join(names)}",
            remedy=hint(parameter, names),
        )
    if value is None:
        return None
    try:
        if declared.type.endswith("[]"):
            items = [value] if isinstance(value, (str, int, float)) else list(value)  # type: ignore[call-overload]
            return [_scalar(item, declared.type.removesuffix("[]")) for item in items]  # type: ignore[return-value]
        return _scalar(value, declared.type)
    except (TypeError, ValueError) as error:
        raise UnpricedError(
            found=f"{parameter} of {report.name} is {value!r}",
            needed=f"A value of type {declared.type}",
            remedy="Write lists as KOR,FRA, numbers with a point, and true or false",
        ) from error


def _scalar(value: object, type_: str) -> Scalar:
    if type_ == "BOOLEAN":
        if isinstance(value, bool):
            return value
        words = {"true": True, "false": False}
        if str(value).lower() not in words:
            raise ValueError(value)
        return words[str(value).lower()]
    if isinstance(value, bool):
        raise TypeError(value)
    if type_ in {"INTEGER", "BIGINT"}:
        if isinstance(value, float) and not value.is_integer():
            raise ValueError(value)
        number = int(value)  # type: ignore[call-overload]
        if not -LARGEST[type_] - 1 <= number <= LARGEST[type_]:
            raise ValueError(value)
        return number  # type: ignore[no-any-return]
    if type_ == "DOUBLE":
        real = float(value)  # type: ignore[arg-type]
        if not math.isfinite(real):
            raise ValueError(value)
        return real
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def parse(name: str, written: Iterable[str]) -> dict[str, Argument]:
    """Arguments of the report from texts like p_countries=KOR,FRA; null means all, an empty list means none."""
    report = get(name)
    types = {parameter.name: parameter.type for parameter in report.parameters}
    arguments: dict[str, Argument] = {}
    for text in written:
        parameter, equals, value = text.partition("=")
        if not equals:
            raise UnpricedError(
                found=f"{text} is not a key and a value",
                needed="Arguments like p_countries=KOR,FRA",
                remedy=f"Write {text}=... ; `unpriced reports` lists the parameters",
            )
        given: object = value
        if value == "null":
            given = None
        elif types.get(parameter, "").endswith("[]"):
            given = [item.strip() for item in value.split(",") if item.strip()]
        arguments[parameter] = cast(report, parameter, given)
    return arguments


def written(value: Argument) -> str:
    """The value as `parse` reads it."""
    if isinstance(value, list):
        return ",".join(map(written, value))
    return value if isinstance(value, str) else literal(value)


class _Kept:
    """Results in the order of their last use, dropped from the oldest when they grow beyond a size.

    A result is the same for everyone as long as the database is; pages ask for the same few again and again.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Result | None:
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def put(self, key: Hashable, result: Result) -> None:
        with self._lock:
            if key not in self._results:
                self._results[key] = result
                self._bytes += result.table.nbytes
            while self._bytes > self.most_bytes:
                self._bytes -= self._results.popitem(last=False)[1].table.nbytes


# The rows of a report are few: copying them costs less than binding its statement again.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result makes an extra copy")

KEPT = _Kept(most_bytes=48 * 2**20)


def run(name: str, **arguments: object) -> Result:
    """What the report returned before for these arguments on this database, else what it returns now."""
    return run_within(None, name, arguments)


def run_within(seconds: float | None, name: str, arguments: Mapping[str, object]) -> Result:
    """The same, and stopped if it takes longer."""
    cast_arguments = _cast(name, arguments)
    key = (database.identity(), name, *((parameter, literal(value)) for parameter, value in cast_arguments.items()))
    kept = KEPT.get(key)
    if kept is not None:
        return kept
    result = _compute(seconds, name, cast_arguments)
    if database.identity() == key[0]:  # else another build came in between, and the result may be of either
        KEPT.put(key, result)
    return result


def compute(name: str, **arguments: object) -> Result:
    """Run the report; arguments are cast by the declared types and only ever bound."""
    return _compute(None, name, _cast(name, arguments))


def _compute(seconds: float | None, name: str, cast_arguments: dict[str, Argument]) -> Result:
    named = ", ".join(f"{parameter} := ${parameter}" for parameter in cast_arguments)
    with database.cursor(seconds) as cursor:
        version = database.data_version()
        # A relation of sql() would be bound twice, which costs a report from diaries a fifth of its time.
        table = cursor.execute(f'from "{name}"({named})', cast_arguments or None).to_arrow_table()
    return Result(report=get(name), arguments=cast_arguments, table=table, data_version=version)


def _cast(name: str, arguments: Mapping[str, object]) -> dict[str, Argument]:
    report = get(name)
    return {parameter: cast(report, parameter, value) for parameter, value in arguments.items()}
