"""The fast canonical form is the one of RFC 8785, and every change of a fact changes its hash."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tinhso.foundation.ledger import chain

codes = st.from_regex(r"\A[A-Za-z0-9._:/-]{1,40}\Z")
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | codes
payloads = st.dictionaries(
    st.from_regex(r"\A[a-z_]{1,12}\Z"), plain | st.lists(plain, max_size=4), max_size=6
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
facts = st.fixed_dictionaries(
    {
        "position": st.integers(1, 2**53 - 1),
        "id": st.integers(1, 2**53 - 1),
        "type": words,
        "subject": words,
        "actor": words,
        "at": moments,
        "payload": payloads,
    }
)


@given(facts, st.binary(min_size=32, max_size=32))
def test_the_hash_covers_the_previous_hash_and_the_rfc_8785_form(fact, previous):
    at = f"{fact['at']:%Y-%m-%dT%H:%M:%S}.{fact['at'].microsecond:06d}Z"
    canonical = rfc8785.dumps({**fact, "at": at})
    stored = {**fact, "payload": rfc8785.dumps(fact["payload"]).decode()}
    assert chain.link(previous, **stored) == sha256(previous + canonical).digest()


@given(payloads)
def test_what_rfc8785_writes_is_canonical_and_any_other_spelling_is_not(payload):
    text = rfc8785.dumps(payload).decode()
    assert chain.is_canonical(text)
    assert not chain.is_canonical(text + " ")
    assert not chain.is_canonical(json.dumps({"b": 1, "a": payload}))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null",
     '{"a":1.0}', '{"a":1e3}', '{"a":NaN}', '{"b":1,"a":2}', '{"a":1,"a":1}', '{"a":"\\u0041"}',
     '{"a":' + "[" * 5000 + "]" * 5000 + "}"],
)  # fmt: skip
def test_these_are_not_canonical(text):
    assert not chain.is_canonical(text)


def test_the_genesis_is_what_the_documentation_says():
    assert chain.GENESIS.hex() == sha256(b"tinhso:ledger:genesis:1").hexdigest()
