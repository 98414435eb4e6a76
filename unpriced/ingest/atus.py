"""The American Time Use Survey as the Bureau of Labor Statistics publishes it: one zip (or .dat) per file.

Any single year (atusresp-2016.zip) and the multi-year files (atusresp-0316.zip). The respondent file is needed and
the activity file or the activity summary file; each of the others adds what it holds: summary, roster and ATUS-CPS
(age, sex, education, region, income), who (company), replicate weights (standard errors by SDR).
Layouts: the .do programs inside the zips and the ATUS data dictionaries; weights: User's Guide, chapter 7.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unpriced.errors import UnpricedError
from unpriced.ingest import files
from unpriced.ingest.files import Found
from unpriced.ingest.target import Target

MEMBER = re.compile(r"atus(resp|act|sum|rost|cps|who|wgts)[_-]?(\d{4})\.(?:dat|csv|txt)", re.IGNORECASE)
ENCODINGS = ("cp1252", "latin-1")
FIRST_YEAR = 2003
WEIGHTS = ("tufnwgtp", "tufinlwgt", "tufwgt", "tu20fwgt")  # multi-year, single year, single year since 2025, 2020
REPLICATE = r"(?:tufnwgtp|tufinlwgt|finlwgt|tufwgt|tu20fwgt)\d{3}"
CODES = ("trcodep", "trcode")  # the multi-year files have their own codes, made comparable over the years
TIERS = ("tutier1code", "tutier2code", "tutier3code")

COLUMNS: dict[str, dict[str, str]] = {
    "resp": {"tucaseid": "text", "tudiarydate": "code", "tudiaryday": "code", "telfs": "code"},
    "act": {
        "tucaseid": "text",
        "tuactivity_n": "code",
        "tuactdur24": "number",
        "tustarttim": "text",
        "tustoptime": "text",
    },
    "sum": {"tucaseid": "text"},
    "rost": {"tucaseid": "text", "tulineno": "code", "teage": "code", "tesex": "code"},
    "cps": {"tucaseid": "text", "tulineno": "code", "peeduca": "code", "gereg": "code"},
    "who": {"tucaseid": "text", "tulineno": "code", "tuactivity_n": "code", "tuwho_code": "code"},
    "wgts": {"tucaseid": "text"},
}
OPTIONAL: dict[str, dict[str, str]] = {
    "resp": {
        "tuyear": "code",
        "trholiday": "code",
        "trdpftpt": "code",
        "teschenr": "code",
        "trnumhou": "code",
        "trchildnum": "code",
        "tryhhchild": "code",
        "trsppres": "code",
        "trernhly": "code",
        "trernwa": "code",
        "tehrusl1": "code",
        "trdtocc1": "code",
    },
    "act": {"tewhere": "code"},
    "sum": {"teage": "code", "tesex": "code", "peeduca": "code"},
    "cps": {"hefaminc": "code", "hufaminc": "code", "prtage": "code", "pesex": "code"},
    "who": {"trwhona": "code"},
}
ABSENT = {  # what a survey lacks without the file, said to the person who imports
    "cps": "No ATUS-CPS file (atuscps): no region and no household income.",
    "who": "No who file (atuswho): nothing on who was there.",
    "wgts": "No replicate weights (atuswgts): standard errors are approximate, from the weights alone.",
    "act": "No activity file (atusact): minutes per day from the summary file, but no time of day, place or company.",
}


@dataclass(frozen=True)
class Member:
    """A data file of the survey: which one, of which year or years, and where it lies."""

    kind: str
    years: str
    path: Path
    name: str


def _members(paths: Sequence[Path]) -> list[Member]:
    return [
        Member(match[1].lower(), match[2], path, name)
        for path in files.candidates(paths)
        if path.suffix.lower() in {".zip", ".dat", ".csv", ".txt"}
        for name in files.members(path)
        if (match := MEMBER.fullmatch(Path(name).name))
    ]


def recognise(paths: Sequence[Path]) -> str | None:
    """What the files are, if any of them is one of the survey's."""
    for path in files.candidates(paths):
        if re.match(r"atus(resp|act|sum|rost|cps|who|wgts)[_-]?\d{4}\.(zip|dat|csv|txt)$", path.name, re.IGNORECASE):
            return "official files of the American Time Use Survey"
    return None


