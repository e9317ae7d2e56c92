"""Does a page that its script sends come to the same as one that the browser sends?"""

import pytest
import time_machine
from django.test import Client

from tinhso.casework.applying.models import Draft
from tinhso.casework.applying.tests.factories import NOW, PROCEDURE, page_one, photo, scene, sign_in
from tinhso.casework.onestop.models import Dossier

pytestmark = pytest.mark.django_db
START = f"/nop-ho-so/{PROCEDURE}"
SCRIPT = {"HTTP_X_APPLICATION": "1"}


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW, tick=False):
        scene()
        yield


@pytest.fixture
def hang() -> Client:
    return sign_in(Client())


def test_the_script_is_told_where_to_go_and_reads_nothing_on_the_way(hang):
    answer = hang.post(START, page_one(do="save"), **SCRIPT)
    assert (answer.status_code, answer.content) == (204, b"")
    page = hang.get(answer["X-Go"]).content.decode()
    # what is said once was not used up by the script, and tells a signed-in person where the draft stands
    assert "Muốn viết tiếp, hãy mở mục Hồ sơ của tôi." in page


def test_each_page_is_sent_so_and_an_answer_that_was_lost_makes_no_second_dossier(hang):
    at = hang.post(START, page_one(), **SCRIPT)["X-Go"]
    review = hang.post(at, {"paper-so-do": photo(), "r.delivery": "electronic", "do": "next"}, **SCRIPT)[
        "X-Go"
    ]
    assert "data-application" in hang.get(review).content.decode()
    first, again = (hang.post(review, **SCRIPT)["X-Go"] for _press in range(2))
    assert first == again
    assert Dossier.objects.count() == 1


def test_what_is_wrong_comes_back_as_the_page(hang):
    answer = hang.post(START, page_one(**{"d.dia_diem": ""}), **SCRIPT)
    assert answer.status_code == 422
    assert "data-application" in answer.content.decode()


def test_a_sign_in_that_ended_is_no_loss(client):
    answer = client.post(START, page_one(), **SCRIPT)
    assert answer["X-Go"].startswith("/tai-khoan/cong-dan?next=")
    assert Draft.objects.count() == 1


def test_an_identity_of_a_low_level_is_told_that_it_is_low(client):
    low = "mức xác thực của lần đăng nhập đó chưa đủ"
    assert low not in client.get(START).content.decode()
    assert low in sign_in(client, level="1").get(START).content.decode()
