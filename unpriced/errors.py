"""The one family of errors that are written for people."""


class UnpricedError(Exception):
    """What was found, what is needed, and where to mend it."""

    def __init__(self, found: str, needed: str, remedy: str) -> None:
        super().__init__(found, needed, remedy)
        self.found = found
        self.needed = needed
        self.remedy = remedy

    def __str__(self) -> str:
        parts = (self.found, self.needed, self.remedy)
        return " ".join(part if part.endswith((".", "?", "!")) else part + "." for part in parts if part)


class TookTooLongError(UnpricedError):
    """A query that its limit of time stopped."""
