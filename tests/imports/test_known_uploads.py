"""Files of well-known surveys are read on the page for uploads as on the command line, into a workspace."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests import diary_files as made
from tests.official import three_people
from unpriced import database, imports, proposing, proposing_known, workspace
from unpriced.ingest.reading import Reading
from unpriced.workspace import OWN


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def minutes(folder: Path) -> pd.DataFrame:
    table = pd.read_parquet(folder / "minutes.parquet")
    return table.drop(columns="survey_id").sort_values(["person_id", "diary_no", "source_code"], ignore_index=True)


@pytest.mark.parametrize(("layout", "samples"), [("episodes", ("UK2014", "FR2009")), ("minutes", ())])
def test_a_file_of_mtus_is_recognised_by_its_columns(layout: str, samples: tuple[str, ...], tmp_path: Path) -> None:
    both = (("UK2014", "UK"), ("FR2009", "FR"))
    rows = made.mtus_rows(both) if layout == "episodes" else made.mtus_minutes_rows()
    path = made.write_csv(tmp_path / "mtus_00001.csv", rows)
    looked = proposing.look(path)
    known = proposing_known.recognise(looked)
    assert known is not None and known.title.en == "Multinational Time Use Study"
    assert set(samples) <= set(known.samples)
    sample = known.samples[0] if known.samples else None
    here = workspace.create()
    mapping = proposing_known.mapping_text(known, "Mine", OWN, Reading(), sample)
    own = workspace.add(here, mapping, [path])
    assert own.survey_id.startswith(f"{OWN}mine_")
    official = imports.run("mtus", [path], options={"sample": sample} if sample else {}, root=tmp_path / "official")
    pd.testing.assert_frame_equal(minutes(own.folder), minutes(official.folder))


def test_the_example_is_no_well_known_survey(tmp_path: Path) -> None:
    from unpriced.exports import examples

    (tmp_path / "diary.csv").write_bytes(examples.diary())
    assert proposing_known.recognise(proposing.look(tmp_path / "diary.csv")) is None


def test_official_files_of_the_atus_are_read_together(tmp_path: Path) -> None:
    folder = three_people().write(tmp_path / "files")
    here = workspace.create()
    received = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            received.append(workspace.receive(here, path.name, stream))
    together = proposing_known.of_atus(received)
    assert together == received
    own = workspace.add_official(here, "atus", together)
    assert own.survey_id.startswith(f"{OWN}atus_")
    official = imports.run("atus", [folder], root=tmp_path / "official")
    pd.testing.assert_frame_equal(minutes(own.folder), minutes(official.folder))
    database.use_own(here.database)
    with database.cursor() as cursor:
        assert cursor.execute("select count(*) from own.core_diaries").fetchall() == [(own.settled.n_diaries,)]
