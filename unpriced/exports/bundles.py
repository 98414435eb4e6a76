"""A view as one zip: rows, dictionary, sources, citations, and all that derives the rows again with DuckDB alone."""

import io
import json
import tempfile
import zipfile
from pathlib import Path

from unpriced import catalogue, database, layers, terms
from unpriced.catalogue import Language
from unpriced.exports import citations, tables
from unpriced.exports.citations import View
from unpriced.i18n import t
from unpriced.reports import Result, literal

MOST_ROWS = 5_000_000  # of diaries in one bundle; an imported survey can be larger than a file to take away


def bundle(view: View, language: Language) -> bytes:
    """The zip; its README says what each file is."""
    result = view.result
    assert result.report.path is not None, "a bundle is of a report"
    macros = layers.macros_of(result.report.path)
    with tempfile.TemporaryDirectory() as folder:
        core, left_out = _core_tables(result, macros, Path(folder), language)
        files: dict[str, bytes] = {
            "README.txt": _readme(result, language, left_out).encode(),
            "rows.csv": tables.plain_csv(result),
            "rows.parquet": tables.table_file(result, "parquet", language),
            "columns.csv": tables.columns_csv(result, language),
            "parameters.json": _parameters(result).encode(),
            "sources.json": _sources(result, language).encode(),
            **{f"citation.{ending}": cite(view, language).encode() for ending, cite in citations.CITATIONS.values()},
            "macros.sql": _macros(core, macros).encode(),
            "call.sql": (result.call + "\n").encode(),
            "rederive.py": Path(__file__).with_name("rederive.py").read_bytes(),
        }
        if left_out:
            files["LEFT_OUT.txt"] = (left_out + "\n").encode()
        files |= {f"core/{path.name}": path.read_bytes() for path in core}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _core_tables(result: Result, macros: list[Path], folder: Path, language: Language) -> tuple[list[Path], str]:
    """The core tables that the report reads, as files, and what had to stay here: days of people whose survey may not
    be handed on, or that are too many. Of the diaries, the survey that was asked for is enough."""
    made: list[Path] = []
    left_out: list[str] = []
    with database.cursor() as cursor:
        known = cursor.execute(
            "select table_name from duckdb_tables() where database_name = 'base' and starts_with(table_name, 'core_')"
        ).fetchall()
        defaults = {parameter.name: parameter.default_value for parameter in result.report.parameters}
        given = result.arguments.get("p_survey", defaults.get("p_survey"))
        asked = None if given is None else str(given)
        of_people = terms.tables_of_people()
        closed = [survey for survey in terms.closed_surveys() if asked in {None, survey}]
        for name in layers.tables_of(macros, (name for (name,) in known)):
            where = ""
            if name in of_people:
                if asked is not None:
                    days = f"select {of_people[name]} from core_diaries where survey_id = {literal(asked)}"
                    where = f"where {of_people[name]} in ({days})"
                (n_rows,) = cursor.execute(f'select count(*) from "{name}" {where}').fetchone() or (0,)
                left_out += [t(language, "bundle-closed", survey=survey) for survey in closed]
                if n_rows > MOST_ROWS:
                    left_out.append(t(language, "bundle-too-large", table=name))
                if left_out:
                    continue
            path = folder / f"{name}.parquet"
            cursor.execute(f'copy (from "{name}" {where}) to {literal(str(path))} (format parquet, compression zstd)')
            made.append(path)
    return made, "\n".join(dict.fromkeys(left_out))


def _macros(core: list[Path], macros: list[Path]) -> str:
    """The statements that make the core tables and every macro, in their order."""
    made = [f"create or replace table {path.stem} as from 'core/{path.name}';\n" for path in core]
    return "".join(made) + "".join(f"\n{path.read_text(encoding='utf-8').rstrip()};\n" for path in macros)


def _parameters(result: Result) -> str:
    """Every parameter with its type, its default and the value of this view."""
    document = {
        "report": result.report.name,
        "data_version": result.data_version,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": parameter.default_value,
                "value": result.arguments.get(parameter.name, parameter.default_value),
            }
            for parameter in result.report.parameters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _sources(result: Result, language: Language) -> str:
    """Each dataset behind the rows with edition, citation, licence and caveats."""
    datasets = (catalogue.datasets().get(dataset_id) for dataset_id in result.dataset_ids)
    document = [
        {
            "id": dataset.id,
            "title": dataset.title.in_language(language),
            "producer": dataset.producer.in_language(language),
            "edition": dataset.edition,
            "citation": dataset.citation,
            "address": dataset.url,
            "licence": dataset.licence.name,
            "licence_address": dataset.licence.url,
            "redistribution": dataset.licence.redistribution.value,
            "warnings": [warning.text.in_language(language) for warning in dataset.warnings],
        }
        for dataset in datasets
        if dataset is not None
    ]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _readme(result: Result, language: Language, left_out: str) -> str:
    files = [
        *("rows", "columns", "parameters", "sources", "citation", "macros", "call", "core", "rederive"),
    ]
    lines = [
        t(language, "bundle-title"),
        "",
        *(f"- {t(language, f'bundle-{name}')}" for name in files),
        *(["", left_out] if left_out else []),
        "",
        "  python rederive.py",
        '  duckdb -c ".read macros.sql" -c ".read call.sql"',
        "",
        tables.readme(result, language),
    ]
    return "\n".join(lines)
