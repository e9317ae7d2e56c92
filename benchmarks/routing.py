"""How long does it take to find the agency among 2,000 rules of competence? Beside the rules as delivered."""

import random
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.deployment import deployed
from benchmarks.deployment import inside as run_inside
from benchmarks.figures import Figure, at_most

RULES = 2_000


def run(*, quick: bool) -> Iterator[Figure]:
    """This will fill the table of competence and ask it about every kind of thing everywhere."""
    group = "Routing"
    with deployed("sqlite", days=1) as service:
        found = run_inside(service, "routing", "300" if quick else str(RULES))
    few, many = found["before"], found["after"]
    floor = {"floor": found["dictionary_us"], "floor_is": "one look into a dictionary"}
    yield Figure(
        group, f"one question to {many['rules']:,} rules, never asked before", many["new_us"], "µs",
        **floor, **at_most(many["new_us"], 100, "µs"),
        note=f"p99 {many['new_p99_us']:.0f} µs; {found['asked']:,} questions;"
        f" with {few['rules']} rules {few['new_us']:.1f} µs",
    )  # fmt: skip
    yield Figure(
        group, "the same, asked before", many["known_us"], "µs", **floor,
        note=f"with {few['rules']} rules {few['known_us']:.2f} µs",
    )  # fmt: skip
    yield Figure(
        group, f"a report planned whole with {many['rules']:,} rules", many["plan_us"], "µs",
        floor=few["plan_us"], floor_is=f"with {few['rules']} rules",
        note="place, category, danger, agency, publicity, deadline, with their reasons; nothing written",
    )  # fmt: skip
    yield Figure(
        group, f"reading {many['rules']:,} rules into memory", many["load_s"] * 1000, "ms",
        note=f"once a process after each change; with {few['rules']} rules {few['load_s'] * 1000:.0f} ms",
    )  # fmt: skip


def inside(rules: str) -> dict[str, Any]:
    """This will time the same questions before and after the table is filled."""
    from tinhso.core import clock
    from tinhso.foundation.agencies.models import Competence

    on = clock.local_date(clock.now())
    questions = _questions(on)
    found = {"asked": len(questions), "dictionary_us": _dictionary(questions)}
    found["before"] = _timed(questions, on)
    _fill(int(rules) - Competence.objects.count(), on)
    found["after"] = _timed(questions, on)
    return found


def _questions(on: Any) -> list[dict[str, Any]]:
    from tinhso.casework.rulebook import queries as rulebook
    from tinhso.foundation.agencies import queries as agencies
    from tinhso.foundation.places import queries as places

    asked = []
    for category in rulebook.categories(on):
        classes = [None, *(a.code for a in agencies.asset_classes(category.code, on=on))]
        for place in places.communes(on=on):
            asked += [
                {
                    "category": category.code, "sub_kind": None, "asset_class": asset,
                    "place_code": place.code, "on": on,
                    "category_name": category.name_vi, "place_name": place.name,
                }
                for asset in classes
            ]  # fmt: skip
    random.Random(3).shuffle(asked)
    return asked


def _timed(questions: list[dict[str, Any]], on: Any) -> dict[str, float]:
    from tinhso.foundation.agencies import queries as agencies
    from tinhso.foundation.agencies.models import Competence

    began = time.perf_counter()
    house = agencies._load()
    load_s = time.perf_counter() - began
    agencies.answers_for(**questions[0])  # this process reads the rules itself
    house = agencies._house.get()
    house.answered.clear()
    new, known = _each(questions), _each(questions)
    return {
        "rules": Competence.objects.count(),
        "load_s": load_s,
        "new_us": sum(new) / len(new),
        "new_p99_us": sorted(new)[int(len(new) * 0.99)],
        "known_us": sum(known) / len(known),
        "plan_us": _planned(on),
    }


def _each(questions: list[dict[str, Any]]) -> list[float]:
    from tinhso.foundation.agencies import queries as agencies

    took = []
    for question in questions:
        began = time.perf_counter_ns()
        agencies.answers_for(**question)
        took.append((time.perf_counter_ns() - began) / 1000)
    return took


def _planned(on: Any) -> float:
    from benchmarks import intake
    from tinhso.casework.reports.queries import planning
    from tinhso.core import clock
    from tinhso.core.values import GeoPoint

    now, took = clock.now(), []
    bodies = list(intake.bodies(600, random.Random(11)))
    for number, body in enumerate(bodies):
        point = GeoPoint(body["point"]["lat"], body["point"]["lon"], 15.0)
        began = time.perf_counter()
        planning.plan(
            text=body["text"], point=point, place=None, category=body["category"], wants_public=True, now=now
        )
        if number >= 100:  # rules and gazetteers have come into memory
            took.append(time.perf_counter() - began)
    return sum(took) / len(took) * 1e6


def _dictionary(questions: list[dict[str, Any]]) -> float:
    known = {(q["category"], q["asset_class"], q["place_code"]): q for q in questions}
    began = time.perf_counter()
    for q in questions:
        known[q["category"], q["asset_class"], q["place_code"]]
    return (time.perf_counter() - began) / len(questions) * 1e6


def _fill(number: int, on: Any) -> None:
    """Rows as a large province has them: for each commune and category, some for one class of thing only."""
    from tinhso.casework.rulebook import queries as rulebook
    from tinhso.core.revisions import touch
    from tinhso.foundation.agencies import queries as agencies
    from tinhso.foundation.agencies.models import TOPIC, Agency, Competence
    from tinhso.foundation.places import queries as places

    dice = random.Random(4)
    holders = list(Agency.objects.filter(valid_to=None))
    communes, categories = places.communes(on=on), rulebook.categories(on)
    rows = []
    for at in range(number):
        category, place = (
            categories[at % len(categories)].code,
            communes[at // len(categories) % len(communes)],
        )
        classes = ["", *(a.code for a in agencies.asset_classes(category, on=on))]
        rows.append(
            Competence(
                category=category,
                area_code=place.code,
                asset_class=dice.choice(classes),
                agency=dice.choice(holders),
                priority=dice.randrange(100),
                confidence=0.9,
                valid_from=on,
                citation="đo tốc độ",
                is_sample=True,
            )
        )
    Competence.objects.bulk_create(rows)
    touch(TOPIC)
