"""Surveys of other producers come in right, each from files in its own layout, and say what is wrong with them."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyreadstat
import pytest

from tests import diary_files as made
from unpriced import imports
from unpriced.errors import UnpricedError
from unpriced.imports import Imported
from unpriced.paths import DATA

Labels = dict[str, dict[int | float, str]]
LEAVES = DATA / "activity_crosswalk" / "leaves.csv"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of imports of the test's own."""
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    return tmp_path / "imports"


def rows(imported: Imported, entity: str, order: str = "all") -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        cursor = connection.execute(f"from '{imported.folder}/{entity}.parquet' order by {order}")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def minutes_by_activity(imported: Imported) -> dict[tuple[str, int], dict[str, float]]:
    """Minutes by person, day and harmonised activity, by the crosswalk that is shipped: the longest prefix."""
    found: dict[tuple[str, int], dict[str, float]] = {}
    with duckdb.connect(":memory:") as connection:
        for person, day, activity, minutes in connection.execute(
            f"""with codes as (
                select any_value(c.source_code) as source_code,
                    coalesce(arg_max(l.activity_code, length(l.source_code)), c.source_code) as activity
                from (select distinct classification, source_code from '{imported.folder}/minutes.parquet'
                    join '{imported.folder}/surveys.parquet' using (survey_id)) c
                left join read_csv('{LEAVES}', all_varchar = true) l
                    on l.classification = c.classification and starts_with(c.source_code, l.source_code)
                group by c.source_code)
            select person_id, diary_no, activity, sum(minutes)
            from '{imported.folder}/minutes.parquet' join codes using (source_code) group by all"""
        ).fetchall():
            found.setdefault((person, day), {})[activity] = minutes
    return found


def household_of(person: str) -> str:
    return person.split("-")[-2] if "-" in person else person[-1]


def same_minutes(imported: Imported, days: Sequence[int] = (1, 2)) -> None:
    found = {(household_of(p), day): values for (p, day), values in minutes_by_activity(imported).items()}
    if len(days) == 1:  # one day each: the first person's working day, the second person's free day
        expected = {("1", 1): made.minutes()[("1", 1)], ("2", 1): made.minutes()[("2", 2)]}
    else:
        expected = made.minutes()
    assert found == expected


def mtus_files(folder: Path, kind: str, samples: Sequence[tuple[str, str]] = (("UK2014", "UK"),)) -> list[Path]:
    rows_ = made.mtus_rows(samples)
    if kind == "fixed width":
        data = made.fixed_width(folder / "mtus_00001.dat.gz", made.MTUS, rows_)
        return [data, made.codebook(folder / "mtus_00001.xml", made.MTUS, "mtus_00001.dat", "mtus")]
    if kind == "csv":
        data = made.write_csv(folder / "mtus_00001.csv.gz", rows_)
        return [data, made.codebook(folder / "mtus_00001.xml", made.MTUS, "mtus_00001.csv", "mtus")]
    frame = pd.DataFrame(rows_).astype({"main": int, "sec": int})
    labels: Labels = {
        v.name.lower(): {int(c): text for c, text in v.labels} for v in made.MTUS if v.labels and not v.is_text
    }
    if kind == "spss":
        pyreadstat.write_sav(frame, folder / "mtus_hef.sav", variable_value_labels=labels)
        return [folder / "mtus_hef.sav"]
    pyreadstat.write_dta(frame, folder / "mtus_hef.dta", variable_value_labels=labels)
    return [folder / "mtus_hef.dta"]


@pytest.mark.parametrize("kind", ["fixed width", "csv", "spss", "stata"])
def test_episodes_of_mtus_come_in_from_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    imported = imports.run("mtus", mtus_files(tmp_path, kind))
    assert imported.survey_id == "mtus_gbr_2014"
    same_minutes(imported)
    (survey,) = rows(imported, "surveys")
    assert (survey["country_code"], survey["classification"], survey["weight_unit"]) == ("GBR", "MTUS69", "relative")
    assert survey["day_start_minute"] == 240 and survey["has_episodes"]  # CLOCKST of the first episode is 4.00
    first, second = rows(imported, "persons", "person_id")
    expected = {"sex": "women", "age": 41, "education": "high", "employment": "full_time", "is_student": False,
                "household_size": 2, "n_children": 1, "has_partner": True}  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert (second["sex"], second["employment"]) == ("men", "not_in_labour_force")
    diaries = rows(imported, "diaries", "person_id, diary_no")
    assert [(d["weekday"], d["weight"], d["year"], d["month"]) for d in diaries][:2] == [
        (3, 1.25, 2014, 5),
        (7, 1.25, 2014, 5),
    ]
    episode = rows(imported, "episodes", "person_id, diary_no, episode_no")[1]
    assert (episode["start_minute"], episode["end_minute"], episode["secondary_code"]) == (180, 210, "59")
    assert (episode["location"], episode["with_alone"], episode["with_child"]) == ("home", True, None)
    places = {e["location"] for e in rows(imported, "episodes")}
    assert places == {"home", "transport", "work", "shop", "other_home"}
    assert not imported.settled.unmapped


