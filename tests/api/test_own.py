"""A program with the key of a workspace gets its surveys and may send it files; one without gets nothing of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.client import ask
from tests.own_surveys import added
from unpriced import database, workspace
from unpriced.exports import examples

REPORT = "/api/reports/activity_minutes?p_survey={}&p_by="


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path))
    yield
    assert database.own_in_use() is None, "a request leaves nothing behind"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_the_key_opens_the_surveys_and_no_cache_keeps_them() -> None:
    here, other = workspace.create(), workspace.create()
    address = REPORT.format(added(here, examples.diary()))
    mine = ask(address, headers=bearer(here.key))
    assert mine.status == 200 and all(row["missing_reason"] is None for row in mine.json["rows"])
    assert mine.headers["cache-control"] == "private, no-store"
    assert "etag" not in mine.headers
    for headers in ({}, bearer(other.key)):
        assert [row["missing_reason"] for row in ask(address, headers=headers).json["rows"]] == ["unknown_survey"]
    public = ask("/api/reports/diary_surveys")
    assert public.headers["vary"] == "Authorization"
    assert "own_" not in str(public.json["rows"])
    assert "own_mine" in str(ask("/api/reports/diary_surveys", headers=bearer(here.key)).json["rows"])


def test_the_key_opens_the_brief_of_an_own_country_and_no_cache_keeps_it() -> None:
    here = workspace.create()
    address = f"/api/briefs/KOR.{added(here, examples.diary())}"
    mine = ask(address, headers=bearer(here.key))
    assert mine.status == 200 and mine.body.startswith(b"%PDF-")
    assert mine.headers["cache-control"] == "private, no-store"
    assert ask(address).status == 400


@pytest.mark.parametrize("headers", [bearer("x" * 43), bearer(""), {"Authorization": "Basic eDp5"}, bearer("../..")])
def test_a_wrong_key_opens_nothing(headers: dict[str, str]) -> None:
    refused = ask(REPORT.format("own_mine"), headers=headers)
    assert refused.status == 401
    assert "no workspace" in refused.json["found"]


def test_a_file_of_any_size_is_received_in_pieces() -> None:
    here = workspace.create()
    content = examples.diary()
    pieces = [content[at : at + 1000] for at in range(0, len(content), 1000)]
    sent = ask("/api/workspace/files/large.csv", method="PUT", headers=bearer(here.key), body=pieces)
    assert (sent.status, sent.json["bytes"]) == (201, len(content))
    assert (here.folder / workspace.RECEIVED / "large.csv").read_bytes() == content


def test_a_file_without_a_key_or_beyond_the_quota_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    here = workspace.create()
    monkeypatch.setattr(workspace, "MOST_BYTES", 1000)
    assert ask("/api/workspace/files/a.csv", method="PUT", body=[b"a,b\n"]).status == 401
    refused = ask("/api/workspace/files/a.csv", method="PUT", headers=bearer(here.key), body=[b"x" * 2000])
    assert refused.status == 413 and "more than" in refused.json["found"]
    assert [path for path in here.folder.rglob("*") if path.is_file()] == []


def test_a_file_that_says_it_is_too_large_is_answered_before_it_is_sent() -> None:
    here = workspace.create()
    headers = bearer(here.key) | {"Content-Length": str(workspace.MOST_BYTES + 1)}
    refused = ask("/api/workspace/files/a.csv", method="PUT", headers=headers, body=[])  # nothing is asked for
    assert refused.status == 413
    assert list((here.folder / workspace.RECEIVED).iterdir()) == []
