"""The recipes of CONTRIBUTING.md work: followed to the letter in a copy of the project, which builds and passes."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.documents import tracked_files
from unpriced.paths import ROOT

STEP = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`|At the end of `(?P<end>[^`]+)`"
    r"|In `(?P<inside>[^`]+)`, after the line with `(?P<line>[^`]+)`)"
    r"[^\n]*:\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
INHERITED = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "UNPRICED_"))}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def recipes() -> str:
    """The part of CONTRIBUTING.md from the first recipe to the end of the last."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text[text.index("\n## Recipe: ") : text.index("\n## Smaller things")]


def follow(step: re.Match[str], copy: Path) -> None:
    """Do in the copy what one step of a recipe says."""
    path = copy / (step["new"] or step["end"] or step["inside"])
    if step["new"]:
        assert not path.exists(), f"{step['new']} is not new"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step["text"], encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if step["line"] and step["line"] in line]
    if step["inside"]:
        assert len(places) == 1, f"{step['inside']} has {len(places)} lines with {step['line']}"
    lines.insert(places[0] + 1 if places else len(lines), step["text"])
    path.write_text("".join(lines), encoding="utf-8")


def run(copy: Path, *arguments: str) -> str:
    """What Python prints when it runs this in the copy; its failure is the test's."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=INHERITED | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the three recipes followed, built."""
    folder = tmp_path_factory.mktemp("recipes") / "unpriced"
    for path in tracked_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)  # so that its tests see which files it has
    for step in STEP.finditer(recipes()):
        follow(step, folder)
    run(folder, "-m", "unpriced.cli", "build")
    run(folder, "docs/write_data.py")
    return folder


def rows(copy: Path, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(copy, "-m", "unpriced.cli", "report", *arguments, "--format", "csv"))))


def test_every_block_of_a_recipe_belongs_to_a_step() -> None:
    blocks = re.findall(r"^```(?!sh\b)\w+$", recipes(), re.MULTILINE)
    assert len(blocks) == len(list(STEP.finditer(recipes()))) > 0


def test_the_dataset_reaches_a_report_the_catalogue_and_its_page(copy: Path) -> None:
    found = {
        (row["sex"], row["year"]): float(row["hours_per_person_per_day"]) for row in rows(copy, "home_production_trend")
    }
    assert found["women", "1900"] == pytest.approx(42.5 / 7)
    assert found["men", "2005"] == pytest.approx(16.4 / 7)
    assert "us_home_production" in {row["dataset_id"] for row in rows(copy, "dataset_catalogue")}
    assert {"1900", "2005"} <= {row["year"] for row in rows(copy, "dataset_coverage", "p_datasets=us_home_production")}
    assert "## us_home_production" in (copy / "docs" / "DATA.md").read_text(encoding="utf-8")


def test_the_method_prices_every_country_that_has_its_wage(copy: Path) -> None:
    value = {row["method_id"]: row for row in rows(copy, "unpaid_value_method_range", "p_countries=KOR")}
    by_sex, women = value["opportunity_by_sex"], value["opportunity_women"]
    assert 0 < float(women["gdp_share"]) < float(by_sex["gdp_share"]), "men's hours at women's lower wage"
    assert int(women["n_methods"]) == len(value)


def test_the_conventions_hold_in_the_copy(copy: Path) -> None:
    run(
        copy,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "tests/sql/test_valuation.py",
        "tests/conventions",
        "-k",
        "not recipe",
    )


def test_the_pages_show_dataset_method_and_page(copy: Path) -> None:
    run(
        copy,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "tests/pages",
        "-k",
        "long_run or listed or (runs and (methods or data))",
    )
