"""Example files to try an upload with: days of the synthetic sample, whole, and the same with planted defects."""

import csv
import io
from collections.abc import Callable

from unpriced import reports
from unpriced.exports import example_countries, example_people

NAMES = ("id", "sex", "age", "year", "weight", "start", "end", "activity")


def _rows() -> list[dict[str, object]]:
    table = reports.run("example_diaries").table
    columns = (
        "person_id",
        "sex",
        "age_years",
        "year",
        "person_weight",
        "start_clock_time",
        "end_clock_time",
        "activity_code",
    )
    return [
        dict(zip(NAMES, row, strict=True)) for row in zip(*(table.column(c).to_pylist() for c in columns), strict=True)
    ]


def _file(rows: list[dict[str, object]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, NAMES, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def diary() -> bytes:
    """A file without a fault."""
    return _file(_rows())


def diary_with_defects() -> bytes:
    """The same file with an unknown sex, a negative weight, an unknown activity, an episode that runs into the next
    and a day that lacks an episode, each of another person."""
    people: dict[object, list[dict[str, object]]] = {}
    for row in _rows():
        people.setdefault(row["id"], []).append(dict(row))
    first, second, third, fourth, fifth, *_ = people.values()
    for row in first:
        row["sex"] = "9"
    for row in second:
        row["weight"] = -1
    third[2]["activity"] = "juggling"
    fourth[3]["end"] = fourth[5]["end"]
    del fifth[4]
    return _file([row for rows in people.values() for row in rows], ";")


FILES: dict[str, Callable[[], bytes]] = {
    "diary": diary,
    "diary_with_defects": diary_with_defects,
    "survey": example_people.survey,
    "survey_with_defects": example_people.survey_with_defects,
    "countries": example_countries.countries,
    "countries_with_defects": example_countries.countries_with_defects,
}
