"""Whatever the applicant sends through the portal after filing: is any of it lost, or overwrites anything?"""

import json

import pytest
from django.db import transaction

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.actions import arriving
from tinhso.casework.onestop.models import AwaitedFile, Dossier
from tinhso.casework.onestop.queries import counting
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, LEADER, NOW
from tinhso.core.errors import Missing
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests import factories as people
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.away import StoreAway
from tinhso.foundation.files.tests.factories import pdf
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.notices.models import Notice
from tinhso.foundation.worklist import queries as worklist
from tinhso.gateway.national import actions as national
from tinhso.gateway.national.models import Arrival
from tinhso.gateway.national.rules.reading import stamp
from tinhso.gateway.national.simulator.store import PEOPLE, Upload
from tinhso.gateway.national.tests import factories as portals

pytestmark = pytest.mark.django_db(transaction=True)
SCHEMA = {"type": "object", "properties": {"ly_do": {"type": "string", "maxLength": 200}}}


@pytest.fixture
def clock():
    return portals.Clock(NOW)


@pytest.fixture
def portal(settings, clock):
    f.scene(authoritative={"submit": "npsp"}, form_schema=SCHEMA)
    with portals.portal(settings, clock) as found:
        yield found


class Applicant:
    """Somebody at the portal, and the worker that brings over what they do there."""

    def __init__(self, portal, clock):
        self.portal, self.clock = portal, clock

    def file(self, *papers, **more):
        given = {"procedure": f.PROCEDURE, "unit": "H57.12", "DonViXuLy": f.COMMUNE, **more}
        self.code = self.portal.store.file(
            PEOPLE[0], base_url=self.portal.url, files=[upload(one) for one in papers], **given
        )
        self.mine = dict(self.portal.store.dossiers[self.code].payload)
        self.turn()
        return self.dossier

    @property
    def dossier(self):
        return Dossier.objects.get(national_code=self.code)

    def document(self, paper):
        return self.portal.store._document(upload(paper), self.portal.url)

    def change(self, at=None, **more):
        """The whole dossier anew, as the portal lists it after the applicant changed it."""
        self.mine = {**self.mine, **more}
        self.hear(self.mine, at)
        self.turn()

    def hear(self, payload, at=None):
        national.hear([{"CapNhatLuc": stamp(at or self.clock()), "HoSo": payload}], now=self.clock())

    def turn(self):
        for _ in range(3):
            national.pull(self.clock())
            ledger.sequence()
            ledger.deliver(now=self.clock())
            actions.fetch_files(now=self.clock())
            national.deliver(self.clock())

    def standing(self):
        """The papers in force: code, part, and how many pages their file has."""
        rows = self.dossier.components.filter(replaced_at=None).order_by("code", "part")
        return [(one.code, one.part, self.pages(one)) for one in rows]

    def pages(self, row):
        owner = f"{self.dossier.subject}/component:{row.pk}"
        return next(iter(files.papers_of(owner))).pages if row.file else 0


def upload(paper):
    code, pages = paper
    return Upload(code, f"{code}.pdf", "application/pdf", pdf(pages))


@pytest.fixture
def applicant(portal, clock):
    return Applicant(portal, clock)


def told(dossier, kind="onestop.changed_at_portal"):
    return [one.payload for one in facts.facts_of(dossier.subject) if one.type == kind]


def test_before_acceptance_a_correction_takes_the_place_of_what_was_filed(applicant, clock):
    dossier = applicant.file(("don", 1), ThongTinKhac=json.dumps({"ly_do": "Sai"}))
    until = dossier.accept_by
    [owed] = worklist.items_of(dossier.subject)
    clock.forward(hours=2)
    applicant.change(
        SoDienThoai="0905999888", ThongTinKhac=json.dumps({"ly_do": "Đúng"}),
        TaiLieuNop=[applicant.document(("don", 3)), applicant.document(("giay-phep", 2))],
    )  # fmt: skip
    dossier = f.again(dossier)
    assert dossier.application.said["data"] == {"ly_do": "Đúng"}
    assert dossier.application.said["holder"]["phone"] == "0905999888"
    assert applicant.standing() == [("don", 1, 3), ("giay-phep", 1, 2)]
    assert dossier.components.filter(code="don", replaced_at__isnull=False).count() == 1, (
        "older ones are kept"
    )
    assert (dossier.business, dossier.accept_by) == ("filed", until), "the hours do not begin anew"
    assert [one.id for one in worklist.items_of(dossier.subject)] == [owed.id]
    [said] = told(dossier)
    assert (said["fate"], said["fields"]) == ("applied", 2)
    version = dossier.portal_versions.get()
    assert version.said["before"]["data"] == {"ly_do": "Sai"}
    assert "0905999888" not in version.sealed


