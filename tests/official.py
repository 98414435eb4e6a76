"""Small surveys in the official layout of the American Time Use Survey: zips as the producer serves them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import official_columns as columns

Row = dict[str, Any]
KINDS = ("resp", "act", "sum", "rost", "cps", "who", "wgts")


@dataclass
class Official:
    """The files of a year ('2016') or of a multi-year release ('0321'); every value not given is -1, the blank."""

    years: str = "2016"
    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    edit: dict[str, Callable[[str], str | bytes]] = field(default_factory=dict)  # what a test spoils in a data file

    @property
    def is_one_year(self) -> bool:
        return self.years.startswith("20")

    def respond(self, case: str, weight: float, *episodes: Row, **values: object) -> None:
        """A respondent with a day of episodes, each with clock times `at` and `to`, a code, and where."""
        name = "TUFINLWGT" if self.is_one_year else "TUFNWGTP"
        first: Row = {
            "TUCASEID": case, "TULINENO": 1, "TUYEAR": case[:4], "TUMONTH": 1, "TUDIARYDATE": f"{case[:4]}0105",
            "TUDIARYDAY": 3, "TRHOLIDAY": 0, "TELFS": 1, "TRDPFTPT": 1, "TESCHENR": 2, "TRNUMHOU": 1, "TRCHILDNUM": 0,
            "TRSPPRES": 3, name: f"{weight:.6f}",
        }  # fmt: skip
        self.rows["resp"].append(first | values)
        self.rows["rost"].append({"TUCASEID": case, "TULINENO": 1, "TERRP": 18, "TEAGE": 40, "TESEX": 2})
        self.rows["cps"].append({"TUCASEID": case, "TULINENO": 1, "PEEDUCA": 43, "GEREG": 3, "HEFAMINC": 11,
                                 "PRTAGE": 40, "PESEX": 2})  # fmt: skip
        prefix = "FINLWGT" if self.is_one_year else "TUFNWGTP"
        self.rows["wgts"].append(
            {"TUCASEID": case}
            | {f"{prefix}{place:03}": f"{weight * (1 + place / 1000):.6f}" for place in range(1, 161)}
        )
        minutes: dict[str, int] = {}
        for number, episode in enumerate(episodes, 1):
            self._do(case, number, episode, minutes, is_last=number == len(episodes))
        known: Row = {"TUCASEID": case, "TUFINLWGT": f"{weight:.6f}", "TEAGE": 40, "TESEX": 2, "PEEDUCA": 43}
        self.rows["sum"].append(known | {f"t{code}": total for code, total in minutes.items()})

    def _do(self, case: str, number: int, episode: Row, minutes: dict[str, int], *, is_last: bool) -> None:
        start, stop = _clock(episode["at"]), _clock(episode["to"])
        whole = (stop - start) % 1440 or 1440
        lasted = episode.get("lasted", min(whole, 1440 - start) if is_last else whole)
        code = episode["code"]
        minutes[code] = minutes.get(code, 0) + lasted
        codes: Row = (
            {"TUTIER1CODE": code[:2], "TUTIER2CODE": code[2:4], "TUTIER3CODE": code[4:], "TRCODE": code}
            if self.is_one_year
            else {"TRCODEP": code, "TRTIER1P": code[:2], "TRTIER2P": code[:4]}
        )
        self.rows["act"].append(
            codes
            | {"TUCASEID": case, "TUACTIVITY_N": number, "TEWHERE": episode.get("where", 1), "TUACTDUR": whole,
               "TUACTDUR24": lasted, "TUSTARTTIM": f"{episode['at']}:00", "TUSTOPTIME": f"{episode['to']}:00"}
        )  # fmt: skip
        for who, line in episode.get("who", [(-1, -1)]):
            self.rows["who"].append(
                {
                    "TUCASEID": case,
                    "TULINENO": line,
                    "TUACTIVITY_N": number,
                    "TRWHONA": int(who == -1),
                    "TUWHO_CODE": who,
                }
            )

    def header(self, kind: str) -> list[str]:
        """The first line of the file, as the producer's programs list it."""
        codes = sorted({name for row in self.rows["sum"] for name in row if name.startswith("t")})
        one = self.is_one_year
        return {
            "resp": columns.RESPONDENT_2016 if one else columns.RESPONDENT_MULTI_YEAR,
            "act": columns.ACTIVITY_2016 if one else columns.ACTIVITY_MULTI_YEAR,
            "rost": columns.ROSTER_2016 if one else columns.ROSTER_MULTI_YEAR,
            "who": columns.WHO,
            "cps": columns.CPS,
            "sum": columns.SUMMARY_2016 + codes,
            "wgts": columns.weights("FINLWGT" if one else "TUFNWGTP"),
        }[kind]

    def text(self, kind: str) -> str | bytes:
        """The data file, spoilt if the test says so."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.header(kind), restval="-1", lineterminator="\r\n")
        writer.writeheader()
        blank = {name: 0 for name in self.header(kind) if name.startswith("t")}
        writer.writerows(blank | row for row in self.rows[kind])
        return self.edit.get(kind, str)(out.getvalue())

    def write(self, folder: Path, kinds: Iterable[str] = KINDS) -> Path:
        """Write atus<kind>-<years>.zip for each kind, with the program and the note that the producer adds."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            with zipfile.ZipFile(folder / f"atus{kind}-{self.years}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"atus{kind}_{self.years}.dat", self.text(kind))
                archive.writestr(f"atus{kind}_{self.years}.do", "#delimit ;\nimport delimited ...\n")
                archive.writestr(f"{kind.title()}{self.years}_info.txt", "About the file.\n")
        return folder