def import_(paths: Sequence[Path], target: Target) -> None:
    """Fill the tables of the target from the files at hand."""
    chosen = _one_of_each(_members(paths))
    first, last = _years(chosen)
    found = {kind: files.unpack(m.path, m.name, target, ENCODINGS) for kind, m in chosen.items()}
    n_replicates = _read(target, found)
    _check_years(target, found["resp"], first, last)
    target.table("atus", "income_brackets")
    target.table("atus", "atus_left_out")
    _say_what_is_left_out(target)
    for kind, sentence in ABSENT.items():
        if kind not in found:
            target.say(sentence)
    if "who" in found and "rost" not in found:
        target.say(
            "No roster file (atusrost): of children only those of other households are known to have been there."
        )
    if not found.keys() & {"rost", "sum", "cps"}:
        target.say("Neither roster, summary nor ATUS-CPS file: no age, no sex, no education.")
    notes = [
        *(["no_strata_or_replicates"] if n_replicates == 0 else []),
        *(["income_open_bracket", "income_brackets"] if "cps" in found else []),
        "earnings_top_coded",
    ]
    target.set_variables(
        survey_id=f"atus_{first}" if first == last else f"atus_{first}_{last}",
        years=str(first) if first == last else f"{first}–{last}",
        first_year=first,
        last_year=last,
        has_episodes="act" in found,
        n_replicates=n_replicates,
        note_codes=",".join(notes),
        files=", ".join(f.name for f in found.values()),
    )
    target.fill("surveys", "atus")
    target.fill("persons", "atus")
    target.fill("diaries", "atus")
    if "act" in found:
        target.fill("episodes", "atus")  # the minutes follow from them
    else:
        target.fill("minutes", "atus", "minutes_of_summary")
    if n_replicates:
        _fill_replicates(target)


def _one_of_each(members: Sequence[Member]) -> dict[str, Member]:
    """The members by kind, or an UnpricedError that says what is missing, doubled or of another year."""
    chosen: dict[str, Member] = {}
    for member in members:
        if member.kind in chosen and chosen[member.kind].years != member.years:
            _different_years(chosen[member.kind], member)
        chosen[member.kind] = member
    years = {member.years for member in chosen.values()}
    if len(years) > 1:
        one, *_, other = sorted(chosen.values(), key=lambda m: m.years)
        _different_years(one, other)
    names = ", ".join(sorted(member.name for member in chosen.values())) or "no data file"
    if "resp" not in chosen:
        raise UnpricedError(
            found=f"The respondent file is not there: {names}",
            needed="atusresp of the same year, which holds the weights and the day of the diary",
            remedy="Add it, or fetch all files with `unpriced fetch atus --years …`",
        )
    if not chosen.keys() & {"act", "sum"}:
        raise UnpricedError(
            found=f"Neither the activity file nor the summary file is there: {names}",
            needed="atusact (with episodes) or atussum (minutes per day) of the same year",
            remedy="Add one of them, or fetch all files with `unpriced fetch atus --years …`",
        )
    return chosen


def _different_years(one: Member, other: Member) -> None:
    raise UnpricedError(
        found=f"{Path(one.name).name} and {Path(other.name).name} are of different years",
        needed="Files of one year, or of one multi-year release",
        remedy="Import each year on its own",
    )


def _years(chosen: dict[str, Member]) -> tuple[int, int]:
    """First and last year: atusresp_2016 is one year, atusresp_0316 is 2003 to 2016."""
    digits = chosen["resp"].years
    if FIRST_YEAR <= int(digits) < 2100:
        return int(digits), int(digits)
    return 2000 + int(digits[:2]), 2000 + int(digits[2:])


