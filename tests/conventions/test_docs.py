"""The documents are true: what they name exists, what they show runs, their numbers are those of the reports."""

import re
import shlex
import tomllib

import pytest
import typer

from docs import screenshots, write_data
from tests.conventions.documents import DOCUMENTS, new_files, new_names, read, tracked_files
from unpriced import catalogue, database, i18n, reports
from unpriced.catalogue import Language
from unpriced.cli import app
from unpriced.i18n import LANGUAGES, percent, t
from unpriced.paths import ROOT
from unpriced.ui.frame import PAGES

READMES: dict[Language, str] = {"en": "README.md", "ko": "README.ko.md"}
GENERATED = ("data/build", ".venv", "static/generated")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w.<>*{},/-]+\.(?:csv|ftl|json|md|py|sql|toml|txt|yaml|yml)|[\w.<>*-]+(?:/[\w.<>*{},-]*)+")
LARGEST_IMAGE_BYTES = 250_000
VALUES_WITH_A_SLASH = {"press/official"}  # of the column `evidence`


def prose(document: str) -> str:
    """The document without its fenced blocks."""
    return FENCE.sub("", read(document))


def inline(document: str) -> set[str]:
    return set(INLINE.findall(prose(document)))


def commands() -> set[str]:
    """Every line of the shell blocks, without its comment."""
    lines = {
        line.split(" #")[0].strip()
        for document in DOCUMENTS
        for language, block in FENCE.findall(read(document))
        if language == "sh"
        for line in block.splitlines()
    }
    return {line for line in lines if line}


def is_there(name: str) -> bool:
    """Whether the path, in which <name>, * and {a,b} stand for any part, is in the project."""
    pattern = re.sub(r"<[^>]*>|\{[^}]*\}", "*", name).rstrip("/")
    if pattern.startswith(GENERATED):
        return True
    return any(ROOT.glob(pattern)) or ("/" not in pattern and any(path.match(pattern) for path in tracked_files()))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document: str) -> None:
    paths = {name for name in inline(document) if FILE.fullmatch(name)} - VALUES_WITH_A_SLASH
    paths -= new_files() | {name.rpartition("/")[2] for name in new_files()}
    missing = sorted(name for name in paths if not is_there(name))
    assert not missing, f"{document} names {missing}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if target.startswith("https://"):
            continue
        path, _, heading = target.partition("#")
        linked = (ROOT / document).parent / path if path else ROOT / document
        assert linked.exists(), f"{document} links to {target}"
        if heading:
            titles = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
            assert heading in anchors, f"{document} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_of_code_is_in_the_code(document: str) -> None:
    sources = tracked_files()
    known = {
        word
        for path in sources
        if path.suffix in {".sql", ".yaml", ".csv", ".py", ".toml", ".ftl"} and path.stem != "test_docs"
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8") + " " + path.stem)
    }
    with database.cursor() as cursor:  # notes on ages are put together from the ages of the source
        notes = cursor.execute("select population_base_note from core_time_use").fetchall()
    known |= new_names() | {note for (note,) in notes}
    named = {
        word for name in inline(document) for word in re.findall(r"(?<![\w*])[a-z]+(?:_+[a-z0-9]+)+(?![\w…*<])", name)
    }  # words with an underscore are names of something
    assert not sorted(named - known), f"{document} names what does not exist"


def test_every_command_exists() -> None:
    group = typer.main.get_command(app)
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    lines = commands() | {name for document in DOCUMENTS for name in inline(document)}
    for line in lines:
        made = re.match(r"make ([a-z]+)", line)
        assert made is None or made[1] in targets, line
        called = re.match(r"(?:\.venv/bin/)?unpriced ([a-z]+)", line)
        assert called is None or called[1] in group.commands, line  # type: ignore[attr-defined]
    assert sum(line.startswith("make ") for line in lines) > 5


