"""Does the counter keep its queue, find its dossiers, work through many at once and print?"""

import html
import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from tinhso.casework.counter import actions as queueing
from tinhso.casework.counter.models import Ticket
from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.tests import factories as f
from tinhso.core.errors import NotPermitted

FULL = {"data": {"ly_do": "Nộp cho trường"}}
LIST = "/mot-cua/ho-so"


def test_numbers_are_given_and_called_in_order_each_day_anew():
    take = [queueing.take_ticket(agency=f.COMMUNE, by=f.CLERK, now=f.NOW) for _one in range(3)]
    assert take == [1, 2, 3]
    assert queueing.take_ticket(agency=f.OTHER, by=f.ELSEWHERE, now=f.NOW) == 1
    assert queueing.call_next(agency=f.COMMUNE, by=f.CLERK, now=f.NOW) == 1
    assert queueing.call_next(agency=f.COMMUNE, by=f.HANDLER, now=f.NOW) == 2
    assert queueing.take_ticket(agency=f.COMMUNE, by=f.CLERK, now=f.NOW + f.DAY) == 1
    with pytest.raises(NotPermitted):
        queueing.call_next(agency=f.COMMUNE, by=f.ELSEWHERE, now=f.NOW)


def test_an_empty_queue_says_so(as_):
    client = as_("clerk")
    assert "Không còn ai chờ ở quầy." in client.post("/mot-cua/goi-so", follow=True).content.decode()
    assert client.post("/mot-cua/so-thu-tu").status_code == 302
    assert "Mời số 1." in client.post("/mot-cua/goi-so", follow=True).content.decode()
    assert Ticket.objects.get().called_by


def test_a_list_has_only_the_dossiers_of_ones_own_body(as_):
    mine, theirs = f.filed(**FULL), f.filed(agency=f.OTHER, intake=f.OTHER, **FULL)
    said = as_("handler").get(LIST).content.decode()
    assert mine.code in said
    assert theirs.code not in said
    assert theirs.code in as_("elsewhere").get(LIST).content.decode()
    assert as_("reader").get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"state": "filed"}, {"0001"}),
        ({"state": "open"}, {"0001", "0002"}),
        ({"state": "decided"}, {"0003"}),
        ({"code": "-0002"}, {"0002"}),
        ({"channel": "national"}, set()),
        ({"due": "late"}, set()),
        ({"procedure": f.PROCEDURE}, {"0001", "0002", "0003"}),
        ({"state": "bịa"}, {"0001", "0002", "0003"}),
    ],
)
def test_the_list_is_narrowed(as_, asked, codes):
    f.filed(**FULL)
    f.received(**FULL)
    f.decided(**FULL)
    said = as_("handler").get(LIST, asked).content.decode()
    assert {c for c in ("0001", "0002", "0003") if f"261119-{c}" in said} == codes


def test_long_lists_come_in_pages_with_the_same_few_questions(as_, django_assert_num_queries):
    client = as_("handler")
    for minute in range(3):
        f.filed(f.NOW - timedelta(minutes=minute), **FULL)
    client.get(LIST)
    few = _asked(client)
    for minute in range(3, 53):
        f.filed(f.NOW - timedelta(minutes=minute), **FULL)
    with django_assert_num_queries(few):
        first = client.get(LIST)
    following = first.context["next_url"]
    assert len(first.context["rows"]) == 50
    assert len(client.get(following).context["rows"]) == 3
    assert client.get(LIST, {"cursor": "x"}).status_code == 422


