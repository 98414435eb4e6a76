"""Names of what is in the making: each says which process makes it, so that what a crash left is told from the rest.

Numbers of processes come again, and in a container the same at every start: the name says when the process began, too.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

MARKED = re.compile(r"\.(\d+)(?:-(\d+))?\..*")


def prefix() -> str:
    """Begins the name of what this process makes."""
    return f".{os.getpid()}-{_began(os.getpid())}."


def name(suffix: str) -> str:
    """A name that nothing else has."""
    return f"{prefix()}{secrets.token_hex(4)}.{suffix}"


def left_over(folder: Path) -> Iterator[Path]:
    """What lies in the folder of processes that are gone."""
    for path in folder.glob(".*"):
        marked = MARKED.fullmatch(path.name)
        if marked and _is_gone(int(marked[1]), marked[2]):
            yield path


def clear(folder: Path) -> None:
    """Delete what processes that are gone left in the folder."""
    for path in left_over(folder):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_gone(process: int, began: str | None) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return began is not None and _began(process) != began


def _began(process: int) -> str:
    """When the process began, in ticks of the system; 0 where the system does not tell."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "0"
    return said.rpartition(")")[2].split()[19]
