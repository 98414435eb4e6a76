"""Travel and meals out on days with volunteering: `python -m unpriced.volunteering_days EPISODES` sums them again.

It needs the episodes of the survey as its extract has them, for the import keeps no restaurants apart, and a built
database that holds the imported diaries of SURVEY.
"""

import csv
import sys
from pathlib import Path

from unpriced import database
from unpriced.errors import UnpricedError
from unpriced.paths import DATA, QUERIES

FILE = DATA / "volunteering_days" / "days.csv"
SURVEY = "atus_2014"
# Codes of the survey: eating and drinking among its activities, a restaurant or bar among its places.
EATING, RESTAURANT = 11, "4"


def write(episodes: Path, target: Path = FILE) -> int:
    """Write days.csv and return its rows."""
    if not episodes.is_file():
        raise UnpricedError(
            found=f"{episodes} is not there",
            needed="The episodes of the survey as Parquet",
            remedy="Give the file atusact_2014_episodes.parquet",
        )
    settings = {
        "survey_id": SURVEY,
        "episodes": str(episodes),
        "eating_code": EATING,
        "restaurant_code": RESTAURANT,
    }
    with database.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"set variable {name} = $value", {"value": value})
        rows = cursor.execute((QUERIES / "aggregates" / "volunteering_days.sql").read_text(encoding="utf-8"))
        heading = [column[0] for column in rows.description or []]
        lines = rows.fetchall()
    if not lines:
        raise UnpricedError(
            found=f"The database does not hold the diaries of {SURVEY}",
            needed="The survey whose days are shipped",
            remedy="Import it with `unpriced import atus PATH…`, then `unpriced build`",
        )
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([heading, *lines])
    return len(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))} rows\n")
