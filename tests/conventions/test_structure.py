"""The rules of docs/ARCHITECTURE.md that a reader may rely on: where things are and what may name what."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from unpriced.paths import ROOT
from unpriced.ui.frame import PAGES

# Imports point one way: a module may import from its own layer and from those below.
LAYERS = (
    (
        "unpriced.errors",
        "unpriced.paths",
        "unpriced.terminal",
        "unpriced.engine",
        "unpriced.blocks",
        "unpriced.unfinished",
    ),
    ("unpriced.catalogue",),
    ("unpriced.distributions", "unpriced.survey_rules"),
    ("unpriced.ingest", "unpriced.contracts", "unpriced.geometry", "unpriced.i18n", "unpriced.database"),
    (
        "unpriced.layers",
        "unpriced.grouped",
        "unpriced.class_surveys",
        "unpriced.people_surveys",
        "unpriced.country_tables",
    ),
    ("unpriced.build", "unpriced.reports", "unpriced.imports", "unpriced.fetch", "unpriced.terms"),
    ("unpriced.titles", "unpriced.charts", "unpriced.exports", "unpriced.sample", "unpriced.aggregates"),
    ("unpriced.transfers", "unpriced.volunteering_days", "unpriced.time_poverty", "unpriced.own_countries"),
    (
        "unpriced.workspace",
        "unpriced.proposing",
        "unpriced.proposing_people",
        "unpriced.proposing_known",
        "unpriced.workbench",
        "unpriced.findings",
    ),
    ("unpriced.brief", "unpriced.proposing_countries"),
    (
        "unpriced.doctor",
        "unpriced.checking",
        "unpriced.counting",
        "unpriced.saved_views",
        "unpriced.ui",
        "unpriced.api",
        "unpriced.api_description",
    ),
    ("unpriced.server",),
    ("unpriced.cli", "dashboard", "pages"),
)
MAY_IMPORT_STREAMLIT = ("dashboard", "pages", "unpriced.ui", "unpriced.server")
LONGEST_PYTHON = 420
LONGEST_SQL = 180
LARGEST_FILE_BYTES = 3_000_000


def tracked_files() -> list[Path]:
    """What is in the repository: tracked, and new but not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def product_modules() -> list[Path]:
    return sorted([ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "unpriced").rglob("*.py")])


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int | None:
    """The height of the module's layer; the longest prefix that a layer names decides."""
    found = [
        (len(prefix), height)
        for height, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if name == prefix or name.startswith(prefix + ".")
    ]
    return max(found)[1] if found else None


@pytest.mark.parametrize("path", product_modules(), ids=module_name)
def test_imports_point_one_way(path: Path) -> None:
    own = module_name(path)
    height = layer(own)
    if own == "unpriced":
        return
    assert height is not None, f"{own} belongs to no layer: add it to LAYERS"
    for name in imported(path):
        other = layer(name)
        assert other is None or other <= height, f"{own} imports {name}, which is above it"


@pytest.mark.parametrize("path", product_modules(), ids=module_name)
def test_only_the_interface_imports_streamlit(path: Path) -> None:
    uses = any(name.split(".")[0] == "streamlit" for name in imported(path))
    assert not uses or module_name(path).startswith(MAY_IMPORT_STREAMLIT)


def test_pages_hold_no_sql() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        assert "duckdb" not in set(imported(path)), path.name
        assert "select " not in path.read_text(encoding="utf-8"), path.name


def test_files_are_short_enough_to_read() -> None:
    for path in tracked_files():
        n_lines = len(path.read_bytes().splitlines())
        if path.suffix == ".py":
            assert n_lines <= LONGEST_PYTHON, f"{path.name} has {n_lines} lines"
        if path.suffix == ".sql":
            assert n_lines <= LONGEST_SQL, f"{path.name} has {n_lines} lines"
        assert path.stat().st_size <= LARGEST_FILE_BYTES, f"{path.name} is too large to keep in the repository"


def test_no_module_is_named_for_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [path for path in product_modules() if path.stem in vague]


def test_no_file_names_an_index_or_a_machine() -> None:
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "npmjs" + ".com"]
    paths = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "tmp/"]
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for found in [*hosts, *paths]:
            assert found not in text, f"{path.relative_to(ROOT)} names {found}"


def test_locks_pin_every_package_by_hash() -> None:
    for name in ("run.txt", "test.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and line[0].isalnum()]
        assert pins and all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
        assert "index" not in text and "://" not in text


def test_no_address_of_a_page_ends_with_that_of_another() -> None:
    """Streamlit's front end would take the rest for the folder that the app is served from, and links would hold it."""
    addresses = [address for address in PAGES.values() if address]
    assert [(a, b) for a in addresses for b in addresses if a != b and a.endswith(b)] == []
