"""The American shares of people who are poor in time: `python -m unpriced.time_poverty` counts them again.

It needs a built database that holds the imported diaries of SURVEYS; the report time_poverty does the counting.
"""

import csv
import sys
from itertools import product
from pathlib import Path

from unpriced import reports
from unpriced.errors import UnpricedError
from unpriced.paths import DATA

FILE = DATA / "time_poverty" / "shares.csv"
SURVEYS = ("atus_2003_2016", "atus_2014")
GROUPINGS = ("all", "sex", "age_group", "education", "employment", "household_type", "income_fifth", "region")
COLUMNS = (
    *("survey_id", "country_code", "time_definition", "class_grouping", "class_group", "time_poor_share"),
    *("time_poor_share_se", "threshold_minutes", "n_persons"),
)


def write(target: Path = FILE) -> int:
    """Write shares.csv and return its rows."""
    lines = []
    for survey, grouping in product(SURVEYS, GROUPINGS):
        rows = reports.run("time_poverty", p_survey=survey, p_grouping=grouping).table.to_pylist()
        if any(row["dataset_id"] != "atus" for row in rows):
            raise UnpricedError(
                found=f"The database does not hold the diaries of {survey}",
                needed="The surveys whose shares are shipped",
                remedy="Import it with `unpriced import atus PATH…`, then `unpriced build`",
            )
        lines += [[row[name] for name in COLUMNS] for row in rows if row["time_poor_share"] is not None]
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *lines])
    return len(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{write()} rows\n")
