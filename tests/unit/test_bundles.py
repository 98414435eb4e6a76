"""A bundle derives its rows again with nothing but DuckDB, and holds what a reader needs to trust and to cite them."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from unpriced import catalogue, exports, i18n, reports, terms
from unpriced.exports import View, bundles
from unpriced.reports import Result

LARGEST_BYTES = 7_000_000  # the largest holds the sums of American diaries and the hourly prices of all countries
SETTINGS: dict[str, dict[str, object]] = {
    "unpaid_value_by_country": {"p_countries": ["KOR", "FRA"], "p_methods": None, "p_travel": False},
    "activity_minutes": {"p_survey": "sample_kor", "p_by": ["sex", "age_group"]},
    "tempogram": {"p_survey": "sample_fra"},
}


def view(result: Result) -> View:
    return View(result, "A title", "http://localhost:8501/value?lang=en&country=KOR", date(2026, 2, 3))


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def only_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds DuckDB and nothing else."""
    folder = tmp_path_factory.mktemp("packages")
    for file in metadata.files("duckdb") or []:
        top = file.parts[0]
        if top not in {"..", "adbc_driver_duckdb"} and not (folder / top).exists():
            (folder / top).symlink_to(Path(str(metadata.distribution("duckdb").locate_file(top))))
    return folder


def derive(folder: Path, packages: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-S", str(folder / "rederive.py")],
        env={"PYTHONPATH": str(packages)}, cwd=folder.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_packages_are_duckdb_alone(only_duckdb: Path) -> None:
    tried = (
        "from importlib.util import find_spec;"
        "print([name for name in ('duckdb', 'pyarrow', 'pandas', 'numpy', 'unpriced') if find_spec(name)])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", tried],
        env={"PYTHONPATH": str(only_duckdb)}, cwd=only_duckdb, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "['duckdb']"


@pytest.mark.parametrize("name", reports.catalogue())
def test_every_report_is_derived_again(
    name: str, run: Callable[..., Result], tmp_path: Path, only_duckdb: Path
) -> None:
    result = run(name, **SETTINGS.get(name, {}))
    content = exports.bundle(view(result), "en")
    assert len(content) < LARGEST_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    done = derive(tmp_path, only_duckdb)
    assert done.returncode == 0, done.stderr
    n_values = result.table.num_rows * result.table.num_columns
    assert done.stdout == f"{n_values} values in {result.table.num_rows} rows derived again, 0 differ\n"


def test_a_value_that_is_not_what_the_sources_give_is_found(
    run: Callable[..., Result], tmp_path: Path, only_duckdb: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.bundle(view(run("unpaid_time_by_country")), "en"))) as archive:
        archive.extractall(tmp_path)
    core = tmp_path / "core" / "core_unpaid_day_share.parquet"
    duckdb.connect().execute(
        f"create table t as from '{core}'; update t set hours_per_day = hours_per_day * 1.00001; copy t to '{core}'"
    )
    done = derive(tmp_path, only_duckdb)
    assert done.returncode == 1
    assert " differ" in done.stdout and " 0 differ" not in done.stdout
    assert "row 1, " in done.stderr


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_holds_rows_dictionary_parameters_sources_citations_and_sql(
    run: Callable[..., Result], language: catalogue.Language
) -> None:
    result = run("unpaid_value_by_country", p_countries=["KOR"], p_quality_factor=0.5)
    files = files_of(exports.bundle(view(result), language))
    assert pq.read_table(io.BytesIO(files["rows.parquet"])).to_pylist() == result.table.to_pylist()
    assert files["rows.csv"] == exports.plain_csv(result)
    dictionary = list(csv.DictReader(io.StringIO(files["columns.csv"].decode("utf-8-sig"))))
    assert [row["name"] for row in dictionary] == result.table.column_names
    parameters = {entry["name"]: entry for entry in json.loads(files["parameters.json"])["parameters"]}
    assert list(parameters) == [parameter.name for parameter in result.report.parameters]
    assert (parameters["p_quality_factor"]["value"], parameters["p_quality_factor"]["default"]) == (0.5, 1.0)
    assert parameters["p_methods"]["value"] == ["replacement_specialist"]
    sources = json.loads(files["sources.json"])
    assert {source["id"] for source in sources} == set(result.dataset_ids)
    assert all(source["licence"] and source["citation"] for source in sources)
    readme = files["README.txt"].decode()
    named = {word.rstrip(":,") for word in readme.split() if "." in word}
    for name in files:
        folder, _, stem = name.rpartition("/")
        assert stem in named or (folder == "core" and "core" in readme) or name == "README.txt", name
    assert result.call in readme and result.data_version in readme
    assert "LEFT_OUT.txt" not in files


def test_of_the_diaries_the_survey_asked_for_is_enough(run: Callable[..., Result], tmp_path: Path) -> None:
    one = run("activity_minutes", p_survey="sample_kor")
    files = files_of(exports.bundle(view(one), "en"))
    diaries, minutes = (
        pq.read_table(io.BytesIO(files[f"core/{name}.parquet"])) for name in ("core_diaries", "core_diary_minutes")
    )
    assert diaries.column("survey_id").unique().to_pylist() == ["sample_kor"]
    assert set(minutes.column("diary_key").to_pylist()) == set(diaries.column("diary_key").to_pylist())


def test_diaries_that_may_not_be_handed_on_stay_here(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, only_duckdb: Path
) -> None:
    known = catalogue.datasets()
    sample = known["diary_sample"]
    closed = sample.licence.model_copy(update={"redistribution": catalogue.Redistribution.CITATION})
    patched = {**known, "diary_sample": sample.model_copy(update={"licence": closed})}
    monkeypatch.setattr(catalogue, "datasets", lambda: patched)
    content = exports.bundle(view(run("activity_minutes", p_survey="sample_kor")), "en")
    files = files_of(content)
    people = terms.tables_of_people()
    assert set(people) == {
        "core_diaries", "core_diary_minutes", "core_episodes", "core_persons", "core_replicate_weights",
        "core_selected_minutes", "core_unpaid_days",
    }  # fmt: skip
    assert not {f"core/{name}.parquet" for name in people} & set(files)
    assert "sample_kor" in files["LEFT_OUT.txt"].decode()
    assert "sample_kor are not in this bundle" in files["README.txt"].decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    done = derive(tmp_path, only_duckdb)
    assert done.returncode == 2
    assert "Import the survey" in done.stderr


def test_too_many_diaries_stay_here(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_ROWS", 100)
    files = files_of(exports.bundle(view(run("activity_minutes", p_survey="sample_kor")), "en"))
    assert "core_diaries are too many" in files["LEFT_OUT.txt"].decode()
    assert "core/core_diaries.parquet" not in files
