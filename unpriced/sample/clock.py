"""The day by the clock: pieces of activities put in an order that brings each near its usual hour."""

from dataclasses import dataclass

from unpriced.sample.chance import Chance
from unpriced.sample.minutes import STEP_MINUTES, STEPS_A_DAY, Day
from unpriced.sample.published import Rules

STARTS_AT_HOUR = 4
STEPS_AN_HOUR = 6
Parts = list[tuple[str, int]]


@dataclass(frozen=True)
class Episode:
    """A stretch of one activity, in minutes from the start of the diary day."""

    start_minute: int
    end_minute: int
    activity: str
    secondary: str | None
    location: str
    company: tuple[bool, bool, bool, bool, bool] | None


@dataclass(frozen=True)
class Piece:
    """Activities done one after another; `place` is the step of the day that the middle of them tends to."""

    parts: tuple[tuple[str, int], ...]
    steps: int
    place: float

    @classmethod
    def around(cls, hour: float, *parts: tuple[str, int]) -> "Piece":
        return cls(parts, sum(steps for _, steps in parts), (hour - STARTS_AT_HOUR) * STEPS_AN_HOUR)

    def cost(self, at: float) -> float:
        """What it costs to begin at that step: the squared distance from its place, for each of its steps."""
        return self.steps * (at + self.steps / 2 - self.place) ** 2


def episodes(day: Day, rules: Rules, chance: Chance) -> list[Episode]:
    """The episodes of the day, from 04:00 to 04:00."""
    bundled = rules["bundled"]
    fewest = bundled["from_minutes"] // STEP_MINUTES
    main = next((name for name in bundled["activities"] if day.steps.get(name, 0) >= fewest), None)
    meals = _meals(day, main, rules, chance)
    others = _pieces(day, main, rules, chance)
    early, ordered = _order([*others, *meals], day, rules, chance)
    sleep = day.steps["sleep"]
    parts = [("sleep", early), *(part for piece in ordered if piece not in meals for part in piece.parts)]
    parts.append(("sleep", sleep - early))
    for meal in sorted(meals, key=lambda piece: piece.place):
        parts = _with_meal(parts, meal, rules["interrupted_by_meals"])
    return _in_minutes(_merged(parts), day, main, rules, chance)


def _meals(day: Day, main: str | None, rules: Rules, chance: Chance) -> list[Piece]:
    """The meals of the day with the cooking before and the washing up after."""
    times = rules["activities"]["eating"]["at"]
    eaten = _shared(day.steps.get("eating", 0), list(range(len(times))), [share for _, _, share in times])
    parts: dict[int, Parts] = {meal: [("eating", steps)] for meal, steps in eaten.items()}
    for name, rule in rules["meals"].items():
        steps = day.steps.get(name, 0)
        at = [(meal, share) for meal, share in rule["at"] if main is None or meal != rules["away_meal"]]
        for meal, part in _shared(steps, [meal for meal, _ in at], [share for _, share in at]).items():
            held = parts.setdefault(meal, [])
            held.insert(0 if rule["comes"] == "before" else len(held), (name, part))
    return [
        Piece.around(times[meal][0] + times[meal][1] * chance.normal(), *held) for meal, held in sorted(parts.items())
    ]


def _shared(steps: int, items: list[int], shares: list[float]) -> dict[int, int]:
    """Whole steps in about these shares, none of the items empty as long as there are steps; first come first."""
    items, shares = items[:steps], shares[:steps]
    sizes = [max(1, int(steps * share / sum(shares))) for share in shares]
    for place in range(len(sizes) - 1, -1, -1):
        sizes[place] -= max(0, min(sizes[place] - 1, sum(sizes) - steps))
    if sizes:
        sizes[0] += steps - sum(sizes)
    return dict(zip(items, sizes, strict=True))


