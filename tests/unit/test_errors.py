"""What a person reads when something is wrong: one sentence of what was found, one of what is needed, one remedy."""

import pytest

from unpriced.errors import UnpricedError


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("The file is missing", "A file", "Restore it"), "The file is missing. A file. Restore it."),
        (("There is no b", "A name", "Did you mean a?"), "There is no b. A name. Did you mean a?"),
        (("Stop!", "", ""), "Stop!"),
    ],
)
def test_an_error_reads_as_sentences(parts: tuple[str, str, str], sentence: str) -> None:
    error = UnpricedError(*parts)
    assert str(error) == sentence
    assert (error.found, error.needed, error.remedy) == parts
