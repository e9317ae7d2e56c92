"""Documents drawn from code stay true."""

from scripts import write_reference


def test_reference_pages_say_what_the_code_says() -> None:
    assert write_reference.stale() == [], "run `make docs`"
