"""Write the synthetic sample: the files of the diary contract in data/diary_sample."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from unpriced.ingest.diaries import ENTITIES
from unpriced.sample import clock, minutes, people
from unpriced.sample.chance import Chance
from unpriced.sample.minutes import Day
from unpriced.sample.published import FOLDER, Rules, Survey, rules, surveys

TYPES = {"varchar": pa.string(), "integer": pa.int32(), "double": pa.float64(), "boolean": pa.bool_()}
NOTES = "synthetic,composition_assumed"
Rows = dict[str, list[dict[str, Any]]]


def generate(chosen: list[Survey] | None = None) -> dict[str, pa.Table]:
    """The tables of the contract, one for each entity; the same for the same generator.yaml and published tables."""
    rows: Rows = {name: [] for name in ("surveys", "persons", "diaries", "minutes", "episodes")}
    for survey in surveys() if chosen is None else chosen:
        _add(rows, survey, rules())
    return {name: _table(name, found) for name, found in rows.items()}


def write(folder: Path = FOLDER) -> dict[str, int]:
    """Write one Parquet file for each entity and return their rows."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, table in generate().items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", compression_level=19)
        written[name] = table.num_rows
    return written


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    schema = pa.schema([(column.name, TYPES[column.type]) for column in ENTITIES[name].columns])
    return pa.Table.from_pylist(rows, schema=schema)


def _add(rows: Rows, survey: Survey, declared: Rules) -> None:
    chance = Chance(f"{declared['seed']} {survey.country_code}")
    inhabitants = people.people(survey, declared, chance)
    diaries = minutes.days(survey, inhabitants, declared, chance)
    wages = _wages(survey, diaries)
    low, high = declared["ages"]
    rows["surveys"].append(
        {
            "survey_id": survey.survey_id,
            "dataset_id": "diary_sample",
            "country_code": survey.country_code,
            "title_en": f"Synthetic diaries, {survey.country_code}",
            "title_ko": f"합성 자료 일지, {survey.country_code}",
            "first_year": survey.year,
            "last_year": survey.year,
            "age_low": low,
            "age_high": high,
            "is_synthetic": True,
            "classification": "harmonised",
            "weight_unit": "person_days",
            "day_start_minute": 60 * clock.STARTS_AT_HOUR,
            "has_episodes": True,
            "currency_code": survey.currency_code,
            "design_method": "taylor",
            "n_replicates": 0,
            "note_codes": NOTES,
        }
    )
    for person in inhabitants:
        rows["persons"].append(
            {
                "survey_id": survey.survey_id,
                "person_id": person.person_id,
                "household_id": person.household_id,
                "sex": person.sex,
                "age": person.age,
                "education": person.education,
                "employment": person.employment,
                "is_student": person.is_student,
                "household_size": person.household_size,
                "n_children": person.n_children,
                "youngest_child_age": person.youngest_child_age,
                "has_partner": person.has_partner,
                "region": person.region,
                "household_income": _money(person.household_income),
                "hourly_wage": wages.get(person.person_id),
            }
        )
    for day in diaries:
        _add_day(rows, survey, day, declared, chance)


def _add_day(rows: Rows, survey: Survey, day: Day, declared: Rules, chance: Chance) -> None:
    key = {"survey_id": survey.survey_id, "person_id": day.person.person_id, "diary_no": day.diary_no}
    rows["diaries"].append(
        key
        | {
            "year": survey.year,
            "month": chance.whole(1, 12),
            "weekday": chance.whole(1, 5) if day.kind == "weekday" else chance.whole(6, 7),
            "is_holiday": False,
            "weight": day.weight,
            "stratum": day.person.stratum,
            "psu": day.person.psu,
        }
    )
    for activity in sorted(day.steps):
        held = day.steps[activity] * minutes.STEP_MINUTES
        rows["minutes"].append(key | {"source_code": activity, "minutes": float(held)})
    names = ("with_alone", "with_partner", "with_child", "with_household", "with_others")
    for number, episode in enumerate(clock.episodes(day, declared, chance), start=1):
        company = dict(zip(names, episode.company, strict=True)) if episode.company else {}
        rows["episodes"].append(
            key
            | {
                "episode_no": number,
                "start_minute": episode.start_minute,
                "end_minute": episode.end_minute,
                "source_code": episode.activity,
                "secondary_code": episode.secondary,
                "location": episode.location,
            }
            | company
        )


def _wages(survey: Survey, diaries: list[Day]) -> dict[str, float]:
    """Hourly earnings of the employed, scaled so that their weighted mean is the published one of their sex."""
    found: dict[str, float] = {}
    for sex, mean in survey.hourly_wage.items():
        if mean is None:
            continue
        employed = [day for day in diaries if day.person.sex == sex and day.person.employment in people.EMPLOYED]
        total = sum(day.weight * day.person.relative_wage for day in employed)
        scale = mean * sum(day.weight for day in employed) / total
        found |= {day.person.person_id: _money(day.person.relative_wage * scale) for day in employed}
    return found


def _money(amount: float) -> float:
    """Hundredths below a thousand; tens above."""
    return round(amount, 2) if amount < 1000 else float(round(amount, -1))
