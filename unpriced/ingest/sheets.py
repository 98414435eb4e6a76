"""A sheet of a workbook (Excel, LibreOffice) as delimited text: every cell as a person reads it."""

import csv
import datetime
import zipfile
from pathlib import Path

from unpriced.errors import UnpricedError
from unpriced.ingest import archives
from unpriced.ingest.target import Target

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
MOST_BYTES = 1 << 30  # of a workbook unpacked: it is held in memory
ROWS_AT_A_TIME = 20_000


def as_text(target: Target, path: Path, sheet: str | None) -> Path:
    """The sheet as a file with tabs, in the folder of the target; without a name the first that has two rows."""
    import python_calamine as calamine

    try:
        _refuse_bombs(path)
        with calamine.load_workbook(path) as book:
            visible = [
                each.name
                for each in book.sheets_metadata
                if each.visible == calamine.SheetVisibleEnum.Visible and each.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if sheet is not None and sheet not in visible:
                raise UnpricedError(
                    found=f"{path.name} has the sheets {', '.join(visible)}",
                    needed=f"The sheet {sheet}",
                    remedy="Choose a sheet that is there",
                )
            rows = {name: book.get_sheet_by_name(name) for name in ([sheet] if sheet else visible)}
            chosen = next((name for name, of in rows.items() if of.height > 1), next(iter(rows), None))
            if chosen is None:
                raise UnpricedError(f"{path.name} has no sheet", "A sheet with a table", "Look at the workbook")
            target.offer("sheet", chosen, tuple(visible))
            if sheet is None and len(visible) > 1:
                target.say(f"{path.name} has {len(visible)} sheets; {chosen} was read.")
            return _written(target, rows[chosen], path)
    except (calamine.CalamineError, *archives.BROKEN) as error:
        locked = isinstance(error, calamine.PasswordError)
        raise UnpricedError(
            found=f"{path.name} is locked with a password" if locked else f"{path.name} is no workbook ({error})",
            needed="A workbook (.xlsx, .xls, .ods) that opens without a password",
            remedy="Save it again, or save the sheet as .csv",
        ) from error


def _written(target: Target, sheet: object, path: Path) -> Path:
    """The rows from the first that holds something; a row is as wide as the first."""
    placed = target.folder / f"{path.stem}.tsv"
    width = 0
    with placed.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, delimiter="\t", lineterminator="\n")
        for done, cells in enumerate(sheet.iter_rows()):  # type: ignore[attr-defined]
            row = [_cell(cell) for cell in cells]
            if not width:
                while row and not row[-1]:
                    row.pop()
                width = len(row)
            if width and any(row):
                writer.writerow(row[:width] if not any(row[width:]) else row)
            if done % ROWS_AT_A_TIME == 0:
                target.progress(f"Reading {path.name}", done, sheet.height)  # type: ignore[attr-defined]
    return placed


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, datetime.timedelta):  # a clock time that Excel counts as part of a day
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if isinstance(value, datetime.datetime) and value.date() in (
        datetime.date(1899, 12, 30),
        datetime.date(1899, 12, 31),
    ):
        return _cell(value.time())
    return str(value).strip()


def _refuse_bombs(path: Path) -> None:
    """A workbook is a zip file; what it says of its size is held against it before it is unpacked into memory."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > MOST_BYTES:
        raise UnpricedError(
            found=f"{path.name} unpacks to {size / 2**30:.1f} GB",
            needed=f"A workbook of at most {MOST_BYTES // 2**30} GB unpacked",
            remedy="Save the sheet as .csv, which is read without being held in memory",
        )
