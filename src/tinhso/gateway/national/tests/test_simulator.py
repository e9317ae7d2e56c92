"""Can a citizen file, follow, supplement and take back at the simulated portal, as a browser would?"""

import re

import httpx
import pytest

from tinhso.gateway.national import actions, queries
from tinhso.gateway.national.simulator import Plan
from tinhso.gateway.national.simulator.plans import NAMES
from tinhso.gateway.national.tests.factories import NOON, progress, tell

PDF = b"%PDF-1.7\n" + bytes(range(256)) + b"\r\n%%EOF\r\n"


@pytest.fixture
def citizen(portal):
    with httpx.Client(base_url=portal.url, follow_redirects=True, trust_env=False) as client:
        yield client


def file(citizen, **more):
    fields = {"MaTTHC": "1.013229", "MaCoQuanThucHien": "H57.12", "TenTTHC": "Trích lục", "tp1": "TP01"}
    return citizen.post("/nop", data=fields | more, files={"tep1": ("tờ khai <1>.pdf", PDF)})


@pytest.mark.django_db
def test_a_citizen_files_and_follows(citizen, portal):
    asked = citizen.get("/nop", params={"MaTTHC": "1.013229"})
    assert "Đăng nhập bằng định danh điện tử (mô phỏng)" in asked.text
    back = re.search(r'name="next" value="([^"]*)"', asked.text)[1].replace("&amp;", "&")
    form = citizen.post("/dang-nhap", data={"nguoi": "1", "next": back}).text
    assert 'value="1.013229"' in form
    assert "Trần Đức Thuận" in form
    page = file(citizen).text
    code = re.search(r'id="ma-ho-so">([^<]+)<', page)[1]
    assert code == "H57.12-260708-0001"
    actions.pull(NOON)
    [arrival] = queries.arrivals()
    fetched = actions.fetch_file(arrival=arrival.id, position=0, now=NOON)
    assert (fetched.name, fetched.component, fetched.content) == ("tờ khai <1>.pdf", "TP01", PDF)
    tell(progress("2", code=code), key="a")
    tell(progress("4", code=code), key="b")
    tell(progress("5", code=code), key="c")
    actions.deliver(NOON)
    page = citizen.get(f"/ho-so/{code}").text
    assert 'data-status="5"' in page
    order = ["Yêu cầu bổ sung giấy tờ", "Đang xử lý", "Hồ sơ được tiếp nhận", "Mới đăng ký"]
    history = page[page.index("Quá trình") :]
    assert sorted(order, key=history.index) == order
    citizen.post(f"/ho-so/{code}/bo-sung", data={"tp1": "TP02"}, files={"tep1": ("ảnh.png", b"\x89PNG")})
    assert actions.pull(NOON) == 1
    [newer] = [a for a in queries.arrivals_of(code) if a.version == 2]
    assert [d.component for d in queries.arrival(newer.id).dossier.documents] == ["TP01", "TP02"]


def test_nobody_sees_anothers_dossier_and_a_wrong_form_is_said(citizen, portal):
    citizen.post("/dang-nhap", data={"nguoi": "0", "next": "//evil.example/"})
    code = re.search(r'id="ma-ho-so">([^<]+)<', file(citizen).text)[1]
    wrong = file(citizen, MaTTHC="mã có dấu <b>")
    assert wrong.status_code == 422
    assert "<b>" not in wrong.text
    citizen.post("/dang-nhap", data={"nguoi": "2", "next": "/"})
    assert citizen.get(f"/ho-so/{code}").status_code == 404
    assert code not in citizen.get("/").text


def test_a_plan_is_the_same_each_time_and_an_unknown_one_is_refused():
    for name in NAMES:
        thrown = [
            [plan.next(tells=True, at=NOON) for _ in range(50)]
            for plan in (Plan.parse(f"{name}:5"), Plan.parse(f"{name}:5"))
        ]
        assert thrown[0] == thrown[1]
    with pytest.raises(ValueError, match="no such plan: quake"):
        Plan.parse("cuts+quake:1")