def _clock(text: str) -> int:
    hours, minutes = text.split(":")
    return (int(hours) * 60 + int(minutes) - 240) % 1440


def day(*parts: str, **same: object) -> list[Row]:
    """Episodes out of '04:00 010101 1', one after the other until 04:00; the last part is where."""
    split = [part.split() for part in parts]
    ends = [part[0] for part in split[1:]] + ["04:00"]
    return [
        {"at": part[0], "to": end, "code": part[1], "where": part[2] if len(part) > 2 else 1} | same
        for part, end in zip(split, ends, strict=True)
    ]


def three_people() -> Official:
    """Three respondents of 2016 whose days a reader can follow."""
    survey = Official()
    alone, with_spouse, with_child = [(18, -1)], [(20, 2)], [(22, 3), (54, -1)]
    survey.respond(
        "20160101160001", 1000000.5,
        {"at": "04:00", "to": "07:00", "code": "010101", "where": -1},
        {"at": "07:00", "to": "08:30", "code": "020201", "who": alone},
        {"at": "08:30", "to": "09:00", "code": "180501", "where": 12, "who": alone},
        {"at": "09:00", "to": "17:00", "code": "050101", "where": 2, "who": [(61, -1)]},
        {"at": "17:00", "to": "18:00", "code": "070104", "where": 7, "who": with_spouse},
        {"at": "18:00", "to": "20:00", "code": "030103", "who": with_child},
        {"at": "20:00", "to": "23:00", "code": "120303", "who": [*with_spouse, *with_child]},
        {"at": "23:00", "to": "07:00", "code": "010101", "where": -1},
        TUDIARYDAY=1, TUDIARYDATE=20160103, TRNUMHOU=3, TRCHILDNUM=1, TRYHHCHILD=6, TRSPPRES=1,
        TRERNHLY=1850, TRERNWA=74000, TEHRUSL1=40, TRDTOCC1=9,
    )  # fmt: skip
    survey.rows["rost"] += [
        {"TUCASEID": "20160101160001", "TULINENO": 2, "TERRP": 20, "TEAGE": 43, "TESEX": 1},
        {"TUCASEID": "20160101160001", "TULINENO": 3, "TERRP": 22, "TEAGE": 6, "TESEX": 1},
    ]
    survey.respond(
        "20160303160002", 2000000, *day("04:00 010101 -1", "08:00 060101 8", "15:00 120307 1", "22:00 010101 -1"),
        TUDIARYDAY=7, TUDIARYDATE=20160305, TELFS=5, TRDPFTPT=-1, TESCHENR=1, TRERNHLY=-1,
    )  # fmt: skip
    survey.respond(
        "20160505160003", 500000, *day("04:00 010101 -1", "09:00 020101 1", "12:00 150201 9", "20:00 010101 -1"),
        TUDIARYDAY=2, TUDIARYDATE=20160502, TRHOLIDAY=1, TRDPFTPT=2, TRERNWA=30000, TEHRUSL1=20,
    )  # fmt: skip
    survey.rows["cps"][1] |= {"PEEDUCA": 38, "GEREG": 1, "HEFAMINC": 16}
    survey.rows["cps"][2] |= {"PEEDUCA": 40, "GEREG": 4, "HEFAMINC": -1}
    survey.rows["rost"][3] |= {"TEAGE": 16, "TESEX": 1}
    survey.rows["sum"][1] |= {"PEEDUCA": 38, "TEAGE": 16, "TESEX": 1}
    survey.rows["sum"][2] |= {"PEEDUCA": 40}
    return survey
