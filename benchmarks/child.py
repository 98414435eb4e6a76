"""A piece of Python in a process of its own, with the time and the memory that it took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from unpriced.paths import ROOT


@dataclass(frozen=True)
class Ran:
    """What a child took and what it printed."""

    seconds: float
    peak_gb: float
    said: str

    @property
    def cells(self) -> tuple[str, str]:
        return f"{self.seconds:.1f}", f"{self.peak_gb:.2f}"


def run_child(code: str, argument: str, surroundings: dict[str, str]) -> Ran:
    """Run the code, which finds its argument under that name; a child that fails ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"import sys; argument = sys.argv[1]; {code}", argument],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the child ended with {process.returncode}: {code}")
    return Ran(time.perf_counter() - start, usage.ru_maxrss * 1024 / 1e9, said)
