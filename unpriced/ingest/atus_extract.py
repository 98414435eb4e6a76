"""Parquet extracts of the American Time Use Survey after the CRAN package atus: 2003–2016, and 2014 with episodes.

They hold less than the official files: no company, no replicate weights; 2003–2016 has no episodes either.
"""

from collections.abc import Sequence
from pathlib import Path

from unpriced.errors import UnpricedError
from unpriced.ingest import files
from unpriced.ingest.target import Target

ALL_YEARS = {"extract_resp": "atusresp", "extract_act": "atusact", "extract_cps": "atuscps"}
EPISODES = {
    "extract_resp_2014": "atusresp_2014",
    "extract_resp_all": "atusresp_2003_2016_with_diary_date",
    "extract_act_2014": "atusact_2014_episodes",
    "extract_roster_2014": "atuscps_2014_household_roster",
    "extract_sum_2014": "atussum_2014",
}


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    return {path.stem: path for path in files.candidates(paths) if path.suffix == ".parquet"}


def recognise(paths: Sequence[Path]) -> str | None:
    """What the files are, if they are one of the extracts."""
    held = _named(paths)
    if "atusact_2014_episodes" in held:
        return "the extract of 2014 with episodes"
    return "the extract of 2003–2016" if "atusact" in held else None


def import_(paths: Sequence[Path], target: Target) -> None:
    """Fill the tables of the target from the extract at hand."""
    held = _named(paths)
    with_episodes = "atusact_2014_episodes" in held
    needed = EPISODES if with_episodes else ALL_YEARS
    missing = [f"{name}.parquet" for name in needed.values() if name not in held]
    if missing:
        raise UnpricedError(
            found=f"The extract lacks {', '.join(missing)}",
            needed=f"The files {', '.join(f'{name}.parquet' for name in needed.values())}",
            remedy="Give the folder that holds them all",
        )
    for table, name in needed.items():
        target.progress(f"Reading {name}.parquet", 0, len(needed))
        path = str(held[name]).replace("'", "''")
        target.connection.execute(
            f"create or replace temp view {table} as from read_parquet('{path}', file_row_number = true)"
        )
    target.table("atus", "income_brackets")
    first, last = (2014, 2014) if with_episodes else (2003, 2016)
    notes = ["no_strata_or_replicates", "income_brackets", "income_open_bracket", "earnings_top_coded"]
    target.set_variables(
        survey_id="atus_2014" if with_episodes else "atus_2003_2016",
        years=str(first) if with_episodes else f"{first}–{last}",
        first_year=first,
        last_year=last,
        has_episodes=with_episodes,
        note_codes=",".join(notes if with_episodes else [*notes, "uncoded_time_is_gap"]),
        files=", ".join(f"{name}.parquet" for name in needed.values()),
    )
    target.say("No replicate weights in this extract: standard errors are approximate, from the weights alone.")
    target.say("Nothing on who was there in this extract.")
    if not with_episodes:
        target.say("No episodes in this extract: minutes per day, but no time of day and no place.")
    target.fill("surveys", "atus_extract")
    for entity in ("persons", "diaries"):
        target.fill(entity, "atus_extract", f"{entity}_2014" if with_episodes else entity)
    if with_episodes:
        target.fill("episodes", "atus_extract", "episodes_2014")  # the minutes follow from them
    else:
        target.fill("minutes", "atus_extract")
