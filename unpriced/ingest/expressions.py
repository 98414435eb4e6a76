"""SQL expressions of a mapping: names are quoted and were found in the table, values are quoted as text."""

from collections.abc import Mapping as Codes
from collections.abc import Sequence

from unpriced.ingest.mapping import ACTIVITY_COLUMNS, Scalar, Slots, Value

ID_SEPARATOR = "-"


def quoted(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The column, of the table `t` or of a joined one (table.column)."""
    table, _, column = name.rpartition(".")
    return ('"' + table + '".' if table else "t.") + '"' + column.replace('"', '""') + '"'


def value(given: str | Value) -> Value:
    """A bare name is the column of that name."""
    return Value(column=given) if isinstance(given, str) else given


def sql(given: str | Value, type_: str) -> str:
    """The expression of the contract's type for the value."""
    of = value(given)
    if of.constant is not None:
        return f"{quoted(str(of.constant))}::{type_}"
    if len(of.names) > 1:
        joined = f" || '{ID_SEPARATOR}' || ".join(f"coalesce({named(name)}, '')" for name in of.names)
        return f"({joined})"
    name = of.names[0]
    return _coded(named(name), of.values, of.labels, of.missing, of, type_)


def _coded(
    column: str,
    values: Codes[str, Scalar],
    labels: Codes[str, Scalar],
    missing: Sequence[str],
    of: Value | None,
    type_: str,
) -> str:
    if missing:
        column = f"case when {column} not in ({', '.join(quoted(m) for m in missing)}) then {column} end"
    if values or labels:
        cases = [f"when ({column}) = {quoted(code)} then {quoted(str(out))}" for code, out in values.items()]
        cases += [
            f"when regexp_matches({column}, {quoted(pattern)}, 'i') then {quoted(str(out))}"
            for pattern, out in labels.items()
        ]
        column = f"case {' '.join(cases)} end"
    elif type_ != "varchar" and of is not None and of.negative_is_missing:
        column = f"case when not ({column}) like '-%' then {column} end"
    if of is not None and of.pad:
        column = f"lpad({column}, {of.pad}, '0')"
    if of is not None and of.scale != 1:
        return f"(try_cast({column} as double) / nullif({of.scale!r}, 0))::{type_}"
    if type_ == "integer":
        return f"try_cast(try_cast({column} as double) as integer)"
    return f"try_cast({column} as {type_})" if type_ != "varchar" else f"({column})::varchar"


def columns(given: Codes[str, str | Value], types: Codes[str, str], but: Sequence[str] = ()) -> list[str]:
    """`expression as name` for every column of the mapping."""
    found = []
    for name, of in given.items():
        if name in but:
            continue
        if name == "household_income_bracket":
            found += _bracket(value(of))
        else:
            found.append(f"{sql(of, types[name])} as {name}")
    return found


def _bracket(of: Value) -> list[str]:
    """Income in brackets: its bounds, and the midpoint or the lower bound of the open one."""
    column = named(of.names[0])
    low = " ".join(f"when {quoted(code)} then {bounds[0]!r}" for code, bounds in of.brackets.items())
    high = " ".join(
        f"when {quoted(code)} then {bounds[1]!r}" for code, bounds in of.brackets.items() if bounds[1] is not None
    )
    middle = " ".join(
        f"when {quoted(code)} then {((b[0] + b[1]) / 2 if b[1] is not None else b[0])!r}"
        for code, b in of.brackets.items()
    )
    return [
        f"(case {column} {middle} end)::double as household_income",
        f"(case {column} {low} end)::double as household_income_low",
        f"(case {column} {high or 'when null then null'} end)::double as household_income_high",
    ]


def condition(where: Codes[str, tuple[str, ...]]) -> str:
    """Rows whose columns hold one of the codes."""
    parts = [f"{named(name.lower())} in ({', '.join(quoted(code) for code in codes)})" for name, codes in where.items()]
    return " and ".join(parts) or "true"


def _of_slot(column: str, slots: Slots, measure: str) -> str:
    coded = _coded(named(column), slots.values, slots.labels, slots.missing, None, ACTIVITY_COLUMNS[measure])
    return f"lpad({coded}, {slots.pad}, '0')" if slots.pad else coded


def unnested(
    table: str, wide: Codes[str, Sequence[str]], slots: Codes[str, Slots], fixed: Sequence[str], where: str
) -> str:
    """One row per slot: the columns of each measure side by side, in the order of the file."""
    lists = [
        f"unnest([{', '.join(_of_slot(name, slots[measure], measure) for name in names)}]) as {measure}"
        for measure, names in wide.items()
    ]
    n_slots = len(next(iter(wide.values())))
    return (
        f"select {', '.join([*fixed, *lists])}, unnest(range({n_slots}))::integer as slot, t.source_file, t.source_row"
        f" from given_{table} t where {where}"
    )


def minutes_of_columns(table: str, names: Sequence[str], slots: Slots, fixed: Sequence[str], where: str) -> str:
    """One row per column of minutes: the code is what stands in the brackets of the pattern."""
    codes = [f"regexp_extract({quoted(name)}, {quoted('(?i)^' + slots.pattern + '$')}, 1)" for name in names]
    padded = [f"lpad({code}, {slots.pad}, '0')" if slots.pad else code for code in codes]
    numbers = [f"try_cast({named(name)} as double)" for name in names]
    return (
        f"select {', '.join([*fixed, ''])} unnest([{', '.join(padded)}]) as source_code,"
        f" unnest([{', '.join(numbers)}]) as minutes, t.source_file, t.source_row from given_{table} t where {where}"
    )
