"""Does the administrator edit by the same rules as a file, and nobody else?"""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from tinhso.casework.procedures import models, queries
from tinhso.casework.procedures.admin import cells
from tinhso.casework.procedures.admin.editing import ProcedureForm
from tinhso.casework.procedures.tests.factories import a_document, keep
from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client, monkeypatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client.force_login(officer("", Role.ADMINISTRATOR))
    return client


def posted(**changes) -> dict[str, str]:
    """What the form of a version posts."""
    doc = a_document(field="ho-tich", **changes)
    lists = ("components", "steps", "fees", "results")
    left = {"field", "term", "authoritative", *lists}
    values = {k: json.dumps(v) if k == "form_schema" else v for k, v in doc.items() if k not in left}
    rows = {name: doc[name] for name in lists}
    rows["authoritative"] = [{"stage": k, "system": v} for k, v in doc["authoritative"].items()]
    for name, listed in rows.items():
        for number, row in enumerate(listed):
            cells = {k: "on" if v is True else v for k, v in row.items()}
            values |= {f"{name}-{number}-{k}": v for k, v in cells.items() if v not in (None, False, "null")}
    values |= {
        "field_code": doc["field"], "term_amount": "3", "term_unit": "working_days",
        "reason": "QĐ 12/QĐ-UBND", "legal_bases": "\n".join(doc["legal_bases"]), "words": "",
    }  # fmt: skip
    return {k: v for k, v in values.items() if v not in (None, False, "")}


def test_a_version_is_added_with_a_reason(administrator: Client) -> None:
    response = administrator.post(reverse("admin:procedures_procedure_add"), posted(valid_from="2026-12-01"))
    assert response.status_code == 302, response.context["errors"]
    row = models.Procedure.objects.get(code="1.009001")
    assert row.note == "QĐ 12/QĐ-UBND"
    assert [s["hours"] for s in row.steps] == [2, 14.5, 4]


def test_a_fault_stands_beside_its_field(administrator: Client) -> None:
    bad = posted(valid_from="2026-12-01") | {
        "steps-1-name": "", "steps-1-hours": "hai", "fees-7-name": "Phí mới", "online_level": "partial",
    }  # fmt: skip
    response = administrator.post(reverse("admin:procedures_procedure_add"), bad)
    errors = response.context["adminform"].form.errors
    assert {"steps", "fees", "online_reason"} <= set(errors)
    assert "Dòng 2, Tên: Thiếu nội dung này." in errors["steps"]
    said = response.content.decode()
    assert 'value="hai"' in said
    assert 'aria-describedby="id_steps-1-hours-error"' in said
    assert "Hãy chọn một mục." in said  # whether the new fee is phí or lệ phí
    assert not models.Procedure.objects.filter(code="1.009001").exists()


def test_rows_are_added_dropped_and_counted_anew_and_said_nothing_of_is_kept(administrator: Client) -> None:
    row = models.Procedure.objects.get(pk=keep(field="ho-tich", valid_from="2026-12-01").pk)
    url = reverse("admin:procedures_procedure_change", args=[row.pk])
    unchanged = posted(valid_from="2026-12-01")
    assert ProcedureForm(unchanged, instance=row).changed_data == ["reason"]
    changed = unchanged | {
        "steps-1-drop": "on", "steps-9-name": "Xin ý kiến", "steps-9-number": "1", "steps-9-hours": "1,5",
        "steps-9-unit_kind": "partner", "fees-0-amount": "120.000",
        "components-0-when": "dien = a, b; ngheo = có",
    }  # fmt: skip
    saved = administrator.post(url, changed)
    assert saved.status_code == 302, saved.context["errors"]
    row.refresh_from_db()
    assert [(s["number"], s["name"], s["hours"]) for s in row.steps][1] == (2, "Xin ý kiến", 1.5)
    assert [s["number"] for s in row.steps] == [1, 2, 3]
    assert row.fees[0]["amount"] == 120_000
    assert row.components[0]["when"]["properties"] == {"dien": {"enum": ["a", "b"]}, "ngheo": {"const": True}}
    assert "dien = a, b; ngheo = có" in administrator.get(url).content.decode()


@pytest.mark.parametrize(
    "condition",
    [
        {"properties": {"muc_dich": {"enum": ["vat_lieu"]}}},
        {"properties": {"ho_ngheo": {"const": False}}},
        {"anyOf": [{"properties": {"a": {"const": "x"}}}]},
        {"properties": {"tuoi": {"minimum": 18}, "dien": {"enum": ["a"]}}},
        {"properties": {"dien": {"enum": ["a, b"]}}},
    ],
)
def test_a_condition_is_read_back_as_it_was_written(condition) -> None:
    assert cells.read("condition", cells.write("condition", condition)) == condition


