"""Tables of any kind as they come: text, workbooks, SPSS, Stata, Parquet, zipped or not, and fixed width with its DDI.

Every column is text under its name in lower case, a whole number without a decimal point; each row keeps the file and
the row it was read from. Value labels go to the table value_labels, so that a mapping may go by words.
"""

import csv
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from unpriced.errors import UnpricedError
from unpriced.ingest import archives, files, kept, numerals, sheets
from unpriced.ingest.files import Found
from unpriced.ingest.reading import DELIMITERS, Delimiter, Reading
from unpriced.ingest.target import Target

TEXT = {".csv", ".tsv", ".tab", ".txt"}
STATISTICAL = {".sav", ".zsav", ".dta"}
ENCODINGS = ("cp949", "cp1252", "latin-1")
ROWS_AT_A_TIME = 50_000
KINDS = TEXT | STATISTICAL | sheets.WORKBOOKS | {".parquet"}
LINES_TRIED = 50  # for the delimiter


def kind(path: Path) -> str:
    """The suffix that says what the file is, without .gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]


def prepare(target: Target) -> None:
    """An empty table of value labels."""
    target.connection.execute(
        "create or replace table value_labels (table_name varchar, column_name varchar, code varchar, label varchar)"
    )


def read(
    target: Target,
    table: str,
    path: Path,
    *,
    codebook: Path | None = None,
    rectype: str | None = None,
    reading: Reading = Reading(),  # noqa: B008  nothing is said
) -> None:
    """Lay the file before the target as a table or a view; a codebook is needed for fixed width, a record type where it
    has several."""
    target.progress(f"Reading {path.name}", 0, 1)
    _clear(target.connection, table)
    if codebook is None and (held := kept.place(path, reading)).is_file():
        kept.attach(target, table, held)
        return
    if codebook is None and path.suffix.lower() == ".zip":
        path = archives.out_of_zip(target, path, reading.member, KINDS)
    suffix = kind(path)
    if codebook is not None:
        _read_ipums(target, table, path, codebook, rectype)
    elif suffix in STATISTICAL:
        _read_statistical(target, table, path)
    elif suffix == ".parquet":
        _read_parquet(target, table, path)
    elif suffix in sheets.WORKBOOKS:
        _read_text(target, table, Found(sheets.as_text(target, path, reading.sheet), path.name), reading, "\t")
    elif suffix in TEXT:
        _read_text(target, table, _as_text(target, path, reading.encoding), reading)
    else:
        raise UnpricedError(
            found=f"{path.name} is no table that can be read",
            needed="Text (.csv, .tsv, .txt), Excel (.xlsx), SPSS (.sav), Stata (.dta), Parquet, one of these in a .zip,"
            " or .dat with its codebook .xml",
            remedy="Save it as one of these; a fixed-width file needs its codebook beside it",
        )


def _clear(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Take away what an earlier try has laid under the name."""
    views = connection.execute("select view_name from duckdb_views() where view_name = $name", {"name": table})
    connection.execute(f"drop {'view' if views.fetchone() else 'table'} if exists {table}")


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of the table in the order of the file."""
    found = [str(name) for name, *_ in connection.execute(f"describe {table}").fetchall()]
    return [name for name in found if name not in ("source_file", "source_row")]


def _as_text(target: Target, path: Path, encoding: str | None = None) -> Found:
    """The file as UTF-8, out of its .gz if it is in one."""
    if path.suffix.lower() == ".gz":
        path = archives.out_of_gzip(target, path)
    target.offer("encoding", encoding or "utf-8")
    return files.unpack(path, path.name, target, ENCODINGS, encoding)


def _read_text(
    target: Target,
    table: str,
    found: Found,
    reading: Reading = Reading(),  # noqa: B008  nothing is said
    delimiter: Delimiter | None = None,
) -> None:
    if delimiter is None:
        delimiter = reading.delimiter or _delimiter(found)
        target.offer("delimiter", delimiter)
    names = [name.lower() for name in files.header(found, delimiter)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not all(names):
        what = f"the column {twice[0].upper()} twice" if twice else "a column without a name"
        raise UnpricedError(
            found=f"{found.name} has {what}",
            needed="A first line of names, each once",
            remedy="Mend the first line",
        )
    lines = f"{table}_lines"
    n_broken = files.read(target, lines, found, {}, pattern=(r".*", "text"), delimiter=delimiter, numbered=False)
    shown = numerals.settled(target, lines, Path(found.name), delimiter, reading.decimal)
    files.lay_rows(target, table, lines, found, shown, n_broken)


def _delimiter(found: Found) -> Delimiter:
    """What parts the first line into the most columns, if most lines are then as wide as the first."""
    with found.path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [line for line in (stream.readline() for _ in range(LINES_TRIED)) if line.strip()]

    def fit(mark: str) -> tuple[bool, int]:
        widths = [len(next(csv.reader([line], delimiter=mark), [])) for line in lines]
        alike = sum(width == widths[0] for width in widths) if widths else 0
        return alike > 0.8 * len(widths), widths[0] if widths else 0

    return max(DELIMITERS, key=fit)


def _read_parquet(target: Target, table: str, path: Path) -> None:
    connection = target.connection
    source = "read_parquet($path, file_row_number = true)"
    try:
        described = connection.execute(f"describe from {source}", {"path": str(path)}).fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, str(error).splitlines()[0]) from error
    shown = [_as_code(name, type_) for name, type_, *_ in described if name != "file_row_number"]
    connection.execute(
        f"create or replace table {table} as select {', '.join(shown)}, $name as source_file,"
        f" file_row_number + 1 as source_row from {source}",
        {"path": str(path), "name": path.name},
    )


def _as_code(name: str, type_: str) -> str:
    """The column as text, a whole number without a decimal point."""
    column = '"' + name.replace('"', '""') + '"'
    shown = '"' + name.lower().replace('"', '""') + '"'
    if type_ in ("DOUBLE", "FLOAT"):
        whole = f"{column} = trunc({column}) and abs({column}) < 1e15"
        return f"case when {whole} then {column}::bigint::varchar else {column}::varchar end as {shown}"
    return f"nullif(trim({column}::varchar), '') as {shown}"


def _read_statistical(target: Target, table: str, path: Path) -> None:
    """SPSS and Stata, some rows at a time; Korean files of old are in cp949."""
    import pyreadstat

    reader = pyreadstat.read_dta if path.suffix.lower() == ".dta" else pyreadstat.read_sav
    metadata, used = None, None
    for encoding in (None, *ENCODINGS):
        try:
            metadata = reader(str(path), metadataonly=True, encoding=encoding)[1]
            _fill(target, table, path, reader, encoding)
        except (pyreadstat.ReadstatError, UnicodeDecodeError) as error:
            about_text = isinstance(error, UnicodeDecodeError) or "conver" in str(error) or "encod" in str(error)
            if encoding is None and not about_text:
                raise _unreadable(path, str(error)) from error
            continue
        used = encoding
        break
    else:
        raise _unreadable(path, "its text is in none of the known encodings")
    if used is not None:
        target.say(f"{path.name} is not UTF-8; it was read as {used}.")
    assert metadata is not None
    _keep_labels(target, table, {n.lower(): labels for n, labels in metadata.variable_value_labels.items()})


def _fill(target: Target, table: str, path: Path, reader: Any, encoding: str | None) -> None:
    import pyreadstat

    connection, n_rows = target.connection, 0
    chunks = pyreadstat.read_file_in_chunks(reader, str(path), chunksize=ROWS_AT_A_TIME, encoding=encoding)
    for frame, metadata in chunks:
        connection.register("chunk", frame)
        described = connection.execute("describe from chunk").fetchall()
        shown = [_as_code(name, type_) for name, type_, *_ in described]
        select = (
            f"select {', '.join(shown)}, $name as source_file, row_number() over () + $before as source_row from chunk"
        )
        verb = f"create or replace table {table} as" if n_rows == 0 else f"insert into {table}"
        connection.execute(f"{verb} {select}", {"name": path.name, "before": n_rows})
        connection.unregister("chunk")
        n_rows += len(frame)
        target.progress(f"Reading {path.name}", n_rows, metadata.number_rows or 0)


def _keep_labels(target: Target, table: str, labels: dict[str, dict[Any, str]]) -> None:
    rows = [
        [table, column, str(int(code)) if isinstance(code, float) and code.is_integer() else str(code), label]
        for column, of_column in labels.items()
        for code, label in of_column.items()
    ]
    if rows:
        target.connection.executemany("insert into value_labels values (?, ?, ?, ?)", rows)


def _unreadable(path: Path, why: str) -> UnpricedError:
    return UnpricedError(
        found=f"{path.name} cannot be read: {path.stat().st_size:,} bytes ({' '.join(why.split())[:160]})",
        needed="The file as its producer publishes it, whole",
        remedy=f"Get {path.name} again; nothing was imported",
    )


def codebook_of(path: Path) -> Any:
    """The IPUMS codebook (DDI) in the file."""
    from ipumspy import readers

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reminder to cite; the dataset's entry carries the citation
        try:
            return readers.read_ipums_ddi(path)
        except (OSError, ValueError, AttributeError, KeyError, IndexError, SyntaxError) as error:
            raise UnpricedError(
                found=f"{path.name} is no codebook of IPUMS ({' '.join(str(error).split())[:120]})",
                needed="The .xml file (DDI) that comes with the extract",
                remedy="Download it beside the data file",
            ) from error


def record_types(path: Path) -> list[str]:
    """The record types of a hierarchical extract; none where it is rectangular."""
    described = codebook_of(path).file_description
    return list(described.rectypes) if described.structure == "hierarchical" else []


def _read_ipums(target: Target, table: str, path: Path, codebook: Path, rectype: str | None) -> None:
    described = codebook_of(codebook)
    variables = [v for v in described.data_description if rectype is None or rectype in v.rectype.split(" ")]
    found = _as_text(target, path)
    if kind(path) == ".csv":
        _read_text(target, table, found)
    else:
        named = Found(found.path, path.name)
        _read_fixed_width(target, table, named, variables, described.file_description.rectype_idvar, rectype)
    labels = {v.name.lower(): {code: label for label, code in v.codes.items()} for v in variables}
    _keep_labels(target, table, {c: of for c, of in labels.items() if c in columns(target.connection, table)})


def _read_fixed_width(
    target: Target, table: str, found: Found, variables: Sequence[Any], id_variable: str, rectype: str | None
) -> None:
    """Cut each line where the codebook says; implied decimals are set, and leading noughts of numbers taken off."""
    width = max(v.end for v in variables)
    shown = [_cut(v) for v in variables]
    where = ""
    if rectype is not None:
        marker = next(v for v in variables if v.name.upper() == id_variable.upper())
        where = f" where substr(line, {marker.start + 1}, {marker.end - marker.start}) = $rectype"
    connection = target.connection
    # A separator that no line holds: every line is one value.
    lines = (
        "(select line, row_number() over () as source_row from read_csv($path, header = false, delim = '\\x01',"
        " quote = '', escape = '', auto_detect = false, columns = {'line': 'VARCHAR'}, strict_mode = false))"
    )
    values: dict[str, object] = {"path": str(found.path), "name": found.name}
    if rectype is not None:
        values["rectype"] = rectype
    connection.execute(
        f"create or replace table {table} as select {', '.join(shown)}, $name as source_file, source_row"
        f" from {lines}{where}",
        values,
    )
    short = connection.execute(
        f"select source_row, length(line) from {lines}{where or ' where true'} and length(line) < {width - 60}"
        " order by source_row limit 1",
        {name: value for name, value in values.items() if name != "name"},
    ).fetchone()
    if short and rectype is None:
        raise UnpricedError(
            found=f"{found.name}, row {short[0]} has {short[1]} characters",
            needed=f"Lines of {width} characters, as the codebook says",
            remedy="The file is cut short or belongs to another codebook: download both again",
        )


def _cut(variable: Any) -> str:
    text = f"nullif(trim(substr(line, {variable.start + 1}, {variable.end - variable.start})), '')"
    name = '"' + variable.name.lower() + '"'
    if variable.vartype == "character":
        return f"{text} as {name}"
    if variable.shift:
        return f"(try_cast({text} as double) / 1e{variable.shift})::varchar as {name}"
    return f"coalesce(try_cast({text} as bigint)::varchar, {text}) as {name}"
