"""How to cite one view: as text, as BibTeX and as RIS, always with the sources, the call and the data version."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import metadata

from unpriced import catalogue
from unpriced.catalogue import Language
from unpriced.i18n import t
from unpriced.reports import Result

AUTHOR = "Unpriced contributors"


@dataclass(frozen=True)
class View:
    """A result as somebody saw it: under which title, at which address, on which day."""

    result: Result
    title: str
    link: str
    seen: date

    @property
    def call(self) -> str:
        return self.result.call.removesuffix(";")

    @property
    def sources(self) -> list[str]:
        """The citations that the producers ask for."""
        known = catalogue.datasets()
        return [known[i].citation for i in self.result.dataset_ids if i in known]

    @property
    def key(self) -> str:
        return f"unpriced-{self.result.report.name}-{self.result.data_version}"


def software_version() -> str:
    """The version of this program."""
    return metadata.version("unpriced")


def text(view: View, language: Language) -> str:
    """The sources first, then the way to the number."""
    way = t(
        language,
        "cite-text",
        author=AUTHOR,
        software=software_version(),
        title=view.title,
        call=view.call,
        version=view.result.data_version,
        link=view.link,
        date=view.seen.isoformat(),
    )
    sources = " ".join(source if source.endswith(".") else source + "." for source in view.sources)
    return f"{sources} {way}".strip()


def _escaped(words: str) -> str:
    """The words with the signs escaped that BibTeX and LaTeX take for their own."""
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^{}%&#_$]", lambda sign: named.get(sign[0], "\\" + sign[0]), words)


def bibtex(view: View, language: Language) -> str:
    """An entry of BibTeX."""
    fields = {
        "author": "{" + AUTHOR + "}",
        "title": _escaped(f"{t(language, 'product')}: {view.title}"),
        "year": str(view.seen.year),
        "version": f"{software_version()}, data {view.result.data_version}",
        "url": view.link,
        "urldate": view.seen.isoformat(),
        "note": _escaped(f"{view.call}; {t(language, 'export-sources')}: {' '.join(view.sources)}"),
    }
    return "@misc{" + view.key + ",\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def ris(view: View, language: Language) -> str:
    """A record of RIS; each source is a note of its own."""
    lines = [
        ("TY", "DATA"),
        ("ID", view.key),
        ("AU", AUTHOR),
        ("TI", f"{t(language, 'product')}: {view.title}"),
        ("PY", str(view.seen.year)),
        ("ET", f"{software_version()}, data {view.result.data_version}"),
        ("UR", view.link),
        ("Y2", view.seen.strftime("%Y/%m/%d")),
        ("N1", view.call),
        *(("N1", source) for source in view.sources),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


CITATIONS: dict[str, tuple[str, Callable[[View, Language], str]]] = {
    "text": ("txt", text),
    "bibtex": ("bib", bibtex),
    "ris": ("ris", ris),
}
