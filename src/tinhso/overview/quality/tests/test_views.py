"""The pages: scores for everybody, dossiers for those whose bodies they are, and nothing that breaks."""

import csv
import io
import re
from html import unescape

import pytest
from django.urls import reverse

from tinhso.core import clock
from tinhso.core.parameters import write
from tinhso.core.revisions import touch
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.overview.quality.tests.factories import COMMUNE, LATER, catalogue, counted, play

pytestmark = pytest.mark.django_db
CLOSED = ("quality:board", "quality:behind", "quality:board-table")
SEEING = (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
AGENCIES = {
    Role.LEADER: COMMUNE,
    Role.HANDLER: COMMUNE,
    Role.COORDINATOR: "DP",
    Role.INTAKE: COMMUNE,
    Role.RESTRICTED: "TCD",
}


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def played(db):
    play()
    counted()


def signed_in(client, role=Role.READER, agency=None):
    client.force_login(
        officer(AGENCIES.get(role, "") if agency is None else agency, role),
        backend="tinhso.foundation.accounts.backends.ByGrants",
    )
    return client


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def links(response, to):
    found = re.findall(r'href="([^"]+)"', unescape(response.content.decode()))
    return [link for link in found if link.startswith(reverse(to))]


def test_everybody_reads_the_scores_and_opens_no_dossier(client, played):
    page = client.get(reverse("quality:scores"))
    said = text_of(page)
    assert "Từ 11 hồ sơ" in said
    assert "2.1 Hồ sơ xử lý trước hạn, đúng hạn" in said
    assert "minh hoạ – chưa đối chiếu văn bản" in said
    assert not links(page, "quality:behind")
    assert client.get(reverse("quality:agency", args=[COMMUNE])).status_code == 200
    assert client.get(reverse("quality:agency", args=["KHONG-CO"])).status_code == 404


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.CITIZEN, Role.MACHINE)])
def test_the_board_is_for_those_who_steer(client, played, role):
    signed_in(client, role)
    for name in CLOSED:
        assert client.get(reverse(name)).status_code == (200 if role in SEEING else 403), name


def test_nobody_signed_in_is_led_to_sign_in(client, played):
    assert client.get(reverse("quality:board")).status_code == 302


def test_a_leader_sees_the_dossiers_of_the_own_body_alone(client, played):
    signed_in(client, Role.LEADER, "UB-PHU-XUAN")
    page = client.get(reverse("quality:behind"), {"kind": "received", "agency": COMMUNE})
    assert "Không có hồ sơ nào" in text_of(page)
    assert not links(client.get(reverse("quality:agency", args=[COMMUNE])), "quality:behind")
    assert b"UB-THUAN-HOA-" not in client.get(reverse("quality:board-table"), {"agency": COMMUNE}).getvalue()
    signed_in(client, Role.LEADER, COMMUNE)
    assert links(client.get(reverse("quality:agency", args=[COMMUNE])), "quality:behind")


def test_each_figure_opens_the_dossiers_that_it_counts(client, played):
    signed_in(client)
    board = client.get(reverse("quality:board"), {"period": "2026-11"})
    found = set(links(board, "quality:behind"))
    assert len(found) > 15
    for link in found:
        page = client.get(link)
        rows = page.content.decode().count("<tr>") - 1
        told = re.search(r'role="status">([\d.]+)', page.content.decode())
        assert told is not None, link
        assert int(told[1]) == rows > 0, link


def test_the_board_says_what_was_promised_and_saved(client, played):
    signed_in(client)
    said = text_of(client.get(reverse("quality:board"), {"period": "2026-11"}))
    assert "Hẹn trả sớm 3" in said
    assert "Trả đúng lời hẹn 50 % (1/2)" in said
    assert "Sớm hơn hạn thường 1,0 ngày mỗi hồ sơ" in said


def test_a_dossier_opens_for_whom_it_is_and_else_stands_as_a_code(client, played):
    signed_in(client, Role.LEADER, COMMUNE)
    assert links(client.get(reverse("quality:behind")), "quality:scores") is not None
    page = client.get(reverse("quality:behind")).content.decode()
    assert 'href="/ho-so/UB-THUAN-HOA-261119-0001"' in page
    signed_in(client, Role.READER)
    page = client.get(reverse("quality:behind")).content.decode()
    assert "UB-THUAN-HOA-261119-0001" in page
    assert 'href="/ho-so/' not in page


def test_the_tables_hold_what_the_pages_show(client, played):
    rows = list(
        csv.reader(io.StringIO(client.get(reverse("quality:scores-table")).getvalue().decode("utf-8-sig")))
    )
    assert len(rows) == 1 + 2 * 23  # the province and its one body
    signed_in(client)
    table = client.get(reverse("quality:board-table")).getvalue().decode("utf-8-sig")
    months = list(csv.DictReader(io.StringIO(table)))
    assert sum(int(row["received"]) for row in months) == 11
    assert {row["month"] for row in months} == {"2026-10-01", "2026-11-01"}


def test_few_dossiers_are_named_apart_and_not_ranked(client, played):
    assert "1 đơn vị có dưới 30 hồ sơ, không xếp hạng" in text_of(client.get(reverse("quality:scores")))
    write("quality.least_cases", 10, valid_from=LATER.date().replace(day=1))
    touch("parameters")
    assert "Một đơn vị đủ hồ sơ để xếp hạng" in text_of(client.get(reverse("quality:scores")))


def test_with_nothing_the_pages_say_so(client):
    catalogue()
    said = text_of(client.get(reverse("quality:scores")))
    assert "Chưa có hồ sơ nào trong kỳ này" in said
    assert "0 / 20" not in said  # nothing measured is no nought
    signed_in(client)
    assert "Chưa có hồ sơ nào" in text_of(client.get(reverse("quality:board")))
    assert client.get(reverse("quality:scores-table")).status_code == 200
    assert client.get(reverse("quality:board-table")).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "x"}, {"period": "9999-99"}, {"period": "²"}, {"agency": "\x00"},
        {"procedure": "' OR 1=1"}, {"field": "khong-co"}, {"cursor": "x"}, {"cursor": "W10"},
        {"kind": "received", "agency": "x" * 300},
    ],
)  # fmt: skip
def test_nonsense_breaks_nothing(client, played, asked):
    signed_in(client)
    for name in ("quality:scores", "quality:board", "quality:behind", "quality:scores-table"):
        assert client.get(reverse(name), asked).status_code == 200
    assert client.get(reverse("quality:behind"), {"kind": "x"}).status_code == 404


def test_a_page_asks_the_database_a_few_times(client, played, django_assert_max_num_queries):
    signed_in(client)
    client.get(reverse("quality:board"))
    with django_assert_max_num_queries(24):
        client.get(reverse("quality:board"))
