"""Rows that are whole days, slots and replicate weights are found in a file, and come to what the episodes come to."""

import csv
import dataclasses
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from unpriced import database, proposing, proposing_people, workspace
from unpriced.exports import examples
from unpriced.proposing import REPLICATES
from unpriced.workspace import OWN, Workspace

N_PEOPLE = 40
SLOT = 10
N_SLOTS = 1440 // SLOT
PERSON = ("id", "sex", "age", "year", "weight")


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def people() -> list[list[dict[str, Any]]]:
    days: dict[object, list[dict[str, Any]]] = {}
    for row in examples._rows():
        days.setdefault(row["id"], []).append(dict(row))
    return list(days.values())[:N_PEOPLE]


def slots(day: Sequence[dict[str, Any]]) -> list[str]:
    """What is done in each slot from 04:00 on, by what is done at its start."""
    found = []
    for number in range(N_SLOTS):
        minute = (240 + number * SLOT) % 1440
        found.append(next(row["activity"] for row in day if _covers(row, minute)))
    return found


def _covers(row: dict[str, Any], minute: int) -> bool:
    start, end = (int(row[name][:2]) * 60 + int(row[name][3:5]) for name in ("start", "end"))
    return (minute - start) % 1440 < ((end - start) % 1440 or 1440)


def file_of(rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def in_layout(layout: str) -> bytes:
    rows: list[dict[str, Any]] = []
    codes = sorted({code for day in people() for code in slots(day)})
    for day in people():
        person = {name: day[0][name] for name in PERSON}
        done = slots(day)
        if layout == "slots_wide":
            rows.append(person | {f"act1_{number + 1}": code for number, code in enumerate(done)})
        elif layout == "slots_and_secondary":
            main = {f"act1_{number + 1}": code for number, code in enumerate(done)}
            rows.append(person | main | {f"act2_{number + 1}": "sleep" for number in range(N_SLOTS)})
        elif layout == "slots_long":
            rows += [person | {"slot": number + 1, "activity": code} for number, code in enumerate(done)]
        elif layout == "minutes_wide":
            rows.append(person | {code: SLOT * done.count(code) for code in codes})
        else:
            rows += [person | {"activity": code, "minutes": SLOT * done.count(code)} for code in sorted(set(done))]
    return file_of(rows)


def imported(content: bytes) -> Workspace:
    here = workspace.create()
    path = workspace.receive(here, "days.csv", io.BytesIO(content))
    looked = proposing.look(path)
    assert not proposing_people.is_of_people(looked)
    roles = proposing.automatic(looked, "Mine", "KOR")
    assert proposing.missing_roles(roles) == []
    mapping = proposing.mapping_text(roles, looked, OWN)
    assert proposing.reads(mapping, looked.columns) and not proposing.reads(mapping, PERSON)
    assert workspace.add(here, mapping, [path]).settled.n_diaries == N_PEOPLE
    return here


def minutes(here: Workspace) -> list[tuple[object, ...]]:
    database.use_own(here.database)
    with database.cursor() as cursor:
        return cursor.execute(
            "select person_id, activity_code, sum(minutes) from own.core_diary_minutes"
            " join own.core_diaries using (diary_key) group by all order by all"
        ).fetchall()


@pytest.mark.parametrize("layout", ["slots_wide", "slots_and_secondary", "slots_long", "minutes_wide", "minutes_long"])
def test_every_way_to_write_a_day_comes_to_the_same_minutes(layout: str) -> None:
    here = imported(in_layout(layout))
    expected = [
        (day[0]["id"], code, float(SLOT * slots(day).count(code)))
        for day in people()
        for code in sorted(set(slots(day)))
    ]
    assert minutes(here) == sorted(expected)
    with database.cursor() as cursor:
        n_secondary = cursor.execute(
            "select count(*) from own.core_episodes where secondary_activity_code = 'sleep'"
        ).fetchall()
    assert (n_secondary > [(0,)]) == (layout == "slots_and_secondary")


@pytest.mark.parametrize("method", REPLICATES)
def test_replicate_weights_are_found_and_used_as_their_maker_says(method: str) -> None:
    rows = []
    for number, day in enumerate(people()):
        weights = {f"repwt{r + 1}": day[0]["weight"] * (1.5 if (number + r) % 2 else 0.5) for r in range(16)}
        rows += [row | weights for row in day]
    here = workspace.create()
    path = workspace.receive(here, "days.csv", io.BytesIO(file_of(rows)))
    looked = proposing.look(path)
    (block,) = looked.of("weights")
    assert len(block.names) == 16
    roles = dataclasses.replace(proposing.automatic(looked, "Mine", "KOR"), replicates=method)
    made = workspace.add(here, proposing.mapping_text(roles, looked, OWN), [path])
    assert made.settled.held["n_replicates"] == 16
    assert made.settled.held["design_method"] == method


def test_an_ordinary_file_has_no_blocks() -> None:
    here = workspace.create()
    assert proposing.look(workspace.receive(here, "d.csv", io.BytesIO(examples.diary()))).blocks == ()
