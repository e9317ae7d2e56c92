"""Can a province put in its own days, with a reason, and take them back?"""

from datetime import date, datetime

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from tinhso.core.clock import VIETNAM
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.workdays import queries
from tinhso.foundation.workdays.models import Calendar, CalendarDay

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def request_of_administrator(monkeypatch):
    request = RequestFactory().post("/")
    request.user = get_user_model().objects.create(username="quan-tri", full_name="Trần Thị Đào")
    monkeypatch.setattr(get_user_model(), "has_perm", lambda self, perm, obj=None: True)
    return request


def save(request, fields, day=None):
    model_admin = admin.site.get_model_admin(CalendarDay)
    form = model_admin.get_form(request, day, change=day is not None)(fields, instance=day)
    if form.is_valid():
        model_admin.save_model(request, form.save(commit=False), form, day is not None)
    return form


def fields(**more):
    office = Calendar.objects.get(code="office").pk
    plain = {"calendar": office, "day": "2026-11-23", "kind": "closed", "name": "Bão số 12"}
    return {**plain, "citation": "Công điện 15/CĐ-UBND", "reason": "Nghỉ tránh bão", **more}


def due():
    return queries.calendar("office").due_after_days(FRIDAY, 1).astimezone(VIETNAM).date()


def test_a_closed_day_is_added_with_its_reason_and_taken_back(request_of_administrator):
    assert not save(request_of_administrator, fields()).errors
    day = CalendarDay.objects.get(day=date(2026, 11, 23))
    assert due() == date(2026, 11, 25)
    assert day.note == "Nghỉ tránh bão"
    assert not save(request_of_administrator, fields(kind="normal", reason="Bão đổi hướng"), day).errors
    assert due() == date(2026, 11, 23)
    told = ledger.facts_of(f"rule:workdays.calendarday:{day.pk}")
    assert [f.payload["change"] for f in told] == ["added", "changed"]
    assert told[0].payload["valid_from"] == "2026-11-23"


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"kind": "half_day"},
        {"kind": "half_day", "starts": "11:30", "ends": "07:30"},
        {"day": "2026-11-24"},  # there already
        {"day": "24.11"},
    ],
)
def test_what_does_not_hold_is_said_beside_the_form(request_of_administrator, wrong):
    before = CalendarDay.objects.count()
    assert save(request_of_administrator, fields(**wrong)).errors
    assert CalendarDay.objects.count() == before
