"""Can an officer work the post's day on the pages, and nobody else?"""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tinhso.casework.onestop import carriage
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.postal import actions
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.tests.factories import ADDRESS, AREA, SIGNERS, brought, handed, packed, to_post

HOME = "/mot-cua/buu-chinh"


def text(answer):
    return answer.content.decode()


def photo(name="bàn giao.jpg"):
    drawn = BytesIO()
    Image.new("RGB", (600, 800), "white").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def test_from_ready_to_delivered_on_the_pages(as_):
    one, two = to_post(), to_post()
    client = as_("clerk")
    said = text(client.get(HOME))
    assert one.code in said
    assert AREA in said
    form = {"id": "7b9f5a10-0000-4000-8000-000000000001", "carrier": "vnpost"}
    at = client.post(f"{HOME}/lap", {**form, "dossier": [one.pk, two.pk]})["Location"]
    assert client.post(f"{HOME}/lap", {**form, "dossier": [one.pk, two.pk]})["Location"] == at
    client.post(f"{at}/phong-bi", {"do": "save", "tracking-1": "EH123456789VN", "contents-2": "Công văn"})
    said = text(client.get(at))
    assert "EH123456789VN" in said
    assert "Công văn" in said
    nameless = client.post(f"{at}/ky", {**SIGNERS, "receiver": " "})
    assert nameless.status_code == 422
    assert "Cần họ tên người nhận." in text(nameless)
    client.post(f"{at}/ky", {**SIGNERS, "sheet": photo()})
    said = text(client.get(at))
    assert SIGNERS["receiver"] in said
    assert client.get(f"{at}/ban-ky").status_code == 200
    client.post(f"{at}/phong-bi", {"do": "deliver", "number": ["1"]})
    client.post(f"{at}/phong-bi", {"do": "fail", "number": ["2"], "reason": "address"})
    said = text(client.get(at))
    assert "Địa chỉ sai hoặc thiếu" in said
    assert [f.again(d).business for d in (one, two)] == ["returned", "decided"]
    assert two.code in text(client.get(HOME))


def test_the_applicant_is_told_of_what_is_under_way_and_not_of_what_lies_packed():
    packed(waits := to_post())
    made = handed(goes := to_post())
    actions.write(code=made.code, tracking={1: "EH123456789VN"}, contents={}, by=f.CLERK, now=f.NOW)
    (one,) = carriage.carried(goes.pk)
    assert (one.tracking, one.carrier, one.at) == ("EH123456789VN", made.carrier_name, f.NOW)
    assert carriage.carried(waits.pk) == []
    actions.fail(code=made.code, number=1, reason="address", by=f.CLERK, now=f.NOW)
    (one,) = carriage.carried(goes.pk)
    assert "Địa chỉ" in str(one.why)


def test_each_envelope_says_for_itself_why_not(as_):
    one, two = to_post(), to_post()
    made = handed(one, two)
    f.Dossier.objects.filter(pk=one.pk).update(finance="due")
    client = as_("clerk")
    said = text(
        client.post(
            f"{HOME}/{made.code}/phong-bi", {"do": "deliver", "number": ["1", "2", "99"]}, follow=True
        )
    )
    assert "1. Hồ sơ còn khoản phải nộp" in said
    assert "99. Không tìm thấy" in said
    assert "Đã ghi 1 phong bì đã phát." in said
    assert [r.stage for r in made.envelopes.all()] == ["out", "delivered"]
    none = client.post(f"{HOME}/{made.code}/phong-bi", {"do": "fail"}, follow=True)
    assert "Chưa chọn phong bì nào." in text(none)


