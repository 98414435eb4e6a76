"""Broken files of every kind through the whole upload: a sentence or a survey, and nothing left over."""

import dataclasses
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from unpriced import proposing, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import examples
from unpriced.proposing import OWN_LIST
from unpriced.workspace import OWN, Workspace

EACH = 4  # files of each kind
N_LINES = 300
Mutation = Callable[[bytes, random.Random], bytes]


def header_and_rest(content: bytes) -> tuple[bytes, bytes]:
    head, _, rest = content.partition(b"\n")
    return head, rest


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def inserted(what: bytes) -> Mutation:
    def mutate(content: bytes, chance: random.Random) -> bytes:
        place = chance.randrange(len(content))
        return content[:place] + what + content[place:]

    return mutate


def replaced(old: bytes, *new: bytes) -> Mutation:
    return lambda content, chance: content.replace(old, chance.choice(new))


def recoded(*encodings: str) -> Mutation:
    return lambda content, chance: content.decode().encode(chance.choice(encodings))


def shuffled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def twice_the_name(content: bytes, chance: random.Random) -> bytes:
    head, rest = header_and_rest(content)
    return head.replace(b"age", b"sex") + b"\n" + rest


def very_wide(content: bytes, chance: random.Random) -> bytes:
    head, rest = header_and_rest(content)
    return b",".join([head, *(b"c%d" % i for i in range(5000))]) + b"\n" + rest


KINDS: dict[str, Mutation] = {
    "flipped bytes": flipped,
    "cut off": lambda content, chance: content[: chance.randrange(len(content))],
    "delimiters": replaced(b",", b";", b"\t", b"|", b" ", b",,"),
    "encodings": recoded("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp949"),
    "NUL bytes": inserted(b"\x00" * 20),
    "no header": lambda content, chance: header_and_rest(content)[1],
    "a name twice": twice_the_name,
    "five thousand columns": very_wide,
    "a lonely quote": inserted(b'"'),
    "ends of lines": replaced(b"\n", b"\r", b"\r\n"),
    "rows in any order": shuffled,
    "markup and formulas in names": replaced(b"start", b"<b>start</b>", b"=1+1", "시작".encode()),
    "times": replaced(b"04:00", b"25:61", b"4", b"=cmd|'/C calc'!A0", b"-04:00", b"4h"),
    "codes": replaced(b"sleep", b"", b"'; drop table x; --", b"x" * 5000, "잠".encode()),
    "no table at all": lambda content, chance: chance.choice(
        [b"", b"\n", b"a", b"a,b", b"id,activity,start,end,year\n", chance.randbytes(3000), b"PK\x03\x04" + bytes(200)]
    ),
}
SUFFIXES = (".csv", ".csv", ".csv", ".csv", ".txt", ".tsv", ".parquet", ".sav", ".dta", ".csv.gz")


@pytest.fixture(scope="module")
def whole(built: Path) -> bytes:
    return b"\n".join(examples.diary().split(b"\n")[:N_LINES]) + b"\n"


def upload(here: Workspace, path: Path) -> bool:
    """Whether what is proposed for the file is enough for an import; then it is imported."""
    looked = proposing.look(path)
    roles = proposing.automatic(looked, "Broken", "KOR", 2020)
    if roles.classification == OWN_LIST:
        values = looked.columns[roles.columns["activity"]].values
        roles = dataclasses.replace(roles, activity_codes=dict.fromkeys(values, "sleep"))
    if proposing.missing_roles(roles):
        return False
    workspace.add(here, proposing.mapping_text(roles, looked, OWN), [path])
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_gets_a_sentence_or_becomes_a_survey(
    kind: str, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path))
    for seed in range(EACH):
        chance = random.Random(f"{kind} {seed}")
        here = workspace.create()
        content = KINDS[kind](whole, chance)
        path = workspace.receive(here, f"broken{chance.choice(SUFFIXES)}", io.BytesIO(content))
        try:
            imported = upload(here, path)
        except UnpricedError as error:
            assert str(error)
            imported = False
        assert len(workspace.surveys(here)) == imported == here.database.exists()
        assert [left.name for left in here.folder.rglob(".*")] == []