def test_once_somebody_works_on_it_nothing_is_overwritten(applicant, clock):
    dossier = applicant.file(("don", 1), ThongTinKhac=json.dumps({"ly_do": "Sai"}))
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    due = f.again(dossier).current_due
    clock.forward(hours=1)
    applicant.change(
        ThongTinKhac=json.dumps({"ly_do": "Đúng"}),
        TaiLieuNop=[*applicant.mine["TaiLieuNop"], applicant.document(("giay-phep", 2))],
    )  # fmt: skip
    dossier = f.again(dossier)
    assert dossier.application.said["data"] == {"ly_do": "Sai"}
    assert applicant.standing() == [("don", 1, 1)]
    assert (dossier.business, dossier.current_due) == ("received", due)
    [said] = told(dossier)
    assert (said["fate"], said["papers"]) == ("beside", 1)
    version = dossier.portal_versions.get()
    [new] = [one["component"] for one in version.papers]
    offered = dossier.components.get(pk=new)
    assert (offered.code, applicant.pages(offered)) == ("giay-phep", 2), "its file is here all the same"

    assert actions.adopt(dossier_id=dossier.pk, papers=[new], by=CLERK, now=clock.forward(minutes=5)) == 1
    assert applicant.standing() == [("don", 1, 1), ("giay-phep", 1, 2)]
    version.refresh_from_db()
    assert (version.seen_by, version.seen_at) == (CLERK.key, clock())
    with pytest.raises(Missing):
        actions.adopt(dossier_id=dossier.pk, papers=[new], by=CLERK, now=clock())


def test_a_paper_taken_over_stands_in_the_place_of_the_one_it_changes(applicant, clock):
    dossier = applicant.file(("don", 1))
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    applicant.change(TaiLieuNop=[applicant.document(("don", 4))])
    papers = dossier.portal_versions.get().papers
    assert sorted(one["what"] for one in papers) == ["gone", "new"]
    [new] = [one["component"] for one in papers if one["what"] == "new"]
    actions.adopt(dossier_id=dossier.pk, papers=[new], by=CLERK, now=clock())
    assert applicant.standing() == [("don", 1, 4)]


def test_what_is_nobodys_paper_cannot_be_taken_over(applicant, clock):
    dossier = applicant.file(("don", 1))
    old = dossier.components.get().pk
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    with pytest.raises(Missing):
        actions.adopt(dossier_id=dossier.pk, papers=[], by=CLERK, now=clock())
    applicant.change(SoDienThoai="0905999888")
    with pytest.raises(Missing):
        actions.adopt(dossier_id=dossier.pk, papers=[old], by=CLERK, now=clock())
    actions.adopt(dossier_id=dossier.pk, papers=[], by=CLERK, now=clock())
    assert dossier.portal_versions.get().seen_by == CLERK.key


def test_what_comes_after_the_end_is_kept_and_the_portal_is_told_nothing(applicant, clock, portal):
    dossier = applicant.file(("don", 1))
    actions.refuse(dossier_id=dossier.pk, reason="Không đủ", by=CLERK, now=clock.forward(hours=1))
    applicant.turn()
    history = len(portal.store.dossiers[applicant.code].history)
    clock.forward(hours=1)
    applicant.change(TaiLieuNop=[*applicant.mine["TaiLieuNop"], applicant.document(("giay-phep", 2))])
    dossier = f.again(dossier)
    assert dossier.business == "refused"
    assert dossier.portal_versions.get().fate == "beside"
    assert len(portal.store.dossiers[applicant.code].history) == history


def test_an_answer_to_a_request_brings_its_words_too(applicant, clock):
    dossier = applicant.file(("don", 1), ThongTinKhac=json.dumps({"ly_do": "Sai"}))
    wanted = [{"code": "", "text": "Ghi lại lý do."}]
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=clock.forward(hours=1))
    clock.forward(hours=1)
    applicant.change(ThongTinKhac=json.dumps({"ly_do": "Đúng"}))
    dossier = f.again(dossier)
    assert (dossier.business, dossier.application.said["data"]) == ("filed", {"ly_do": "Đúng"})
    assert told(dossier)[0]["fate"] == "supplied"
    assert applicant.standing() == [("don", 1, 1)]


