"""A small world of diaries: raw tables of the contract that a test draws, and the core tables made from them."""

from pathlib import Path

from tests.worlds import Row, World, drawn
from unpriced.ingest import diaries
from unpriced.ingest.diaries import ENTITIES
from unpriced.paths import QUERIES

SURVEY: Row = {
    "survey_id": "s", "dataset_id": "atus", "country_code": "USA", "title_en": "S", "title_ko": "조사",
    "first_year": 2020, "last_year": 2020, "age_low": 15, "is_synthetic": False, "classification": "ATUS",
    "weight_unit": "person_days", "day_start_minute": 240, "has_episodes": False, "design_method": "weights",
    "n_replicates": 0,
}  # fmt: skip


class DiaryWorld(World):
    """The contract's tables, empty, with one survey called s; `same` in put() fills what a drawing leaves out."""

    def __init__(self, database: Path, n_replicates: int = 0, **survey: object) -> None:
        super().__init__(database)
        diaries.create_tables(self.connection, n_replicates)
        self.insert("surveys", [SURVEY | survey])

    def insert(self, entity: str, rows: str | list[Row], **same: object) -> None:
        """Add rows to a raw table; each is in the line of its place, as in a file of the entity's name."""
        for place, row in enumerate(drawn(rows) if isinstance(rows, str) else rows, 2):
            known = {"survey_id": "s"}
            if entity not in {"surveys", "persons", "replicate_scales"}:
                known |= {"diary_no": "1"}
            record = known | {"source_file": f"{entity}.csv", "source_row": place} | same | row
            columns, places = ", ".join(record), ", ".join("?" * len(record))
            self.connection.execute(
                f"insert into {ENTITIES[entity].table} ({columns}) values ({places})", list(record.values())
            )

    def people(self, *names: str, **same: object) -> None:
        """Persons with one diary each, of weight 1, whose day is all sleep."""
        self.insert("persons", [{"person_id": name} for name in names])
        self.insert("diaries", [{"person_id": name} for name in names], **({"year": 2020, "weight": 1.0} | same))
        self.insert("minutes", [{"person_id": name} for name in names], source_code="0101", minutes=1440)

    def make_core(self) -> None:
        """The staging and core tables of diaries, from their own SQL."""
        for path in sorted((QUERIES / "staging" / "diaries").glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            self.connection.execute(f"create or replace view memory.main.{path.stem} as\n{sql}")
        self.put("core_aggregate_surveys", [])
        self.derive(
            *("core_source_activities", "core_numbered_codes", "core_surveys", "core_persons", "core_diaries"),
            *(
                "core_diary_minutes",
                "core_selected_minutes",
                "core_unpaid_days",
                "core_episodes",
                "core_unmapped_codes",
                "core_replicate_weights",
                "core_replicates",
                "core_replicate_sums",
                "core_year_sums",
                "core_survey_years",
                "core_told_by_episodes",
            ),
        )
