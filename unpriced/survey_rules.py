"""Rules that say how a variable of a survey is read, as text in data/survey_variables, made into SQL.

    rule   := clause (';' clause)*
    clause := ('1:' | '0:' | 'NA:') set | 'num' [range] | 'role:' name | 'derive:' derived | '1|0|NA if' name '==' value
    set    := '{' value, value, a..b '}' | '[' a '..' b ']' | '>=' n | '<' n | 'else' | name '==' value ('or' ...)*
    derived := any1(v, ...) | all1(v, ...) | countge(k, v, ...)

What has no value is unknown first, then 1, then 0; a value in no set is unknown. A word before a clause ("regular:
1:{1,2}") begins another reading of the variable. Remarks in brackets are remarks. Columns are text, as files come.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import duckdb

NUMBER = r"-?\d+(?:\.\d+)?"
CLAUSE = re.compile(r"(?:(?P<reading>[A-Za-z][\w -]*?):?\s+)?(?P<key>1|0|NA)\s*:\s*(?P<set>.+)", re.DOTALL)
CONDITION = re.compile(r"(?P<key>1|0|NA) if (?P<name>\w+)\s*==\s*(?P<value>\S+)")
COMPARED = re.compile(rf"(>=|<=|==|>|<)\s*({NUMBER})")
RANGE = re.compile(rf"\[?({NUMBER})\.\.({NUMBER})\]?")
BETWEEN = re.compile(rf"({NUMBER})\s*<=\s*\w+\s*<=\s*({NUMBER})")
OTHERS = re.compile(r"\w+\s*==\s*\S+(?:\s+or\s+\w+\s*==\s*\S+)*")
DERIVED = re.compile(r"(any1|all1|countge)\(([^()]*)\)")
NAMES_OF_MISSING = re.compile(r"NA\(([a-z,]+)\)")

Column = Callable[[str], str]  # the SQL of a variable, under the name that the file gives it


class UnreadError(ValueError):
    """Why a rule, or a clause of it, is not of the grammar; the code of a reason."""


@dataclass
class Reading:
    """The sets of one way to read a variable, each an SQL condition with the column as {c}."""

    yes: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """A rule that was read: what it makes of a variable."""

    form: str  # recode, number, role or derived
    main: Reading
    readings: dict[str, Reading]
    missing: tuple[str, ...]
    role: str | None = None
    low: float | None = None
    high: float | None = None
    function: str | None = None
    parts: tuple[str, ...] = ()
    least: int = 0

    def recode(self, variable: str, column: Column = lambda name: _quoted_name(name), reading: str = "") -> str:
        """SQL of whether a person has it: true, false, or null where that is not known."""
        chosen = self.readings[reading] if reading else self.main
        c = column(variable)
        unknown = [f"{c} is null", *self._no_answers(c), *_filled(self.main.unknown + chosen.unknown, c, column)]
        yes = _filled(chosen.yes, c, column)
        # Another reading is of the same people: who is in a set of the rule and not in the reading's has it not.
        no = _filled(chosen.no or (self.main.yes + self.main.no if reading else []), c, column)
        cases = [f"when {' or '.join(unknown)} then null", *(f"when {condition} then true" for condition in yes)]
        return f"case {' '.join([*cases, *(f'when {condition} then false' for condition in no)])} end"

    def unexplained(self, variable: str, column: Column = lambda name: _quoted_name(name)) -> str:
        """SQL of whether the column holds an answer that is in no set of the rule."""
        c = column(variable)
        sets = [*self._no_answers(c), *_filled(self.main.unknown + self.main.yes + self.main.no, c, column)]
        return f"coalesce(trim({c}), '') <> '' and not coalesce({' or '.join(sets)}, false)"

    def number(self, variable: str, column: Column = lambda name: _quoted_name(name)) -> str:
        """SQL of the number in the column, null where it is a code of no answer or out of the range."""
        c = column(variable)
        unknown = [*self._no_answers(c), *_filled(self.main.unknown, c, column)]
        value = f"try_cast({c} as double)"
        unknown += [f"{value} < {self.low:g}"] if self.low is not None else []
        unknown += [f"{value} > {self.high:g}"] if self.high is not None else []
        return f"case when {' or '.join(unknown)} then null else {value} end" if unknown else value

    def derived(self, recodes: list[str]) -> str:
        """SQL of the derived item from the recodes of its parts, with unknowns as unknown as they are."""
        match self.function:
            case "any1":
                return "(" + " or ".join(recodes) + ")"
            case "all1":
                return "(" + " and ".join(recodes) + ")"
        held = " + ".join(f"coalesce(({r})::integer, 0)" for r in recodes)
        open_ = " + ".join(f"(({r}) is null)::integer" for r in recodes)
        return f"case when {held} >= {self.least} then true when {held} + {open_} < {self.least} then false end"

    def _no_answers(self, c: str) -> list[str]:
        return [_in(c, list(self.missing))] if self.missing else []


def parse(text: str, missing_codes: str = "") -> Rule:
    """Read a rule; raises UnreadError with the code of the reason where it is not of the grammar."""
    missing = _missing(missing_codes)
    if text.strip().startswith("derive:"):
        return _derived(text, missing)
    text = re.sub(r"\s*\([^()]*\)\s*", " ", text).strip()
    if text.startswith("role:"):
        name = re.match(r"role:\s*([a-z_]+)", text)
        return Rule("role", Reading(), {}, missing, role=name[1] if name else None)
    main, readings = _clauses(text)
    number = re.match(r"num\b\s*:?([^;.]*(?:\.\.[^;.]*)?)", text)
    if number:
        low, high = _bounds(re.sub(r"topcoded", "", number[1]).strip())
        return Rule("number", Reading(unknown=main.unknown), readings, missing, low=low, high=high)
    if not main.yes:
        raise UnreadError("rule_in_words")
    if not main.no:
        raise UnreadError("rule_without_no")
    return Rule("recode", main, readings, missing)


def answer(c: str, missing_codes: str) -> str:
    """SQL of what the column says as text, null where it says nothing or a code of no answer."""
    missing = _missing(missing_codes)
    said = f"nullif(trim({c}), '')"
    return f"case when {_in(c, list(missing))} then null else {said} end" if missing else said


def columns_of(variable: str) -> list[str]:
    """The columns that a variable of the list stands for: SPFWT1-80 is eighty, DB050/DB060 two, t02* none known."""
    if variable.startswith("=") or "*" in variable:
        return []
    span = re.fullmatch(r"([A-Za-z_]+)(\d+)-(?:\1)?(\d+)", variable)
    if span:
        return [f"{span[1]}{n}" for n in range(int(span[2]), int(span[3]) + 1)]
    return [part.strip() for part in re.split(r"\s*/\s*", variable)]


def _clauses(text: str) -> tuple[Reading, dict[str, Reading]]:
    main, readings = Reading(), dict[str, Reading]()
    reading, is_main = main, True
    for clause in re.split(r";|\.\s+(?=[A-Z])", text):
        clause = clause.strip().rstrip(".")
        condition = CONDITION.fullmatch(clause)
        if condition:
            _add(main, condition["key"], _in("{" + condition["name"] + "}", [condition["value"]]))
            continue
        found = CLAUSE.fullmatch(clause)
        if not found:
            continue  # a remark
        name, words = found["reading"], re.fullmatch(r"(.+?)\s+means\s+(.+)", found["set"])
        if name or words:
            reading, is_main = (
                readings.setdefault((name or (words[2] if words else "")).strip().lower(), Reading()),
                False,
            )
        try:
            conditions = _set(words[1] if words else found["set"])
            if (found["key"], conditions) != ("NA", ["true"]):  # what is in no set is unknown without being said
                _add(reading, found["key"], *conditions)
        except UnreadError:
            if is_main:
                raise
            readings.pop(next(n for n, r in readings.items() if r is reading), None)
    return main, readings


def _add(reading: Reading, key: str, *conditions: str) -> None:
    {"1": reading.yes, "0": reading.no, "NA": reading.unknown}[key].extend(conditions)


def _set(text: str) -> list[str]:
    """SQL conditions of a set; {c} is the column, {name} another one."""
    text = text.strip().rstrip(".")
    if text == "else":
        return ["true"]
    between, compared = BETWEEN.fullmatch(text) or RANGE.fullmatch(text), COMPARED.fullmatch(text)
    if between is not None:
        return [f"try_cast({{c}} as double) between {between[1]} and {between[2]}"]
    if compared:
        return [f"try_cast({{c}} as double) {compared[1].replace('==', '=')} {compared[2]}"]
    if OTHERS.fullmatch(text):
        pairs = (re.split(r"\s*==\s*", part) for part in re.split(r"\s+or\s+", text))
        return [_in("{" + name + "}", [value]) for name, value in pairs]
    if not re.fullmatch(r"\{[^{}]*\}", text):
        raise UnreadError("set_in_words")
    values, conditions = list[str](), list[str]()
    for part in (part.strip() for part in text[1:-1].split(",")):
        span = RANGE.fullmatch(part)
        if span:
            conditions.append(f"try_cast({{c}} as double) between {span[1]} and {span[2]}")
        elif part and part != "else":
            values.append(part)
    return conditions + ([_in("{c}", values)] if values else [])


def _in(column: str, values: list[str]) -> str:
    """Whether the column holds one of the values, as a number or as a word in any case."""
    numbers = [v for v in values if re.fullmatch(NUMBER, v)]
    words = [_literal(v.lower()) for v in values if not re.fullmatch(NUMBER, v)]
    conditions = [f"coalesce(try_cast({column} as double) in ({', '.join(numbers)}), false)"] if numbers else []
    conditions += [f"lower(trim({column})) in ({', '.join(words)})"] if words else []
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(conditions)})"


def _filled(conditions: list[str], c: str, column: Column) -> list[str]:
    def one(found: re.Match[str]) -> str:
        return c if found[1] == "c" else column(found[1])

    return [re.sub(r"\{(\w+)\}", one, condition) for condition in conditions]


def _bounds(text: str) -> tuple[float | None, float | None]:
    if not text:
        return None, None
    span, compared = RANGE.fullmatch(text), COMPARED.fullmatch(text)
    if span:
        return float(span[1]), float(span[2])
    if compared and compared[1] == ">=":
        return float(compared[2]), None
    raise UnreadError("number_in_words")


def _derived(text: str, missing: tuple[str, ...]) -> Rule:
    found = DERIVED.search(text)
    if not found:
        raise UnreadError("rule_in_words")
    parts = [part.strip() for part in found[2].split(",")]
    least = int(parts.pop(0)) if found[1] == "countge" else 0
    return Rule("derived", Reading(), {}, missing, function=found[1], parts=tuple(parts), least=least)


def _missing(codes: str) -> tuple[str, ...]:
    """Codes of no answer: numbers, and the letters of Stata's missing values as files of other kinds write them."""
    letters = NAMES_OF_MISSING.search(codes)
    if letters:
        return tuple(form for letter in letters[1].split(",") for form in (f"na({letter})", f".{letter}"))
    if re.search(r"[^\w ,.()-]", codes) or " variables" in codes:  # a remark on flags, not codes
        return ()
    return tuple(part.strip() for part in codes.split(",") if part.strip())


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes core_survey_rules (what became of each rule) and core_survey_columns (the columns that each stands for)."""
    connection.execute(
        "create table core_survey_rules (known_survey_id varchar, survey_wave varchar, variable_name varchar,"
        " rule_form varchar, rule_readings varchar, rule_sql varchar, missing_reason varchar)"
    )
    connection.execute(
        "create table core_survey_columns (known_survey_id varchar, survey_wave varchar, variable_name varchar,"
        " column_name varchar)"
    )
    for *key, text, codes in connection.execute(
        "select known_survey_id, survey_wave, variable_name, rule_text, missing_codes from core_survey_variables"
        " order by all"
    ).fetchall():
        connection.execute(
            "insert into core_survey_rules values (?, ?, ?, ?, ?, ?, ?)", [*key, *_told(key[2], text, codes)]
        )
        for column in columns_of(key[2]):
            connection.execute("insert into core_survey_columns values (?, ?, ?, ?)", [*key, column.lower()])


def _told(variable: str, text: str, missing_codes: str | None) -> tuple[str, str | None, str | None, str | None]:
    """Form, other readings, SQL and reason of a rule; one that is not read is kept with its reason."""
    try:
        rule = parse(text, missing_codes or "")
    except UnreadError as error:
        return "unread", None, None, str(error)
    sql = {"recode": rule.recode, "number": rule.number}.get(rule.form)
    return rule.form, ", ".join(rule.readings) or None, sql(variable) if sql else None, None


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
