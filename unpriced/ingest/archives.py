"""Files in zip or gzip as they come from the net: one file is taken out, and nothing else of the archive is trusted."""

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO

from unpriced.errors import UnpricedError
from unpriced.ingest.target import Target

CHUNK = 1 << 20
BROKEN = (  # what zipfile and its packers say of bytes that are none of theirs
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
MOST_BYTES = 4 * 2**30  # of an unpacked file: a small archive can hold a file larger than the disk


def out_of_gzip(target: Target, path: Path) -> Path:
    """The file in the .gz, in the folder of the target."""
    placed, n_bytes = target.folder / path.with_suffix("").name, path.stat().st_size
    try:
        with path.open("rb") as packed, gzip.open(packed) as source:
            _copy(source, placed, path, lambda: target.progress(f"Unpacking {path.name}", packed.tell(), n_bytes))
    except (OSError, EOFError, zlib.error) as error:
        raise UnpricedError(
            found=f"{path.name} is not a whole gzip file: {path.stat().st_size:,} bytes ({error})",
            needed="The file as its producer publishes it",
            remedy=f"Download {path.name} again; nothing was imported",
        ) from error
    return placed


def out_of_zip(target: Target, path: Path, member: str | None, kinds: Collection[str]) -> Path:
    """The member of the zip, in the folder of the target; without a member the largest file of one of the kinds."""
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = _chosen(target, path, archive, member, kinds)
            if chosen.file_size > MOST_BYTES:
                raise _too_large(path)
            placed = target.folder / Path(chosen.filename.replace("\\", "/")).name  # of a path in a name the last part
            with archive.open(chosen) as source:
                step, total = f"Unpacking {path.name}", chosen.file_size
                _copy(source, placed, path, lambda: target.progress(step, placed.stat().st_size, total))
    except BROKEN as error:
        raise UnpricedError(
            found=f"{path.name} is not a whole zip file: {path.stat().st_size:,} bytes ({error})",
            needed="A zip file with one table in it",
            remedy=f"Make or download {path.name} again; nothing was imported",
        ) from error
    return placed


def _chosen(
    target: Target, path: Path, archive: zipfile.ZipFile, member: str | None, kinds: Collection[str]
) -> zipfile.ZipInfo:
    listed = [info for info in archive.infolist() if not info.is_dir()]
    tables = {
        info.filename: info
        for info in listed
        if Path(info.filename).suffix.lower() in kinds
        and not any(part.startswith((".", "__MACOSX")) for part in Path(info.filename).parts if part != "..")
    }
    if not tables or (member is not None and member not in tables):
        names = ", ".join(info.filename for info in listed[:5]) or "nothing"
        raise UnpricedError(
            found=f"{path.name} holds {names}" + (", …" if len(listed) > 5 else ""),
            needed=f"The file {member}" if member and tables else f"A table ({', '.join(sorted(kinds))})",
            remedy="Put the table into the zip file, or give the table alone",
        )
    info = tables[member] if member else max(tables.values(), key=lambda each: each.file_size)
    if info.flag_bits & 1:
        raise UnpricedError(
            found=f"{info.filename} in {path.name} is locked with a password",
            needed="A zip file that opens without one",
            remedy="Make it again without a password, or give the table alone",
        )
    target.offer("member", info.filename, tuple(tables))
    if len(tables) > 1 and member is None:
        target.say(f"{path.name} holds {len(tables)} tables; {info.filename}, the largest, was read.")
    return info


def _too_large(path: Path) -> UnpricedError:
    return UnpricedError(
        found=f"{path.name} unpacks to more than {MOST_BYTES / 2**30:.0f} GB",
        needed="A table of less",
        remedy="Keep the columns and rows that are needed",
    )


def _copy(source: IO[bytes] | gzip.GzipFile, placed: Path, path: Path, told: Callable[[], None]) -> None:
    """Copy what is packed, piece by piece; what it says of its size need not be true."""
    left = MOST_BYTES
    with placed.open("wb") as sink:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large(path)
            sink.write(chunk)
            told()
