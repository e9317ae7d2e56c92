"""Are the procedures that ship whole and truthful?"""

from collections import Counter
from typing import Any

import pytest

from tinhso.casework.procedures import seed
from tinhso.casework.procedures.rules.checking import Known, check

DOCUMENTS = seed.sample_procedures()
RULES = seed.sample_rules()
KNOWN = Known(frozenset(f["code"] for f in RULES["fields"]), frozenset(s["code"] for s in RULES["systems"]))


@pytest.mark.parametrize("raw", DOCUMENTS, ids=lambda raw: raw["code"])
def test_each_passes_the_check_and_has_its_parts(raw: dict[str, Any]) -> None:
    doc, problems = check(raw, KNOWN)
    assert problems == []
    assert doc["is_sample"]
    assert doc["components"]
    assert len(doc["steps"]) >= 2
    assert doc["results"]
    assert doc["legal_bases"]
    assert doc["name_en"]


def test_there_are_enough_of_each_kind() -> None:
    assert len(DOCUMENTS) >= 30
    assert max(Counter(d["code"] for d in DOCUMENTS).values()) == 1
    assert sum(d.get("is_local", False) for d in DOCUMENTS) >= 3
    assert sum(d.get("is_internal", False) for d in DOCUMENTS) >= 2
    assert {level for d in DOCUMENTS for level in d["levels"]} == {"commune", "province"}
    assert len(RULES["essentials"]) == 53
    assert [e["number"] for e in RULES["essentials"]] == list(range(1, 54))


@pytest.mark.parametrize(
    ("code", "system"),
    [
        ("1.001193", "ho-tich"),
        ("1.004222", "cu-tru"),
        ("1.001612", "dkkd"),
        ("1.013831", "dat-dai"),
        ("BHYT.000001", "bhxh"),
        ("1.013225", "province"),
        ("DP.000001", "province"),
    ],
)
def test_a_ministrys_system_is_named_where_it_handles(code: str, system: str) -> None:
    [doc] = [d for d in DOCUMENTS if d["code"] == code]
    assert doc["authoritative"]["handle"] == system
