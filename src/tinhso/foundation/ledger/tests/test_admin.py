"""A dated rule is never changed without a reason, never deleted, and each change is a fact."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from tinhso.core import facts, parameters
from tinhso.core.errors import Invalid
from tinhso.core.facts import salted
from tinhso.core.models import ParameterValue
from tinhso.foundation.ledger import actions, events, queries
from tinhso.foundation.ledger.admin import (
    DatedAdmin,
    DeadLetterAdmin,
    FactAdmin,
    ParameterAdmin,
    ValidityFilter,
)
from tinhso.foundation.ledger.models import DeadLetter, Fact, Reason
from tinhso.foundation.ledger.tests.factories import NOW, OFFICER, Stepped, numbered

pytestmark = pytest.mark.django_db
WHY = "Quyết định 12/QĐ-UBND ngày 05/11/2026: rút ngắn thời hạn"


@pytest.fixture(autouse=True)
def declared_parameters(monkeypatch):
    monkeypatch.setattr(parameters, "_declared", {})
    parameters.parameter("tests.x", 3, unit="ngày", label="số ngày thử")
    parameters.parameter("tests.marks", [50, 80], unit="%", label="các mốc thử")


@pytest.fixture
def desk():
    return ParameterAdmin(ParameterValue, admin.AdminSite())


class EverythingAllowed(BaseBackend):
    """Who may do what is the rooms' above; here somebody may do everything that the admin classes allow."""

    def get_user(self, user_id):
        return get_user_model().objects.get(pk=user_id)

    def has_perm(self, user_obj, perm, obj=None):
        return True

    def has_module_perms(self, user_obj, app_label):
        return True


@pytest.fixture
def request_of(settings, monkeypatch):
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.EverythingAllowed"]
    # the door itself is the switchboard's
    monkeypatch.setattr(admin.site, "has_permission", lambda request: True)
    boss = get_user_model()(username="quantri")
    boss.save()

    def make(method="get", data=None):
        request = getattr(RequestFactory(), method)("/", data or {})
        request.user = boss
        return request

    return make


def save(desk, request, rule=None, **changed):
    """Fill in the form that the administrator sees and press save; gives the form."""
    form_class = desk.get_form(request, rule, change=rule is not None)
    start = {
        "key": "tests.x",
        "value": "3",
        "valid_from": "2026-01-01",
        "valid_to": "",
        "citation": "",
        "reason": WHY,
    }
    form = form_class({**start, **changed}, instance=rule)
    if form.is_valid():
        desk.save_model(request, form.save(commit=False), form, rule is not None)
    return form


def test_adding_changing_and_ending_a_rule_are_three_facts(desk, request_of):
    request = request_of()
    rule = save(desk, request).instance
    save(desk, request, rule, value="4")
    save(desk, request, rule, value="4", valid_to="2026-12-01", reason="Hết hiệu lực theo Quyết định 15")
    seen = queries.facts_of(f"rule:core.parametervalue:{rule.pk}")
    assert [f.payload["change"] for f in seen] == ["added", "changed", "ended"]
    assert {f.type for f in seen} == {"ledger.rule_changed"}
    assert {f.actor for f in seen} == {f"officer:{request.user.pk}"}
    assert seen[-1].payload["valid_to"] == "2026-12-01"
    rule.refresh_from_db()
    assert rule.note == "Hết hiệu lực theo Quyết định 15"


def test_the_page_of_a_rule_shows_why_it_was_changed_before(client, desk, request_of):
    request = request_of()
    rule = save(desk, request).instance
    save(desk, request, rule, value="4", reason="<b>Nghị quyết 8</b>")
    client.force_login(request.user)
    page = client.get(f"/quan-tri/core/parametervalue/{rule.pk}/change/").content.decode()
    assert WHY in page
    assert "&lt;b&gt;Nghị quyết 8&lt;/b&gt;" in page
    assert f"officer:{request.user.pk}" in page
    start = {"key": "tests.x", "value": "5", "valid_from": "01/01/2026", "reason": "Sửa lần ba"}
    assert client.post(f"/quan-tri/core/parametervalue/{rule.pk}/change/", start).status_code == 302
    assert queries.reasons(f"rule:core.parametervalue:{rule.pk}")[0].reason == "Sửa lần ba"


def test_the_fact_keeps_a_digest_and_the_erasable_row_keeps_the_words(desk, request_of):
    rule = save(desk, request_of()).instance
    (fact,) = queries.facts_of(f"rule:core.parametervalue:{rule.pk}")
    reason = Reason.objects.get(fact_id=fact.id)
    assert reason.text == WHY
    assert fact.payload["reason"] == salted(WHY, bytes(reason.salt))
    assert WHY not in Fact.objects.get(pk=fact.id).payload


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_reason_nothing_is_saved(desk, request_of, reason):
    before = ParameterValue.objects.count()
    assert "reason" in save(desk, request_of(), reason=reason).errors
    assert ParameterValue.objects.count() == before
    assert not Fact.objects.filter(subject__startswith="rule:core.parametervalue").exists()


