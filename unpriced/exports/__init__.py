"""Files to take away: each carries its units, sources and how to re-derive it."""

from unpriced.exports.bundles import bundle
from unpriced.exports.citations import CITATIONS, View
from unpriced.exports.images import find_browser, image
from unpriced.exports.snippets import SNIPPETS
from unpriced.exports.tables import FORMATS, dataset_zip, plain_csv, readme, table_file

__all__ = [
    "CITATIONS",
    "FORMATS",
    "SNIPPETS",
    "View",
    "bundle",
    "dataset_zip",
    "find_browser",
    "image",
    "plain_csv",
    "readme",
    "table_file",
]
