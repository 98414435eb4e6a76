"""Well-known diary files: by their columns one of those whose mapping is shipped, by their names those of the ATUS."""

import re
from collections.abc import Mapping as Codes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from unpriced import catalogue
from unpriced.catalogue import Text
from unpriced.ingest import atus, mapped, tables
from unpriced.ingest.mapping import NEEDED, Activities, Mapping, Part, Value
from unpriced.ingest.reading import Reading
from unpriced.paths import DATA
from unpriced.proposing import Looked, survey_id


@dataclass(frozen=True)
class Known:
    """A shipped mapping that reads the file; `samples` are the surveys in it where it holds several."""

    title: Text
    samples: tuple[str, ...]
    written: Codes[str, Any]


def recognise(looked: Looked) -> Known | None:
    """The first shipped mapping of one table whose needed columns the file has."""
    for dataset_id in mapped.DATASETS:
        for path in sorted((DATA / dataset_id).glob("mapping*.yaml")):
            mapping = catalogue.read(Mapping, path)
            if len(mapping.tables) == 1 and _fits(mapping, looked):
                column = mapping.sample.names[0] if mapping.sample else ""
                samples = looked.columns[column].values if column in looked.columns else ()
                written = yaml.safe_load(path.read_text(encoding="utf-8"))
                return Known(mapping.survey.title, tuple(samples), written)
    return None


def _fits(mapping: Mapping, looked: Looked) -> bool:
    """Whether the file has what the mapping cannot go without."""
    parts: tuple[Part | Activities, ...] = (mapping.persons, mapping.diaries, mapping.activities)
    needed = {
        column
        for part in parts
        for name, of in part.columns.items()
        if name in NEEDED
        for column in (of.names if isinstance(of, Value) else (of,))
    }
    sex = mapping.persons.columns.get("sex")
    is_text = tables.kind(Path(looked.name)) not in tables.STATISTICAL
    if is_text and isinstance(sex, Value) and sex.labels and not sex.values:
        return False  # its codes go by labels, which text does not have
    patterns = [re.compile(slots.pattern, re.IGNORECASE) for slots in mapping.activities.slots.values()]
    return needed <= looked.columns.keys() and all(
        sum(bool(pattern.fullmatch(name)) for name in looked.columns) > 1 for pattern in patterns
    )


def mapping_text(known: Known, title: str, prefix: str, reading: Reading, sample: str | None) -> str:
    """The mapping (YAML) for this file alone: under a title of its own, and of the sample that is chosen."""
    written = dict(known.written)
    written["survey"] = written["survey"] | {
        "survey_id": survey_id(title, prefix),
        "title": {"en": title, "ko": title},
    }
    (table,) = written["tables"]
    written["tables"] = {table: {"pattern": ".*", "read": reading.model_dump(exclude_none=True)}}
    if sample is not None:
        (column,) = (written.pop("sample")["column"],)
        for part in ("persons", "diaries", "activities"):
            written[part] = written[part] | {"where": written[part].get("where", {}) | {column: [sample]}}
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False)


def of_atus(paths: Sequence[Path]) -> list[Path]:
    """Those of the files that are official ones of the American Time Use Survey, which belong together."""
    return [path for path in paths if atus.recognise([path])]
