"""Official files as they come: zipped or not, in UTF-8 or an older encoding, as delimited text with a header."""

import codecs
import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from unpriced import engine
from unpriced.errors import UnpricedError
from unpriced.ingest.target import Target

CHUNK = 1 << 20
KINDS = {  # how a column of text is read; a code below nought is the producer's way to say that there is none
    "text": "nullif(trim({0}), '')",
    "code": "case when try_cast({0} as integer) >= 0 then try_cast({0} as integer) end",
    "number": "try_cast({0} as double)",
}


BROKEN_LINES = "create table if not exists broken_lines (source_file varchar, source_row bigint, found varchar)"
# Before which of the rows that could be read each line stands that could not.
PLACES = "select line - row_number() over (order by line) + 1 as place from (select distinct line from bad_lines)"

KOREAN_PAIR = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]")  # a syllable in cp949 that is in use
LONELY = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")  # a letter with an accent among plain ones


@dataclass(frozen=True)
class Found:
    """A data file ready to read: where it lies now, in UTF-8, and its name as people know it."""

    path: Path
    name: str


def candidates(paths: Sequence[Path]) -> Iterator[Path]:
    """The files given, and those directly in the folders given."""
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.iterdir() if child.is_file())
        elif path.is_file():
            yield path
        else:
            raise UnpricedError(
                found=f"There is no file {path}",
                needed="Files or folders that are there",
                remedy="Mend the path",
            )


def members(path: Path) -> list[str]:
    """The names of the data files in the zip, or of the file itself."""
    if path.suffix.lower() != ".zip":
        return [path.name]
    with _opened(path) as archive:
        return [info.filename for info in archive.infolist() if not info.is_dir()]


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _broken(path, str(error)) from error


def _broken(path: Path, why: str) -> UnpricedError:
    return UnpricedError(
        found=f"{path.name} is not a whole zip file: {path.stat().st_size:,} bytes ({why})",
        needed="The file as its producer publishes it",
        remedy=f"Download {path.name} again (`unpriced fetch` checks what it downloads); nothing was imported",
    )


def unpack(path: Path, member: str, target: Target, encodings: Sequence[str], encoding: str | None = None) -> Found:
    """The member of the zip (or the file itself) as a file in UTF-8, out of its encoding if that is known."""
    name = Path(member).name
    if encoding not in (None, "utf-8"):
        return _decoded(path, name, target, str(encoding))
    zipped = path.suffix.lower() == ".zip"
    try:
        if not zipped:
            with path.open("rb") as stream:
                encoding = _encoding(stream, encodings, name, target, source_size(path, member))
            if encoding == "utf-8":
                return Found(path, name)
        placed = target.folder / name
        if placed == path:  # it was unpacked to there
            placed = placed.with_name(f"decoded-{name}")
        with _stream(path, member) as source:
            total = source_size(path, member)
            encoding = _copy(source, placed, total, target)
        if encoding != "utf-8":
            with _stream(path, member) as source:
                encoding = _encoding(source, encodings, name, target, total)
            with _stream(path, member) as source:
                _transcode(source, placed, encoding)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _broken(path, str(error)) from error
    if encoding != "utf-8":
        target.say(f"{name} is not UTF-8; it was read as {encoding}.")
        target.offer("encoding", encoding)
    return Found(placed, name)


def source_size(path: Path, member: str) -> int:
    """Bytes of the member of the zip when unpacked, or of the file itself."""
    if path.suffix.lower() != ".zip":
        return path.stat().st_size
    with _opened(path) as archive:
        return archive.getinfo(member).file_size


def _stream(path: Path, member: str) -> IO[bytes]:
    return zipfile.ZipFile(path).open(member) if path.suffix.lower() == ".zip" else path.open("rb")