def test_minutes_of_mtus_come_in_from_the_file_of_days(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "mtus_haf.csv", made.mtus_minutes_rows())
    imported = imports.run("mtus", [path])
    same_minutes(imported)
    assert not rows(imported, "surveys")[0]["has_episodes"]
    assert not (imported.folder / "episodes.parquet").exists()


def test_a_file_of_several_surveys_asks_which_one(tmp_path: Path) -> None:
    paths = mtus_files(tmp_path, "fixed width", (("UK2014", "UK"), ("FR2009", "FR")))
    with pytest.raises(UnpricedError) as caught:
        imports.run("mtus", paths)
    assert caught.value.found == "The files hold 2 surveys: FR2009, UK2014"
    assert "--set sample=FR2009" in caught.value.remedy
    imported = imports.run("mtus", paths, options={"sample": "FR2009"})
    assert rows(imported, "surveys")[0]["country_code"] == "FRA"
    assert imported.settled.n_diaries == 4
    with pytest.raises(UnpricedError, match="not DE1965"):
        imports.run("mtus", paths, options={"sample": "DE1965"})


def test_fixed_width_without_its_codebook_says_so(tmp_path: Path) -> None:
    data, _ = mtus_files(tmp_path, "fixed width")
    with pytest.raises(UnpricedError, match=r"mtus_00001.dat.gz is of fixed width and its codebook is not there"):
        imports.run("mtus", [data])


def test_lines_cut_short_are_named_with_their_row(tmp_path: Path) -> None:
    import gzip

    data, xml = mtus_files(tmp_path, "fixed width")
    lines = gzip.decompress(data.read_bytes()).decode().splitlines()
    lines[4] = lines[4][:9]
    data.write_bytes(gzip.compress("\n".join(lines).encode()))
    with pytest.raises(UnpricedError, match=r"mtus_00001.dat.gz, row 5 has 9 characters"):
        imports.run("mtus", [data, xml])


def test_a_broken_gzip_is_a_sentence(tmp_path: Path) -> None:
    data, xml = mtus_files(tmp_path, "fixed width")
    data.write_bytes(data.read_bytes()[:60])
    with pytest.raises(UnpricedError, match=r"mtus_00001.dat.gz is not a whole gzip file: 60 bytes"):
        imports.run("mtus", [data, xml])


def test_extracts_of_ipums_atus_go_by_the_labels_of_the_codebook(tmp_path: Path) -> None:
    data = made.fixed_width(tmp_path / "atus_00007.dat.gz", made.ATUS, made.atus_rows())
    xml = made.codebook(tmp_path / "atus_00007.xml", made.ATUS, "atus_00007.dat", "atus")
    imported = imports.run("ipums_atus", [data, xml])
    same_minutes(imported, days=[1])
    (survey,) = rows(imported, "surveys")
    assert (survey["design_method"], survey["n_replicates"], survey["replicate_coefficient"]) == ("sdr", 2, 0.025)
    first, second = rows(imported, "persons", "person_id")
    expected = {
        "sex": "women",
        "education": "high",
        "employment": "full_time",
        "has_partner": False,
        "weekly_earnings": 840.5,
    }
    assert {name: first[name] for name in expected} == expected
    assert second["employment"] is None and second["weekly_earnings"] is None  # not in universe
    assert [r["w001"] for r in rows(imported, "replicates")] == [6_000_000.0, 6_000_000.0]
    assert [d["weight"] for d in rows(imported, "diaries", "person_id")] == [8_750_000.625, 5_250_000.375]
    assert {e["location"] for e in rows(imported, "episodes")} == {"home", "transport", "work", "shop", "other_home"}


def example(dataset: str, folder: Path) -> Path:
    return Path(shutil.copy(DATA / dataset / "example.yaml", folder / "mapping.yaml"))