def examples() -> list[str]:
    """The reports that the documents run, without those that a recipe makes."""
    found = {line.split(" report ", 1)[1] for line in commands() if " report " in line}
    return sorted(line for line in found if not new_names() & set(re.findall(r"\w+", line)))


@pytest.mark.parametrize("example", examples())
def test_every_report_that_is_shown_runs_and_has_rows(example: str) -> None:
    name, *words = shlex.split(example)
    arguments = [word for word in words if "=" in word and not word.startswith("--")]
    assert reports.run(name, **reports.parse(name, arguments)).table.num_rows


def test_there_are_examples() -> None:
    assert len(examples()) >= 4


@pytest.mark.parametrize("document", DOCUMENTS)
def test_calls_in_sql_name_reports(document: str) -> None:
    for name in re.findall(r"\bfrom ([a-z_]+)\(", " ".join(block for _, block in FENCE.findall(read(document)))):
        assert name in reports.catalogue(), f"{document} calls {name}"


@pytest.mark.parametrize("kind", ["methods", "presets"])
def test_the_method_text_has_a_row_for_each(kind: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", read("docs/METHODS.md"), re.MULTILINE)
    declared = set(catalogue.methods() if kind == "methods" else catalogue.presets())
    assert declared <= set(rows), declared - set(rows)


def test_the_method_text_has_every_parameter_with_its_default() -> None:
    lines = read("docs/METHODS.md").splitlines()
    for parameter in reports.get("unpaid_value_by_country").parameters:
        rows = [line for line in lines if line.startswith("| `p_") and f"`{parameter.name}`" in line.split("|")[1]]
        assert [row.split("|")[2].strip() for row in rows] == [f"`{parameter.default}`"], parameter


def test_the_page_of_the_data_is_current() -> None:
    written = read("docs/DATA.md")
    assert written == write_data.text(), "docs/DATA.md has fallen behind: run .venv/bin/python docs/write_data.py"


def test_images_are_those_of_the_script_small_and_all_in_use() -> None:
    used = {name for document in DOCUMENTS for name in re.findall(r"docs/images/([\w-]+)\.png", read(document))}
    drawn = {path.stem: path for path in (ROOT / "docs" / "images").iterdir()}
    assert used == set(drawn) == {shot.name for shot in screenshots.SHOTS}
    for path in drawn.values():
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG"), path.name
        assert len(content) <= LARGEST_IMAGE_BYTES, f"{path.name} is too large"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_finds_what_the_overview_finds(language: Language) -> None:
    text = read(READMES[language])
    world = reports.run("unpaid_value_world").table.to_pylist()[0]
    finding = text[text.index("\n> ") :].splitlines()[1]
    shares = [percent(world[key], language, digits=0) for key in ("median_gdp_share", "women_hours_share")]
    assert re.findall(r"\d+%?", finding) == [str(world["n_countries"]), *shares]
    assert all(str(world[key]) in text for key in ("first_survey_year", "last_survey_year"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_quotes_korea_as_the_report_has_it(language: Language) -> None:
    row = reports.run("unpaid_value_by_country", p_countries=["KOR"]).table.to_pylist()[0]
    (said,) = re.findall(r"“[^”]*?([\d.]+) ?%[^”]*”", read(READMES[language]))
    assert said == i18n.number(row["gdp_share"] * 100, language, digits=1)
    assert (row["survey_year"], row["wage_year"]) == (2014, 2014), "the sentence after it names these years"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_gives_pages_their_addresses_and_titles(language: Language) -> None:
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| `/([\w-]*)[^|`]*` \|$", read(READMES[language]), re.MULTILINE)
    titles = {address: t(language, f"page-{stem}") for stem, address in PAGES.items()}
    assert len(rows) > 5
    for title, address in rows:
        assert titles[address] == title


def test_the_changelog_has_this_version_on_top() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.findall(r"^## \[([^]]+)\]", read("CHANGELOG.md"), re.MULTILINE)[0] == version
