"""Papers kept, used again, opened, taken back, let go; and what is written of that for ever."""

from datetime import date, timedelta

import orjson
import pytest
from django.db import IntegrityError, transaction

from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE, Actor, Grant, Role
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as stored
from tinhso.foundation.files.tests import factories as uploads
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.vault import actions, queries
from tinhso.foundation.vault.actions.ending import StillUsed
from tinhso.foundation.vault.actions.using import NotValid
from tinhso.foundation.vault.models import Access, Paper, Version, Words
from tinhso.foundation.vault.rules import Source, Status
from tinhso.foundation.vault.tests.factories import (
    DOSSIER,
    LAW,
    NOW,
    NUMBER,
    OFFICER,
    OTHER_NUMBER,
    PART,
    TODAY,
    kept,
    person,
    uploaded,
)

pytestmark = pytest.mark.django_db


def test_a_paper_is_kept_and_read_back_as_it_was_said():
    signed = {"signer": "UBND phường Thuận Hóa", "serial": "54:01", "signed_at": "2026-03-15", "valid": True}
    made = kept(signature=signed, expires_on=date(2027, 3, 15))
    [view] = queries.papers_of(person(), on=TODAY)
    assert view == made == queries.paper(made.key, on=TODAY)
    assert (view.title, view.number, view.signature) == ("Giấy khai sinh", "15/2026", signed)
    assert (view.version, view.status, view.source) == (1, Status.VALID, Source.DIGITISED)
    assert (view.kind, view.pages, len(view.sha256)) == ("application/pdf", 1, 64)
    assert queries.papers_of(person(), on=date(2027, 3, 16))[0].status == Status.EXPIRED
    assert queries.papers_of(person(), on=TODAY, types=["cccd"]) == []
    assert queries.papers_of(person(OTHER_NUMBER), on=TODAY) == []


def test_no_number_no_name_no_owner_is_in_facts_rows_or_logs(caplog):
    made = kept()
    actions.link(paper=made.key, version=1, to=PART, basis=LAW, by=OFFICER, now=NOW)
    actions.open_paper(paper=made.key, version=1, reason="Bà Lê Thị Bưởi hỏi", to=PART, by=OFFICER, now=NOW)
    facts = orjson.dumps([[f.subject, f.payload] for f in Fact.objects.all()]).decode()
    rows = "".join(str(list(model.objects.values())) for model in (Paper, Version, Words, Access))
    for secret in (NUMBER, "15/2026", "khai sinh", "Bưởi"):
        assert secret not in facts
        assert secret not in rows
        assert secret not in caplog.text
    assert person().partition(":")[2] not in facts


def test_a_new_version_replaces_and_a_link_stays_with_the_old_one():
    one = kept(text="Ban mot")
    actions.link(paper=one.key, version=1, to=PART, basis=LAW, by=OFFICER, now=NOW)
    two = kept(text="Ban hai", issued_on=date(2026, 6, 1), now=NOW + timedelta(days=1))
    assert (two.key, two.version, two.status) == (one.key, 2, Status.VALID)
    [newest] = queries.papers_of(person(), on=date(2026, 12, 1))
    assert newest.version == 2
    [used] = queries.links_to(DOSSIER)
    assert (used.version, queries.paper(used.paper, version=used.version, on=TODAY).status) == (
        1,
        Status.VALID,
    )
    assert queries.paper(one.key, version=1, on=date(2026, 12, 1)).status == Status.REPLACED
    file = actions.open_paper(paper=one.key, version=1, reason="Kiểm tra", to=PART, by=OFFICER, now=NOW)
    assert file == Version.objects.get(number=1).file
    with pytest.raises(NotValid):
        actions.link(
            paper=one.key, version=1, to="dossier:13", basis=LAW, by=OFFICER, now=NOW + timedelta(days=2)
        )


def test_other_numbers_issuers_and_owners_are_other_papers():
    keys = {
        kept().key,
        kept(number="16/2026").key,
        kept(issuer_code="UBND-PX").key,
        kept(type_code="ket-hon").key,
        kept(owner=person(OTHER_NUMBER)).key,
        kept(number="").key,
        kept(number="").key,
    }
    assert len(keys) == 7


