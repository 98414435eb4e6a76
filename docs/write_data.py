"""Writes docs/DATA.md from the registry and the built database; a test says when the file has fallen behind.

Usage: .venv/bin/python docs/write_data.py
"""

import re
from collections.abc import Iterable

from unpriced import catalogue, reports
from unpriced.catalogue import Column, Correction, Dataset, File, Redistribution
from unpriced.paths import QUERIES, ROOT

PAGE = ROOT / "docs" / "DATA.md"

HEAD = """\
# Data · 자료

Written by `docs/write_data.py` from `data/*/dataset.yaml` and the built database: change those, not this file.
What is left out and why, and how to report an error: [data/README.md](../data/README.md).
How the figures are used: [METHODS.md](METHODS.md).

이 문서는 `docs/write_data.py`가 `data/*/dataset.yaml`과 빌드된 데이터베이스에서 만듭니다. 고칠 때는 원본을 고치십시오.
싣지 않은 자료와 그 이유, 오류 신고 방법은 [data/README.md](../data/README.md)에 있습니다.
수치를 쓰는 방식은 [METHODS.md](METHODS.md)에 있습니다.
"""

MAY_BE_HANDED_ON = {
    Redistribution.FULL: "all rows, with the citation · 인용을 밝히면 모든 행을 재배포할 수 있음",
    Redistribution.CITATION: "only with the citation, not in bulk · 인용과 함께 표시만 하고 일괄 내려받기에서 제외",
    Redistribution.SHARE_ALIKE: "not in bulk: share-alike · 동일조건변경허락이라 일괄 내려받기에서 제외",
}
SUMMARY = (
    ("dataset", "title · 제목", "producer · 생산기관", "edition · 판"),
    ("licence · 이용조건", "rows · 행", "coverage · 범위"),
)


def text() -> str:
    """The whole page."""
    rows = {row["dataset_id"]: row["n_rows"] for row in reports.run("dataset_catalogue").table.to_pylist()}
    datasets = catalogue.datasets().values()
    parts = [HEAD, *summary(datasets, rows)]
    for dataset in datasets:
        parts += section(dataset, rows[dataset.id])
    whole = "\n".join(parts).rstrip() + "\n"
    return whole.replace("~", "\\~")  # two of them would strike out what stands between


def summary(datasets: Iterable[Dataset], rows: dict[str, int]) -> list[str]:
    """All datasets in one table."""
    titles = [title for part in SUMMARY for title in part]
    lines = ["## All datasets · 전체 목록\n", line(titles), "|---|---|---|---|---|--:|---|"]
    for d in datasets:
        link, n_rows = f"[`{d.id}`](#{d.id})", f"{rows[d.id]:,}"
        lines.append(line([link, both(d.title), d.producer.en, d.edition, d.licence.name, n_rows, both(d.coverage)]))
    return [*lines, ""]


def section(d: Dataset, n_rows: int) -> list[str]:
    """One dataset: what it is, how to cite it, what to know, its files and columns."""
    facts = {
        "producer · 생산기관": both(d.producer),
        "edition · 판": d.edition,
        "citation · 인용": d.citation,
        "address · 주소": f"<{d.url}>" if d.url else "–",
        "licence · 이용조건": d.licence.name + (f" (<{d.licence.url}>)" if d.licence.url else ""),
        "handing on · 재배포": MAY_BE_HANDED_ON[d.licence.redistribution],
        "coverage · 범위": both(d.coverage),
        "rows · 행": f"{n_rows:,}",
        "read by · 읽는 질의": ", ".join(f"`{name}`" for name in readers(d)) or "–",
    }
    lines = [f"## {d.id}\n", f"**{d.title.en} · {d.title.ko}**\n", f"{d.description.en}\n", f"{d.description.ko}\n"]
    lines += [f"- {name}: {value}" for name, value in facts.items()]
    lines += ["", *caveats(d)]
    for file in d.files:
        lines += columns(file)
    return lines


def caveats(d: Dataset) -> list[str]:
    """The warnings of the dataset and the known errors of its source."""
    lines = [f"- **{w.id}** {w.text.en}  \n  {w.text.ko}" for w in d.warnings]
    known: list[Correction] = [c for c in catalogue.corrections() if c.dataset == d.id]
    lines += [f"- **{c.id}** (`data/corrections.yaml`) {c.reason.en}  \n  {c.reason.ko}" for c in known]
    return ["Before you use it · 쓰기 전에:\n", *lines, ""] if lines else []


def columns(file: File) -> list[str]:
    """The columns of one file with what its contract asks of them."""
    lines = [
        f"`{file.path}`: {file.grain}; key {', '.join(f'`{name}`' for name in file.key)}\n",
        "| column | type | unit | contract | meaning | 뜻 |",
        "|---|---|---|---|---|---|",
    ]
    for c in file.columns:
        cells = [f"`{c.name}`", c.type, c.unit or "", contract(c), c.description.en, c.description.ko]
        lines.append(line(cells))
    return [*lines, ""]


def contract(c: Column) -> str:
    """What a build asks of the values, in a few words."""
    bounds = [f"≥ {c.minimum:g}" if c.minimum is not None else "", f"≤ {c.maximum:g}" if c.maximum is not None else ""]
    asked = ["required" if c.required else "", *bounds]
    asked += [f"one of {', '.join(c.values)}" if c.values else "", f"in {c.references}" if c.references else ""]
    return "; ".join(part for part in asked if part)


def readers(d: Dataset) -> list[str]:
    """The queries that name a raw table of the dataset."""
    named = re.compile("|".join(rf"\b{d.table(file)}\b" for file in d.files))
    paths = [path for path in sorted(QUERIES.rglob("*.sql")) if d.files and named.search(path.read_text("utf-8"))]
    return [path.relative_to(ROOT).as_posix() for path in paths]


def both(words: catalogue.Text) -> str:
    return f"{words.en} · {words.ko}"


def line(cells: Iterable[str]) -> str:
    """A row of a table; each cell on one line, its bars escaped."""
    return "| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
