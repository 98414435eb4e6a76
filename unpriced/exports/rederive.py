"""Derive the rows of this bundle again from its core tables and compare every value.

It needs Python and DuckDB 2, and nothing else: python rederive.py
"""

import math
import os
import sys
from pathlib import Path

import duckdb

TOLERANCE = 1e-9  # relative: machines may differ in the last digits of a float


def same(derived: object, expected: object) -> bool:
    """Whether two values are equal, floats within the tolerance, lists item by item."""
    if isinstance(derived, float) and isinstance(expected, float):
        return math.isclose(derived, expected, rel_tol=TOLERANCE) or (math.isnan(derived) and math.isnan(expected))
    if isinstance(derived, list) and isinstance(expected, list):
        return len(derived) == len(expected) and all(map(same, derived, expected))
    return derived == expected


def main() -> int:
    """Say how many values were compared and which differ; 0 when none does."""
    os.chdir(Path(__file__).resolve().parent)
    if Path("LEFT_OUT.txt").exists():
        sys.stderr.write(Path("LEFT_OUT.txt").read_text(encoding="utf-8"))
        return 2
    base = duckdb.connect()
    base.execute(Path("macros.sql").read_text(encoding="utf-8"))
    call = Path("call.sql").read_text(encoding="utf-8").strip().removesuffix(";")
    derived = base.execute(f"select * from ({call}) order by all")
    names = [column[0] for column in derived.description]
    rows = derived.fetchall()
    expected = base.execute("select * from 'rows.parquet' order by all")
    expected_names = [column[0] for column in expected.description]
    expected_rows = expected.fetchall()
    if names != expected_names or len(rows) != len(expected_rows):
        sys.stderr.write(f"{len(rows)} rows of {names}, not {len(expected_rows)} of {expected_names}\n")
        return 1
    wrong = [
        f"row {place}, {name}: {derived_value!r}, not {expected_value!r}\n"
        for place, (row, expected_row) in enumerate(zip(rows, expected_rows, strict=True), start=1)
        for name, derived_value, expected_value in zip(names, row, expected_row, strict=True)
        if not same(derived_value, expected_value)
    ]
    sys.stderr.writelines(wrong)
    sys.stdout.write(f"{len(rows) * len(names)} values in {len(rows)} rows derived again, {len(wrong)} differ\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
