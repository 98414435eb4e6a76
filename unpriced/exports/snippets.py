"""The same rows from a program of one's own: in Python, R and SQL."""

from collections.abc import Callable
from urllib.parse import quote

from unpriced.reports import Result, written


def api_address(result: Result, root: str, form: str) -> str:
    """Where the interface for programs gives these rows; root is the address of the server, with its last slash."""
    signs = ",:/"  # they mean nothing of their own in a query
    query = "&".join(f"{name}={quote(written(value), safe=signs)}" for name, value in result.arguments.items())
    return f"{root}api/reports/{result.report.name}?{query + '&' if query else ''}format={form}"


def python(result: Result, root: str) -> str:
    """With pandas, from the server."""
    return f'import pandas as pd\n\nrows = pd.read_csv(\n    "{api_address(result, root, "csv")}"\n)\n'


def r(result: Result, root: str) -> str:
    """With nothing but R, from the server."""
    return f'rows <- read.csv(\n  "{api_address(result, root, "csv")}"\n)\n'


def sql(result: Result, root: str) -> str:
    """In a DuckDB shell, on the database that the page of the data gives."""
    return f"attach 'unpriced-{result.data_version}.duckdb' as base (read_only);\nuse base;\n{result.call}\n"


SNIPPETS: dict[str, tuple[str, Callable[[Result, str], str]]] = {
    "python": ("python", python),
    "r": ("r", r),
    "sql": ("sql", sql),
}
