"""Is a dossier taken in on one screen, for any commune, with everything said of what is wrong?"""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.tests import factories as f
from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.tests.factories import pdf, upload_pdf
from tinhso.gateway.payments import actions as payments

AT = "/mot-cua/tiep-nhan/"


def body(**changes):
    return {
        "id": str(uuid4()),
        "holder_kind": "person",
        "holder_number": "046 188 000 123",
        "holder_name": "Nguyễn Thị Hằng",
        "holder_phone": "0912 345 678",
        "identity_seen": "on",
        "area": "Phường Thuận Hóa",
        "delivery": "counter",
        "d.ly_do": "Nộp cho trường",
        "have-don": "on",
        "form-don": "original",
        "quantity-don": "1",
        **changes,
    }


def send(client, **changes):
    return client.post(reverse("counter:intake", args=[f.PROCEDURE]), body(**changes))


def test_it_is_filed_and_received_in_one_go_and_offers_the_acknowledgement(as_):
    client = as_("clerk")
    answer = send(client)
    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert (dossier.business, dossier.channel, dossier.area_code) == ("received", "counter", "19789")
    assert dossier.application.said["data"] == {"ly_do": "Nộp cho trường", "gap": False}
    assert dossier.application.assurance == "identity"
    said = client.get(answer["Location"]).content.decode()
    assert dossier.code in said
    assert reverse("counter:paper", args=[dossier.code, "giay-hen"]) in said


def test_any_counter_takes_in_for_any_commune(as_):
    send(as_("elsewhere"))
    dossier = Dossier.objects.get()
    assert (dossier.intake_agency, dossier.agency_code) == (f.OTHER, f.COMMUNE)
    assert dossier.code.startswith(f.OTHER)


def test_what_a_postman_brought_and_takes_back_says_so(as_):
    client = as_("clerk")
    page = client.get(reverse("counter:intake", args=[f.PROCEDURE]), {"kenh": "buu-chinh"})
    assert '<option value="post" selected>' in page.content.decode()
    homeless = send(client, delivery="post")
    assert homeless.status_code == 422
    assert "Cần địa chỉ để bưu chính mang kết quả tới." in homeless.content.decode()
    send(client, came_by="post", delivery="post", delivery_address="5 Đống Đa", delivery_area="Phú Xuân, Huế")
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.delivery) == ("post", "post")
    assert dossier.application.said["delivery"] == {"address": "5 Đống Đa", "area": "Phú Xuân, Huế"}
    said = client.get(reverse("counter:case", args=[dossier.code])).content.decode()
    assert "5 Đống Đa, Phú Xuân, Huế" in said


def test_who_files_at_the_counter_under_a_mandate_is_kept_apart(as_):
    client = as_("clerk")
    proxy = {
        "is_proxy": "on", "applicant_name": "Lê Văn Nam", "applicant_number": "046199000456",
        "capacity": "mandate", "proxy_basis": "Giấy uỷ quyền 12/2026", "helper": "Võ Thị Mai",
    }  # fmt: skip
    send(client, **proxy)
    dossier = Dossier.objects.get()
    said = dossier.application.said
    assert (said["holder"]["name"], said["applicant"]["name"]) == ("Nguyễn Thị Hằng", "Lê Văn Nam")
    assert (said["capacity"], said["helper"]) == ("mandate", "Võ Thị Mai")
    assert dossier.components.filter(code="uy-quyen").exists()
    page = client.get(reverse("counter:case", args=[dossier.code])).content.decode()
    assert "Được uỷ quyền" in page
    assert "Văn bản uỷ quyền" in page
    wrong = send(client, **{**proxy, "capacity": "representative"})
    assert wrong.status_code == 422
    assert "chỉ nộp cho tổ chức" in wrong.content.decode()


