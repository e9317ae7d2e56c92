"""How do a test's rules and counts stay out of the next one? It begins by looking at the rules' numbers.

A pytest plugin. Within a test they are not looked at again: this process hears its own changes at once.
"""

import pytest


@pytest.fixture(autouse=True)
def _look_at_the_rules_anew() -> None:
    """This will make what is remembered be compared with the tables again, and forget who asked how often."""
    from tinhso.core import limits, revisions

    revisions.forget()
    limits._here.clear()
