"""How hard is it tried? A bounded, repeatable form in `make test`, a long and random one in `make attack`."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

IS_LONG = os.environ.get("TINHSO_TEST_ATTACKS") == "long"
CPU_S = 60
"""Seconds of processor time: what is read here takes hundredths, what grows with a square takes hours."""


def tried(short: int, long: int) -> settings:
    """This will try so many examples: the short form the same ones each time, the long one others."""
    return settings(
        max_examples=long if IS_LONG else short,
        derandomize=not IS_LONG,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


class TooLong(AssertionError):
    """What was tried keeps the processor busy without end."""


@contextmanager
def bounded() -> Iterator[None]:
    """This will fail for what does not end, whatever the speed and load of the machine."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"{CPU_S} s of processor time")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, CPU_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def spoilt(samples: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """This will change good files a little: a byte, a piece lost, doubled or strange, an end cut off."""
    place = st.integers(0, 1 << 20)
    piece = st.binary(max_size=12)
    change = st.tuples(st.sampled_from(["put", "lose", "double", "cut", "fill"]), place, place, piece)
    return st.builds(_spoil, samples, st.lists(change, max_size=6))


def _spoil(content: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    for how, one, other, piece in changes:
        if not content:
            break
        start, length = one % len(content), other % 200
        end = start + length
        match how:
            case "put":
                content = content[:start] + piece + content[start + len(piece) :]
            case "lose":
                content = content[:start] + content[end:]
            case "double":
                content = content[:end] + content[start:]
            case "cut":
                content = content[:start]
            case "fill":
                content = content[:start] + b"\xff" * min(length, 8) + content[start + min(length, 8) :]
    return content


TEXT = st.text(max_size=40) | st.sampled_from(
    ["\x00", "\ud7ff\ufffd", "é" * 5000, "' OR 1=1 --", "%s%s%n", "{{7*7}}", "]]>", "<!ENTITY x SYSTEM 'file:///'>",
     "../../etc/passwd", "=1+1", "\u202e", "0" * 400, "1e999", "-1", "9" * 30, "NaN", "2026-13-45", "١٢٣"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
