"""The real files, where they are at hand, agree with each other: summary with episodes, official with extract."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.imported import rejects
from unpriced import aggregates, build, imports, reports, time_poverty
from unpriced.paths import ROOT

SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there: the real files are not shipped")


def mean_minutes(folder: Path, where: str = "true") -> dict[str, float]:
    """Weighted minutes per day by harmonised activity; 'gap' where the day is not closed."""
    leaves = ROOT / "data" / "activity_crosswalk" / "leaves.csv"
    with duckdb.connect(":memory:") as connection:
        return dict(
            connection.execute(
                f"""
                with days as (from '{folder}/diaries.parquet' d where {where}),
                codes as (
                    select source_code, fsum(minutes * weight) / (select fsum(weight) from days) as minutes
                    from '{folder}/minutes.parquet'
                    join days using (survey_id, person_id, diary_no)
                    group by all
                ),
                mapped as (
                    select c.source_code, any_value(c.minutes) as minutes,
                        coalesce(arg_max(l.activity_code, length(l.source_code)), c.source_code) as activity
                    from codes c
                    left join read_csv('{leaves}', all_varchar = true) l
                        on l.classification = 'ATUS' and starts_with(c.source_code, l.source_code)
                    group by c.source_code
                )
                select activity, fsum(minutes) from mapped group by activity
                """
            ).fetchall()
        )


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_the_official_summary_of_2016_agrees_with_the_extract_of_all_years() -> None:
    official = imports.run("atus", [SHARED / "atus_2016_official"])
    extract = imports.run("atus", [SHARED / "atus_2003_2016"])
    assert (official.settled.n_diaries, extract.settled.n_diaries) == (10_493, 181_335)
    assert extract.settled.n_gap_diaries == 26_011  # as METHODS.md counts them
    assert official.settled.n_gap_diaries == 0 and rejects(official) == rejects(extract) == []
    one, other = mean_minutes(official.folder), mean_minutes(extract.folder, "d.year = 2016")
    assert sum(one.values()) == pytest.approx(1440)
    assert other.pop("gap") == pytest.approx(one.pop("other"), rel=1e-9)  # the extract has no codes above tier 18
    # The codes of single and several years differ (030106 is 030186 there); the activities are the same.
    assert other == pytest.approx(one, rel=1e-9)
    assert official.settled.unmapped == extract.settled.unmapped == []


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_the_episodes_of_2014_agree_with_the_summary_file() -> None:
    imported = imports.run("atus", [SHARED / "atus_2014_episodes"])
    assert (imported.settled.n_diaries, imported.settled.n_episodes) == (11_592, 223_249)
    assert imported.settled.n_gap_diaries == 0 and rejects(imported) == [] and imported.settled.unmapped == []
    with duckdb.connect(":memory:") as connection:
        differing = connection.execute(
            f"""
            with summary as (
                unpivot (from '{SHARED}/atus_2014_episodes/atussum_2014.parquet')
                on columns('^t[0-9]{{6}}$') into name code value minutes
            )
            select * from (from summary where minutes > 0) s
            full join '{imported.folder}/minutes.parquet' m
                on m.person_id = s.tucaseid::varchar and m.source_code = s.code[2:]
            where s.minutes is distinct from m.minutes
            """
        ).fetchall()
    assert differing == []


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_people_of_2016_are_the_same_in_the_official_files_and_the_extract() -> None:
    official = imports.run("atus", [SHARED / "atus_2016_official"])
    extract = imports.run("atus", [SHARED / "atus_2003_2016"])
    with duckdb.connect(":memory:") as connection:
        for column in (
            *("employment", "is_student", "household_size", "youngest_child_age", "has_partner", "weekly_earnings"),
            *("sex", "age", "education"),
        ):
            (n_different,) = connection.execute(
                f"select count(*) from '{official.folder}/persons.parquet' a join '{extract.folder}/persons.parquet' b"
                f" using (person_id) where a.{column} is distinct from b.{column}"
            ).fetchone() or (-1,)
            # Sex and age of the extract were asked months earlier, in the CPS interview: 10 and some have changed.
            assert n_different <= {"sex": 10, "age": 2500}.get(column, 0), column
        (n_different,) = connection.execute(
            f"select count(*) from '{official.folder}/diaries.parquet' a join '{extract.folder}/diaries.parquet' b"
            " using (person_id) where (a.year, a.month, a.weekday, a.is_holiday, round(a.weight, 6))"
            " is distinct from (b.year, b.month, b.weekday, b.is_holiday, round(b.weight, 6))"
        ).fetchone() or (-1,)
        assert n_different == 0


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_the_shipped_sums_are_those_of_the_real_diaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row by row; and the reports give of the sums what they give of the diaries, to the digits that are kept."""
    asked = {"p_survey": "atus_2014", "p_activities": ["unpaid_work", "sleep"], "p_by": ["age_group", "sex"]}
    of_sums = reports.compute("activity_minutes", **asked).table.to_pylist()
    for extract in ("atus_2003_2016", "atus_2014_episodes"):
        imports.run("atus", [SHARED / extract])
    monkeypatch.setenv("UNPRICED_DATABASE", str(tmp_path / "unpriced.duckdb"))
    build.build()
    aggregates.write(tmp_path / "sums")
    made = sorted((tmp_path / "sums").iterdir())
    files = ["cells.parquet", "classes.parquet", "steps.parquet", "sums.parquet", "surveys.csv"]
    assert [path.name for path in made] == files
    for path in made:
        shipped = aggregates.FOLDER / path.name
        if path.suffix == ".csv":
            assert path.read_bytes() == shipped.read_bytes()
        else:
            assert pq.read_table(path).equals(pq.read_table(shipped)), path.name
    time_poverty.write(tmp_path / "shares.csv")
    assert (tmp_path / "shares.csv").read_bytes() == time_poverty.FILE.read_bytes()
    of_diaries = reports.compute("activity_minutes", **asked).table.to_pylist()
    assert len(of_sums) == len(of_diaries) == 28
    for one, other in zip(of_sums, of_diaries, strict=True):
        assert (one["dataset_id"], other["dataset_id"]) == ("atus_aggregates", "atus")
        for column in ("mean_minutes", "mean_minutes_se", "participant_minutes_se", "total_hours_bn", "effective_n"):
            assert one[column] == pytest.approx(other[column], rel=1e-9), column
