"""The same two people and four days in the layouts of several producers, so that every import must find them again."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Row = dict[str, Any]

# start and end in minutes from the start of the diary day, activity, second activity, place, alone
Spell = tuple[int, int, str, str | None, str, bool]
WORKDAY: tuple[Spell, ...] = (
    (0, 180, "sleep", None, "home", True),
    (180, 210, "eating", "tv_radio", "home", True),
    (210, 240, "commute", None, "transport", True),
    (240, 720, "paid_work", None, "work", False),
    (720, 780, "food_prep", None, "home", True),
    (780, 1080, "tv_radio", None, "home", False),
    (1080, 1440, "sleep", None, "home", True),
)
FREE_DAY: tuple[Spell, ...] = (
    (0, 300, "sleep", None, "home", True),
    (300, 420, "cleaning", "childcare_interactive", "home", False),
    (420, 480, "shopping", None, "shop", False),
    (480, 600, "childcare_interactive", None, "home", False),
    (600, 1020, "social", None, "other_home", False),
    (1020, 1440, "sleep", None, "home", True),
)
CODES = {
    "sleep": {"MTUS69": "2", "HETUS": "011", "KTUS": "111", "ICATUS": "911", "ATUS": "010101"},
    "eating": {"MTUS69": "6", "HETUS": "021", "KTUS": "121", "ICATUS": "921", "ATUS": "110101"},
    "commute": {"MTUS69": "63", "HETUS": "910", "KTUS": "921", "ICATUS": "182", "ATUS": "180501"},
    "paid_work": {"MTUS69": "7", "HETUS": "111", "KTUS": "210", "ICATUS": "110", "ATUS": "050101"},
    "food_prep": {"MTUS69": "18", "HETUS": "311", "KTUS": "411", "ICATUS": "311", "ATUS": "020201"},
    "tv_radio": {"MTUS69": "59", "HETUS": "821", "KTUS": "824", "ICATUS": "842", "ATUS": "120303"},
    "cleaning": {"MTUS69": "20", "HETUS": "321", "KTUS": "431", "ICATUS": "321", "ATUS": "020101"},
    "childcare_interactive": {"MTUS69": "30", "HETUS": "383", "KTUS": "515", "ICATUS": "415", "ATUS": "030103"},
    "shopping": {"MTUS69": "24", "HETUS": "361", "KTUS": "471", "ICATUS": "371", "ATUS": "070101"},
    "social": {"MTUS69": "48", "HETUS": "512", "KTUS": "711", "ICATUS": "712", "ATUS": "120101"},
}


@dataclass(frozen=True)
class Person:
    household: int
    number: int
    sex: str
    age: int
    weight: float


PEOPLE = (Person(1, 1, "women", 41, 1.25), Person(2, 1, "men", 67, 0.75))
DAYS = ((1, 3, WORKDAY), (2, 7, FREE_DAY))  # number, weekday from Monday, spells


def minutes() -> dict[tuple[str, int], dict[str, int]]:
    """Minutes by activity of each person (the number of the household) and day, which every import must give."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for person in PEOPLE:
        for number, _, spells in DAYS:
            of_day = found.setdefault((str(person.household), number), {})
            for start, end, activity, *_ in spells:
                of_day[activity] = of_day.get(activity, 0) + end - start
    return found


