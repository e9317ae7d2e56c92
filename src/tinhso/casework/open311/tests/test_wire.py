"""Is what goes out readable by strict readers, whatever citizens wrote?"""

import json
import xml.etree.ElementTree as tree

from hypothesis import given
from hypothesis import strategies as st

from tinhso.casework.open311.wire import Several, Single, write

ANYTHING = st.text(st.characters(blacklist_categories=("Cs",)))


@given(ANYTHING, ANYTHING)
def test_any_words_survive_both_forms(text, other):
    answer = Several("service_requests", "request", [{"description": text, "address": other}])
    root = tree.fromstring(write(answer, "xml"))  # noqa: S314 (our own)
    assert root.tag == "service_requests"
    said = root.findtext("request/description") or ""
    # XML has one line end, and no place for control letters; everything else comes back
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert said == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert json.loads(write(answer, "json")) == [{"description": text, "address": other}]


def test_lists_lose_their_wrapper_in_json_and_single_things_do_not():
    endpoint = {"url": "u", "formats": Several("formats", "format", ["text/xml", "application/json"])}
    answer = Single("discovery", {"contact": "c", "endpoints": Several("endpoints", "endpoint", [endpoint])})
    assert json.loads(write(answer, "json")) == {
        "contact": "c",
        "endpoints": [{"url": "u", "formats": ["text/xml", "application/json"]}],
    }
    xml = write(answer, "xml").decode()
    assert xml.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert "<endpoints><endpoint><url>u</url><formats><format>text/xml</format>" in xml


def test_markup_in_words_stays_words():
    xml = write(Several("errors", "error", [{"description": "]]> <b>&amp;"}]), "xml").decode()
    assert "<b>" not in xml
    assert tree.fromstring(xml).findtext("error/description") == "]]> <b>&amp;"  # noqa: S314


def test_truth_is_lower_case_and_nothing_is_empty():
    xml = write(Several("a", "b", [{"yes": True, "none": None, "n": 16.5}]), "xml").decode()
    assert "<yes>true</yes><none" in xml
    assert "<n>16.5</n>" in xml
