"""How a file is read: what a person has said of it, else what is found in it, and what that leaves open."""

from typing import Literal

from unpriced.catalogue import Declared

Encoding = Literal["utf-8", "cp949", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
Delimiter = Literal[",", ";", "\t", "|"]
Decimal = Literal["point", "comma"]
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "cp949", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1")
DELIMITERS: tuple[Delimiter, ...] = (",", ";", "\t", "|")
DECIMALS: tuple[Decimal, ...] = ("point", "comma")


class Reading(Declared):
    """What a person says of a file; what is none is found out."""

    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    decimal: Decimal | None = None
    sheet: str | None = None  # of a workbook
    member: str | None = None  # of a zip file