def _pieces(day: Day, main: str | None, rules: Rules, chance: Chance) -> list[Piece]:
    apart = {"sleep", "eating", *rules["meals"]}
    left = {name: steps for name, steps in day.steps.items() if name not in apart}
    found = []
    if main is not None:
        way = left.pop(rules["bundled"]["way"], 0)
        hour, spread, _ = rules["activities"][main]["at"][0]
        parts = [("commute", way - way // 2), (main, left.pop(main)), ("commute", way // 2)]
        found.append(Piece.around(hour + spread * chance.normal(), *parts))
    for name, steps in left.items():
        rule = rules["activities"][name]
        times = rule["at"][: max(1, steps * STEP_MINUTES // rule["least"])]
        sizes = _shared(steps, list(range(len(times))), [share for _, _, share in times])
        for place, size in sizes.items():
            hour, spread, _ = times[place]
            found.append(Piece.around(hour + spread * chance.normal(), (name, size)))
    return found


def _with_meal(parts: Parts, meal: Piece, interrupted: list[str]) -> Parts:
    """The parts with the meal between or within them, where it is nearest to its hour; never within sleep."""
    best, chosen = float("inf"), (0, 0)
    wanted, at = meal.place - meal.steps / 2, 0
    for place, (activity, steps) in enumerate(parts):
        inside = range(steps) if activity in interrupted else range(1)
        for offset in inside if place else range(0):
            if abs(at + offset - wanted) < best:
                best, chosen = abs(at + offset - wanted), (place, offset)
        at += steps
    place, offset = chosen
    activity, steps = parts[place]
    return [*parts[:place], (activity, offset), *meal.parts, (activity, steps - offset), *parts[place + 1 :]]


def _merged(parts: Parts) -> Parts:
    """Without empty parts, and neighbours of one activity as one."""
    found: Parts = []
    for activity, steps in parts:
        if steps and found and found[-1][0] == activity:
            found[-1] = (activity, found[-1][1] + steps)
        elif steps:
            found.append((activity, steps))
    return found


def _in_minutes(parts: Parts, day: Day, main: str | None, rules: Rules, chance: Chance) -> list[Episode]:
    found, at = [], 0
    for place, (activity, steps) in enumerate(parts):
        neighbours = [parts[other][0] for other in (place - 1, place + 1) if 0 <= other < len(parts)]
        away = activity == "eating" and main is not None and neighbours == [main, main]
        location = rules["activities"][main if away and main else activity]["place"]
        end = at + steps * STEP_MINUTES
        second = _secondary(activity, day, rules, chance) if location == "home" else None
        found.append(Episode(at, end, activity, second, location, _company(activity, day, chance)))
        at = end
    if at != STEPS_A_DAY * STEP_MINUTES:
        raise ArithmeticError(f"A synthetic day has {at} minutes")
    return found


def _order(pieces: list[Piece], day: Day, rules: Rules, chance: Chance) -> tuple[int, list[Piece]]:
    """Steps slept from 04:00, and the pieces in an order that costs little."""
    sleep = day.steps["sleep"]
    wake = (rules["wake_hour"][day.kind] - STARTS_AT_HOUR + rules["wake_spread"] * chance.normal()) * STEPS_AN_HOUR
    ordered = sorted(pieces, key=lambda piece: piece.place)
    early = _wake(ordered, sleep, wake, rules)
    for _ in range(len(ordered)):
        at, moved = early, False
        for place in range(len(ordered) - 1):
            one, other = ordered[place], ordered[place + 1]
            if other.cost(at) + one.cost(at + other.steps) < one.cost(at) + other.cost(at + one.steps):
                ordered[place], ordered[place + 1] = other, one
                moved = True
            at += ordered[place].steps
        early = _wake(ordered, sleep, wake, rules)
        if not moved:
            break
    return early, ordered


def _wake(ordered: list[Piece], sleep: int, wake: float, rules: Rules) -> int:
    """The steps slept from the start of the day at which the squared distances of sleep and pieces are least."""
    weight: float = rules["wake_counts"] * sleep
    pull, at = weight * wake, 0
    for piece in ordered:
        pull += piece.steps * (piece.place - at - piece.steps / 2)
        at += piece.steps
    return max(0, min(sleep, round(pull / (weight + at))))


def _secondary(activity: str, day: Day, rules: Rules, chance: Chance) -> str | None:
    for rule in rules["secondary"]:
        asked = rule.get("only")
        if activity in rule["main"] and (asked is None or day.person.n_children) and chance.happens(rule["share"]):
            second: str = rule["second"]
            return second
    return None


def _company(activity: str, day: Day, chance: Chance) -> tuple[bool, bool, bool, bool, bool] | None:
    """Alone, with partner, children, others of the household, other people; nobody is asked about sleep."""
    person = day.person
    if activity == "sleep":
        return None
    outside = activity in ("paid_work", "study", "social", "events", "help_other_hh", "volunteer_formal")
    others = chance.happens(0.85 if outside else 0.08)
    together = 0.15 if outside or activity in ("commute", "personal_care") else 0.5
    partner = person.has_partner and chance.happens(together)
    child = person.n_children > 0 and (activity in ("childcare", "care_hh") or chance.happens(together * 0.8))
    household = person.household == "other" and chance.happens(together)
    return (not (others or partner or child or household), partner, child, household, others)
