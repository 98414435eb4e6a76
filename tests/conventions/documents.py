"""The documents of the project, as their tests read them."""

import re
import subprocess
from pathlib import Path

import pytest

from unpriced.paths import ROOT

DOCUMENTS = ("README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md", *sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")
))  # fmt: skip


def tracked_files() -> list[Path]:
    """What is in the repository: tracked, and new but not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def new_files() -> set[str]:
    """The files that a reader of the recipes makes."""
    return set(re.findall(r"^New file `([^`]+)`", read("CONTRIBUTING.md"), re.MULTILINE))


def new_names() -> set[str]:
    """The names of code that a reader of the recipes makes: words with an underscore in the paths of new files."""
    return {word for name in new_files() for word in re.findall(r"\w+", name) if "_" in word}
