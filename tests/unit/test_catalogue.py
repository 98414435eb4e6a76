"""The registry refuses what it does not know and says where."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from unpriced import catalogue
from unpriced.catalogue import Dataset, Preset, Text
from unpriced.errors import UnpricedError
from unpriced.paths import DATA

TEXT = {"en": "Text", "ko": "글"}
DATASET: dict[str, Any] = {
    "id": "demo",
    "title": TEXT,
    "description": TEXT,
    "producer": TEXT,
    "edition": "1",
    "citation": "Demo",
    "licence": {"name": "CC BY 4.0"},
    "coverage": TEXT,
    "files": [
        {
            "name": "rows",
            "path": "rows.csv",
            "grain": "one row per code",
            "key": ["code"],
            "columns": [{"name": "code", "type": "VARCHAR", "description": TEXT}],
        }
    ],
}


def written(folder: Path, content: object) -> Path:
    path = folder / "dataset.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def test_a_dataset_reads_as_written(tmp_path: Path) -> None:
    dataset = catalogue.read(Dataset, written(tmp_path, DATASET))
    assert dataset.table(dataset.files[0]) == "raw_demo__rows"
    assert dataset.folder == DATA / "demo"
    assert dataset.title.in_language("ko") == "글"
    assert dataset.licence.redistribution == "full"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"citaton": "x"}, "citaton: Extra inputs are not permitted"),
        ({"title": {"en": "Text"}}, "title.ko: Field required"),
        ({"title": {"en": "Text", "ko": ""}}, "title.ko: String should have at least 1 character"),
        ({"licence": {"name": "x", "redistribution": "some"}}, "licence.redistribution: Input should be 'full'"),
        ({"files": [DATASET["files"][0] | {"key": None}]}, "files.0.key: "),
        (
            {"files": [DATASET["files"][0] | {"columns": [{"name": "c", "type": "TEXT", "description": TEXT}]}]},
            "files.0.columns.0.type: Input should be 'VARCHAR'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    path = written(tmp_path, DATASET | change)
    with pytest.raises(UnpricedError) as caught:
        catalogue.read(Dataset, path)
    assert told in caught.value.found
    assert str(path) in caught.value.found
    assert caught.value.needed == "A Dataset as unpriced/catalogue.py declares it"
    assert caught.value.remedy == f"Mend {path}"


@pytest.mark.parametrize("content", ["a: [", "", "- a list"])
def test_what_is_not_a_dataset_at_all_is_an_error_for_people(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnpricedError, match="does not fit its model"):
        catalogue.read(Dataset, written(tmp_path, content))


def test_what_was_read_does_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Text(en="a", ko="b").en = "c"


def test_registries_are_keyed_by_id_in_their_order() -> None:
    for found in (catalogue.methods(), catalogue.presets()):
        orders = [entry.order for entry in found.values()]
        assert orders == sorted(set(orders))
        assert all(entry.id == key for key, entry in found.items())
    assert list(catalogue.datasets()) == sorted(catalogue.datasets())
    assert all(d.folder.is_dir() and d.id == key for key, d in catalogue.datasets().items())


def test_a_column_declared_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "columns").mkdir()
    column = {"gdp_share": {"title": TEXT, "description": TEXT, "format": "share"}}
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "columns" / name).write_text(yaml.safe_dump(column), encoding="utf-8")
    monkeypatch.setattr(catalogue, "QUERIES", tmp_path)
    catalogue.columns.cache_clear()
    try:
        with pytest.raises(UnpricedError, match=r"b\.yaml declares gdp_share, which another file declares already"):
            catalogue.columns()
    finally:
        catalogue.columns.cache_clear()


def test_a_preset_keeps_the_types_of_its_parameters(tmp_path: Path) -> None:
    preset = {"id": "x", "title": TEXT, "office": TEXT, "description": TEXT, "differs": TEXT, "sources": [], "order": 1}
    parameters = {"p_methods": ["minimum_wage"], "p_shopping": False, "p_wage_year": 2020, "p_quality_factor": 0.5}
    read = catalogue.read(Preset, written(tmp_path, preset | {"parameters": parameters}))
    assert read.parameters == parameters
    assert read.parameters["p_shopping"] is False