def _copy(source: IO[bytes], placed: Path, total: int, target: Target) -> str:
    """Copy the bytes; 'utf-8' where they are, '' where they are not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, done = True, 0
    with placed.open("wb") as sink:
        while chunk := source.read(CHUNK):
            sink.write(chunk)
            if not done and _utf16_without_mark(chunk):  # to which UTF-8 has no objection
                is_utf8 = False
            done += len(chunk)
            target.progress(f"Unpacking {placed.name}", done, total)
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
    try:
        decoder.decode(b"", final=is_utf8)
    except UnicodeDecodeError:
        is_utf8 = False
    return "utf-8" if is_utf8 else ""


def _encoding(stream: IO[bytes], encodings: Sequence[str], name: str, target: Target, total: int) -> str:
    """The first encoding, UTF-8 before all, in which the whole stream is text; Korean only where it reads as Korean."""
    chunk = stream.read(CHUNK)
    if chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if (without_mark := _utf16_without_mark(chunk)) is not None:
        return without_mark
    decoders = {encoding: codecs.getincrementaldecoder(encoding)() for encoding in ("utf-8", *encodings)}
    korean, other, done, is_all = 0, 0, 0, False
    while not is_all and decoders:
        is_all = not chunk  # half a letter at the very end is no text
        done += len(chunk)
        target.progress(f"Reading {name}", done, total)
        if chunk.isascii() and chunk and not any(decoder.getstate()[0] for decoder in decoders.values()):
            chunk = stream.read(CHUNK)  # the same text in each of them
            continue
        for encoding, decoder in list(decoders.items()):
            try:
                decoder.decode(chunk, final=is_all)
            except UnicodeDecodeError:
                del decoders[encoding]
        korean += len(KOREAN_PAIR.findall(chunk))
        other += len(LONELY.findall(chunk))
        chunk = stream.read(CHUNK)
    if "utf-8" not in decoders and other > korean:  # cp949 takes the é of a cp1252 text with the letter after it
        decoders.pop("cp949", None)
    if not decoders:
        raise UnpricedError(
            found=f"{name} is text in none of utf-8, {', '.join(encodings)}",
            needed="A text file",
            remedy="Save it again as UTF-8",
        )
    return next(iter(decoders))


def _utf16_without_mark(start: bytes) -> str | None:
    """Text whose every second byte is nought, as UTF-16 without a byte order mark has it in names and numbers."""
    pairs = len(start) // 2
    if pairs < 4:
        return None
    low, high = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if high > 0.6 * pairs and not low:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 * pairs and not high else None


def _decoded(path: Path, name: str, target: Target, encoding: str) -> Found:
    """The file out of the encoding that a person gave."""
    placed = target.folder / f"decoded-{name}"
    try:
        with path.open("rb") as source:
            _transcode(source, placed, encoding)
    except UnicodeError as error:
        raise UnpricedError(
            found=f"{name} is no text in {encoding} ({error})",
            needed="The encoding in which it was saved",
            remedy="Choose another, or let it be found",
        ) from error
    return Found(placed, name)


def _transcode(source: IO[bytes], placed: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with placed.open("w", encoding="utf-8", newline="") as sink:
        while chunk := source.read(CHUNK):
            sink.write(decoder.decode(chunk))
        sink.write(decoder.decode(b"", final=True))


def header(found: Found, delimiter: str = ",") -> list[str]:
    """The column names in the first line, without a byte order mark."""
    with found.path.open(encoding="utf-8-sig", newline="") as stream:
        return [name.strip() for name in next(csv.reader(stream, delimiter=delimiter), [])]


def read(
    target: Target,
    table: str,
    found: Found,
    columns: Mapping[str, str],
    *,
    optional: Mapping[str, str] | None = None,
    pattern: tuple[str, str] | None = None,
    delimiter: str = ",",
    numbered: bool = True,
) -> int:
    """Read the delimited file into the table and return how many rows could not be read.

    `columns` and `optional` are names in lower case and a kind of KINDS; an optional column that the file lacks is
    null. `pattern` is a regular expression of further columns, and their kind. Each row keeps source_file and
    source_row, the line in the file, where they are `numbered` at once, which takes as long again as reading; else
    `lay_rows` does it. Lines that are no rows go to the table broken_lines.
    """
    names = header(found, delimiter)
    held = {name.lower(): name for name in names}
    missing = [name.upper() for name in columns if name not in held]
    if missing:
        raise UnpricedError(
            found=f"{found.name} has no column {', '.join(missing[:5])} (it has {', '.join(names[:6])}, …)",
            needed=f"The columns {', '.join(name.upper() for name in columns)}",
            remedy="Give the file as its producer publishes it, with its first line of names and commas between",
        )
    kinds = {**columns, **(optional or {})}
    if pattern is not None:
        kinds |= {name: pattern[1] for name in held if re.fullmatch(pattern[0], name)}
    shown = [
        f"{KINDS[kind].format(_quoted(held[name]))} as {_quoted(name)}" if name in held else f"{_null(kind)} as {name}"
        for name, kind in kinds.items()
    ]
    connection = target.connection
    for left in ("bad_lines", "bad_scans"):
        connection.execute(f"drop table if exists {left}")
    rows = ", $name as source_file, row_number() over () + 1 as source_row" if numbered else ""
    try:
        engine.execute(
            connection,
            f"create or replace table {table} as select {', '.join(shown)}{rows}"
            " from read_csv($path, header = true, delim = $delimiter, quote = '\"', escape = '\"', nullstr = '',"
            " auto_detect = false, columns = $columns, store_rejects = true, rejects_table = 'bad_lines',"
            " rejects_scan = 'bad_scans')",
            {
                "path": str(found.path),
                "columns": dict.fromkeys(names, "VARCHAR"),
                "delimiter": delimiter,
                **({"name": found.name} if numbered else {}),
            },
            lambda done, total: target.progress(f"Reading {found.name}", done, total),
        )
    except duckdb.Error as error:
        raise UnpricedError(
            found=f"{found.name} cannot be read ({' '.join(str(error).split())[:200]})",
            needed="Comma-separated text with a first line of names",
            remedy="Give the file as its producer publishes it",
        ) from error
    n_broken = _keep_broken(connection, found)
    if n_broken and numbered:
        connection.execute(
            f"update {table} set source_row = source_row + (select count(*) from ({PLACES})"
            f" where place <= {table}.source_row)"
        )
    return n_broken


def lay_rows(target: Target, table: str, lines: str, found: Found, shown: str, n_broken: int) -> None:
    """The table as a view of the lines as they were read, each with the file and its row there.

    Rows lie in the order of the file: the place of each says its row, below the names and below lines that are none.
    """
    connection = target.connection
    row = f"select {shown}, '{found.name.replace(chr(39), chr(39) * 2)}' as source_file, rowid + 2 as source_row"
    if not n_broken:
        connection.execute(f"create or replace view {table} as {row} from {lines}")
        return
    connection.execute(
        f"create or replace table {table}_rows as select r.* replace (r.source_row + coalesce(p.n, 0) as source_row)"
        f" from ({row} from {lines}) as r asof left join (select place, count(*) over (order by place) as n"
        f" from ({PLACES})) as p on r.source_row >= p.place order by source_row"
    )
    connection.execute(f"create or replace view {table} as from {table}_rows")


def _keep_broken(connection: duckdb.DuckDBPyConnection, found: Found) -> int:
    """Move the lines that are no rows to broken_lines."""
    connection.execute(BROKEN_LINES)
    row = connection.execute(
        "insert into broken_lines select $name, line, first(error_message) || ': ' || left(first(csv_line), 80)"
        " from bad_lines group by line",
        {"name": found.name},
    ).fetchone()
    return int(row[0]) if row else 0


def _null(kind: str) -> str:
    return {"text": "null::varchar", "code": "null::integer", "number": "null::double"}[kind]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
