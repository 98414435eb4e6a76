"""A report's rows as CSV, XLSX, Parquet or JSON, with a dictionary of the columns and a readme."""

import csv
import io
import json
import math
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from unpriced import catalogue
from unpriced.catalogue import Language
from unpriced.i18n import t
from unpriced.reports import Result

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def dictionary(result: Result, language: Language) -> list[tuple[str, str, str, str]]:
    """Name, title, unit and description of each column of the result."""
    known = catalogue.columns()
    rows = []
    for name in result.table.column_names:
        column = known.get(name)
        rows.append(
            (
                name,
                column.title.in_language(language) if column else name,
                column.unit.in_language(language) if column and column.unit else "",
                column.description.in_language(language) if column else "",
            )
        )
    return rows


def readme(result: Result, language: Language) -> str:
    """What the file is, where each figure comes from, under which terms, and how to re-derive it."""
    lines = [
        t(language, "product") + " · " + result.report.name,
        result.report.comment,
        t(language, "export-grain", grain=result.report.grain),
        t(language, "export-version", version=result.data_version),
        "",
        t(language, "export-rederive"),
        "  " + result.call,
        "",
        t(language, "export-sources"),
    ]
    for dataset_id in result.dataset_ids:
        dataset = catalogue.datasets().get(dataset_id)
        if dataset is None:
            continue
        lines.append(f"- {dataset.title.in_language(language)} ({dataset.edition})")
        lines.append(f"  {dataset.citation}")
        lines.append("  " + t(language, "export-licence", licence=dataset.licence.name))
        lines.extend(f"  ! {warning.text.in_language(language)}" for warning in dataset.warnings)
    lines += ["", t(language, "export-columns")]
    lines += [
        f"- {name}: {title}{f' ({unit})' if unit else ''}" for name, title, unit, _ in dictionary(result, language)
    ]
    return "\n".join(lines) + "\n"


def guarded(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value


def _csv_bytes(header: list[str], rows: list[tuple[object, ...]], encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO(newline="")
    # Lines end as RFC 4180 has them: with a bare \n the writer would leave a \r inside a field unquoted.
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[guarded(value) for value in row] for row in rows])
    return stream.getvalue().encode(encoding)


def _rows(table: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True)) if table.num_columns else []


def plain_csv(result: Result) -> bytes:
    """The rows alone, for a pipe: UTF-8 without a byte order mark."""
    return _csv_bytes(result.table.column_names, _rows(result.table), "utf-8")


def columns_csv(result: Result, language: Language) -> bytes:
    """The dictionary of the columns."""
    return _csv_bytes(["name", "title", "unit", "description"], list(dictionary(result, language)))


def _csv(result: Result, language: Language) -> bytes:
    stream = io.BytesIO()
    entries = {
        f"{result.report.name}.csv": _csv_bytes(result.table.column_names, _rows(result.table)),
        "columns.csv": columns_csv(result, language),
        "README.txt": readme(result, language).encode(),
        f"{result.report.name}.sql": result.report.sql.encode(),
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _xlsx(result: Result, language: Language) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    ) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        columns = dictionary(result, language)
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(2, 1)
        for place, (name, title, unit, _) in enumerate(columns):
            sheet.write_string(0, place, f"{title} ({unit})" if unit else title, bold)
            sheet.write_string(1, place, name, bold)
            sheet.set_column(place, place, 18)
        for line, row in enumerate(_rows(result.table), start=2):
            for place, value in enumerate(row):
                if value is None:
                    continue
                shown = guarded(value)
                if isinstance(shown, bool):
                    sheet.write_boolean(line, place, shown)
                elif isinstance(shown, (int, float)):
                    sheet.write_number(line, place, shown)
                else:
                    sheet.write_string(line, place, str(shown))
        about = book.add_worksheet("columns")
        for line, entry in enumerate([("name", "title", "unit", "description"), *columns]):
            for place, text in enumerate(entry):
                about.write_string(line, place, text)
        about.set_column(0, 3, 32)
        notes = book.add_worksheet("readme")
        notes.set_column(0, 0, 120)
        for line, text in enumerate(readme(result, language).splitlines()):
            notes.write_string(line, 0, text)
    return stream.getvalue()


def _parquet(result: Result, language: Language) -> bytes:
    described = {name: (title, unit, text) for name, title, unit, text in dictionary(result, language)}
    fields = [
        field.with_metadata(dict(zip(("title", "unit", "description"), described[field.name], strict=True)))
        for field in result.table.schema
    ]
    schema = pa.schema(
        fields, metadata={"readme": readme(result, language), "sql": result.report.sql, "call": result.call}
    )
    stream = io.BytesIO()
    pq.write_table(result.table.cast(schema), stream, compression="zstd")
    return stream.getvalue()


def _strict(value: object) -> object:
    """What JSON has no word for (a query of one's own may divide by zero) as null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _json(result: Result, language: Language) -> bytes:
    document = {
        "report": result.report.name,
        "call": result.call,
        "data_version": result.data_version,
        "columns": [
            dict(zip(("name", "title", "unit", "description"), entry, strict=True))
            for entry in dictionary(result, language)
        ],
        "sources": [catalogue.datasets()[i].citation for i in result.dataset_ids if i in catalogue.datasets()],
        "rows": [{name: _strict(value) for name, value in row.items()} for row in result.table.to_pylist()],
    }
    return json.dumps(document, ensure_ascii=False, default=str, allow_nan=False).encode()


FORMATS: dict[str, tuple[str, str, Callable[[Result, Language], bytes]]] = {
    "csv": ("zip", "application/zip", _csv),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "parquet": ("parquet", "application/vnd.apache.parquet", _parquet),
    "json": ("json", "application/json", _json),
}


def table_file(result: Result, kind: str, language: Language) -> bytes:
    """The result as a file of the kind (csv is a zip with data, dictionary, readme and SQL)."""
    return FORMATS[kind][2](result, language)


def dataset_zip(dataset_id: str, language: Language) -> bytes:
    """The files of a dataset as the project holds them, with its registry entry and a readme."""
    dataset = catalogue.datasets()[dataset_id]
    about = [
        f"{dataset.title.in_language(language)} ({dataset.edition})",
        dataset.citation,
        t(language, "export-licence", licence=dataset.licence.name),
        *(f"! {warning.text.in_language(language)}" for warning in dataset.warnings),
    ]
    paths = [dataset.folder / file.path for file in dataset.files]
    if not paths:
        paths = sorted(p for p in dataset.folder.iterdir() if p.name != "dataset.yaml")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in [*paths, dataset.folder / "dataset.yaml"]:
            archive.writestr(zipfile.ZipInfo(path.name, date_time=(1980, 1, 1, 0, 0, 0)), path.read_bytes())
        archive.writestr(zipfile.ZipInfo("README.txt", date_time=(1980, 1, 1, 0, 0, 0)), "\n".join(about) + "\n")
    return stream.getvalue()
