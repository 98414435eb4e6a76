"""What the command line writes to: results to the output, progress and messages beside it."""

from collections.abc import Callable

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

out = Console()
said = Console(stderr=True)  # so that a report can be piped


def steps() -> Progress:
    """A bar that shows what is being done, and goes away at the end."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=said,
        transient=True,
    )


def shown_in(bar: Progress) -> Callable[[str, int, int], None]:
    """What a long step calls with its name, how much is done and out of how much."""
    task = bar.add_task("Starting", total=None)

    def show(step: str, done: int, total: int) -> None:
        bar.update(task, description=escape(step), completed=done, total=total or None)

    return show
