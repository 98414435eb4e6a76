"""What goes wrong with an upload is said in Korean on a Korean page, with the same names and numbers."""

import ast
import re
from collections.abc import Iterator

import pytest

from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES, sentences
from unpriced.ingest import diaries
from unpriced.paths import ROOT

# What a visitor's files go through; the sentences of other modules are for those who run the server.
OF_UPLOADS = (
    *("ingest/archives", "ingest/files", "ingest/mapped", "ingest/numerals", "ingest/people", "ingest/settle"),
    *("ingest/sheets", "ingest/tables", "ingest/diaries", "workspace", "proposing", "proposing_people", "saved_views"),
    *("people_surveys", "country_tables", "imports"),
)
HOLE = sentences.HOLE
LITERAL = re.compile(r"'((?:[^']|'')*)'")


def of_rules() -> set[str]:
    """The sentences of the rules of diaries: what each needs, and what it finds, put together by SQL."""
    said = set()
    for path in diaries.RULES.glob("*.sql"):
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        code = " ".join(line for line in rest if not line.startswith("--"))
        found = re.split(r",\s+(?=')", code.partition(" as found")[0])[-1]
        said |= {first.removeprefix("-- "), found_of(found)}
    return said


def found_of(expression: str) -> str:
    """The texts of an expression of SQL joined by ||, with {} for what stands between them."""
    parts = re.split(r"\|\|(?![^(]*\))", expression)
    return "".join(text[1] if (text := LITERAL.fullmatch(part.strip())) else HOLE for part in parts)


def templates(node: ast.expr) -> list[str]:
    """The sentences that an expression can come to, with {} for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return ["".join(str(v.value) if isinstance(v, ast.Constant) else HOLE for v in values)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [one + other for one in templates(left) for other in templates(right)]
        case ast.IfExp(body=body, orelse=orelse):
            return templates(body) + templates(orelse)
    return [HOLE]


def written(module: str) -> Iterator[str]:
    """Every sentence of an error or a note in the module."""
    tree = ast.parse((ROOT / "unpriced" / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if name in ("UnpricedError", "say"):
                yield from (text for part in given for text in templates(part))


@pytest.mark.parametrize("module", OF_UPLOADS)
def test_every_sentence_of_an_upload_has_its_korean(module: str) -> None:
    missing = {text for text in written(module) if text.replace(HOLE, "").strip()} - set(sentences.table("ko"))
    assert missing == set()


def test_every_rule_of_diaries_has_its_korean() -> None:
    assert len(of_rules()) > 30
    assert of_rules() - set(sentences.table("ko")) == set()


def test_no_sentence_is_left_that_the_code_does_not_say() -> None:
    said = {
        text
        for path in (ROOT / "unpriced").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr)
        for text in templates(node)
    }
    assert set(sentences.table("ko")) - said - of_rules() == set()


def test_what_is_filled_in_stays_and_is_korean() -> None:
    for english, korean in sentences.table("ko").items():
        holes = {str(place + 1) for place in range(english.count(HOLE))}
        assert set(re.findall(r"\{(\d)\}", korean)) == holes, english
        assert re.search("[가-힣]", korean) or holes, english


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_said_in_the_language(language: str) -> None:
    error = UnpricedError("a.csv has the column AGE twice", "A first line of names, each once", "Mend the first line")
    told = sentences.error(error, "ko" if language == "ko" else "en")
    expected = {
        "en": "a.csv has the column AGE twice. A first line of names, each once. Mend the first line.",
        "ko": "a.csv: AGE 열이 두 번 있습니다. 첫 줄에 열 이름이 한 번씩 있어야 합니다. 첫 줄을 고치십시오.",
    }
    assert told == expected[language]


def test_what_has_no_korean_stays_as_it_is() -> None:
    assert sentences.said("No such sentence", "ko") == "No such sentence"
    assert sentences.said("{a}.csv is not UTF-8; it was read as cp949.", "ko").startswith("{a}.csv은(는) UTF-8이 아니")
