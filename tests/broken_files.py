"""Files for uploads: broken in every way that came to mind, and twins that say the same in another way.

Everything follows from a seed. `benchmarks/fuzz.py` takes thousands of them, the tests some of each kind.
"""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from typing import Literal

import openpyxl

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


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


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


def ragged(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(20):
        place = chance.randrange(1, len(lines))
        lines[place] = lines[place] + b",x" if chance.random() < 0.5 else lines[place].rpartition(b",")[0]
    return b"\n".join(lines)


def look_alikes(content: bytes, chance: random.Random) -> bytes:
    """Names with letters of other alphabets, invisible marks and full-width figures."""
    pairs = (("sex", "sеx"), ("age", "a\u200bge"), ("id", "ıd"), ("start", "ｓｔａｒｔ"), ("04:00", "０４:００"))
    text = content.decode()
    for old, new in chance.sample(pairs, 2):
        text = text.replace(old, new)
    return text.encode()


def of_a_workbook(mutation: Mutation) -> Mutation:
    return lambda content, chance: mutation(workbook(content), chance)


def of_a_zip(mutation: Mutation) -> Mutation:
    return lambda content, chance: mutation(zipped(content), chance)


KINDS: dict[str, Mutation] = {
    "flipped bytes": flipped,
    "cut off": cut,
    "delimiters": replaced(b",", b";", b"\t", b"|", b" ", b",,"),
    "encodings": recoded("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp949"),
    "NUL bytes": inserted(b"\x00" * 20),
    "no header": lambda content, chance: header_and_rest(content)[1],
    "a name twice": twice_the_name,
    "five thousand columns": very_wide,
    "a lonely quote": inserted(b'"'),
    "ends of lines": replaced(b"\n", b"\r", b"\r\n"),
    "lines in any order": shuffled,
    "rows too long or too short": ragged,
    "look-alikes": look_alikes,
    "markup and formulas in names": replaced(b"start", b"<b>start</b>", b"=1+1", "시작".encode()),
    "times": replaced(b"04:00", b"25:61", b"4", b"=cmd|'/C calc'!A0", b"-04:00", b"4h"),
    "numbers": replaced(b".0,", b",", b"e308,", b"nan,", b"-inf,", b"1e-400,"),
    "codes": replaced(b"sleep", b"", b"'; drop table x; --", b"x" * 5000, "잠".encode()),
    "a broken workbook": of_a_workbook(flipped),
    "a workbook cut off": of_a_workbook(cut),
    "a broken zip": of_a_zip(flipped),
    "a zip cut off": of_a_zip(cut),
    "no table at all": lambda content, chance: chance.choice(
        [b"", b"\n", b"a", b"a,b", b"id,activity,start,end,year\n", chance.randbytes(3000), b"PK\x03\x04" + bytes(200)]
    ),
}
SUFFIXES = (".csv", ".csv", ".csv", ".csv", ".txt", ".tsv", ".parquet", ".sav", ".dta", ".csv.gz")


def broken(kind: str, content: bytes, seed: int) -> tuple[str, bytes]:
    """Name and bytes of a broken file of the kind."""
    chance = random.Random(f"{kind} {seed}")
    suffix = ".xlsx" if "workbook" in kind else ".zip" if "zip" in kind else chance.choice(SUFFIXES)
    return f"broken{suffix}", KINDS[kind](content, chance)


def twin(content: bytes, seed: int) -> tuple[str, bytes]:
    """Name and bytes of a file that says the same: other marks, encoding, order of columns, packing."""
    chance = random.Random(f"twin {seed}")
    rows = list(csv.reader(io.StringIO(content.decode())))
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    rows = [[row[place] for place in order] for row in rows]
    if chance.random() < 0.2:
        return "twin.xlsx", of_rows(rows)
    delimiter = chance.choice(",;\t|")
    if delimiter != "," and chance.random() < 0.6:
        weight = rows[0].index("weight")
        rows = [rows[0], *([*row[:weight], row[weight].replace(".", ","), *row[weight + 1 :]] for row in rows[1:])]
    text = io.StringIO()
    quoting: Literal[0, 1] = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=chance.choice(["\n", "\r\n"]))
    writer.writerows(rows)
    made = text.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"]))
    name = "twin" + chance.choice([".csv", ".txt", ".tsv"])
    packing = chance.choice(["", "", ".gz", ".zip"])
    if packing == ".gz":
        return name + ".gz", gzip.compress(made)
    return ("twin.zip", zipped(made, name)) if packing else (name, made)


def workbook(content: bytes) -> bytes:
    return of_rows(list(csv.reader(io.StringIO(content.decode()))))


def of_rows(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("diary")
    for row in rows:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def zipped(content: bytes, name: str = "diary.csv") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()