def test_the_files_of_a_supplement_are_found_where_the_portal_lists_them_with_its_request(applicant, clock):
    dossier = applicant.file(("don", 1))
    wanted = [{"code": "", "text": "Nộp giấy phép."}]
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=clock.forward(hours=1))
    clock.forward(hours=1)
    answer = {"HoSoBoSungId": "1", "DanhSachGiayToBoSung": [applicant.document(("giay-phep", 5))]}
    applicant.change(DanhSachHoSoBoSung=[answer])
    assert applicant.standing() == [("don", 1, 1), ("giay-phep", 1, 5)]
    assert f.again(dossier).business == "filed"


def test_what_says_nothing_new_is_nothing(applicant, clock):
    dossier = applicant.file(("don", 1))
    wanted = [{"code": "don", "text": "Ký vào đơn."}]
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=clock.forward(hours=1))
    clock.forward(hours=1)
    applicant.change(TrangThaiHoSo="5", GhiChu="Chờ bổ sung")
    assert (f.again(dossier).business, told(dossier)) == ("supplementing", [])


def test_the_same_version_twice_is_one(applicant, clock):
    dossier = applicant.file(("don", 1))
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    applicant.change(SoDienThoai="0905999888")
    applicant.change()
    actions.take_arrival(arrival=Arrival.objects.order_by("-pk")[0].pk, now=clock())
    # another state with the same words is no other version either
    clock.forward(hours=1)
    applicant.change(TrangThaiHoSo="4")
    assert len(told(dossier)) == dossier.portal_versions.count() == 1


@pytest.mark.parametrize("timed", [True, False])
def test_an_older_version_does_not_overwrite_a_newer_one(applicant, clock, timed):
    dossier = applicant.file(("don", 1))
    older, newer = ({**applicant.mine, "SoDienThoai": phone} for phone in ("0905000002", "0905000003"))
    early, late = clock.forward(minutes=5), clock.forward(minutes=5)
    applicant.hear(older, early) if timed else national.hear([older], now=early)
    second = Arrival.objects.latest("pk").pk
    applicant.hear(newer, late) if timed else national.hear([newer], now=late)
    actions.take_arrival(arrival=Arrival.objects.latest("pk").pk, now=late)
    actions.take_arrival(arrival=second, now=late)
    applicant.turn()
    assert f.again(dossier).application.said["holder"]["phone"] == "0905000003"
    assert Arrival.objects.get(pk=second).about == dossier.subject, "kept with the dossier all the same"


def test_who_goes_back_to_what_they_said_first_is_heard(applicant, clock):
    dossier = applicant.file(("don", 1))
    first = applicant.mine["SoDienThoai"]
    clock.forward(minutes=5)
    applicant.change(SoDienThoai="0905999888")
    clock.forward(minutes=5)
    applicant.change(SoDienThoai=first)
    assert f.again(dossier).application.said["holder"]["phone"] == first
    applicant.change(SoDienThoai=first)
    assert len(told(dossier)) == 2


def test_withdrawn_at_the_portal_after_the_decision_is_shown(applicant, clock):
    dossier = applicant.file(("don", 1))
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(minutes=1))
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=clock.forward(minutes=1))
    actions.decide(
        dossier_id=dossier.pk, outcome="rejected", reason="Không đủ", by=LEADER, now=clock.forward(hours=1)
    )
    applicant.change(TrangThaiHoSo="7")
    dossier = f.again(dossier)
    assert dossier.business == "decided"
    assert dossier.portal_versions.get().said["after"]["withdrawn"] is True


def test_files_are_told_apart_by_what_they_are(applicant, clock):
    """A document without an address, or one taken out, shifts the places of all behind it."""
    plain = {"TenTepDinhKem": "Nộp bản giấy", "MaThanhPhanHoSo": "ban-ve"}
    dossier = applicant.file(("don", 1), ("giay-phep", 2))
    don, licence = applicant.mine["TaiLieuNop"]
    clock.forward(minutes=5)
    renewed = {**licence, "DuongDanTaiTepTin": licence["DuongDanTaiTepTin"] + "?token=2"}
    applicant.change(TaiLieuNop=[plain, {**don, "IsDeleted": "1"}, renewed, applicant.document(("so-do", 3))])
    assert applicant.standing() == [("ban-ve", 1, 0), ("giay-phep", 1, 2), ("so-do", 1, 3)]
    assert AwaitedFile.objects.filter(dossier=dossier).count() == 3, "no file was fetched twice"