def _read(target: Target, found: dict[str, Found]) -> int:
    """Make the tables atus_<kind> from the files, empty where there is none; how many replicate weights there are."""
    for place, kind in enumerate(COLUMNS):
        table = f"atus_{kind}"
        target.progress(f"Reading {found[kind].name if kind in found else kind}", place, len(COLUMNS))
        if kind not in found:
            _make_empty(target, table, kind)
            continue
        columns, optional, pattern = dict(COLUMNS[kind]), OPTIONAL.get(kind, {}), None
        names = [name.lower() for name in files.header(found[kind])]
        if kind == "resp":
            columns |= {_weight(names, found[kind].name): "number"}
        if kind == "act":
            columns |= dict.fromkeys(_code_columns(names), "text")
        if kind == "sum":
            pattern = (r"t\d{6}", "number")
        if kind == "wgts":
            pattern = (REPLICATE, "number")
        files.read(target, table, found[kind], columns, optional=optional, pattern=pattern)
    connection = target.connection
    if weight := next((w for w in WEIGHTS if w in _columns(target, "atus_resp")), None):
        connection.execute(f"alter table atus_resp rename column {weight} to weight")
    if "act" in found:
        code = _code_columns(_columns(target, "atus_act"))
        expression = f"lpad({code[0]}, 6, '0')" if len(code) == 1 else "||".join(f"lpad({c}, 2, '0')" for c in code)
        connection.execute("alter table atus_act add column code varchar")
        connection.execute(f"update atus_act set code = {expression}")
    return len(_replicate_columns(target)) if "wgts" in found else 0


def _columns(target: Target, table: str) -> list[str]:
    return [str(name) for name, *_ in target.connection.execute(f"describe {table}").fetchall()]


def _make_empty(target: Target, table: str, kind: str) -> None:
    types = {"text": "varchar", "code": "integer", "number": "double"}
    columns = {name: types[kind_] for name, kind_ in {**COLUMNS[kind], **OPTIONAL.get(kind, {})}.items()}
    listed = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
    target.connection.execute(f"create or replace table {table} ({listed}, source_file varchar, source_row bigint)")


def _weight(names: Sequence[str], file: str) -> str:
    for weight in WEIGHTS:
        if weight in names:
            return weight
    raise UnpricedError(
        found=f"{file} has no weight: none of {', '.join(w.upper() for w in WEIGHTS)}",
        needed="The respondent file as published, with its final weight",
        remedy="Give the published file: without weights a sample says nothing about the population",
    )


def _code_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The column with the six-digit code, or the three with its parts."""
    for code in CODES:
        if code in names:
            return (code,)
    return TIERS


def _check_years(target: Target, found: Found, first: int, last: int) -> None:
    """Refuse a file whose name says other years than its rows."""
    connection = target.connection
    connection.execute("update atus_resp set tuyear = tudiarydate // 10000 where tuyear is null")
    row = connection.execute(
        "select tuyear, source_row from atus_resp where not tuyear between $first and $last"
        " order by source_row limit 1",
        {"first": first, "last": last},
    ).fetchone()
    if row is not None:
        raise UnpricedError(
            found=f"{found.name}, row {row[1]} is of the year {row[0]}, which the name of the file does not say",
            needed=f"Respondents of {first}" + ("" if first == last else f" to {last}"),
            remedy="Give the file its published name, or get the right one",
        )


def _say_what_is_left_out(target: Target) -> None:
    row = target.connection.execute(
        "select count(*), min(tuyear), max(tuyear) from atus_resp semi join atus_left_out using (tucaseid)"
    ).fetchone()
    if row and row[0]:
        years = row[1] if row[1] == row[2] else f"{row[1]} to {row[2]}"
        target.say(
            f"{row[0]:,} diaries of {years} carry no weight in this file (-1) and are left out;"
            " 2020 has its own weights, in its single-year file."
        )


def _replicate_columns(target: Target) -> list[str]:
    return [name for name in _columns(target, "atus_wgts") if re.fullmatch(REPLICATE, name)]


def _fill_replicates(target: Target) -> None:
    """The replicate weights of the respondents, as w001 and on."""
    names = _replicate_columns(target)
    connection = target.connection
    for place in range(2, len(names) + 1):
        connection.execute(f"alter table raw_diaries__replicates add column w{place:03} double")
    shown = ", ".join(f"{name} as w{name[-3:]}" for name in names)
    connection.execute(
        "insert into raw_diaries__replicates by name"
        " select getvariable('survey_id') as survey_id, tucaseid as person_id, 1 as diary_no,"
        f" {shown}, source_file, source_row from atus_wgts anti join atus_left_out using (tucaseid)"
    )