@pytest.mark.parametrize("kind", ["csv", "spss"])
def test_slot_diaries_in_the_style_of_hetus(tmp_path: Path, kind: str) -> None:
    homes, people, days = made.hetus_rows()
    labels: Labels = {"sex": {1: "Male", 2: "Female"}}
    paths = [example("hetus_diaries", tmp_path), made.write_csv(tmp_path / "household.tab", homes, delimiter="\t")]
    if kind == "csv":  # words instead of codes, where a file has no labels
        worded = [p | {"sex": {1: "Male", 2: "Female"}[p["sex"]]} for p in people]
        paths += [made.write_csv(tmp_path / "individual.csv", worded, delimiter=";"),
                  made.write_csv(tmp_path / "diary_wide.csv", days)]  # fmt: skip
    else:
        pyreadstat.write_sav(pd.DataFrame(people), tmp_path / "individual.sav", variable_value_labels=labels)
        pyreadstat.write_sav(pd.DataFrame(days), tmp_path / "diary_wide.sav")
        paths += [tmp_path / "individual.sav", tmp_path / "diary_wide.sav"]
    imported = imports.run("hetus_diaries", paths)
    assert imported.survey_id == "hetus_example"
    same_minutes(imported)
    (survey,) = rows(imported, "surveys")
    assert (survey["design_method"], survey["first_year"], survey["country_code"]) == ("taylor", 2021, "FIN")
    person = rows(imported, "persons", "person_id")[0]
    assert (person["sex"], person["household_income"], person["region"]) == ("women", 31000, "North")
    episodes = rows(imported, "episodes", "person_id, diary_no, episode_no")
    spells = [
        (e["start_minute"], e["end_minute"], e["source_code"], e["location"], e["with_alone"]) for e in episodes[:7]
    ]
    assert spells == [(s, e, made.CODES[a]["HETUS"], p, alone) for s, e, a, _, p, alone in made.WORKDAY]
    assert (episodes[1]["secondary_code"], episodes[0]["secondary_code"]) == ("821", None)
    assert [d["weekday"] for d in rows(imported, "diaries", "person_id, diary_no")] == [3, 7, 3, 7]


def test_korean_diaries_in_cp949_with_a_declared_mapping(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "2019_생활시간조사.csv", made.ktus_rows(), encoding="cp949")
    imported = imports.run("ktus", [example("ktus", tmp_path), path])
    same_minutes(imported)
    assert any("was read as cp949" in note for note in imported.notes)
    (survey,) = rows(imported, "surveys")
    assert (survey["classification"], survey["day_start_minute"], survey["age_low"]) == ("KTUS2024", 0, 10)
    younger, older = rows(imported, "persons", "person_id")
    income = ("household_income", "household_income_low", "household_income_high")
    assert [younger[n] for n in income] == [60_000_000, 60_000_000, None]  # the open bracket: its lower bound
    assert [older[n] for n in income] == [18_000_000, 12_000_000, 24_000_000]
    assert rows(imported, "episodes", "person_id, diary_no, episode_no")[1]["secondary_code"] == "824"


def test_episodes_by_icatus_with_clock_times(tmp_path: Path) -> None:
    people, acts = made.icatus_rows()
    paths = [
        made.write_csv(tmp_path / "person.csv", people),
        made.write_csv(tmp_path / "activities.txt", acts, delimiter="|"),
    ]
    imported = imports.run("icatus_diaries", [example("icatus_diaries", tmp_path), *paths])
    same_minutes(imported, days=[1])
    assert [d["weight"] for d in rows(imported, "diaries", "person_id")] == [1.25, 0.75]
    assert rows(imported, "surveys")[0]["design_method"] == "taylor"
    assert (
        rows(imported, "episodes", "person_id, episode_no")[6]["end_minute"] == 1440
    )  # to 04:00 is the end of the day


GENERIC = """
survey:
  survey_id: my_survey
  country_code: PRT
  title: {en: My survey, ko: 내 조사}
  classification: harmonised
  weight_unit: relative
  day_start_minute: 240
"""


def generic_files(folder: Path) -> list[Path]:
    people = [{"person_id": p.household, "sex": p.sex, "age": p.age} for p in made.PEOPLE]
    days = [{"person_id": p.household, "diary_no": n, "year": 2023, "weekday": w, "weight": p.weight}
            for p in made.PEOPLE for n, w, _ in made.DAYS]  # fmt: skip
    episodes = [
        {"person_id": p.household, "diary_no": n, "episode_no": place, "start_minute": s, "end_minute": e,
         "source_code": a, "location": where}
        for p in made.PEOPLE for n, _, spells in made.DAYS for place, (s, e, a, _, where, _) in enumerate(spells, 1)
    ]  # fmt: skip
    (folder / "survey.yaml").write_text(GENERIC, encoding="utf-8")
    tables: dict[str, list[dict[str, Any]]] = {"persons": people, "diaries": days, "episodes": episodes}
    return [folder / "survey.yaml", *(made.write_csv(folder / f"{n}.csv", rows_) for n, rows_ in tables.items())]


def test_the_documented_files_need_the_survey_alone(tmp_path: Path) -> None:
    imported = imports.run("diaries", generic_files(tmp_path))
    assert imported.survey_id == "my_survey"
    assert minutes_by_activity(imported) == {(p, n): v for (p, n), v in made.minutes().items()}
    assert rows(imported, "persons", "person_id")[0]["region"] is None  # a column that the file does not have


