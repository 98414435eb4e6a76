"""A server that is killed in the middle of an upload or an import leaves nothing that is seen or that stays."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_surveys import added
from unpriced import proposing, unfinished, workspace
from unpriced.exports import examples
from unpriced.workspace import OWN, Workspace

KILLED = """
import os, sys
from pathlib import Path
from unpriced import workspace
here = workspace.Workspace({!r})
"""
SEND = """
with workspace.receiving(here, 'half.csv') as (write, placed):
    write(b'id,sex')
    os.kill(os.getpid(), 9)
"""
IMPORT = """
def told(step, done, total):
    if step == {!r}:
        os.kill(os.getpid(), 9)
workspace.add(here, Path(sys.argv[1]).read_text(), [here.folder / 'received' / 'Mine.csv'], told)
"""


def killed(here: Workspace, code: str, *arguments: str) -> None:
    """Run the code in a process that kills itself, as a crash would."""
    command = [sys.executable, "-c", KILLED.format(here.key) + code, *arguments]
    assert subprocess.run(command, check=False, timeout=120).returncode == -signal.SIGKILL


def everything(here: Workspace) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in here.folder.rglob("*") if path.is_file()}


def test_an_upload_that_is_killed_is_not_seen_and_goes_at_the_next_start() -> None:
    here = workspace.create()
    whole = workspace.receive(here, "whole.csv", io.BytesIO(b"a,b\n1,2\n"))
    before = everything(here)
    killed(here, SEND)
    assert everything(here) != before
    assert sorted((here.folder / workspace.RECEIVED).glob("[!.]*")) == [whole]  # what the page lists
    workspace.clear_unfinished()
    assert everything(here) == before


@pytest.mark.parametrize("step", ["Writing", "Making the table core_diaries"])
def test_an_import_that_is_killed_leaves_the_workspace_whole(step: str, tmp_path: Path) -> None:
    here = workspace.create()
    survey = added(here, examples.diary())
    before = everything(here)
    looked = proposing.look(here.folder / workspace.RECEIVED / "Mine.csv")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(proposing.mapping_text(proposing.automatic(looked, "Mine", "KOR"), looked, OWN))
    killed(here, IMPORT.format(step), str(mapping))
    workspace.clear_unfinished()
    assert set(everything(here)) == set(before)
    assert [held.survey_id for held in workspace.surveys(here)] == [survey] and here.database.is_file()


def test_what_is_at_work_stays_and_a_number_that_came_again_is_another_process(tmp_path: Path) -> None:
    mine = tmp_path / unfinished.name("part")
    came_again = tmp_path / f".{os.getpid()}-1.0.part"
    gone = tmp_path / ".999999999-1.0.looking"
    other = tmp_path / ".hidden"
    for path in (mine, came_again, other):
        path.touch()
    gone.mkdir()
    unfinished.clear(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([mine, other])
