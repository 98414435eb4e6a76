"""A table of countries to try an upload with: invented minutes of invented surveys, without and with defects."""

import csv
import io

NAMES = ("country", "year", "sex", "activity", "minutes")
COUNTRIES = {"KOR": 0, "France": 12, "일본": -9}  # by ISO code, by English and by Korean name
DAY = {
    "paid_work": (180, 250), "sleep": (505, 495), "personal_care": (150, 140), "food_prep": (85, 25),
    "cleaning": (60, 20), "laundry": (20, 3), "shopping": (35, 20), "childcare": (45, 20), "leisure_other": (270, 350),
}  # fmt: skip


def _rows() -> list[dict[str, object]]:
    return [
        {"country": country, "year": 2023, "sex": sex, "activity": activity, "minutes": minutes[place] + shift}
        for country, shift in COUNTRIES.items()
        for place, sex in enumerate(("women", "men"))
        for activity, minutes in DAY.items()
        for shift in [shift if activity == "leisure_other" else 0]
    ]


def _file(rows: list[dict[str, object]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, NAMES, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def countries() -> bytes:
    """A file without a fault."""
    return _file(_rows())


def countries_with_defects() -> bytes:
    """The same with an unknown country, an unknown activity, minutes in words, negative ones and a row twice."""
    rows = _rows()
    rows[0]["minutes"] = "three hours"
    rows[2]["activity"] = "juggling"
    rows[9]["minutes"] = -5
    return _file([*rows, {**rows[4]}, {**rows[5], "country": "Atlantis"}], ";")