def test_the_same_file_again_is_no_new_version():
    file = uploads.upload_pdf().id
    assert kept(file_id=file) == kept(file_id=file)
    given = uploads.upload_pdf().id
    files.attach_papers([given], owner=PART, by=CITIZEN, now=NOW)
    first = kept(file_id=given, file_owner=PART, number="16")
    assert kept(file_id=given, file_owner=PART, number="16") == first
    files.erase(owner=PART, by=MACHINE, now=NOW)
    stream, _ = actions.hand_out(paper=first.key, version=1, reason="Xem", to=DOSSIER, by=OFFICER, now=NOW)
    stream.close()


def test_what_cannot_be_kept_leaves_nothing():
    file = uploads.upload_pdf().id
    for changes in (
        {"file_id": "x"},
        {"certified_by": ""},
        {"basis": actions.by_consent("kho", "")},
        {"file_id": file, "file_owner": "dossier:99"},
    ):
        with pytest.raises((Invalid, Missing)):
            kept(**changes)
    assert not Paper.objects.exists()
    assert stored.unattached(file, now=NOW)


class TestOpening:
    def opened(self, made, **changes):
        asked = {
            "paper": made.key,
            "version": 1,
            "reason": "Đối chiếu bản gốc",
            "to": "",
            "by": OFFICER,
            "now": NOW,
        }
        return actions.open_paper(**{**asked, **changes})

    def test_the_owner_sees_role_body_time_and_reason_and_never_who(self):
        made = kept()
        self.opened(made, to=DOSSIER)
        [seen] = queries.accesses(person())
        assert (seen.at, seen.who_key, seen.agency, seen.reason) == (
            NOW, "handler", "TTPVHCC-TH", "Đối chiếu bản gốc",
        )  # fmt: skip
        assert "officer" not in repr(seen)
        fact = ledger.facts_of(made.key)[-1]
        assert (fact.type, fact.actor) == ("vault.paper_opened", "officer:12")
        assert queries.accesses(person(OTHER_NUMBER)) == []

    def test_an_opening_that_fails_is_not_recorded_and_one_recorded_is_whole(self, monkeypatch):
        made = kept()

        def gone(*_args, **_more):
            raise stored.NoSuchFile

        monkeypatch.setattr("tinhso.foundation.vault.actions.opening.files.open_original", gone)
        with pytest.raises(stored.NoSuchFile):
            actions.hand_out(paper=made.key, version=1, reason="Xem", to=DOSSIER, by=OFFICER, now=NOW)
        assert queries.accesses(person()) == []
        assert ledger.facts_of(made.key)[-1].type == "vault.paper_kept"

    @pytest.mark.parametrize(
        ("changes", "refused"),
        [
            ({"to": ""}, NotPermitted),
            ({"to": "dossier:1"}, NotPermitted),
            ({"to": "dossier:13"}, NotPermitted),
            ({"to": DOSSIER, "reason": " "}, Invalid),
            ({"to": DOSSIER, "by": CITIZEN}, Missing),
            ({"to": DOSSIER, "by": Actor("officer:3", frozenset({Grant(Role.ADMINISTRATOR)}))}, Missing),
            ({"owner": "person:" + "0" * 32, "by": CITIZEN}, Missing),
            ({"owner": "person:" + "0" * 32, "to": DOSSIER}, Missing),
            ({"to": DOSSIER, "version": 2}, Missing),
            ({"to": DOSSIER, "paper": "paper:999999"}, Missing),
            ({"to": DOSSIER, "paper": "paper:1 OR 1=1"}, Missing),
        ],
    )
    def test_nobody_else_opens_and_nothing_is_recorded(self, changes, refused):
        made = kept()
        with pytest.raises(refused):
            self.opened(made, **changes)
        assert not Access.objects.exists()

    def test_the_owner_opens_without_a_reason(self):
        made = kept()
        assert self.opened(made, owner=person(), by=CITIZEN, reason="")
        assert queries.accesses(person())[0].who_key == "citizen"


