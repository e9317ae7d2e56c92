"""How fast is answered? Times as steps on a scale of doublings, and the median read back from the steps."""

from math import log2

QUARTER_HOUR = 900
STEPS = 4
"""Steps for each doubling: a step is 19 % wide, so a median read from the steps is off by less than that."""


def speed(seconds: int) -> int:
    """This will give the step of an answering time; step 0 is the first quarter of an hour."""
    return 0 if seconds <= QUARTER_HOUR else 1 + int(STEPS * log2(seconds / QUARTER_HOUR))


def median_hours(steps: dict[int, int]) -> float | None:
    """This will read the median from how many answers fell into each step, None where there are none."""
    total = sum(steps.values())
    before = 0
    for step in sorted(steps):
        if total and before + steps[step] >= total / 2:
            low, high = _edge(step - 1), _edge(step)
            part = (total / 2 - before) / steps[step]
            return (low + (high - low) * part) / 3600
        before += steps[step]
    return None


def _edge(step: int) -> float:
    return 0.0 if step < 0 else QUARTER_HOUR * 2 ** (step / STEPS)
