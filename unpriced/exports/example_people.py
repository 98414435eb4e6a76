"""A survey of persons to try an upload with: synthetic people with incomes and items, without and with defects."""

import csv
import io
import math
import random

SEED = 20_261
N_HOUSEHOLDS = 420
NAMES = (
    "person_id", "household_id", "stratum", "weight", "sex", "age", "household_size", "children_under_14",
    "disposable_income", "foreign_language", "sport", "plays_instrument", "cooks_a_dish_of_their_own",
    "signed_petition", "volunteers",
)  # fmt: skip
NO_ANSWER = 9


def _household(number: int, chance: random.Random) -> list[dict[str, object]]:
    """A household with an income of its own; each grown-up is asked, every second household not of the petition."""
    size = chance.choices((1, 2, 3, 4, 5), (33, 29, 19, 15, 4))[0]
    children = chance.randint(0, size - 1) if size > 2 else 0
    income = round(math.exp(chance.gauss(9.9, 0.65)) * math.sqrt(size)) * 1000
    rank = 1 / (1 + math.exp(-(math.log(income / 1000 / math.sqrt(size)) - 9.9)))
    asked_of_petition = number % 2 == 0
    members = []
    for place in range(size):
        is_child = place >= size - children
        age = chance.randint(1, 13) if is_child else chance.randint(19, 84)

        def has(likely: float, asked: bool = True, child: bool = is_child) -> int:
            drawn = chance.random()
            return NO_ANSWER if child or not asked or drawn < 0.02 else 1 if drawn < likely else 2

        members.append({
            "person_id": number * 10 + place, "household_id": number, "stratum": f"S{number % 6 + 1}",
            "weight": round(0.6 + chance.random(), 3), "sex": chance.choice((1, 2)), "age": age,
            "household_size": size, "children_under_14": children, "disposable_income": income,
            "foreign_language": has(0.15 + 0.45 * rank), "sport": has(0.3 + 0.4 * rank),
            "plays_instrument": has(0.08 + 0.15 * rank), "cooks_a_dish_of_their_own": has(0.4),
            "signed_petition": has(0.12 + 0.1 * rank, asked_of_petition), "volunteers": has(0.15 + 0.15 * rank),
        })  # fmt: skip
    return members


def _people() -> list[dict[str, object]]:
    chance = random.Random(SEED)  # noqa: S311  invented people, no secrets
    return [member for number in range(1, N_HOUSEHOLDS + 1) for member in _household(number, chance)]


def _file(rows: list[dict[str, object]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, NAMES, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def survey() -> bytes:
    """A file without a fault."""
    return _file(_people())


def survey_with_defects() -> bytes:
    """The same file with a person twice, a weight below zero, an income in words, a household of nobody, an age that
    nobody has, a negative and a missing income, and an answer that no code explains, each of another person."""
    rows = _people()
    rows[1]["weight"] = -1
    rows[3]["disposable_income"] = "secret"
    rows[5]["household_size"] = 0
    rows[7]["age"] = 212
    rows[9]["disposable_income"] = -1_200_000
    rows[11]["disposable_income"] = ""
    rows[13]["sport"] = 5
    return _file([*rows, dict(rows[20])], ";")