def test_the_same_screen_sent_twice_is_one_dossier(as_):
    client, same = as_("clerk"), str(uuid4())
    first, second = send(client, id=same), send(client, id=same)
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"holder_name": ""}, "Chưa có họ tên."),
        ({"holder_number": "12"}, "Số định danh hoặc mã số không đúng dạng."),
        ({"holder_phone": "12"}, "Số điện thoại gồm 10 chữ số, bắt đầu bằng 0."),
        ({"area": "Phường Không Có"}, "Không có tên như vậy; hãy chọn một tên trong danh sách."),
        ({"d.ly_do": ""}, "Cần trả lời câu này."),
        ({"have-don": ""} | {"quantity-don": "0"}, "Số lượng phải từ 1 đến 99."),
        ({"is_proxy": "on"}, "Cần nêu giấy tờ chứng minh được nộp thay."),
        ({"id": "x"}, "id"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(as_, changes, sentence):
    answer = send(as_("clerk"), **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Dossier.objects.exists()


def test_what_is_missing_is_said_beside_it_and_taken_in_on_the_officers_word(as_):
    client = as_("clerk")
    without = {k: v for k, v in body().items() if k != "have-don"}
    at = reverse("counter:intake", args=[f.PROCEDURE])
    answer = client.post(at, without)
    assert answer.status_code == 422
    assert "Còn thiếu giấy tờ này." in answer.content.decode()
    assert 'name="anyway"' in answer.content.decode()
    assert client.post(at, {**without, "anyway": "on"}).status_code == 302


def test_a_proxy_and_a_helper_are_recorded_apart(as_):
    send(
        as_("clerk"), is_proxy="on", applicant_name="Trần Văn Đức", applicant_number="046188000999",
        proxy_basis="Giấy uỷ quyền 12/2026", helper="Lê Thị Bưởi",
    )  # fmt: skip
    said = Dossier.objects.get().application.said
    assert said["applicant"]["name"] == "Trần Văn Đức"
    assert said["holder"]["name"] == "Nguyễn Thị Hằng"
    assert (said["helper"], said["proxy_basis"]) == ("Lê Thị Bưởi", "Giấy uỷ quyền 12/2026")


def test_a_scanned_paper_is_certified_by_the_officer(as_, people):
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("don.pdf", pdf(), content_type="application/pdf")
    send(as_("clerk"), **{"file-don": scan, "certified-don": "on"})
    row = Dossier.objects.get().components.get()
    assert (row.form, row.source, row.certified_by) == ("certified", "digitised", people["clerk"].key)


def test_a_file_already_sent_stays_when_the_screen_comes_back(as_):
    kept = upload_pdf(now=f.NOW).id
    answer = send(as_("clerk"), **{"holder_name": "", "file-don_ids": kept})
    assert f'name="file-don_ids" value="{kept}"' in answer.content.decode()


def test_questions_follow_the_answers(as_):
    client = as_("clerk")
    at = reverse("counter:questions", args=[f.PROCEDURE])
    assert "Vì sao gấp" not in client.post(at, {"d.ly_do": "x"}).content.decode()
    said = client.post(at, {"d.ly_do": "Nộp <b>", "d.gap": "true"}).content.decode()
    assert "Vì sao gấp" in said
    assert "Nộp &lt;b&gt;" in said


def test_what_the_holder_has_in_the_vault_is_offered_and_used_again(as_):
    f.catalogued(
        code="1.009002", name="Xin lại", form_schema={},
        components=[{"code": "gxn", "name": "Giấy xác nhận", "paper_type": "giay-xac-nhan"}],
    )  # fmt: skip
    from tinhso.casework.onestop import actions

    issued = actions.Issued("giay-xac-nhan", "Giấy xác nhận", "12/XN", f.NOW.date(), f.signed_upload())
    actions.attach_result(
        dossier_id=f.decided(data={"ly_do": "x"}).pk, issued=issued, by=f.HANDLER, now=f.NOW
    )
    client = as_("clerk")
    at = reverse("counter:intake", args=["1.009002"])
    said = client.post(at, {**body(), "do": "again"}).content.decode()
    assert "12/XN" in said
    key = said.split('<option value="paper:')[1].split('"')[0]
    assert client.post(at, {**body(), "reuse-gxn": f"paper:{key}"}).status_code == 302
    row = Dossier.objects.get(procedure_code="1.009002").components.get()
    assert (row.source, row.paper) == ("reused", f"paper:{key.split('@')[0]}")


def test_a_vault_opens_for_who_was_recognised_and_not_for_a_number(as_):
    f.catalogued(
        code="1.009002", name="Xin lại", form_schema={},
        components=[{"code": "gxn", "name": "Giấy xác nhận", "paper_type": "giay-xac-nhan"}],
    )  # fmt: skip
    from tinhso.casework.onestop import actions

    issued = actions.Issued("giay-xac-nhan", "Giấy xác nhận", "12/XN", f.NOW.date(), f.signed_upload())
    done = actions.attach_result(
        dossier_id=f.decided(data={"ly_do": "x"}).pk, issued=issued, by=f.HANDLER, now=f.NOW
    )
    client = as_("clerk")
    at = reverse("counter:intake", args=["1.009002"])
    unseen = {name: said for name, said in body().items() if name != "identity_seen"}
    assert "12/XN" not in client.post(at, {**unseen, "do": "again"}).content.decode()
    answer = client.post(at, {**unseen, "reuse-gxn": f"{done.paper}@{done.paper_version}", "anyway": "on"})
    assert answer.status_code == 422
    assert "đối chiếu giấy tờ tuỳ thân của chủ hồ sơ" in answer.content.decode()
    stranger = body(holder_number="046099000999")
    answer = client.post(at, {**stranger, "reuse-gxn": f"{done.paper}@{done.paper_version}"})
    assert answer.status_code == 404
    assert not Dossier.objects.filter(procedure_code="1.009002").exists()


def test_the_procedure_is_found_by_need(as_):
    client = as_("clerk")
    assert f.PROCEDURE in client.get("/mot-cua/tiep-nhan", {"q": "giấy xác nhận thử nghiệm"}).content.decode()
    assert client.get("/mot-cua/tiep-nhan", {"q": "phi thuyền"}).status_code == 200
    assert client.get(AT + "9.999999").status_code == 404


def test_an_internal_procedure_goes_from_desk_to_desk(as_):
    f.catalogued(
        code="noi-bo-1", name="Xin ý kiến quy hoạch", is_internal=True, audience=["agency"],
        levels=["province"], components=[], form_schema={},
    )  # fmt: skip
    client = as_("handler")
    assert "Xin ý kiến quy hoạch" in client.get("/mot-cua/tiep-nhan?noi-bo=1").content.decode()
    answer = client.post(AT + "noi-bo-1", {"id": str(uuid4()), "agency": "Sở Xây dựng"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.agency_code, dossier.intake_agency) == ("internal", "SXD", f.COMMUNE)
    assert dossier.application.said["holder"]["name"] == "UBND phường Thuận Hóa"
    assert as_("department").get(reverse("counter:case", args=[dossier.code])).status_code == 200


def test_between_departments_a_paper_is_a_file(as_):
    f.catalogued(
        code="noi-bo-2", name="Xin ý kiến", is_internal=True, audience=["agency"], levels=["province"],
        form_schema={},
    )  # fmt: skip
    client = as_("handler")
    page = client.get(AT + "noi-bo-2").content.decode()
    assert 'name="file-don"' in page
    assert not any(of_paper in page for of_paper in ("have-don", "quantity-don", "certified-don"))
    answer = client.post(AT + "noi-bo-2", {"id": str(uuid4()), "agency": "Sở Xây dựng"})
    assert answer.status_code == 422
    assert 'href="#file-don"' in answer.content.decode()
    file = SimpleUploadedFile("don.pdf", pdf(), "application/pdf")
    sent = {"id": str(uuid4()), "agency": "Sở Xây dựng", "file-don": file}
    taken = client.post(AT + "noi-bo-2", sent, follow=True).content.decode()
    assert "Đã gửi" in taken
    assert "giay-hen.pdf" not in taken
    paper = Dossier.objects.get().components.get()
    assert (paper.form, paper.source, paper.certified_by) == ("electronic", "uploaded", "")


@pytest.mark.parametrize(("name", "status"), [("clerk", 200), ("reader", 403), ("auditor", 403)])
def test_who_sits_at_a_counter(as_, name, status):
    client = as_(name)
    for at in ("/mot-cua/", "/mot-cua/tiep-nhan", AT + f.PROCEDURE):
        assert client.get(at).status_code == status


def test_the_fee_is_taken_on_the_page_that_prints_the_receipt(as_):
    fee = {"code": "le-phi", "name": "Lệ phí", "amount": 15_000, "kind": "charge"}
    f.catalogued(code="1.009003", name="Có phí", components=[], form_schema={}, fees=[fee])
    payments.open_account(
        code="tk", agency=f.COMMUNE, holder="KHO BAC", bank="Ngân hàng", bin_="970436", number="0011001234",
        valid_from=f.SINCE, citation="", reason="mở", by=MACHINE, now=f.NOW,
    )  # fmt: skip
    client = as_("elsewhere")
    at = client.post(reverse("counter:intake", args=["1.009003"]), body())["Location"]
    said = client.get(at).content.decode()
    assert "Đã nhận đủ 15.000 đ tiền mặt" in said
    took = reverse("counter:verb", args=[Dossier.objects.get().code, "take_cash"])
    answer = client.post(took, {"whole": "on", "back": "taken"})
    assert answer["Location"] == at
    # the dossier hears of it from the ledger, a moment later; the page asks the till
    said = client.get(at).content.decode()
    assert "đã thu" in said
    assert "Đã nhận đủ" not in said
    assert client.post(took, {"whole": "on", "back": "//khac.vn"})["Location"].startswith("/ho-so/")


def test_nobody_certifies_by_default(as_):
    said = as_("clerk").get(reverse("counter:intake", args=[f.PROCEDURE])).content.decode()
    tick = said[said.index('id="certified-don"') :].partition(">")[0]
    assert "checked" not in tick


def test_the_camera_takes_as_many_pages_as_one_paper_may_have(as_):
    said = as_("clerk").get(reverse("counter:intake", args=[f.PROCEDURE])).content.decode()
    assert f'data-most="{files.most_pages(on=local_date(f.NOW))}"' in said
