"""Does the catalogue come back as it went out, is every bad row told, and is nothing taken in by half?"""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tinhso.casework.procedures import exporting, queries
from tinhso.casework.procedures.actions import Unreadable, import_catalogue
from tinhso.casework.procedures.models import Procedure
from tinhso.casework.procedures.tests.factories import a_document
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import MACHINE, NOBODY, Actor, Grant, Role
from tinhso.foundation.ledger.models import Fact

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
ADMINISTRATOR = Actor("officer:1", frozenset({Grant(Role.ADMINISTRATOR)}))
pytestmark = pytest.mark.django_db


def as_json(*documents: Any) -> bytes:
    return json.dumps({"format": "tinhso-procedures", "version": 1, "procedures": documents}).encode()


def take_in(data: bytes, form: str = "json", *, write: bool = True, by: Actor = MACHINE) -> Any:
    return import_catalogue(data, form, write=write, by=by, now=NOW)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_what_goes_out_comes_back_equal(form: str) -> None:
    before = exporting.versions(None)
    data = exporting.export_catalogue(form)
    Procedure.objects.all().delete()
    report = take_in(data, form)
    assert report.problems == ()
    assert len(report.added) == len(before)
    assert exporting.versions(None) == before
    again = take_in(data, form)
    assert (again.added, again.changed, again.unchanged) == ((), (), len(before))


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_text_that_looks_like_a_formula_stays_a_text(form: str) -> None:
    take_in(as_json(a_document(field="ho-tich", name="=1+1", who="-x", words=["@a", "b"])))
    data = exporting.export_catalogue(form)
    Procedure.objects.filter(code="1.009001").delete()
    assert take_in(data, form).is_good
    version = queries.version_in_force("1.009001", NOW.date())
    assert (version.name, version.who, version.words) == ("=1+1", "-x", ("@a", "b"))


def test_a_dry_run_writes_nothing() -> None:
    report = take_in(as_json(a_document(field="ho-tich")), write=False)
    assert report.added == ("1.009001@2026-07-01",)
    assert not report.written
    assert not Procedure.objects.filter(code="1.009001").exists()


def test_one_bad_row_keeps_all_out_and_every_one_is_told() -> None:
    bad = a_document(code="1.009002", field="khong-co")
    bad["steps"][1]["hours"] = 0
    bad["components"][0]["originals"] = "nhiều"
    bad["thua"] = 1
    report = take_in(as_json(a_document(field="ho-tich"), bad, "không phải đối tượng"))
    assert not report.written
    assert not Procedure.objects.filter(code="1.009001").exists()
    assert {(p.row, p.column, p.code) for p in report.problems} == {
        (2, "field", "unknown-field"),
        (2, "steps[2].hours", "bad-number"),
        (2, "components[1].originals", "bad-number"),
        (2, "thua", "unknown-key"),
        (3, "", "not-object"),
    }
    assert all(str(p.message) for p in report.problems)


def test_a_bad_cell_is_told_with_its_sheet_row_and_column() -> None:
    book = load_workbook(BytesIO(exporting.export_catalogue("xlsx")))
    main, steps = book["Thủ tục"], book["Các bước"]
    header = [c.value for c in main[1]]
    main.cell(3, header.index("online_level") + 1).value = "hết"
    main.cell(4, header.index("form_schema") + 1).value = "{không"
    steps.cell(5, 6).value = "ba"
    steps.append(["9.999999", "2026-01-01", 1, "Bước lạ", "leader", 2])
    out = BytesIO()
    book.save(out)
    report = take_in(out.getvalue(), "xlsx")
    places = {(p.sheet, p.row, p.column, p.code) for p in report.problems}
    assert ("Thủ tục", 3, "online_level", "bad-choice") in places
    assert ("Thủ tục", 4, "form_schema", "bad-json") in places
    assert ("Các bước", 5, "hours", "bad-number") in places
    assert ("Các bước", steps.max_row, "code_of", "no-procedure") in places
    assert not report.written


def test_a_version_in_force_is_ended_but_not_changed() -> None:
    take_in(as_json(a_document(field="ho-tich")))
    changed = take_in(as_json(a_document(field="ho-tich", name="Tên khác")))
    assert [(p.column, p.code) for p in changed.problems] == [("name", "version-is-fixed")]
    ended = take_in(as_json(a_document(field="ho-tich", valid_to="2026-12-01")))
    assert ended.changed == ("1.009001@2026-07-01",)
    later = take_in(as_json(a_document(field="ho-tich", valid_from="2026-12-01", name="Tên mới")))
    assert later.added == ("1.009001@2026-12-01",)
    again = take_in(as_json(a_document(field="ho-tich", valid_from="2026-12-01", name="Tên mới hơn")))
    assert again.written


def test_the_same_version_twice_in_a_file_is_refused() -> None:
    one = a_document(field="ho-tich")
    assert [p.code for p in take_in(as_json(one, one)).problems] == ["doubled"]


def test_what_was_taken_in_is_a_fact() -> None:
    take_in(as_json(a_document(field="ho-tich")), by=ADMINISTRATOR)
    fact = Fact.objects.get(type="procedures.catalogue_imported")
    said = json.loads(fact.payload)
    assert (said["added"], said["changed"], said["form"]) == (1, 0, "json")
    assert Fact.objects.filter(type="ledger.rule_changed").exists()


def test_only_an_administrator_may() -> None:
    for by in (NOBODY, Actor("officer:2", frozenset({Grant(Role.HANDLER)}))):
        with pytest.raises(NotPermitted):
            take_in(as_json(), by=by)


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/workbook.xml", b"0" * 30_000_000)
    return out.getvalue()


def _with_entity() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return out.getvalue()


def _empty_book() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", "json"), (b"{}", "json"), (b"[1]", "json"), (b"\xff\xfe", "json"), (b'{"a":NaN}', "json"),
        (b"[" * 100_000, "json"), (b" " * (11 * 1024**2), "json"), (b"PK\x03\x04", "xlsx"), (b"", "xlsx"),
        (_bomb(), "xlsx"), (_with_entity(), "xlsx"), (_empty_book(), "xlsx"),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_with_a_sentence(data: bytes, form: str) -> None:
    with pytest.raises(Unreadable) as refused:
        take_in(data, form)
    assert str(refused.value)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(Invalid):
        take_in(b"", "csv")
