"""What a build knows of its surveys only leaves steps out: with nothing known, every report says the same."""

import pytest

from tests.worlds import World
from unpriced.paths import QUERIES

KNOWN = sorted(path.stem for path in (QUERIES / "known").glob("*.sql"))
CALLS = (
    "activity_minutes(p_survey := $1, p_activities := ['unpaid_work', 'food_prep', 'nothing'], p_by := ['sex'])",
    "activity_difference(p_survey := $1, p_column := 'day_type', p_group_a := 'weekend', p_group_b := 'weekday')",
    "activity_quantile(p_survey := $1)",
    "tempogram(p_survey := $1, p_by := ['sex'], p_step_minutes := 60)",
    "unpaid_value_by_person_group(p_survey := $1)",
    "extended_middle_class(p_survey := $1)",
)
SURVEYS = ("sample_kor", "atus_2014")


@pytest.mark.parametrize("survey", SURVEYS)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.partition("(")[0])
def test_reports_say_the_same_with_nothing_known(world: World, call: str, survey: str) -> None:
    known = world.rows(f"from {call}", survey)
    for name in KNOWN:
        world.connection.execute(f"create macro memory.main.{name}(survey) as false")
    assert world.rows(f"from {call}", survey) == known
    assert len(known) > 0


def test_what_is_known_wrongly_would_show(world: World) -> None:
    """The Korean sample has two diaries of each person: without the step over them the errors would be others."""
    call = f"from {CALLS[0]}"
    known = world.rows(call, "sample_kor")
    world.connection.execute("create macro memory.main.without_several_diaries(survey) as true")
    assert world.rows(call, "sample_kor") != known