class TestUsing:
    def test_the_same_twice_is_one_link(self):
        made = kept()
        links = [
            actions.link(paper=made.key, version=1, to=PART, basis=LAW, by=OFFICER, now=NOW) for _ in "ab"
        ]
        assert links[0] == links[1]
        assert len(queries.links_of(person())) == 1

    def test_a_citizen_uses_nobody_elses_paper(self):
        made = kept()
        for owner in ("", person(OTHER_NUMBER), "person:x"):
            with pytest.raises(queries.NoSuchPaper):
                actions.link(paper=made.key, version=1, to=PART, basis=LAW, owner=owner, by=CITIZEN, now=NOW)
        with pytest.raises(queries.NoSuchPaper):
            actions.link(
                paper=made.key, version=1, to=PART, basis=LAW, owner=person(OTHER_NUMBER), by=OFFICER, now=NOW
            )
        assert actions.link(
            paper=made.key, version=1, to=PART, basis=LAW, owner=person(), by=CITIZEN, now=NOW
        )

    def test_what_is_over_is_not_used_again(self):
        made = kept(expires_on=date(2026, 11, 19))
        with pytest.raises(NotValid):
            actions.link(paper=made.key, version=1, to=PART, basis=LAW, by=OFFICER, now=NOW)

    def test_consent_withdrawn_closes_what_was_linked_by_it_and_no_more(self):
        made = kept()
        agreed = actions.by_consent("onestop:1.013229", "dossier:12#tick")
        actions.link(paper=made.key, version=1, to=PART, basis=agreed, owner=person(), by=CITIZEN, now=NOW)
        actions.link(paper=made.key, version=1, to="dossier:14/component:1", basis=LAW, by=OFFICER, now=NOW)
        [consent] = queries.consents(person())
        with pytest.raises(Missing):
            actions.withdraw_consent(consent.id, owner=person(OTHER_NUMBER), by=CITIZEN, now=NOW)
        assert actions.withdraw_consent(consent.id, owner=person(), by=CITIZEN, now=NOW) == 1
        assert actions.withdraw_consent(consent.id, owner=person(), by=CITIZEN, now=NOW) == 0
        with pytest.raises(NotPermitted):
            actions.open_paper(paper=made.key, version=1, reason="Xem", to=PART, by=OFFICER, now=NOW)
        assert actions.open_paper(
            paper=made.key, version=1, reason="Xem", to="dossier:14", by=OFFICER, now=NOW
        )
        fact = ledger.facts_of(f"consent:{consent.id}")[-1]
        assert fact.payload == {"purpose": "onestop:1.013229", "closed": [PART]}
        actions.link(paper=made.key, version=1, to=PART, basis=agreed, owner=person(), by=CITIZEN, now=NOW)
        assert [c.withdrawn_at is None for c in queries.consents(person())] == [True, False]


