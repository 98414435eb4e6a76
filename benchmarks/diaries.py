"""Measure the diaries: `python -m benchmarks.diaries` writes RESULTS_DIARIES.md; with parts named, it only prints them.

python -m benchmarks.diaries                       everything, 1 and 10 million generated episodes
python -m benchmarks.diaries --large               10 and 100 million: a quarter of an hour and 30 GB of disk
python -m benchmarks.diaries reports replicates    these parts
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd

from benchmarks.child import run_child
from benchmarks.data import milliseconds
from benchmarks.measured import Measured, Part, spread, table, written
from benchmarks.scale import measure_scale
from unpriced import database, reports
from unpriced.build import build
from unpriced.paths import ROOT, imports_path

PARTS = ("import", "reports", "replicates", "scale")
RESULTS = Path(__file__).with_name("RESULTS_DIARIES.md")
R_SCRIPT = Path(__file__).with_name("survey.R")
PACKAGES = ("duckdb", "pandas", "numpy")
SHARED = ROOT.parent / "shared" / "data"  # where the extracts of the American survey may lie beside the project
LONG, CLOCKED = "atus_2003_2016", "atus_2014"
EXTRACTS = {LONG: "atus_2003_2016", CLOCKED: "atus_2014_episodes"}
PAIR = ("food_prep", "cleaning")
GROUPS = ("unpaid_work", "paid", "housework", "shopping", "care", "community", "personal", "leisure")
N_REPLICATES = 160
TAYLOR_MS, TEMPOGRAM_MS = 150, 100
WITHOUT_R = " R is not a peer here, because Rscript or its package survey is not on this machine."
# Report, survey and arguments; every one of them carries intervals by linearisation.
CALLS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("activity_minutes", LONG, {"p_activities": list(PAIR), "p_by": ["sex"]}),
    ("activity_minutes", LONG, {"p_activities": ["unpaid_work"], "p_by": ["sex"]}),
    ("activity_minutes", LONG, {"p_activities": ["unpaid_work"], "p_by": ["age_group", "sex"]}),
    ("activity_minutes", LONG, {"p_activities": list(GROUPS), "p_by": ["sex"]}),
    ("activity_trend", LONG, {"p_activities": ["unpaid_work"]}),
    ("activity_quantile", LONG, {"p_activities": ["unpaid_work"], "p_by": ["sex"]}),
    ("activity_difference", LONG, {"p_activities": ["unpaid_work"]}),
    ("activity_difference", LONG, {"p_activities": list(GROUPS)}),
    ("unpaid_value_by_person_group", LONG, {"p_by": ["income_fifth"]}),
    ("extended_income_distribution", LONG, {}),
    ("extended_middle_class", LONG, {}),
    (
        "time_use_variable",
        CLOCKED,
        {"p_activities": ["care"], "p_by": ["sex"], "p_from_minute": 17 * 60, "p_to_minute": 21 * 60},
    ),
)


def reason_without(survey: str) -> str:
    """Why the survey cannot be measured here; empty where it can."""
    if (SHARED / EXTRACTS[survey]).is_dir() or (imports_path() / survey).is_dir():
        return ""
    folder = f"{SHARED.parent.name}/{SHARED.name}/{EXTRACTS[survey]}"
    return f"{survey} is not imported here, and there is no {folder} beside the project"


def not_available(title: str, reason: str) -> Part:
    return Part(title, f"Not available, because {reason}.", [])


def measure_import(folder: Path) -> tuple[Part, Path]:
    """Import the real surveys into a folder of their own and build; what is imported already is taken as it is."""
    imports, target = folder / "imports", folder / "unpriced.duckdb"
    imports.mkdir()
    surroundings = {"UNPRICED_IMPORTS": str(imports), "UNPRICED_DATABASE": str(target)}
    rows, results = [], []
    measured = {}
    for survey, extract in EXTRACTS.items():
        if (SHARED / extract).is_dir():
            measured[survey] = run_child(
                "from unpriced import imports; imports.run('atus', [__import__('pathlib').Path(argument)])",
                str(SHARED / extract), surroundings,
            )  # fmt: skip
            rows.append((f"import of {survey}", *measured[survey].cells))
        elif (imports_path() / survey).is_dir():
            shutil.copytree(imports_path() / survey, imports / survey)
    built = run_child("from unpriced.build import build; build()", "", surroundings)
    rows.append(("build with what is imported", *built.cells))
    if LONG in measured:
        seconds = measured[LONG].seconds + built.seconds
        peak = max(measured[LONG].peak_gb, built.peak_gb)
        results = [
            Measured(f"import of {LONG} and build", seconds, "s", 40),
            Measured("memory of import and build", peak, "GB", 2),
        ]
    how = "Each in a process of its own; peak resident memory as the system counts it."
    missing = [reason for survey in EXTRACTS if (reason := reason_without(survey))]
    if missing:
        how += f" Not available, because {'; '.join(missing)}."
    return Part("Import and build", how, results, [table(["step", "s", "peak GB"], rows)]), target


def run_r(folder: Path, frame: pd.DataFrame, *, replicates: bool) -> dict[str, Any] | None:
    """The means and standard errors of R survey with its times; none where R or the package is not there."""
    if shutil.which("Rscript") is None:
        return None
    path = folder / "days.csv"
    frame.to_csv(path, index=False)
    done = subprocess.run(
        ["Rscript", str(R_SCRIPT), str(path), str(N_REPLICATES if replicates else 0)], capture_output=True, text=True
    )
    if done.returncode == 77:
        return None
    if done.returncode:
        raise SystemExit(f"R: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    versions["R survey"] = found["version"]
    return found


def days_frame() -> pd.DataFrame:
    """A row for each diary day: key, sex, weight and the minutes of the two activities."""
    with database.cursor() as cursor:
        return cursor.sql(
            "select d.diary_key, d.sex, d.weight,"
            + ",".join(
                f" coalesce(fsum(m.minutes) filter (m.activity_code = '{activity}'), 0) as {activity}"
                for activity in PAIR
            )
            + f" from core_diaries d left join core_diary_minutes m using (diary_key) where d.survey_id = '{LONG}'"
            " group by all order by d.diary_key"
        ).df()


def means_in_pandas(days: pd.DataFrame, minutes: pd.DataFrame) -> pd.DataFrame:
    """Mean, participation and their standard errors by sex from the long table, as an analyst would do it in pandas."""
    n = len(days)
    chosen = minutes[minutes["activity_code"].isin(PAIR)]
    wide = chosen.pivot_table(index="diary_key", columns="activity_code", values="minutes", aggfunc="sum")
    held = days.join(wide, on="diary_key").fillna(dict.fromkeys(PAIR, 0.0))
    rows = []
    for sex, group in held.groupby("sex"):
        weight = group["weight"]
        for activity in PAIR:
            for what, values in (("mean", group[activity]), ("share", (group[activity] > 0).astype(float))):
                mean = (weight * values).sum() / weight.sum()
                influence = weight * (values - mean) / weight.sum()
                variance = n / (n - 1) * ((influence**2).sum() - influence.sum() ** 2 / n)
                rows.append((sex, activity, what, mean, variance**0.5))
    return pd.DataFrame(rows, columns=["sex", "activity", "what", "value", "se"])


def check_means(ours: pd.DataFrame, peer: dict[tuple[str, str], tuple[float, float]]) -> None:
    """A peer that finds something else is no peer."""
    for _, row in ours.iterrows():
        value, se = peer[row["sex"], row["activity_code"]]
        for found, expected in ((row["mean_minutes"], value), (row["mean_minutes_se"], se)):
            if abs(found - expected) > 1e-8 * abs(expected):
                raise SystemExit(f"{row['sex']} {row['activity_code']}: {found} is not {expected}")


def measure_reports(folder: Path) -> Iterator[Part]:
    """Reports with intervals by linearisation on the real surveys, the first beside R and pandas."""
    if reason := reason_without(LONG):
        yield not_available("Reports with intervals by linearisation", reason)
        return
    rows, results = [], []
    for name, survey, asked in CALLS:
        if reason := reason_without(survey):
            rows.append((f"`{name}`", survey, reason, "–", "–", "–"))
            continue

        def ask(name: str = name, survey: str = survey, asked: dict[str, Any] = asked) -> reports.Result:
            return reports.compute(name, p_survey=survey, **asked)

        times = milliseconds(ask)
        met = "yes" if median(times) <= TAYLOR_MS else "**no**"
        rows.append((f"`{name}`", survey, _said(asked), ask().table.num_rows, spread(times), met))
        results.append(Measured(f"{name}: {_said(asked)}", median(times), "ms", TAYLOR_MS))
    asked = CALLS[0][2]
    ours = reports.compute("activity_minutes", p_survey=LONG, **asked).frame()
    with database.cursor() as cursor:
        frames = [
            cursor.sql(
                f"from {name} where diary_key in (select diary_key from core_diaries where survey_id = '{LONG}')"
            ).df()
            for name in ("core_diaries", "core_diary_minutes")
        ]
    found = means_in_pandas(*frames).query("what == 'mean'").set_index(["sex", "activity"])
    check_means(ours, {key: (row["value"], row["se"]) for key, row in found.iterrows()})
    peers = {"pandas": median(milliseconds(lambda: means_in_pandas(*frames), 3))}
    by_r = run_r(folder, days_frame(), replicates=False)
    if by_r:
        check_means(ours, _by_key(by_r))
        peers["R survey"] = by_r["milliseconds"]
    first = results[0]
    results[:1] = [
        Measured(f"{first.what}, beside {peer}", first.measured, "ms", TAYLOR_MS, time) for peer, time in peers.items()
    ]
    yield Part(
        "Reports with intervals by linearisation",
        "Warm, nothing kept from the run before, median of 9 after 2 warm-ups. The peers make the means of cooking and"
        " cleaning by sex with standard errors (pandas the participation as well), equal to ours to 1e-8, from tables"
        " that they hold in memory; the report also makes minutes of participants, hours, intervals and flags."
        + ("" if by_r else WITHOUT_R),
        results,
        [table(["report", "survey", "asked", "rows", "ms (range)", f"≤ {TAYLOR_MS} ms"], rows)],
    )
    yield measure_tempogram()


def _said(asked: dict[str, Any]) -> str:
    activities = asked.get("p_activities", [])
    what = ", ".join(activities) if len(activities) < 3 else f"{len(activities)} activities"
    return " × ".join([what or "all methods", *asked.get("p_by", [])])


def _by_key(found: dict[str, Any]) -> dict[tuple[str, str], tuple[float, float]]:
    return {(row["sex"], row["activity"]): (row["mean"], row["se"]) for row in found["values"]}


def measure_tempogram() -> Part:
    """The day by the clock beside the same shares, without intervals, in pandas."""
    title = "Through the day"
    if reason := reason_without(CLOCKED):
        return not_available(title, reason)
    with database.cursor() as cursor:
        episodes = cursor.sql(
            "select e.activity_code, e.start_minute, e.end_minute, d.sex, d.weight from core_episodes e"
            f" join core_diaries d using (diary_key) where d.survey_id = '{CLOCKED}'"
        ).df()
        weights = cursor.sql(
            f"select sex, fsum(weight) as w from core_diaries where survey_id = '{CLOCKED}' group by sex"
        ).df()
        undivided = cursor.sql(
            "select selection_code from core_activity_members group by all having count(*) = 1"
        ).fetchall()
    counts = episodes["activity_code"].value_counts()
    activities = sorted(counts[counts.index.isin([code for (code,) in undivided])].head(20).index)
    asked = {"p_survey": CLOCKED, "p_activities": activities, "p_by": ["sex"], "p_step_minutes": 10}
    ours = reports.compute("tempogram", **asked).frame()
    peer = tempogram_in_pandas(episodes, weights, activities).set_index(["sex", "activity_code", "step"])["share"]
    own = ours.set_index(["sex", "activity_code", ours["start_minute"] // 10])["people_share"]
    apart = (own - peer.reindex(own.index).fillna(0)).abs().max()
    if apart > 1e-9:
        raise SystemExit(f"the shares of the day differ by {apart}")
    times = milliseconds(lambda: reports.compute("tempogram", **asked))
    peers = milliseconds(lambda: tempogram_in_pandas(episodes, weights, activities), 3)
    return Part(
        title,
        f"{len(episodes):,} episodes at steps of 10 minutes × 20 activities × two groups, with intervals. The peer has"
        " no intervals: each episode is spread over its steps, then a groupby; its shares are compared with ours.",
        [Measured("tempogram, 20 activities × sex", median(times), "ms", TEMPOGRAM_MS, median(peers))],
        [f"All runs: {spread(times)} ms."],
    )


def tempogram_in_pandas(episodes: pd.DataFrame, weights: pd.DataFrame, activities: list[str]) -> pd.DataFrame:
    """The share of people at each activity in each step, by sex."""
    held = episodes[episodes["activity_code"].isin(activities)]
    first = held["start_minute"] // 10
    n_steps = (held["end_minute"] - 1) // 10 - first + 1
    rows = held.loc[held.index.repeat(n_steps)].reset_index(drop=True)
    rows["step"] = first.repeat(n_steps).to_numpy() + rows.groupby(held.index.repeat(n_steps)).cumcount().to_numpy()
    within = rows["end_minute"].clip(upper=(rows["step"] + 1) * 10) - rows["start_minute"].clip(lower=rows["step"] * 10)
    rows["y"] = rows["weight"] * within / 10
    sums = rows.groupby(["sex", "activity_code", "step"], as_index=False)["y"].sum().merge(weights, on="sex")
    return sums.assign(share=sums["y"] / sums["w"])


def measure_replicates(folder: Path, imports: Path) -> Part:
    """Two activities, and every four-digit activity, by sex with 160 replicate weights that are generated here."""
    title = f"{N_REPLICATES} replicate weights"
    if reason := reason_without(LONG):
        return not_available(title, reason)
    days = days_frame()
    target = folder / "replicated.duckdb"
    replicated = folder / "replicated" / LONG
    shutil.copytree(imports / LONG, replicated)
    put_replicates(replicated)
    before = {name: os.environ.get(name) for name in ("UNPRICED_IMPORTS", "UNPRICED_DATABASE")}
    os.environ |= {"UNPRICED_IMPORTS": str(replicated.parent), "UNPRICED_DATABASE": str(target)}
    build(database=target)
    with database.cursor() as cursor:
        days = days.assign(diary_key=range(1, len(days) + 1))
        codes = [
            f"source:{code}"
            for (code,) in cursor.execute(
                "select distinct left(source_code, 4) from core_source_activities"
                " where classification = 'ATUS' and length(source_code) >= 4 order by all"
            ).fetchall()
        ]
    asked = {"p_survey": LONG, "p_activities": list(PAIR), "p_by": ["sex"]}
    ours = reports.compute("activity_minutes", **asked).frame()
    pair = milliseconds(lambda: reports.compute("activity_minutes", **asked), 5)
    every = milliseconds(lambda: reports.compute("activity_minutes", **(asked | {"p_activities": codes})), 3)
    by_r = run_r(folder, days, replicates=True)
    if by_r:
        check_means(ours, _by_key(by_r))
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    return Part(
        title,
        f"{len(days):,} diary days, weights made by a formula for this run only. R makes the means of two activities by"
        " sex (`svyby`, `svymean` on a `svrepdesign`), equal to ours to 1e-8; the report also makes participation,"
        " minutes of participants, hours and shares under each replicate." + ("" if by_r else WITHOUT_R),
        [
            Measured(
                f"two activities × sex, {N_REPLICATES} replicates", median(pair), "ms", 0.02,
                by_r["milliseconds"] if by_r else None, goal_is_ratio=True,
            ),
            Measured(f"{len(codes)} four-digit activities × sex, {N_REPLICATES} replicates", median(every), "ms", 1000),
        ],
        [f"Two activities: {spread(pair)} ms. All: {spread(every)} ms."],
    )  # fmt: skip


def put_replicates(folder: Path) -> None:
    """Replicate weights by a formula that R can follow: 0.3, 1 or 1.7 of the weight, by key and replicate."""
    columns = ", ".join(
        f"weight * [0.3, 1.0, 1.7][((key * {2 * place + 1} * 40503) % 65537) % 3 + 1] as w{place:03}"
        for place in range(1, N_REPLICATES + 1)
    )
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select survey_id, person_id, diary_no, "
            f"{columns} from (select *, row_number() over (order by survey_id, person_id, diary_no) as key"
            f" from '{folder}/diaries.parquet')) to '{folder}/replicates.parquet'"
        )
        connection.execute(
            f"create table s as select * replace ('sdr' as design_method, {N_REPLICATES} as n_replicates,"
            f" 4 / {N_REPLICATES} as replicate_coefficient, 'full' as replicate_centre) from '{folder}/surveys.parquet'"
        )
        connection.execute(f"copy s to '{folder}/surveys.parquet'")


versions = {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def measure(parts: list[str], folder: Path, sizes: tuple[int, int]) -> Iterator[Part]:
    """The parts in turn; the reports run on a database of their own."""
    if not {"import", "reports", "replicates"}.isdisjoint(parts):
        part, target = measure_import(folder)
        if "import" in parts:
            yield part
        os.environ["UNPRICED_DATABASE"] = str(target)
        if "reports" in parts:
            yield from measure_reports(folder)
        if "replicates" in parts:
            yield measure_replicates(folder, folder / "imports")
    if "scale" in parts:
        yield measure_scale(folder, sizes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument("--large", action="store_true", help="10 and 100 million generated episodes, not 1 and 10")
    parser.add_argument("--episodes", type=int, nargs=2, metavar="N", help="two other numbers of generated episodes")
    given = parser.parse_args()
    parts = given.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown part {', '.join(sorted(unknown))}")
    small, large = given.episodes or ((10**7, 10**8) if given.large else (10**6, 10**7))
    load_before = os.getloadavg()[0]
    found: list[Part] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in measure(parts, Path(folder), (small, large)):
            found.append(part)
            print(part.title, "–", part.how if not part.results else "", flush=True)
            for result in part.results:
                print(" | ".join(result.cells), flush=True)
    text = written("Benchmark results of diaries", "benchmarks.diaries", found, versions, load_before)
    if set(parts) == set(PARTS) and not given.episodes:
        RESULTS.write_text(text, encoding="utf-8")
        print(f"Written to {RESULTS.name}")
    else:
        print(text)


if __name__ == "__main__":
    main()
