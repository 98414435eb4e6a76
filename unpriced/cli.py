"""The command line: build, serve, list and run reports, list datasets, and say what is missing."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from unpriced import (
    brief,
    catalogue,
    checking,
    class_surveys,
    counting,
    doctor,
    exports,
    fetch,
    imports,
    reports,
    sample,
)
from unpriced import build as building
from unpriced.catalogue import Language
from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES
from unpriced.paths import database_path
from unpriced.terminal import out, said, shown_in, steps

MOST_ROWS_SHOWN = 60

app = typer.Typer(
    name="unpriced",
    help="The economy that money does not see: build the database, serve the dashboard, run its reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


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
    with steps() as bar:
        manifest = building.build(database, shown_in(bar))
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
    """Serve the dashboard, and its reports for programs under /api, until stopped."""
    from unpriced.server import (
        serve as serve_app,
    )  # Streamlit takes seconds to import, and only this needs it

    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
    said.print(f"Unpriced is at [bold]{address}[/bold], for programs at {address}/api/reports (stop: Ctrl-C)")
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
    _write(output, content)
    said.print(f"{result.table.num_rows} rows: {escape(str(output))}")


@app.command(name="brief")
def make_brief(
    country: Annotated[str | None, typer.Argument(help="The three letters of a country, such as KOR.")] = None,
    lang: Annotated[str | None, typer.Option(help="ko or en; without it English, and with --all both.")] = None,
    output: Annotated[Path | None, typer.Option(help="The file, or with --all the folder, to write.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every country that has a survey of time.")] = False,
    address: Annotated[str, typer.Option(help="Where the dashboard is served: the briefs link there.")] = brief.HERE,
) -> None:
    """Write the two printed pages of a country as PDF."""
    if every == (country is not None):
        raise UnpricedError(
            found="Both a country and --all" if every else "Neither a country nor --all",
            needed="One of them",
            remedy="Write `unpriced brief KOR --lang ko`, or `unpriced brief --all --output briefs`",
        )
    root = address.rstrip("/") + "/"
    if country is not None:
        chosen = _language(lang or "en", "--lang")
        target = output or Path(brief.file_name(country.upper(), chosen))
        _write(target, brief.pdf(country.upper(), chosen, address=root))
        said.print(f"The brief of {escape(country.upper())}: {escape(str(target))}")
        return
    folder = output or Path("briefs")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(code, one) for code in brief.countries() for one in ([_language(lang, "--lang")] if lang else LANGUAGES)]
    with steps() as bar:
        show = shown_in(bar)
        for done, (code, one) in enumerate(wanted):
            show(f"{code} {one}", done, len(wanted))
            _write(folder / brief.file_name(code, one), brief.pdf(code, one, address=root))
    said.print(f"{len(wanted)} briefs: {escape(str(folder))}")


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UnpricedError(
            found=f"{target} cannot be written ({error.strerror})",
            needed="A file in a folder that exists and may be written",
            remedy="Choose another --output",
        ) from error


def _language(text: str, option: str = "--language") -> Language:
    for known in LANGUAGES:
        if text == known:
            return known
    raise UnpricedError(found=f"{option} is {text}", needed="ko or en", remedy=f"Write {option} ko")


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


@app.command(name="fetch")
def fetch_files(
    dataset: Annotated[str, typer.Argument(help="A dataset that its producer serves, such as atus.")],
    years: Annotated[str, typer.Option(help="2016, or 2003-2024 for all years in one release.")],
    only: Annotated[str | None, typer.Option(help="Some of the files: atusresp,atusact.")] = None,
    contact: Annotated[
        str | None, typer.Option(envvar="UNPRICED_CONTACT", help="How the producer can reach you, such as an e-mail.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Download files that are there already, too.")] = False,
    from_: Annotated[str | None, typer.Option("--from", help="Another address, with {file} and {release}.")] = None,
) -> None:
    """Download a producer's files from its official address into data/downloads, going on where it broke off."""
    with steps() as bar:
        folder, files = fetch.run(
            dataset,
            years,
            only=only.split(",") if only else None,
            contact=contact,
            again=again,
            address=from_,
            progress=shown_in(bar),
        )
    shown = Table("file", "bytes", "sha256", "")
    for file in files:
        shown.add_row(
            file.name, f"{file.n_bytes:,}", file.sha256[:16], "was there already" if file.was_there else "fetched"
        )
    out.print(shown)
    said.print(f"Now: unpriced import {dataset} {escape(str(folder))}", soft_wrap=True)


