"""The adapters: each turns the files of one producer into the tables of the contract.

To add one: a module with an `Adapter`, its SQL in queries/imports/<name>/, and its name in ADAPTERS.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from unpriced.errors import UnpricedError
from unpriced.ingest import atus, atus_extract, mapped
from unpriced.ingest.target import Target


@dataclass(frozen=True)
class Adapter:
    """`recognise` says what the files are, in a few words, or nothing; `import_` fills the tables of the target."""

    name: str
    dataset_ids: tuple[str, ...]
    recognise: Callable[[Sequence[Path]], str | None]
    import_: Callable[[Sequence[Path], Target], None]


ADAPTERS: tuple[Adapter, ...] = (
    Adapter("atus", ("atus",), atus.recognise, atus.import_),
    Adapter("atus_extract", ("atus",), atus_extract.recognise, atus_extract.import_),
    *(Adapter("mapped", (name,), of := mapped.recogniser(name), of.import_) for name in mapped.DATASETS),
)


def dataset_ids() -> list[str]:
    """The datasets that can be imported."""
    return sorted({dataset_id for adapter in ADAPTERS for dataset_id in adapter.dataset_ids})


def choose(dataset_id: str, paths: Sequence[Path]) -> tuple[Adapter, str]:
    """The adapter of the dataset that knows these files, and what it says they are."""
    if dataset_id not in dataset_ids():
        raise UnpricedError(
            found=f"{dataset_id} is not a dataset that can be imported",
            needed=f"One of {', '.join(dataset_ids())}",
            remedy="See `unpriced imports` for what is there and docs/DATA.md for what each needs",
        )
    for adapter in ADAPTERS:
        if dataset_id in adapter.dataset_ids and (said := adapter.recognise(paths)):
            return adapter, said
    others = [(a.dataset_ids[0], said) for a in ADAPTERS if (said := a.recognise(paths))]
    names = ", ".join(path.name for path in paths)
    raise UnpricedError(
        found=f"None of {names} is a file of {dataset_id}" + (f"; they look like {others[0][1]}" if others else ""),
        needed="Files under the names that their producer gives them",
        remedy=f"Try `unpriced import {others[0][0]} …`" if others else "Mend the paths or the name of the dataset",
    )