def _asked(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(LIST)
    return len(seen)


def test_many_are_received_and_handed_over_at_once_and_the_rest_is_told(as_):
    one, two, done = f.filed(**FULL), f.filed(**FULL), f.decided(**FULL)
    theirs = f.filed(agency=f.OTHER, intake=f.OTHER, **FULL)
    ticked = {"step": "receive", "subject": [d.subject for d in (one, two, done, theirs)] + ["dossier:x"]}
    said = as_("clerk").post(reverse("counter:many"), ticked, follow=True).content.decode()
    assert "Đã tiếp nhận 2 hồ sơ." in said
    assert done.code in said
    assert theirs.code not in said
    assert "một hồ sơ không còn ở đây" in said
    assert Dossier.objects.filter(business="received").count() == 2
    ticked = {"step": "hand_over", "subject": [one.subject, two.subject]}
    said = as_("handler").post(reverse("counter:many"), ticked, follow=True).content.decode()
    assert "Đã chuyển bước 2 hồ sơ." in said
    assert as_("clerk").post(reverse("counter:many"), {"step": "receive"}).status_code == 302


def test_a_list_offers_with_each_dossier_only_what_its_reader_may_do(as_):
    filed, first, second = f.filed(**FULL), f.received(**FULL), f.handled(**FULL)
    third = f.handled(**FULL)
    actions.hand_over(dossier_id=third.pk, by=f.HANDLER, now=f.NOW + f.HOUR)
    ended = f.decided(**FULL)
    ticks = {
        "clerk": {filed, first}, "handler": {filed, first, second}, "leader": {filed, first, second, third},
        "auditor": set(),
    }  # fmt: skip
    for name, mine in ticks.items():
        said = as_(name).get(LIST).content.decode()
        everything = (filed, first, second, third, ended)
        assert {d.code for d in everything if f'value="{d.subject}"' in said} == {d.code for d in mine}, name
        assert ('value="hand_over"' in said) is bool(mine)
    assert "tick-all" not in said


@pytest.mark.parametrize(
    ("duty", "make", "step", "said"),
    [
        ("accept", f.filed, "Tiếp nhận các mục đã chọn", "Đã tiếp nhận 2 hồ sơ."),
        ("handle", f.received, "Chuyển bước các mục đã chọn", "Đã chuyển bước 2 hồ sơ."),
    ],
)
def test_the_desk_ticks_dossiers_and_takes_the_step_with_all_of_them(as_, duty, make, step, said):
    dossiers, desk = [make(**FULL), make(**FULL)], "/ban-lam-viec/"
    shown = as_("handler").get(desk, {"duty": duty}).content.decode()
    assert step in shown
    assert all(f'value="{one.subject}"' in shown for one in dossiers)
    action = re.search(r'<form method="post" action="(/mot-cua/[^"]+)"', shown)[1]
    ticked = {"subject": [one.subject for one in dossiers], "back": f"{desk}?duty={duty}"}
    answer = as_("handler").post(html.unescape(action), ticked, follow=True)
    assert answer.redirect_chain == [(f"{desk}?duty={duty}", 302)]
    assert said in answer.content.decode()


def test_the_way_back_stays_in_the_house(as_):
    answer = as_("clerk").post(reverse("counter:many"), {"step": "receive", "back": "//evil.example/"})
    assert answer["Location"] == LIST


def _dossiers():
    extended, refused, stopped = f.received(**FULL), f.filed(**FULL), f.handled(**FULL)
    actions.extend(dossier_id=extended.pk, to=(f.NOW + 20 * f.DAY).date(), reason="Cần xác minh",
                   by=f.LEADER, now=f.NOW)  # fmt: skip
    actions.refuse(dossier_id=refused.pk, reason="Không thuộc thẩm quyền", by=f.CLERK, now=f.NOW)
    actions.stop(dossier_id=stopped.pk, reason="Người nộp qua đời", by=f.LEADER, now=f.NOW + f.HOUR)
    asked = f.handled(**FULL)
    actions.ask_supplement(dossier_id=asked.pk, papers=[{"code": "don", "text": "Ký vào đơn"}],
                           by=f.HANDLER, now=f.NOW + f.HOUR)  # fmt: skip
    return {
        "giay-hen": extended, "bo-sung": asked, "tu-choi": refused, "xin-loi": extended, "dung": stopped,
        "phieu-kiem-soat": stopped,
    }  # fmt: skip


def test_each_form_is_printed_in_its_own_case_and_only_to_who_may_open(as_):
    dossiers, client = _dossiers(), as_("handler")
    for form, dossier in dossiers.items():
        answer = client.get(reverse("counter:paper", args=[dossier.code, form]))
        assert answer.status_code == 200, form
        assert answer.content.startswith(b"%PDF")
    refused = dossiers["tu-choi"]
    assert client.get(reverse("counter:paper", args=[refused.code, "giay-hen"])).status_code == 404
    assert client.get(reverse("counter:paper", args=[refused.code, "khac"])).status_code == 404
    at = reverse("counter:paper", args=[refused.code, "tu-choi"])
    assert as_("elsewhere").get(at).status_code == 404


def test_the_register_of_ones_own_counter_is_printed(as_):
    f.received(**FULL)
    client, at = as_("clerk"), reverse("counter:register-pdf")
    assert client.get(reverse("counter:register")).status_code == 200
    answer = client.get(at, {"quay": f.COMMUNE, "tu": "2026-11-19", "den": "2026-11-19"})
    assert answer.content.startswith(b"%PDF")
    for wrong in ({"quay": f.OTHER}, {"den": "2026-11-01"}, {"tu": "1999-01-01"}, {"tu": "x"}):
        asked = {"quay": f.COMMUNE, "tu": "2026-11-19", "den": "2026-11-19", **wrong}
        assert client.get(at, asked).status_code == 422
    assert as_("reader").get(at).status_code == 403


def test_a_slip_between_two_communes_names_both(as_):
    dossier = f.filed(intake=f.OTHER, by=f.ELSEWHERE, **FULL)
    actions.receive(dossier_id=dossier.pk, by=f.ELSEWHERE, now=f.NOW)
    actions.hand_over(dossier_id=dossier.pk, by=f.HANDLER, now=f.NOW + f.HOUR)
    printed = as_("elsewhere").get(reverse("counter:paper", args=[dossier.code, "phieu-kiem-soat"])).content
    pages = pypdfium2.PdfDocument(printed)
    said = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "UBND phường Phú Xuân: Bộ phận Một cửa" in said
    # named once: from there on the dossier stays in one house
    assert said.count("UBND phường Thuận Hóa:") == 1


def test_the_counter_sees_which_results_wait_to_be_given_out(as_):
    ready, other = f.decided(intake=f.OTHER, by=f.ELSEWHERE, **FULL), f.decided(**FULL)
    said = as_("elsewhere").get("/mot-cua/").content.decode()
    assert ready.code in said
    assert other.code not in said