@app.command(name="import")
def import_files(
    dataset: Annotated[str, typer.Argument(help="The dataset that the files belong to, such as atus.")],
    paths: Annotated[list[Path], typer.Argument(help="Its files, or folders that hold them.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="What an adapter lets you choose.")
    ] = None,
    survey: Annotated[
        str, typer.Option(help="Of a survey of persons: which it is, such as gss; auto looks at the columns.")
    ] = "auto",
    mapping: Annotated[
        Path | None, typer.Option(help="Of a survey of persons: the YAML that reads it; written if it is not there.")
    ] = None,
) -> None:
    """Import diaries, or count the classes of a survey; a failure leaves what was imported before.

    `unpriced import survey people.sav` reads any survey of persons; see --survey and --mapping.
    """
    unclear = [setting for setting in settings or [] if "=" not in setting]
    if unclear:
        raise UnpricedError(found=f"--set {unclear[0]}", needed="A key and a value", remedy="Write --set key=value")
    options = dict(setting.split("=", 1) for setting in settings or [])
    if dataset == "survey":
        counting.count(paths, options, survey, mapping)
        return
    if dataset in class_surveys.KINDS:
        with steps() as bar:
            folder = class_surveys.run(dataset, paths, options=options, progress=shown_in(bar))
        said.print(f"{escape(folder.name)} is counted; its people are not kept. Now: unpriced build")
        return
    with steps() as bar:
        imported = imports.run(dataset, paths, options=options, progress=shown_in(bar))
    for line in imports.summary(imported):
        out.print(escape(line), soft_wrap=True)


app.command(name="check")(checking.command)

imports_app = typer.Typer(help="List the imported surveys, or take one away.", invoke_without_command=True)
app.add_typer(imports_app, name="imports")


@imports_app.callback()
def list_by_default(context: typer.Context) -> None:
    """List the imported surveys, or take one away."""
    if context.invoked_subcommand is None:
        list_imports()


@imports_app.command(name="list")
def list_imports() -> None:
    """List the imported surveys."""
    shown = Table("id", "title", "years", "diaries", "rejected rows", "MB")
    for survey in imports.held():
        years = (
            f"{survey.first_year}–{survey.last_year}" if survey.first_year < survey.last_year else str(survey.last_year)
        )
        shown.add_row(
            survey.survey_id,
            escape(survey.title),
            years,
            f"{survey.n_diaries:,}",
            f"{survey.n_rejects:,}",
            f"{survey.n_bytes / 1e6:.1f}",
        )
    if shown.row_count:
        out.print(shown)
    else:
        said.print("Nothing is imported. See `unpriced fetch --help` and `unpriced import --help`.")


@imports_app.command(name="remove")
def remove_import(survey: Annotated[str, typer.Argument(help="An id that `unpriced imports` lists.")]) -> None:
    """Take an imported survey away; the built database keeps it until the next build."""
    imports.remove(survey)
    said.print(f"{escape(survey)} is taken away. Now: unpriced build")


@app.command(name="sample")
def make_sample(
    folder: Annotated[Path | None, typer.Option(help="Where to write, if not data/diary_sample.")] = None,
) -> None:
    """Make the synthetic diary sample again, from generator.yaml and the published tables of the built database."""
    written = sample.write(folder or sample.FOLDER)
    said.print(f"{written['diaries']:,} synthetic diary days, {written['episodes']:,} episodes. Now: unpriced build")


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
