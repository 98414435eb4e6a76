"""The American time transfer account that is shipped: `python -m unpriced.transfers ROSTER` makes it again.

It needs the roster of the households (ages and sexes of all members), which the import of diaries does not keep, and a
built database that holds the imported diaries of SURVEY. The queries transfers and transfer_people add up.
"""

import csv
import sys
from pathlib import Path

from unpriced import database
from unpriced.errors import UnpricedError
from unpriced.paths import DATA, QUERIES

FOLDER = DATA / "time_transfers"
SURVEY = "atus_2014"
CHILD_BELOW = 18  # how the survey tells the children of a household from its adults
FILES = {"account": "transfers", "people": "transfer_people"}


def write(roster: Path, folder: Path = FOLDER) -> dict[str, int]:
    """Write account.csv and people.csv and return their rows."""
    if not roster.is_file():
        raise UnpricedError(
            found=f"{roster} is not there",
            needed="The household roster of the survey as Parquet",
            remedy="Give the file atuscps_2014_household_roster.parquet",
        )
    with database.cursor() as cursor:
        held = cursor.execute("select count(*) from core_diaries where survey_id = $id", {"id": SURVEY}).fetchone()
        if not held or not held[0]:
            raise UnpricedError(
                found=f"The database does not hold the diaries of {SURVEY}",
                needed="The survey whose account is shipped",
                remedy="Import it with `unpriced import atus PATH…`, then `unpriced build`",
            )
        cursor.execute("set variable survey_id = $id", {"id": SURVEY})
        cursor.execute("set variable roster = $path", {"path": str(roster)})
        cursor.execute("set variable child_below = $age", {"age": CHILD_BELOW})
        n_rows = {}
        for name, query in FILES.items():
            rows = cursor.execute((QUERIES / "aggregates" / f"{query}.sql").read_text(encoding="utf-8"))
            heading = [column[0] for column in rows.description or []]
            lines = rows.fetchall()
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows([heading, *lines])
            n_rows[name] = len(lines)
    return n_rows


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))}\n")