def test_what_a_postman_brings_is_typed_row_by_row(as_):
    dossier = f.handled()
    client, at = as_("clerk"), f"{HOME}/nhan"
    assert client.get(at).status_code == 200
    head = {"id": "7b9f5a10-0000-4000-8000-000000000002", "carrier": "vnpost", "rows": "3"}
    more = text(client.post(at, {**head, "more": "1", "r0-contents": "Đơn"}))
    assert 'name="r5-contents"' in more
    wrong = client.post(at, {**head, "r1-contents": "Đơn", "r1-dossier": "H57-KHÔNG"})
    assert wrong.status_code == 422
    assert "2. Mã hồ sơ: Cơ quan không có hồ sơ mang mã này." in text(wrong)
    assert client.post(at, head).status_code == 422
    rows = {"r0-contents": "Đơn đã ký", "r0-dossier": dossier.code,
            "r2-contents": "Hồ sơ mới", "r2-procedure": f.PROCEDURE}  # fmt: skip
    made = client.post(at, {**head, **rows})["Location"]
    client.post(f"{made}/ky", SIGNERS)
    said = text(client.get(made))
    assert f"/mot-cua/tiep-nhan/{f.PROCEDURE}?kenh=buu-chinh" in said
    wrong = client.post(f"{made}/phong-bi", {"take": "2", "dossier-2": "x"}, follow=True)
    assert "Cơ quan không có hồ sơ mang mã này." in text(wrong)
    client.post(f"{made}/phong-bi", {"take": "1", "dossier-1": dossier.code})
    assert [r.stage for r in Envelope.objects.all()] == ["taken_in", "brought"]


def test_a_list_and_its_labels_are_printed(as_):
    made = packed(to_post())
    client = as_("clerk")
    for name in ("danh-sach.pdf", "nhan-gui.pdf"):
        answer = client.get(f"{HOME}/{made.code}/{name}")
        assert answer.content.startswith(b"%PDF"), name
    assert client.get(f"{HOME}/{made.code}/ban-ky").status_code == 404
    inward = brought({"contents": "Đơn", "procedure": f.PROCEDURE})
    assert client.get(f"{HOME}/{inward.code}/danh-sach.pdf").status_code == 200
    assert client.get(f"{HOME}/{inward.code}/nhan-gui.pdf").status_code == 404


def test_an_unsigned_list_is_thrown_away_and_a_signed_one_is_not(as_):
    one = to_post()
    made, client = packed(one), as_("clerk")
    client.post(f"{HOME}/{made.code}/huy")
    assert HandoverList.objects.get().cancelled_at
    kept = handed(one)
    said = text(client.post(f"{HOME}/{kept.code}/huy", follow=True))
    assert "đã ký bàn giao" in said
    assert HandoverList.objects.get(pk=kept.pk).cancelled_at is None


@pytest.mark.parametrize(
    ("who", "status"), [("elsewhere", 404), ("reader", 403), ("auditor", 403), (None, 302)]
)
def test_the_list_of_one_counter_is_nobody_elses(as_, client, who, status):
    made = packed(to_post())
    browser = as_(who) if who else client
    for way in ("", "/danh-sach.pdf", "/nhan-gui.pdf", "/ban-ky"):
        assert browser.get(f"{HOME}/{made.code}{way}").status_code == status, way
    for way in ("phong-bi", "ky", "huy"):
        assert browser.post(f"{HOME}/{made.code}/{way}", SIGNERS).status_code == (status if who else 401), way
    assert HandoverList.objects.get().signed_at is None


def test_no_page_of_the_post_names_a_recipient(as_):
    made = packed(to_post())
    client = as_("clerk")
    for page in (HOME, f"{HOME}/{made.code}"):
        said = text(client.get(page))
        assert "Nguyễn Thị Hằng" not in said
        assert ADDRESS not in said


@pytest.mark.parametrize("said", ["", "x", "-1", "99999999999999999999", "²"])
def test_nonsense_makes_no_list(as_, said):
    client = as_("clerk")
    at = client.post(f"{HOME}/lap", {"dossier": said, "carrier": "vnpost", "id": "x"})
    assert at.status_code == 302
    made = packed(to_post())
    for name in ("drop", "take", "number"):
        answer = client.post(f"{HOME}/{made.code}/phong-bi", {name: said, "do": "deliver"})
        assert answer.status_code == 302
    assert [r.stage for r in Envelope.objects.all()] == ["packed"]
