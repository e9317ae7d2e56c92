"""Which reads go to the copy, and what happens without it?"""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import get_resolver, resolve

from tinhso.casework.reports.models import Report
from tinhso.casework.rulebook.models import Category
from tinhso.config import env, replica
from tinhso.foundation.accounts.models import Account
from tinhso.overview.ioc.models import Tally


@pytest.fixture
def copy(settings, monkeypatch):
    monkeypatch.setattr(replica, "_away_until", 0.0)
    monkeypatch.setattr(replica, "is_usable", lambda: True)
    monkeypatch.setitem(settings.DATABASES, replica.ALIAS, {"ATOMIC_REQUESTS": False})


def asked(path: str, method: str = "GET") -> dict[str, str]:
    """What the router says inside the view of that address."""
    told: dict[str, str] = {}

    def view(_request, *_args, **_named) -> HttpResponse:
        told.update({m.__name__: replica.Router().db_for_read(m) for m in (Tally, Report, Category, Account)})
        return HttpResponse()

    request = RequestFactory().generic(method, path)
    request.resolver_match = resolve(path)
    layer = replica.Copied(lambda r: layer.process_view(r, view, (), {}) or view(r))
    layer(request)
    return told


@pytest.mark.parametrize("path", ["/dieu-hanh/", "/dieu-hanh/bang", "/dieu-hanh/tuong", "/so-lieu"])
def test_boards_and_figures_read_their_counters_from_the_copy_and_no_report(copy, path):
    told = asked(path)
    assert told.pop("Tally") == "replica"
    assert set(told.values()) == {"default"}


@pytest.mark.parametrize(
    ("path", "method"),
    [
        # what names single reports: one may have been hidden or sealed a moment ago
        ("/danh-sach", "GET"),
        ("/ban-do", "GET"),
        ("/ban-do/diem.geojson", "GET"),
        ("/dieu-hanh/diem.geojson", "GET"),
        ("/dieu-hanh/phan-anh", "GET"),
        ("/so-lieu/phan-anh", "GET"),
        ("/so-lieu/luot-xu-ly.csv", "GET"),
        ("/nguon-tin/phan-anh.atom", "GET"),
        ("/phan-anh/moi", "GET"),
        ("/ban-lam-viec/", "GET"),
        ("/xu-ly/0123456789", "GET"),
        ("/dieu-hanh/", "POST"),
    ],
)
def test_who_acts_or_names_a_report_reads_the_original(copy, path, method):
    assert set(asked(path, method).values()) == {"default"}


def test_without_a_copy_all_is_the_original():
    assert set(asked("/dieu-hanh/").values()) == {"default"}


def test_after_the_page_nothing_is_left_of_it(copy):
    asked("/dieu-hanh/")
    assert replica.Router().db_for_read(Report) == "default"
    assert replica.Router().db_for_write(Report) == "default"
    assert not replica.Router().allow_migrate("replica")


def test_a_copy_that_breaks_off_is_left_for_the_original(copy, client, monkeypatch):
    left: list[str] = []
    monkeypatch.setattr(replica, "_leave", left.append)
    tried: list[str] = []

    def view(_request) -> HttpResponse:
        tried.append(replica.Router().db_for_read(Tally))
        if tried[-1] == "replica":
            raise OperationalError("server closed the connection unexpectedly")
        return HttpResponse(b"whole")

    pattern = next(p for p in get_resolver().url_patterns if getattr(p, "app_name", "") == "statistics")
    monkeypatch.setattr(pattern.url_patterns[0], "callback", view)
    with override_settings(MIDDLEWARE=["tinhso.core.middleware.Refusals", "tinhso.config.replica.Copied"]):
        assert client.get("/so-lieu").content == b"whole"
    assert (tried, len(left)) == (["replica", "default"], 1)


def test_only_postgresql_has_a_copy():
    given = {
        "TINHSO_DATABASE_URL": "sqlite:////tmp/a", "TINHSO_DATA_DIR": "/tmp", "TINHSO_SECRET_KEY": "x",
        "TINHSO_REPLICA_URL": "postgres://a/b",
    }  # fmt: skip
    with pytest.raises(env.MissingSettings, match="TINHSO_REPLICA_URL"):
        env.replica(env.read(given))