class TestEnding:
    def test_revoked_and_replaced_papers_say_so_from_that_day(self):
        one, two = kept(), kept(number="16/2026")
        with pytest.raises(NotPermitted):
            actions.revoke(one.key, reason="Cấp sai", by=CITIZEN, now=NOW)
        actions.revoke(one.key, reason="Cấp sai", by=OFFICER, now=NOW)
        assert queries.paper(one.key, on=TODAY).status == Status.REVOKED
        assert queries.paper(one.key, on=date(2026, 11, 19)).status == Status.VALID
        three = kept(number="17/2026")
        actions.replace(two.key, replaced_by=three.key, by=OFFICER, now=NOW)
        assert queries.paper(two.key, on=TODAY).status == Status.REPLACED
        other = kept(owner=person(OTHER_NUMBER))
        with pytest.raises(queries.NoSuchPaper):
            actions.replace(three.key, replaced_by=other.key, by=OFFICER, now=NOW)

    def test_erasing_leaves_tombstones_and_the_others(self, django_capture_on_commit_callbacks):
        made, other = kept(), kept(owner=person(OTHER_NUMBER))
        kept(text="Ban hai")
        uploaded(number="9")
        actions.open_paper(paper=made.key, version=1, reason="Xem", to=DOSSIER, by=OFFICER, now=NOW)
        keys = list(Version.objects.exclude(paper__owner=other.owner).values_list("file", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.erase(person(), by=MACHINE, now=NOW) == 2
        assert queries.papers_of(person(), on=TODAY) == queries.accesses(person()) == []
        assert queries.consents(person()) == []
        assert set(Paper.objects.exclude(pk=int(other.key[6:])).values_list("owner", "number_mark")) == {
            ("", "")
        }
        assert (Words.objects.count(), Access.objects.count()) == (1, 0)
        for key in keys:
            with pytest.raises(FileNotFoundError):
                stored.storage.open_part(key, "original")
        with pytest.raises(queries.NoSuchPaper):
            queries.paper(made.key)
        assert queries.papers_of(person(OTHER_NUMBER), on=TODAY) == [other]
        assert actions.erase(person(), by=MACHINE, now=NOW) == 0
        assert kept().version == 1

    def test_an_owner_lets_go_what_he_put_there_and_nothing_uses(self):
        mine, law = uploaded(), kept(number="16")
        for key, owner in ((law.key, person()), (mine.key, person(OTHER_NUMBER))):
            with pytest.raises((StillUsed, Missing)):
                actions.remove(key, owner=owner, by=CITIZEN, now=NOW)
        agreed = actions.by_consent("onestop:1", "dossier:12#tick")
        actions.link(paper=mine.key, version=1, to=PART, basis=agreed, owner=person(), by=CITIZEN, now=NOW)
        with pytest.raises(StillUsed):
            actions.remove(mine.key, owner=person(), by=CITIZEN, now=NOW)
        consent = next(c for c in queries.consents(person()) if c.purpose == "onestop:1")
        actions.withdraw_consent(consent.id, owner=person(), by=CITIZEN, now=NOW)
        actions.remove(mine.key, owner=person(), by=CITIZEN, now=NOW)
        assert [p.key for p in queries.papers_of(person(), on=TODAY)] == [law.key]

    def test_papers_go_ten_years_after_their_end_unless_used_since(self):
        kept(expires_on=date(2026, 12, 1))
        used = kept(number="16", expires_on=date(2026, 12, 1))
        valid = kept(number="17")
        late = NOW + timedelta(days=3_700)
        Paper.objects.filter(pk=int(used.key[6:])).get().versions.get().links.create(
            to=PART, root=DOSSIER, basis="law", citation="x", linked_at=late
        )
        assert actions.expire(NOW + timedelta(days=3_600)) == 0
        assert actions.expire(late) == 1
        assert {p.key for p in queries.papers_of(person(), on=TODAY)} == {used.key, valid.key}

    def test_who_looked_is_forgotten_after_five_years(self):
        made = kept()
        actions.open_paper(paper=made.key, version=1, reason="Xem", to=DOSSIER, by=OFFICER, now=NOW)
        actions.expire(NOW + timedelta(days=1_825))
        assert len(queries.accesses(person())) == 1
        actions.expire(NOW + timedelta(days=1_826))
        assert queries.accesses(person()) == []


class TestSecretKeys:
    def test_an_owner_keeps_the_key_when_the_secret_is_changed_and_the_old_one_forgotten(self, settings):
        made = kept()
        before, old = person(), settings.SECRET_KEY
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "mới " * 16, [old]
        assert person() == before
        assert queries.papers_of(person(), on=TODAY)[0].number == "15/2026"
        assert kept(text="Ban hai").key == made.key
        assert actions.recognise(NUMBER, now=NOW) == before
        settings.SECRET_KEY_FALLBACKS = []
        assert person() == before
        [view] = queries.papers_of(person(), on=TODAY)
        assert (view.key, view.version) == (made.key, 2)
        assert person(OTHER_NUMBER) != before

    def test_a_body_with_the_same_number_is_another_owner(self):
        assert queries.owner_key("0401234567", kind="org") != queries.owner_key("0401234567")


def test_once_only_is_counted_for_things_and_for_a_period():
    one = kept()
    kept(number="16", source=Source.ISSUED, certified_by="", about="dossier:12/result:3")
    uploaded(number="17", now=NOW + timedelta(days=40))
    for to in (PART, "dossier:12/component:2", "dossier:15/component:9"):
        actions.link(paper=one.key, version=1, to=to, basis=LAW, by=OFFICER, now=NOW)
    found = queries.counts_about([DOSSIER, "dossier:15", "dossier:77"])
    assert found[DOSSIER] == queries.Counts({Source.DIGITISED: 1, Source.ISSUED: 1}, reused=2, reusing=1)
    assert found["dossier:15"] == queries.Counts({}, reused=1, reusing=1)
    assert found["dossier:77"] == queries.Counts()
    assert queries.counts_between(NOW, NOW + timedelta(days=1)) == queries.Counts(
        {Source.DIGITISED: 1, Source.ISSUED: 1}, reused=3, reusing=2
    )


def test_the_database_itself_refuses_what_no_action_does():
    made = kept()
    row = Version.objects.get()
    for change in ({"certified_by": ""}, {"expires_on": date(2020, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=int(made.key[6:])).update(erased_at=NOW)


@pytest.mark.parametrize("key", ["paper:x", "paper:", "report:1", "paper:" + "9" * 30, "paper:²", ""])
def test_what_is_no_papers_key_is_no_paper(key):
    with pytest.raises(queries.NoSuchPaper):
        queries.paper(key)