def write_csv(path: Path, rows: Sequence[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode(encoding)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@dataclass(frozen=True)
class Variable:
    """A column of an IPUMS extract: width, implied decimals, value labels."""

    name: str
    width: int
    decimals: int = 0
    is_text: bool = False
    labels: tuple[tuple[str, str], ...] = ()


def codebook(path: Path, variables: Sequence[Variable], data_file: str, collection: str) -> Path:
    """The DDI codebook of an extract, with the elements that IPUMS writes."""
    at, described = 1, []
    for v in variables:
        categories = "".join(
            f"<catgry><catValu>{escape(code)}</catValu><labl>{escape(label)}</labl></catgry>"
            for code, label in v.labels
        )
        kind = "character" if v.is_text else "numeric"
        described.append(
            f'<var ID="{v.name}" name="{v.name}" files="F1" dcml="{v.decimals}" intrvl="{"discrete"}">'
            f'<location StartPos="{at}" EndPos="{at + v.width - 1}" width="{v.width}"/><labl>{v.name}</labl>'
            f'<txt>{v.name}</txt>{categories}<concept>x</concept><varFormat type="{kind}" schema="other"/></var>'
        )
        at += v.width
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><codeBook xmlns="ddi:codebook:2_5" version="2.5"><stdyDscr><citation>'
        f'<serStmt><serName abbr="{collection}">{collection}</serName><serInfo>doi</serInfo></serStmt></citation>'
        "<dataAccs><useStmt><citReq>Cite it.</citReq><conditions>Terms.</conditions></useStmt></dataAccs></stdyDscr>"
        f'<fileDscr ID="F1"><fileTxt><fileName>{data_file}</fileName><fileCont>Microdata</fileCont>'
        '<fileStrc type="rectangular"/><fileType charset="UTF-8">data file</fileType>'
        "<format>fixed length fields</format><filePlac>IPUMS</filePlac></fileTxt></fileDscr>"
        f"<dataDscr>{''.join(described)}</dataDscr></codeBook>",
        encoding="utf-8",
    )
    return path


def fixed_width(path: Path, variables: Sequence[Variable], rows: Iterable[Row]) -> Path:
    lines = []
    for row in rows:
        cells = []
        for v in variables:
            value = row[v.name.lower()]
            if v.is_text:
                cells.append(str(value).ljust(v.width))
            else:
                number = round(float(value) * 10**v.decimals)
                cells.append(f"{number:0{v.width}d}" if number >= 0 else f"{number:>{v.width}d}")
        lines.append("".join(cells))
    with gzip.open(path, "wt", encoding="latin-1") as stream:
        stream.write("\n".join(lines) + "\n")
    return path


MTUS = (
    Variable("SAMPLE", 6, is_text=True),
    Variable("COUNTRY", 2, is_text=True, labels=(("UK", "United Kingdom"), ("FR", "France"))),
    Variable("HLDID", 6), Variable("PERSID", 2), Variable("DIARY", 1), Variable("YEAR", 4), Variable("MONTH", 2),
    Variable("DAY", 2, labels=(("1", "Sunday"), ("2", "Monday"))), Variable("PROPWT", 10, 6), Variable("SEX", 1),
    Variable("AGE", 3), Variable("EDCAT", 2), Variable("EMPSTAT", 2), Variable("STUDENT", 2), Variable("HHLDSIZE", 2),
    Variable("NCHILD", 2), Variable("CIVSTAT", 2), Variable("EPNUM", 3), Variable("CLOCKST", 5, 2), Variable("TIME", 4),
    Variable("MAIN", 2), Variable("SEC", 2),
    Variable("ELOC", 2, labels=(("1", "At own home"), ("2", "At another's home"), ("3", "At workplace"),
                                ("4", "At school"), ("5", "At services or shops"), ("8", "Travelling"),
                                ("9", "Other"))),
    Variable("ALONE", 2), Variable("CHILD", 2), Variable("SPPART", 2), Variable("OAD", 2),
)  # fmt: skip
MTUS_PLACES = {"home": 1, "other_home": 2, "work": 3, "shop": 5, "transport": 8}


def mtus_rows(samples: Sequence[tuple[str, str]] = (("UK2014", "UK"),)) -> list[Row]:
    rows = []
    for sample, country in samples:
        for p in PEOPLE:
            for number, weekday, spells in DAYS:
                for episode, (start, end, activity, second, place, alone) in enumerate(spells, 1):
                    rows.append({
                        "sample": sample, "country": country, "hldid": p.household, "persid": p.number, "diary": number,
                        "year": 2014, "month": 5, "day": weekday % 7 + 1, "propwt": p.weight,
                        "sex": 1 if p.sex == "men" else 2, "age": p.age, "edcat": 3, "empstat": 1 if p.age < 65 else 4,
                        "student": 0, "hhldsize": 2, "nchild": 1, "civstat": 1, "epnum": episode,
                        "clockst": ((start / 60) + 4) % 24, "time": end - start, "main": CODES[activity]["MTUS69"],
                        "sec": CODES[second]["MTUS69"] if second else -9, "eloc": MTUS_PLACES[place],
                        "alone": int(alone), "child": -9, "sppart": 0, "oad": 1 - int(alone),
                    })  # fmt: skip
    return rows


def mtus_minutes_rows() -> list[Row]:
    """The file of minutes a day: MAIN1 to MAIN69, and the background once."""
    rows: dict[tuple[int, int], Row] = {}
    for row in mtus_rows():
        key = (row["hldid"], row["diary"])
        background = {n: v for n, v in row.items() if n not in {"epnum", "clockst", "time", "main", "sec", "eloc"}}
        day = rows.setdefault(key, background | {f"main{code}": 0 for code in range(1, 70)})
        day[f"main{row['main']}"] += row["time"]
    return list(rows.values())


ATUS = (
    Variable("YEAR", 4), Variable("CASEID", 14, is_text=True),
    Variable("SEX", 2, labels=(("1", "Male"), ("2", "Female"))),
    Variable("AGE", 3), Variable("EDUC", 3, labels=(("20", "HS, no diploma"), ("30", "High school graduate - GED"),
                                                    ("40", "Bachelor's degree (BA, AB, BS, etc.)"))),
    Variable("FULLPART", 2, labels=(("1", "Full time"), ("2", "Part time"), ("99", "NIU (Not in universe)"))),
    Variable("SPOUSEPRES", 2, labels=(("1", "Spouse present"), ("2", "Unmarried partner present"),
                                      ("3", "No spouse or unmarried partner present"))),
    Variable("EARNWEEK", 7, 2), Variable("HH_SIZE", 3), Variable("MONTH", 2),
    Variable("DAY", 1, labels=(("1", "Sunday"), ("2", "Monday"), ("3", "Tuesday"), ("4", "Wednesday"),
                               ("5", "Thursday"), ("6", "Friday"), ("7", "Saturday"))),
    Variable("WT06", 17, 6), Variable("RWT06_1", 17, 6), Variable("RWT06_2", 17, 6), Variable("ACTLINE", 2),
    Variable("ACTIVITY", 6),
    Variable("WHERE", 4, labels=(("101", "Respondent's home or yard"), ("102", "Respondent's workplace"),
                                 ("103", "Someone else's home"), ("106", "Grocery store"),
                                 ("230", "Car, truck, or motorcycle (driver)"))),
    Variable("DURATION", 4),
)  # fmt: skip
ATUS_PLACES = {"home": 101, "work": 102, "other_home": 103, "shop": 106, "transport": 230}


def atus_rows() -> list[Row]:
    rows = []
    for p in PEOPLE:
        spells, weekday = (WORKDAY, 3) if p.household == 1 else (FREE_DAY, 7)
        for line, (start, end, activity, _, place, _) in enumerate(spells, 1):
            rows.append({
                "year": 2015, "caseid": f"2015010115{p.household:04}", "sex": 1 if p.sex == "men" else 2, "age": p.age,
                "educ": 40, "fullpart": 1 if p.age < 65 else 99, "spousepres": 3,
                "earnweek": 99999.99 if p.age > 65 else 840.5, "hh_size": 2,
                "month": 6, "day": weekday % 7 + 1, "wt06": 7_000_000.5 * p.weight,
                "rwt06_1": 6_000_000.0, "rwt06_2": 8_000_000.0, "actline": line, "activity": CODES[activity]["ATUS"],
                "where": ATUS_PLACES[place], "duration": end - start,
            })  # fmt: skip
    return rows


def slots(spells: Sequence[Spell], length: int = 10) -> list[Spell]:
    """The spell at each slot."""
    return [next(s for s in spells if s[0] <= at < s[1]) for at in range(0, 1440, length)]


HETUS_PLACES = {"home": 11, "work": 13, "other_home": 14, "shop": 16, "transport": 24}


def hetus_rows() -> tuple[list[Row], list[Row], list[Row]]:
    """Households, people, and days of 144 slots."""
    homes = [{"serial": p.household, "hhsize": 2, "nchild": 1, "region": "North", "income": 31000} for p in PEOPLE]
    people = [
        {"serial": p.household, "pnum": p.number, "sex": 1 if p.sex == "men" else 2, "age": p.age, "isced": 5,
         "empst": 1 if p.age < 65 else 4}
        for p in PEOPLE
    ]  # fmt: skip
    days = []
    for p in PEOPLE:
        for number, weekday, spells in DAYS:
            row: Row = {"serial": p.household, "pnum": p.number, "daynum": number, "dyear": 2021, "dmonth": 3,
                        "ddayw": weekday % 7 + 1, "dia_wt": p.weight, "stratum": "a", "psu": p.household}  # fmt: skip
            for slot, (_, _, activity, second, place, alone) in enumerate(slots(spells), 1):
                row |= {
                    f"act1_{slot}": int(CODES[activity]["HETUS"]),  # a number: 011 stands as 11
                    f"act2_{slot}": int(CODES[second]["HETUS"]) if second else -9,
                    f"wher_{slot}": HETUS_PLACES[place],
                    f"wit1_{slot}": int(alone), f"wit2_{slot}": 0, f"wit4_{slot}": 0, f"wit5_{slot}": 0,
                    f"wit6_{slot}": 1 - int(alone),
                }  # fmt: skip
            days.append(row)
    return homes, people, days


def ktus_rows() -> list[Row]:
    """A row per person and day with Korean names, 144 slots from midnight."""
    places = {"home": 1, "other_home": 2, "work": 3, "shop": 5, "transport": 7}
    rows = []
    for p in PEOPLE:
        for number, weekday, spells in DAYS:
            row: Row = {
                "가구일련번호": p.household, "가구원번호": p.number,
                "성별코드": 1 if p.sex == "men" else 2, "만연령": p.age,
                "교육정도코드": 5, "취업상태코드": 1 if p.age < 65 else 3, "가구원수": 2, "행정구역시도코드": 11,
                "가구소득코드": 5 if p.age < 65 else 2, "일지일차": number, "요일코드": weekday, "가중값": p.weight,
            }  # fmt: skip
            for slot, (_, _, activity, second, place, alone) in enumerate(slots(spells)):
                clock = f"{slot // 6:02}:{slot % 6}0"
                row |= {
                    f"주행동시간대{clock}": CODES[activity]["KTUS"],
                    f"동시행동시간대{clock}": CODES[second]["KTUS"] if second else "",
                    f"장소시간대{clock}": places[place],
                    f"함께한사람시간대{clock}": 1 if alone else 2,
                }
            rows.append(row)
    return rows


def icatus_rows() -> tuple[list[Row], list[Row]]:
    """People with one day each, and their episodes with clock times; a minor activity is a row of its own."""
    people, acts = [], []
    for p in PEOPLE:
        spells, weekday = (WORKDAY, 3) if p.household == 1 else (FREE_DAY, 7)
        people.append({"fsu": 70_001 + p.household, "hhid": p.household, "pid": p.number,
                       "gender": 1 if p.sex == "men" else 2, "age": p.age, "hhsize": 2, "year": 2024, "month": 2,
                       "dow": weekday, "mult": round(100 * p.weight), "stratum": 1})  # fmt: skip
        for start, end, activity, second, place, _ in spells:
            key = {"fsu": 70_001 + p.household, "hhid": p.household, "pid": p.number,
                   "from": _clock(start), "to": _clock(end), "place": {"home": 1, "shop": 3}.get(place, 2)}  # fmt: skip
            acts.append(key | {"icatus": CODES[activity]["ICATUS"], "major": 1})
            if second:
                acts.append(key | {"icatus": CODES[second]["ICATUS"], "major": 2})
    return people, acts


def _clock(minute: int) -> str:
    at = (minute + 240) % 1440
    return f"{at // 60:02}:{at % 60:02}"
