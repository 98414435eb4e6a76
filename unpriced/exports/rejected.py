"""The rows that an import left out, as a file for the person who brought them: each reason in their language."""

import csv
import io
from functools import cache, lru_cache
from pathlib import Path

from unpriced.catalogue import Language
from unpriced.exports.tables import guarded
from unpriced.i18n import sentences, t

MOST_ROWS = 200_000  # a file of which more is left out was taken for something else
SAID = ("found", "needed")  # columns that hold sentences


def rejected(path: Path, language: Language) -> bytes:
    """The list as CSV: codes as they are, after the code of the reason its words, and sentences in the language.

    Text that a spreadsheet would run as a formula stays text: what was left out came from anybody.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        names = list(rows.fieldnames or ())
        place = names.index("reason") + 1
        writer.writerow([*names[:place], t(language, "rejected-words"), *names[place:]])
        for number, row in enumerate(rows):
            if number == MOST_ROWS:
                writer.writerow([t(language, "rejected-more")])
                break
            shown = [_said(row[name], language) if name in SAID else row[name] for name in names]
            words = _words(row["reason"], row.get("consequence", ""), language)
            writer.writerow(map(guarded, [*shown[:place], words, *shown[place:]]))
    return text.getvalue().encode("utf-8-sig")


@cache
def _words(reason: str, consequence: str, language: Language) -> str:
    """Why the row was left out, and what went with it."""
    said = t(language, f"left_out-{reason}")
    return f"{said} ({t(language, f'rejected-{consequence}')})" if consequence else said


@lru_cache(maxsize=1 << 14)
def _said(text: str, language: Language) -> str:
    return sentences.said(text, language)