def test_a_version_in_force_is_ended_not_changed(administrator: Client) -> None:
    row = keep(field="ho-tich")
    url = reverse("admin:procedures_procedure_change", args=[row.pk])
    assert administrator.get(url).status_code == 200
    changed = administrator.post(url, posted(name="Tên khác"))
    assert list(changed.context["adminform"].form.errors) == ["name"]
    ended = administrator.post(url, posted(valid_to="2026-12-01"))
    assert ended.status_code == 302, ended.context["errors"]
    assert queries.version("1.009001@2026-07-01").valid_to is not None


def file_of(*documents) -> SimpleUploadedFile:
    data = json.dumps({"format": "tinhso-procedures", "version": 1, "procedures": documents}).encode()
    return SimpleUploadedFile("danh-muc.json", data)


def test_a_file_is_tried_and_then_written(administrator: Client) -> None:
    url = reverse("admin:procedures_exchange")
    good = a_document(field="ho-tich")
    tried = administrator.post(url, {"file": file_of(good), "reason": "QĐ", "try": "1"})
    assert tried.status_code == 200
    assert not models.Procedure.objects.filter(code="1.009001").exists()
    written = administrator.post(url, {"file": file_of(good), "reason": "QĐ", "write": "1"})
    assert "Đã ghi danh mục." in written.content.decode()
    assert models.Procedure.objects.filter(code="1.009001").exists()


def test_bad_rows_and_bad_files_are_told(administrator: Client) -> None:
    url = reverse("admin:procedures_exchange")
    bad = administrator.post(url, {"file": file_of({"code": "1"}), "reason": "QĐ", "write": "1"})
    assert bad.status_code == 422
    assert "bad-day" in bad.content.decode()
    other = SimpleUploadedFile("x.xlsx", b"PK\x03\x04hong")
    broken = administrator.post(url, {"file": other, "reason": "QĐ"})
    assert "Tệp không phải là bảng tính XLSX đọc được." in broken.content.decode()


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_the_catalogue_is_given_out(administrator: Client, form: str) -> None:
    response = administrator.get(reverse("admin:procedures_export", args=[form]))
    assert response.status_code == 200
    assert f"thu-tuc.{form}" in response["Content-Disposition"]


@pytest.mark.parametrize(
    "name",
    [
        "procedure",
        "procedurefield",
        "system",
        "feerule",
        "earlyrule",
        "acceptrule",
        "group",
        "essentialservice",
        "askback",
    ],
)
def test_every_list_and_form_opens(administrator: Client, name: str) -> None:
    assert administrator.get(reverse(f"admin:procedures_{name}_changelist")).status_code == 200
    row = getattr(
        models, {m.__name__.lower(): m.__name__ for m in models.DatedRule.__subclasses__()}[name]
    ).objects.first()
    assert administrator.get(reverse(f"admin:procedures_{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HANDLER])
def test_others_do_not_take_in(client: Client, role: Role) -> None:
    client.force_login(officer("" if role == Role.AUDITOR else "H57", role))
    sent = {"file": file_of(a_document(field="ho-tich")), "reason": "x", "write": "1"}
    response = client.post(reverse("admin:procedures_exchange"), sent)
    assert response.status_code in (302, 403)
    assert not models.Procedure.objects.filter(code="1.009001").exists()


def test_every_sample_is_saved_as_its_page_posts_it(administrator: Client) -> None:
    """The longest lists too: a browser posts every cell of every row, also of the empty ones."""
    papers = [{"code": f"gt{n}", "name": f"Giấy tờ {n}"} for n in range(40)]
    keep(code="9.000001", field="ho-tich", components=papers)
    models.Procedure.objects.update(valid_from=date(2026, 12, 1))
    for row in models.Procedure.objects.all():
        url = reverse("admin:procedures_procedure_change", args=[row.pk])
        form = html.fromstring(administrator.get(url).content.decode()).get_element_by_id("procedure_form")
        sent = {**dict(form.form_values()), "reason": "QĐ 12/QĐ-UBND", "name_en": "Changed"}
        saved = administrator.post(url, sent)
        assert saved.status_code == 302, (row.code, len(sent), saved.content.decode()[:300])
        after = models.Procedure.objects.get(pk=row.pk)
        assert after.name_en == "Changed"
        for column in ("steps", "components", "fees", "results", "authoritative"):
            assert getattr(after, column) == getattr(row, column), (row.code, column)