def test_two_files_of_one_component_both_stand_in_order(applicant, clock):
    dossier = applicant.file(("don", 1), ("don", 2), ("giay-phep", 3))
    assert applicant.standing() == [("don", 1, 1), ("don", 2, 2), ("giay-phep", 1, 3)]
    clock.forward(minutes=5)
    applicant.change(TaiLieuNop=[*applicant.mine["TaiLieuNop"], applicant.document(("don", 4))])
    assert applicant.standing() == [("don", 1, 1), ("don", 2, 2), ("don", 3, 4), ("giay-phep", 1, 3)]
    row = dossier.components.get(code="don", part=2, replaced_at=None)
    owner = f"{dossier.subject}/component:{row.pk}"
    stream, _paper = files.open_original(row.file, owner=owner)
    assert stream.read() == pdf(2), "byte for byte"


def test_a_file_that_comes_late_does_not_take_the_place_of_a_newer_one(applicant, clock, portal, settings):
    away = json.dumps(portal.configuration(file_hosts=["x"]))
    here, settings.NATIONAL = settings.NATIONAL, away
    dossier = applicant.file(("don", 1))
    clock.forward(minutes=5)
    applicant.change(TaiLieuNop=[applicant.document(("don", 3))])
    settings.NATIONAL = here
    clock.forward(hours=5)
    applicant.turn()
    assert applicant.standing() == [("don", 1, 3)]
    assert dossier.components.exclude(file="").count() == 2


def test_a_file_refused_for_good_is_no_paper(applicant, clock):
    bad = Upload("don", "don.exe", "application/pdf", b"MZ not a document at all")
    applicant.file()
    store = applicant.portal.store
    clock.forward(minutes=5)
    applicant.change(TaiLieuNop=[store._document(bad, applicant.portal.url)])
    row = applicant.dossier.components.get()
    assert (row.file, bool(row.refused_for), row.replaced_at) == ("", True, None)
    assert AwaitedFile.objects.get().next_try_at is None


def test_a_store_of_ours_that_is_away_refuses_no_file(applicant, clock, monkeypatch):
    def away(*_args, **_kwargs):
        raise StoreAway

    with monkeypatch.context() as patch:
        patch.setattr(arriving.files, "receive_paper", away)
        applicant.file(("don", 1))
    assert AwaitedFile.objects.get().next_try_at > clock()
    clock.forward(hours=1)
    applicant.turn()
    assert applicant.standing() == [("don", 1, 1)]


def test_whoever_handles_it_hears_of_it(applicant, clock):
    ours = people.officer(f.COMMUNE, Role.HANDLER)
    people.officer(f.OTHER, Role.HANDLER)
    dossier = applicant.file(("don", 1))
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    applicant.change(SoDienThoai="0905999888")
    [said] = Notice.objects.filter(template="onestop/changed_at_portal")
    assert said.recipient == ours.key
    assert "không bị thay" in said.texts["vi"]["body"]


def test_several_files_of_one_paper_are_counted_as_one_and_a_refused_one_as_none(applicant, clock):
    national_store = {"DuocLayTuKhoDMQG": "1"}
    dossier = applicant.file(("don", 1), ("don", 2))
    store, url = applicant.portal.store, applicant.portal.url
    bad = store._document(Upload("ban-ve", "x.exe", "application/pdf", b"MZ nothing"), url)
    twice = [applicant.document(("giay-phep", n)) | national_store for n in (1, 2)]
    clock.forward(minutes=5)
    applicant.change(TaiLieuNop=[*applicant.mine["TaiLieuNop"], *twice, bad])
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=clock.forward(hours=1))
    with transaction.atomic():
        until = clock() + f.HOUR
        [cell] = counting.of_cells(NOW, until, agency=f.COMMUNE, procedures=[f.PROCEDURE])
    assert [cell.counts[name] for name in ("papers", "papers_national", "from_store")] == [2, 1, 1]
