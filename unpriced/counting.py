"""Count a survey of persons on the command line: which survey it is, the mapping that reads it, what is left out."""

from pathlib import Path

from rich.markup import escape

from unpriced import people_surveys, proposing, proposing_people
from unpriced.errors import UnpricedError
from unpriced.i18n import t
from unpriced.ingest import opening, people
from unpriced.ingest.target import Progress
from unpriced.terminal import out, said, shown_in, steps

MOST_SHOWN = 20  # answers that no rule explains


def count(paths: list[Path], options: dict[str, str], survey: str, mapping: Path | None) -> None:
    """Count the people of the file by the mapping; one that is not there is proposed by the columns and written."""
    if len(paths) != 1 or not paths[0].is_file():
        raise UnpricedError(found=f"{len(paths)} paths, or no file", needed="One file", remedy="Name one file")
    with opening.aside(paths[0]) as path, steps() as bar:
        if mapping is not None and mapping.is_file():
            read = people.read_file(mapping)
        else:
            read = proposed(path, options, survey, shown_in(bar))
            if mapping is not None:
                mapping.write_text(people.write(read), encoding="utf-8")
                said.print(f"{escape(str(mapping))} is written: look at it, edit it, and import again with it.")
                return
        counted = people_surveys.count(read, path, progress=shown_in(bar))
    for line in summary(counted):
        out.print(escape(line), soft_wrap=True)
    if counted.n_left_out:
        out.print(f"  Each with its row: {escape(str(counted.folder / people_surveys.REJECTS))}", soft_wrap=True)
    said.print("The people are not kept. Now: unpriced build")


def summary(counted: people_surveys.Counted) -> list[str]:
    """What a count came to, in lines."""
    answers = counted.unexplained[:MOST_SHOWN]
    return [
        f"{counted.survey_id}: {counted.n_people:,} people counted, {counted.n_left_out:,} rows left out",
        *(f"  {t('en', f'left_out-{reason}')}: {n:,}" for reason, n in counted.reasons.items()),
        *(f"  {one.column} = {one.value}: no rule explains it ({one.n_people:,} people)" for one in answers),
        *(f"  {t('en', f'note-{note}')}" for note in counted.notes),
    ]


def proposed(
    path: Path, options: dict[str, str], survey: str, progress: Progress | None = None
) -> people.PeopleMapping:
    """The mapping that the columns of the file come to, with the title, country and year that were set."""
    looked = proposing.look(path, progress=progress, keep=True)
    names = list(looked.columns)
    fit = proposing_people.recognise(names) if survey == "auto" else proposing_people.known(survey, names)
    if fit is not None:
        said.print(f"Read as {fit.title.en}: {fit.n_present} of {fit.n_known} known columns.")
        for rival in fit.rivals:
            said.print(f"It may as well be {rival}: say which with --survey.")
    if "year" not in options or not ("country" in options or (fit and fit.country_code)):
        raise UnpricedError(
            found="Nothing says of which country and year the people are",
            needed="A country (ISO 3166 alpha-3) and a year",
            remedy="Add --set country=KOR --set year=2024",
        )
    read = proposing_people.propose(looked, fit)
    about = read.survey.model_dump() | {
        "survey_id": proposing.survey_id(options.get("survey", path.stem), ""),
        "year": int(options["year"]),
        "country_code": options.get("country", read.survey.country_code),
        "synthetic": options.get("synthetic") == "true",
    }
    if "title" in options:
        about["title"] = {"en": options["title"], "ko": options["title"]}
    return read.model_copy(update={"survey": people.Survey.model_validate(about)})
