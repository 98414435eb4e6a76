"""The command line: build, serve, list and run reports, list datasets, and say what is missing."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from unpriced import build as building
from unpriced import catalogue, doctor, exports, reports
from unpriced.catalogue import Language
from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES
from unpriced.paths import database_path

MOST_ROWS_SHOWN = 60

app = typer.Typer(
    name="unpriced",
    help="The economy that money does not see: build the database, serve the dashboard, run its reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
out = Console()
said = Console(stderr=True)  # progress and messages, so that a report can be piped


class Format(StrEnum):
    """How a report is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


@app.command()
def build(
    database: Annotated[Path | None, typer.Option(help="Where to write, if not data/build/unpriced.duckdb.")] = None,
) -> None:
    """Build the database from data/ and queries/; a failure leaves the old one in place."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=said,
        transient=True,
    ) as bar:
        task = bar.add_task("Building", total=None)
        manifest = building.build(
            database,
            lambda step, done, total: bar.update(task, description=step, completed=done, total=total),
        )
    target = database or database_path()
    said.print(
        f"Built {len(manifest.tables)} tables, data version [bold]{manifest.data_version}[/bold], "
        f"{manifest.n_checks} checks passed, {target.stat().st_size / 1e6:.1f} MB: {escape(str(target))}"
    )


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
) -> None:
    """Serve the dashboard until stopped."""
    from unpriced.server import (
        serve as serve_app,
    )  # Streamlit takes seconds to import, and only this needs it

    said.print(
        f"Unpriced is at [bold]http://{'localhost' if host == '127.0.0.1' else host}:{port}[/bold] (stop: Ctrl-C)"
    )
    serve_app(host, port)


@app.command(name="reports")
def list_reports() -> None:
    """List every report with its comment and its parameters."""
    for report in reports.catalogue().values():
        out.print(f"[bold]{report.name}[/bold]  {escape(report.comment)}")
        out.print(f"  grain: {escape(report.grain)}", style="dim")
        for parameter in report.parameters:
            out.print(f"  {parameter.name} {escape(parameter.type)} := {escape(parameter.default)}")


@app.command(name="report")
def run_report(
    name: Annotated[str, typer.Argument(help="A name that `unpriced reports` lists.")],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help="Lists as p_countries=KOR,FRA; null means all."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the rows.")] = Format.table,
    output: Annotated[Path | None, typer.Option(help="A file to write; without it, the screen.")] = None,
    language: Annotated[str, typer.Option(help="ko or en: titles and units in json and parquet.")] = "en",
) -> None:
    """Run one report."""
    chosen = _language(language)
    result = reports.run(name, **reports.parse(name, arguments or []))
    if format_ is Format.table:
        if output is not None:
            raise UnpricedError(
                found="--output was given with --format table",
                needed="A format for a file: csv, json or parquet",
                remedy=f"Add --format csv --output {output}",
            )
        _print_rows(result)
        return
    content = exports.plain_csv(result) if format_ is Format.csv else exports.table_file(result, format_, chosen)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UnpricedError(
            found=f"{output} cannot be written ({error.strerror})",
            needed="A file in a folder that exists and may be written",
            remedy="Choose another --output",
        ) from error
    said.print(f"{result.table.num_rows} rows: {escape(str(output))}")


def _language(text: str) -> Language:
    for known in LANGUAGES:
        if text == known:
            return known
    raise UnpricedError(found=f"--language is {text}", needed="ko or en", remedy="Write --language ko")


def _print_rows(result: reports.Result) -> None:
    """The rows as tables no wider than the screen; each but the first repeats the first column."""
    rows = result.table.slice(0, MOST_ROWS_SHOWN).to_pylist()
    texts = {name: [_cell(row[name]) for row in rows] for name in result.table.column_names}
    widths = {name: max(map(len, [name, *cells])) + 3 for name, cells in texts.items()}
    out.print(escape(result.call), style="bold")
    key, *others = texts
    while others:
        shown, used = [key], widths[key] + 1
        while others and (len(shown) == 1 or used + widths[others[0]] <= out.width):
            used += widths[others[0]]
            shown.append(others.pop(0))
        table = Table(*shown)
        for line in range(len(rows)):
            table.add_row(*(escape(texts[name][line]) for name in shown))
        out.print(table)
    if result.table.num_rows > len(rows):
        said.print(f"{len(rows)} of {result.table.num_rows} rows; all of them with --format csv")
    for dataset_id in result.dataset_ids:
        dataset = catalogue.datasets().get(dataset_id)
        if dataset:
            out.print(f"Source: {escape(dataset.citation)}", style="dim")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


@app.command()
def datasets() -> None:
    """List the datasets with edition, licence and producer."""
    shown = Table("id", "title", "producer", "edition", "licence")
    for dataset in catalogue.datasets().values():
        shown.add_row(
            dataset.id,
            dataset.title.en,
            dataset.producer.en,
            escape(str(dataset.edition)),
            escape(dataset.licence.name),
        )
    out.print(shown)


@app.command(name="doctor")
def run_doctor() -> None:
    """Say what works here, what is missing and how to mend it; exits with 1 if the dashboard cannot run."""
    findings = doctor.examine()
    marks = {
        "ok": "[green]ok[/green]     ",
        "warning": "[yellow]warning[/yellow]",
        "problem": "[red]problem[/red]",
    }
    for finding in findings:
        out.print(
            f"{marks[finding.level]} {escape(finding.said)}"
            + (f"\n        {escape(finding.remedy)}" if finding.remedy else "")
        )
    if any(finding.level == "problem" for finding in findings):
        raise typer.Exit(1)


def main() -> None:
    """The entry point: errors for people are one sentence and exit code 1."""
    try:
        app()
    except UnpricedError as error:
        said.print(f"[red]{escape(str(error))}[/red]", soft_wrap=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