def test_the_documented_files_in_minutes(tmp_path: Path) -> None:
    paths = generic_files(tmp_path)[:3]
    minutes = [{"person_id": p, "diary_no": n, "source_code": code, "minutes": held}
               for (p, n), values in made.minutes().items() for code, held in values.items()]  # fmt: skip
    imported = imports.run("diaries", [*paths, made.write_csv(tmp_path / "minutes.csv", minutes)])
    assert minutes_by_activity(imported) == made.minutes()


def test_a_list_of_codes_of_ones_own_is_mapped_and_what_it_lacks_is_listed(tmp_path: Path) -> None:
    paths = generic_files(tmp_path)
    own = {"sleep": "A1", "eating": "A2"}
    text = paths[3].read_text(encoding="utf-8")
    for activity, code in own.items():
        text = text.replace(f",{activity},", f",{code},")
    paths[3].write_text(text.replace(",paid_work,", ",Z9,"), encoding="utf-8")
    paths[0].write_text(
        GENERIC + "activity_codes: {A: personal_care, A1: sleep, A2: eating, social: social}\n", encoding="utf-8"
    )
    imported = imports.run("diaries", paths)
    day = minutes_by_activity(imported)[("1", 1)]
    assert day["sleep"] == 540 and day["eating"] == 30
    assert [(code, n) for code, n, _ in imported.settled.unmapped] == [("Z9", 2)]


def test_overlapping_episodes_reject_their_day_and_the_rest_stays(tmp_path: Path) -> None:
    paths = generic_files(tmp_path)
    text = paths[3].read_text(encoding="utf-8")
    paths[3].write_text(text.replace("1,1,2,180,210,eating", "1,1,2,170,210,eating"), encoding="utf-8")
    imported = imports.run("diaries", paths)
    assert imported.settled.n_diaries == 3
    assert imported.settled.reasons == {"overlapping_episodes": 1}


def test_a_slot_without_an_activity_is_a_gap_of_the_day(tmp_path: Path) -> None:
    homes, people, days = made.hetus_rows()
    days[0] |= {"act1_30": -9, "act1_31": -9}
    paths = [made.write_csv(tmp_path / f"{name}.csv", rows_)
             for name, rows_ in (("household", homes), ("individual", people), ("diary", days))]  # fmt: skip
    imported = imports.run("hetus_diaries", [example("hetus_diaries", tmp_path), *paths])
    assert imported.settled.n_gap_diaries == 1
    gap = [e for e in rows(imported, "episodes") if e["source_code"] == "gap"]
    assert [(g["start_minute"], g["end_minute"]) for g in gap] == [(290, 310)]


def test_what_a_mapping_names_and_the_file_lacks_is_said(tmp_path: Path) -> None:
    people, acts = made.icatus_rows()
    people = [{n: v for n, v in p.items() if n != "mult"} for p in people]
    paths = [made.write_csv(tmp_path / "person.csv", people), made.write_csv(tmp_path / "activities.csv", acts)]
    with pytest.raises(UnpricedError, match=r"mapping.yaml: people has no column MULT"):
        imports.run("icatus_diaries", [example("icatus_diaries", tmp_path), *paths])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("layout: slots_wide", "layout: slots_high"), "activities.layout"),
        (("  slot_minutes: 10\n", ""), "slot_minutes is needed for slots_wide"),
        (("table: people", "table: nobody"), "persons names the table nobody"),
        (("    sex: {", "    gender: {"), "persons has no column gender"),
        (("    weight: dia_wt\n", ""), "diaries needs weight"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = example("hetus_diaries", tmp_path)
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")
    data = made.write_csv(tmp_path / "diary.csv", [{"a": 1}])
    with pytest.raises(UnpricedError) as caught:
        imports.run("hetus_diaries", [path, data])
    assert said in caught.value.found


def test_a_truncated_spss_file_is_a_sentence(tmp_path: Path) -> None:
    (path,) = mtus_files(tmp_path, "spss")
    path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(UnpricedError, match=r"mtus_hef.sav cannot be read: 700 bytes"):
        imports.run("mtus", [path])


def test_a_second_column_of_one_name_is_named(tmp_path: Path) -> None:
    paths = generic_files(tmp_path)
    paths[2].write_text("person_id,year,Year,weight\n1,2023,2023,1\n", encoding="utf-8")
    with pytest.raises(UnpricedError, match=r"diaries.csv has the column YEAR twice"):
        imports.run("diaries", paths)


def test_every_shipped_mapping_is_sound() -> None:
    from unpriced import catalogue
    from unpriced.ingest.mapped import DATASETS
    from unpriced.ingest.mapping import Mapping

    paths = [path for name in DATASETS for path in sorted((DATA / name).glob("*.yaml"))]
    for path in paths:
        if path.name not in ("dataset.yaml", "generic.yaml"):
            catalogue.read(Mapping, path)
    assert set(DATASETS) <= set(catalogue.datasets())
