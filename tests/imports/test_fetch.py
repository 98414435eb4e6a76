"""Fetching from a server that serves the official layout, and that breaks off, refuses, or asks for patience."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.official import Official, day, three_people
from unpriced import cli, fetch, imports
from unpriced.errors import UnpricedError

FILES = ("atusresp", "atusact", "atusrost", "atuscps", "atuswho", "atuswgts")


@dataclass
class Served:
    """A producer's server: what it holds, what was asked of it, and what it does wrong, by file."""

    address: str
    folder: Path
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: dict[str, list[Callable[[Any], None]]] = field(default_factory=dict)

    def asked_for(self, name: str) -> list[dict[str, str]]:
        return [headers for path, headers in self.asked if path == name]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server on this machine with the files of 2016."""
    folder = three_people().write(tmp_path / "official")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.rsplit("/", 1)[-1]
            state.asked.append((name, {key.lower(): value for key, value in self.headers.items()}))
            faults = state.faults.get(name)
            if faults:
                faults.pop(0)(self)
            else:
                self.send_file(name)

        def send_file(self, name: str, *, cut: int | None = None, ranges: bool = True) -> None:
            path = folder / name
            if not path.is_file():
                self.send_error(404)
                return
            content, tag = path.read_bytes(), f'"{hashlib.md5(path.read_bytes()).hexdigest()}"'
            asked = self.headers.get("Range")
            start = int(asked.removeprefix("bytes=").rstrip("-")) if ranges and asked else 0
            if self.headers.get("If-Range", tag) != tag:
                start = 0
            if start >= len(content):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(content)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - start))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(content[start : cut if cut is None else start + cut])
            if cut is not None:
                self.close_connection = True

        def say(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key.replace("_", "-"), value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Keep the output of the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Served(f"http://127.0.0.1:{server.server_port}/tus/datafiles/{{file}}-{{release}}.zip", folder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the test's own."""
    monkeypatch.setenv("UNPRICED_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    monkeypatch.delenv("UNPRICED_CONTACT", raising=False)
    return tmp_path / "downloads"


def run(served: Served, waited: list[float] | None = None, **settings: Any) -> tuple[Path, list[fetch.Fetched]]:
    waits: list[float] = [] if waited is None else waited
    return fetch.run("atus", "2016", **{"address": served.address, "sleep": waits.append, **settings})


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_file_of_the_year_comes_whole_with_its_checksum_and_imports(served: Served, downloads: Path) -> None:
    told: list[tuple[str, int, int]] = []
    folder, files = run(served, progress=lambda step, done, total: told.append((step, done, total)))
    assert folder == downloads / "atus" / "2016"
    assert [file.name for file in files] == [f"{name}-2016.zip" for name in FILES]
    record = json.loads((folder / "checksums.json").read_text())
    for file in files:
        assert file.sha256 == sha256(folder / file.name) == sha256(served.folder / file.name)
        assert record[file.name]["url"].endswith(file.name) and record[file.name]["n_bytes"] == file.n_bytes
    assert not list(folder.glob("*.part*"))
    assert {(step, total) for step, _, total in told} == {(f.name, f.n_bytes) for f in files}
    assert imports.run("atus", [folder]).settled.n_diaries == 3


def test_what_is_there_and_unchanged_is_not_asked_for_again(served: Served) -> None:
    folder, _ = run(served)
    served.asked.clear()
    (folder / "atuswho-2016.zip").write_bytes(b"spoilt on the disk")
    _, files = run(served)
    assert [path for path, _ in served.asked] == ["atuswho-2016.zip"]
    assert [file.was_there for file in files] == [True, True, True, True, False, True]
    run(served, again=True)
    assert len(served.asked) == 1 + len(FILES)


def test_a_connection_that_breaks_off_goes_on_where_it_stopped(served: Served) -> None:
    name = "atusact-2016.zip"
    served.faults[name] = [lambda h: h.send_file(name, cut=400), lambda h: h.send_file(name, cut=300)]
    waited: list[float] = []
    folder, _ = run(served, waited, only=["atusact"])
    assert [headers.get("range") for headers in served.asked_for(name)] == [None, "bytes=400-", "bytes=700-"]
    assert all("if-range" in headers for headers in served.asked_for(name)[1:])
    assert sha256(folder / name) == sha256(served.folder / name)
    assert waited == [1.0, 2.0]


def test_a_run_that_was_stopped_goes_on_in_the_next(served: Served) -> None:
    name = "atusact-2016.zip"
    served.faults[name] = [lambda h: h.send_file(name, cut=100)] * fetch.TRIES
    with pytest.raises(
        UnpricedError, match=r"could not be downloaded in 5 tries.*broke off after 500 of .*goes on after"
    ):
        run(served, only=["atusact"])
    folder, _ = run(served, only=["atusact"])
    assert served.asked_for(name)[-1]["range"] == "bytes=500-"
    assert sha256(folder / name) == sha256(served.folder / name)


def test_a_file_that_changed_meanwhile_starts_anew(served: Served) -> None:
    name = "atusact-2016.zip"

    def cut_then_change(handler: Any) -> None:
        handler.send_file(name, cut=400)
        survey = three_people()
        survey.rows["act"][0]["TEWHERE"] = 89
        survey.write(served.folder, ["act"])

    served.faults[name] = [cut_then_change]
    folder, _ = run(served, only=["atusact"])
    assert sha256(folder / name) == sha256(served.folder / name)


def test_a_server_without_ranges_starts_anew(served: Served) -> None:
    name = "atusact-2016.zip"
    served.faults[name] = [lambda h: h.send_file(name, cut=400), lambda h: h.send_file(name, ranges=False)]
    folder, _ = run(served, only=["atusact"])
    assert sha256(folder / name) == sha256(served.folder / name)


def test_a_part_that_was_whole_already_is_taken(served: Served, downloads: Path) -> None:
    name = "atusact-2016.zip"
    content = (served.folder / name).read_bytes()
    part = downloads / "atus" / "2016" / f"{name}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(content)
    part.with_name(f"{part.name}.tag").write_text(f'"{hashlib.md5(content).hexdigest()}"')
    folder, _ = run(served, only=["atusact"])
    assert sha256(folder / name) == sha256(served.folder / name)
    assert len(served.asked_for(name)) == 1


@pytest.mark.parametrize(
    ("status", "headers", "wait"), [(429, {"Retry_After": "7"}, 7.0), (503, {}, 1.0), (502, {}, 1.0)]
)
def test_patience_as_long_as_the_server_asks(served: Served, status: int, headers: dict[str, str], wait: float) -> None:
    served.faults["atusact-2016.zip"] = [lambda h: h.say(status, **headers)]
    waited: list[float] = []
    run(served, waited, only=["atusact"])
    assert waited == [wait]


def test_a_date_to_wait_for_and_no_wait_without_end(served: Served) -> None:
    served.faults["atusact-2016.zip"] = [
        lambda h: h.say(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        lambda h: h.say(429, Retry_After="86400"),
    ]
    waited: list[float] = []
    run(served, waited, only=["atusact"])
    assert waited[1] == fetch.LONGEST_WAIT_SECONDS and waited[0] <= 1


def test_a_file_that_is_not_there_says_where_to_look(served: Served, downloads: Path) -> None:
    (served.folder / "atusact-2016.zip").unlink()
    with pytest.raises(UnpricedError, match=r"atusact-2016\.zip is not there \(404\).*bls\.gov/tus/data\.htm"):
        run(served)
    assert (downloads / "atus" / "2016" / "atusresp-2016.zip").is_file(), "what came before stays"
    assert len(served.asked_for("atusact-2016.zip")) == 1, "asking again makes no sense"


def test_a_refusal_says_to_give_a_contact(served: Served) -> None:
    served.faults["atusresp-2016.zip"] = [lambda h: h.say(403)]
    with pytest.raises(UnpricedError, match=r"refuses to send .*403.*--contact you@example\.org"):
        run(served)


def test_the_contact_is_in_the_name_that_the_server_sees(served: Served) -> None:
    run(served, only=["atusresp"], contact="someone@example.org")
    (headers,) = served.asked_for("atusresp-2016.zip")
    assert "someone@example.org" in headers["user-agent"] and "unpriced/" in headers["user-agent"]


@pytest.mark.parametrize("content", [b"<html>Access denied</html>", None])
def test_a_file_that_is_no_whole_zip_is_not_kept(served: Served, downloads: Path, content: bytes | None) -> None:
    path = served.folder / "atusresp-2016.zip"
    path.write_bytes(path.read_bytes()[:-200] if content is None else content)
    with pytest.raises(UnpricedError, match=r"sends a file that is not a whole zip"):
        run(served)
    assert not list((downloads / "atus" / "2016").glob("atusresp*"))


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1:9"])
def test_offline_is_said_plainly(host: str, downloads: Path) -> None:
    with pytest.raises(UnpricedError, match=r"cannot be reached: this machine seems to be offline.*unpriced import"):
        fetch.run("atus", "2016", address=f"http://{host}/{{file}}-{{release}}.zip", sleep=lambda seconds: None)
    assert not downloads.exists(), "nothing is left where nothing came"


@pytest.mark.parametrize(
    ("years", "settings", "said"),
    [
        ("1999", {}, r"--years is 1999\. A year from 2003"),
        ("2010-2012", {}, r"--years is 2010-2012"),
        ("soon", {}, r"--years is soon"),
        ("2016", {"only": ["atusxyz"]}, r"--only names atusxyz\. Some of atusresp"),
    ],
)
def test_what_cannot_be_fetched_is_told(years: str, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(UnpricedError, match=said):
        fetch.run("atus", years, **settings)


def test_a_dataset_without_an_address_is_told() -> None:
    with pytest.raises(UnpricedError, match=r"hetus has no address to fetch from\. One of atus"):
        fetch.run("hetus", "2010")


def test_all_years_are_one_release(served: Served) -> None:
    survey = Official("0316")
    survey.respond("20030101030001", 3e6, *day("04:00 010101 -1", "08:00 050481 1"))
    survey.write(served.folder, ["resp"])
    folder, _ = fetch.run("atus", "2003-2016", only=["atusresp"], address=served.address)
    assert [path.name for path in folder.glob("*.zip")] == ["atusresp-0316.zip"] and folder.name == "0316"


def test_the_commands_fetch_import_list_and_remove(served: Served, downloads: Path) -> None:
    runner = CliRunner()
    fetched = runner.invoke(cli.app, ["fetch", "atus", "--years", "2016", "--from", served.address])
    assert fetched.exit_code == 0 and "fetched" in fetched.output
    folder = str(downloads / "atus" / "2016")
    imported = runner.invoke(cli.app, ["import", "atus", folder])
    assert imported.exit_code == 0, imported.output
    for said in ("atus_2016 is imported", "Page Tempogram: yes", "160 replicate weights", "Now: unpriced build"):
        assert said in imported.output
    assert "atus_2016" in runner.invoke(cli.app, ["imports"]).output
    assert runner.invoke(cli.app, ["imports", "remove", "atus_2016"]).exit_code == 0
    assert "Nothing is imported" in runner.invoke(cli.app, ["imports", "list"]).output