def test_other_rooms_record_a_change_only_with_a_reason():
    rule = ParameterValue.objects.create(key="tests.y", value=1, valid_from=date(2026, 1, 1))
    with pytest.raises(Invalid):
        actions.record_rule_change(rule, change=events.Change.ADDED, reason=" ", by=OFFICER, now=NOW)


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("tests.x", "4", True),
        ("tests.x", "4.5", True),
        ("tests.x", '"bốn"', False),
        ("tests.x", "true", False),
        ("tests.x", "-1", False),
        ("tests.x", "[4]", False),
        ("tests.x", "null", False),
        ("tests.marks", "[40, 70, 90]", True),
        ("tests.marks", "[]", False),
        ("tests.marks", '[50, "80"]', False),
    ],
)
def test_a_parameter_keeps_its_form(desk, request_of, key, value, fits):
    assert ("value" not in save(desk, request_of(), key=key, value=value).errors) is fits


def test_only_declared_parameters_have_values(desk, request_of):
    assert "key" in save(desk, request_of(), key="tests.unknown").errors


def test_a_period_that_ends_before_it_starts_is_refused_beside_the_field(desk, request_of):
    assert "valid_to" in save(desk, request_of(), valid_to="2026-01-01").errors


def test_the_form_always_asks_why_and_never_shows_the_note(desk, request_of):
    class Framed(ParameterAdmin):
        fieldsets = [("Giá trị", {"fields": ["key", "value", "valid_from", "note"]})]

    for room in (desk, Framed(ParameterValue, admin.AdminSite())):
        shown = room.get_form(request_of(), None).base_fields
        assert "reason" in shown
        assert "note" not in shown


def test_no_rule_is_deleted_or_changed_in_a_list(desk, request_of):
    assert not desk.has_delete_permission(request_of())

    class Quick(DatedAdmin):
        list_display = ("key", "value")
        list_editable = ("value",)

    with pytest.raises(ImproperlyConfigured):
        Quick(ParameterValue, admin.AdminSite())


def test_rules_are_filtered_by_their_validity(desk, request_of, monkeypatch):
    monkeypatch.setattr("tinhso.core.clock.now", lambda: NOW)  # 20/11/2026 in Vietnam
    for key, start, end in (
        ("over", date(2026, 1, 1), date(2026, 11, 20)),
        ("now", date(2026, 11, 20), None),
        ("coming", date(2026, 11, 21), None),
    ):
        ParameterValue.objects.create(key=f"tests.{key}", value=1, valid_from=start, valid_to=end)
    for choice in ("over", "now", "coming"):
        chosen = ValidityFilter(request_of(), {"validity": [choice]}, ParameterValue, desk)
        found = chosen.queryset(
            request_of(), ParameterValue.objects.filter(key__in=("tests.over", "tests.now", "tests.coming"))
        )
        assert [row.key for row in found] == [f"tests.{choice}"]


def test_the_pages_of_the_administration_work(client, request_of):
    client.force_login(request_of().user)
    numbered(2)
    fact = Fact.objects.first()
    letter = DeadLetter.objects.create(subscriber="tests.x", position=1, attempts=6, last_error="lỗi", at=NOW)
    for path in (
        "/quan-tri/ledger/fact/",
        "/quan-tri/ledger/fact/?type=tests.stepped&q=dossier:1",
        f"/quan-tri/ledger/fact/{fact.pk}/change/",
        "/quan-tri/ledger/subscription/",
        "/quan-tri/ledger/deadletter/",
        f"/quan-tri/ledger/deadletter/{letter.pk}/change/",
    ):
        assert client.get(path).status_code == 200, path
    answer = client.post(f"/quan-tri/ledger/fact/{fact.pk}/change/", {"actor": "officer:8"})
    assert answer.status_code == 403


def test_nobody_changes_facts_in_the_administration(request_of):
    desk = FactAdmin(Fact, admin.AdminSite())
    request = request_of()
    assert not desk.has_add_permission(request)
    assert not desk.has_change_permission(request)
    assert not desk.has_delete_permission(request)
    assert desk.has_view_permission(request)


def test_the_retry_button_retries(client, request_of, monkeypatch):
    monkeypatch.setattr(facts, "_subscribers", {})
    heard = []
    facts.subscribe("tests.x", Stepped)(heard.append)
    numbered(1)
    letter = DeadLetter.objects.create(subscriber="tests.x", position=1, attempts=6, last_error="lỗi", at=NOW)
    client.force_login(request_of().user)
    client.post("/quan-tri/ledger/deadletter/", {"action": "try_again", "_selected_action": [letter.pk]})
    letter.refresh_from_db()
    assert letter.retried_at is not None
    assert len(heard) == 1
    assert not DeadLetterAdmin(DeadLetter, admin.AdminSite()).has_delete_permission(request_of)
