"""Papers: PDFs and pictures of papers, whole and plain ones alone, opened by nobody but their room."""

import io
import threading
import zlib

import pikepdf
import pytest
from django.db import transaction
from pikepdf import Array, Dictionary, Name

from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.files import actions, documents, masking, queries
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests import factories
from tinhso.foundation.ledger import queries as ledger

AT = factories.AT
HK01 = "dossier:12/component:hk01"


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def changed(change, **options) -> bytes:
    with pikepdf.open(io.BytesIO(factories.pdf())) as pdf:
        change(pdf)
        return saved(pdf, **options)


def with_root(**entries) -> bytes:
    return factories.pdf(**entries)


def with_link(action: Dictionary) -> bytes:
    def add(pdf):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])

    return changed(add)


def with_file() -> bytes:
    def add(pdf):
        pdf.attachments["a.exe"] = b"MZ"

    return changed(add)


def with_stream(data: bytes, **entries) -> bytes:
    def add(pdf):
        stream = pikepdf.Stream(pdf, data)
        for name, value in entries.items():
            stream[f"/{name}"] = value
        pdf.Root["/Piece"] = pdf.make_indirect(stream)

    return changed(add, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def bomb(times: int) -> bytes:
    data = bytes(300_000_000)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return with_stream(data, Filter=Array([Name.FlateDecode] * times))


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
HOSTILE = {
    "script": lambda: with_root(OpenAction=SCRIPT),
    "script in a link": lambda: with_link(SCRIPT),
    "script by name": lambda: with_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["x", SCRIPT])))),
    "launch": lambda: with_link(Dictionary(S=Name.Launch, F="cmd.exe")),
    "opens an address": lambda: with_root(OpenAction=Dictionary(S=Name.URI, URI="https://vi.du/")),
    "opens after turning": lambda: with_root(
        OpenAction=Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.URI, URI="https://vi.du/")]))
    ),
    "opens on closing": lambda: with_root(AA=Dictionary(WC=Dictionary(S=Name.URI, URI="https://vi.du/"))),
    "link to a file": lambda: with_link(Dictionary(S=Name.URI, URI="file:///etc/passwd")),
    "link with a script": lambda: with_link(Dictionary(S=Name.URI, URI="javascript:alert(1)")),
    "other document": lambda: with_link(Dictionary(S=Name.GoToR, F="\\\\ke.tan.cong\\x.pdf")),
    "sends a form": lambda: with_link(Dictionary(S=Name.SubmitForm, F="https://vi.du/")),
    "attached file": with_file,
    "stream elsewhere": lambda: with_stream(b"", F="https://vi.du/x"),
    "xfa": lambda: with_root(AcroForm=Dictionary(XFA="<xdp/>")),
    "film": lambda: with_root(Piece=Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)),
    "password": lambda: changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")),
    "locked": lambda: changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="")),
    "bomb": lambda: bomb(1),
    "bomb in a bomb": lambda: bomb(2),
    "image of a thousand million": lambda: with_stream(
        b"x", Subtype=Name.Image, Width=40_000, Height=40_000, Filter=Name.DCTDecode
    ),
    "cut off": lambda: factories.pdf()[:300],
    "end alone": lambda: b"%PDF-1.7\n%%EOF\n",
    "no page": lambda: factories.pdf(0),
    "zip behind": lambda: factories.pdf() + b"PK\x05\x06" + bytes(18),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_runs_opens_hides_or_breaks_is_refused_in_a_sentence(what):
    with pytest.raises(documents.NotADocument) as refused:
        documents.read(HOSTILE[what](), most_pages=300)
    assert "PDF" in refused.value.errors[0].message.in_vietnamese()


def test_a_plain_document_is_read_and_drawn():
    found = documents.read(factories.pdf(3), most_pages=3)
    assert (found.kind, found.pages) == ("application/pdf", 3)
    assert {size: found.renditions[size][:3] for size in ("large", "thumb")} == dict.fromkeys(
        ("large", "thumb"), b"\xff\xd8\xff"
    )


@pytest.mark.parametrize(
    "plain",
    [
        lambda: with_link(Dictionary(S=Name.URI, URI="https://dichvucong.gov.vn/")),
        lambda: with_root(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        lambda: with_root(AcroForm=Dictionary(SigFlags=3, Fields=Array([Dictionary(FT=Name.Sig, T="Ký")]))),
    ],
)
def test_links_that_a_reader_presses_and_signatures_are_plain(plain):
    assert documents.read(plain(), most_pages=9).pages == 1


def test_too_many_pages_are_said():
    with pytest.raises(documents.TooManyPages, match="hơn 2 trang"):
        documents.read(factories.pdf(3), most_pages=2)


def test_a_program_that_is_ended_from_outside_says_no(monkeypatch):
    monkeypatch.setattr(documents, "LONGEST_S", 0.0)
    with pytest.raises(documents.NotADocument):
        documents.read(factories.pdf(), most_pages=9)


def test_who_comes_while_others_are_read_too_long_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(documents, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(documents, "WAITS_S", 0.01)
    with documents.AT_ONCE, pytest.raises(documents.ReadersBusy):
        documents.read(factories.pdf(), most_pages=9)
    assert documents.read(factories.pdf(), most_pages=9).pages == 1


@pytest.mark.parametrize(
    "program", ["print('{' * 10**7)", "import os; os.abort()", "print('[1]')", "while True: pass"]
)
def test_a_program_taken_over_or_broken_says_no(program, monkeypatch, tmp_path):
    bad = tmp_path / "bad.py"
    bound = "from resource import *\nsetrlimit(RLIMIT_FSIZE, (9**6, 9**6))\nsetrlimit(RLIMIT_CPU, (1, 1))\n"
    bad.write_text(bound + program)
    monkeypatch.setattr(documents, "PROGRAM", bad)
    with pytest.raises(documents.NotADocument):
        documents.read(factories.pdf(), most_pages=9)


def test_the_program_knows_no_secret(monkeypatch, tmp_path):
    spy = tmp_path / "spy.py"
    spy.write_text("import json,os;print(json.dumps({'why':'','pages':len(os.environ)}))")
    monkeypatch.setattr(documents, "PROGRAM", spy)
    monkeypatch.setenv("TINHSO_SECRET_KEY", "bí mật")
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    # LC_CTYPE is what Python itself sets when the locale is C (PEP 538)
    assert documents.read(factories.pdf(), most_pages=9).pages <= 1


@pytest.mark.django_db
class TestKept:
    def test_a_document_lives_as_a_photo_does_but_is_seen_by_its_owner_alone(
        self, django_capture_on_commit_callbacks
    ):
        content = factories.pdf(2)
        kept = actions.receive_paper(content, filename="../Nguyễn.exe", by=CITIZEN, now=AT)
        assert (kept.kind, kept.pages) == ("application/pdf", 2)
        with pytest.raises(queries.NoSuchFile):
            queries.open_original(kept.id, owner="")
        actions.attach_papers([kept.id], owner=HK01, by=CITIZEN, now=AT)
        stream, found = queries.open_original(kept.id, owner=HK01)
        with stream:
            assert stream.read() == content
        assert (found.sha256, found.pages, found.size) == (kept.sha256, 2, len(content))
        assert queries.open_rendition(kept.id, "thumb", owner=HK01)[1] == "image/jpeg"
        for refused in (
            lambda: queries.open_original(kept.id, owner="dossier:13/component:hk01"),
            lambda: queries.open_rendition(kept.id, "thumb"),
            lambda: queries.open_public_rendition(kept.id, "thumb", owner=HK01),
        ):
            with pytest.raises(Missing):
                refused()
        assert queries.of_owners([HK01])[HK01] == []
        assert [p.id for p in queries.papers_of(HK01)] == [kept.id]
        assert masking.mask_waiting(now=AT) == 0
        assert actions.erase_originals(owner=HK01, by=MACHINE, now=AT) == 0
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.erase(owner=HK01, by=MACHINE, now=AT) == 1
        with pytest.raises(queries.NoSuchFile):
            queries.open_original(kept.id, owner=HK01)
        with pytest.raises(FileNotFoundError):
            queries.storage.open_part(kept.id, "original")

    def test_unused_documents_go(self):
        kept = factories.upload_pdf()
        assert queries.unattached(kept.id, now=AT).pages == 1
        assert actions.expire(AT.replace(month=12)) == 1
        with pytest.raises(queries.NoSuchFile):
            queries.unattached(kept.id, now=AT)

    def test_a_picture_of_a_paper_is_no_photo_any_more(self):
        photo = factories.upload(shows_nobody=False)
        actions.attach_papers([photo.id], owner=HK01, by=CITIZEN, now=AT)
        assert queries.of_owners([HK01])[HK01] == []
        assert masking.mask_waiting(now=AT) == 0
        with pytest.raises(queries.NoSuchPicture):
            queries.open_rendition(photo.id, "large")

    def test_doors_for_pictures_refuse_documents(self):
        with pytest.raises(actions.NotAPicture):
            actions.receive(factories.pdf(), filename="a.jpg", by=CITIZEN, now=AT)
        with pytest.raises(Invalid):
            actions.attach([factories.upload_pdf().id], owner="report:1", by=CITIZEN, now=AT)
        photo = factories.upload()
        actions.attach([photo.id], owner="report:1", by=CITIZEN, now=AT)
        with pytest.raises(queries.NoSuchFile):  # it has a place in it
            queries.open_original(photo.id, owner="report:1")

    def test_each_is_attached_once_all_or_none_and_no_recording(self):
        one, two = factories.upload_pdf(), factories.upload_pdf()
        voice = actions.receive_sound(factories.sound(), by=CITIZEN, now=AT)
        actions.attach_papers([one.id], owner=HK01, by=CITIZEN, now=AT)
        for ids in ([two.id, one.id], [two.id, two.id], [voice.id], ["x"], [7]):
            with pytest.raises(Invalid) as refused:
                actions.attach_papers(ids, owner=HK01, by=CITIZEN, now=AT)
            assert refused.value.errors[0].field == "papers"
        assert len(queries.papers_of(HK01)) == 1

    def test_a_copy_outlives_what_it_was_copied_from(self):
        one = factories.upload_pdf()
        actions.attach_papers([one.id], owner=HK01, by=CITIZEN, now=AT)
        copy = actions.copy_paper(one.id, owner=HK01, to="paper:1/v1", by=CITIZEN, now=AT)
        actions.erase(owner=HK01, by=MACHINE, now=AT)
        stream, found = queries.open_original(copy.id, owner="paper:1/v1")
        with stream:
            assert stream.read() == factories.pdf()
        assert found.sha256 == one.sha256
        row = StoredFile.objects.get(key=copy.id)
        assert [f.type for f in ledger.facts_of(f"file:{row.pk}")] == ["files.received"]
        with pytest.raises(Missing):
            actions.copy_paper(copy.id, owner=HK01, to="paper:2/v1", by=CITIZEN, now=AT)

    def test_too_many_bytes_are_refused_before_they_are_read(self):
        with pytest.raises(actions.DocumentTooLarge, match="15 MB"):
            actions.receive_document(b"%PDF-1.7" + bytes(15 * 1024 * 1024), by=CITIZEN, now=AT)


@pytest.mark.django_db(transaction=True)
def test_each_paper_goes_to_its_own_owner_or_none_does():
    with transaction.atomic():
        one, other, used = (
            actions.receive_document(factories.pdf(), by=CITIZEN, now=AT).id for _ in range(3)
        )
        actions.attach_papers([used], owner=HK01, by=CITIZEN, now=AT)
    for wrong in (
        [(one, "dossier:9/component:1"), (used, "dossier:9/component:2")],
        [(one, "dossier:9/component:1"), (one, "dossier:9/component:2")],
        [(one, "")],
        [("a" * 26, "dossier:9/component:1")],
    ):
        with pytest.raises(Invalid), transaction.atomic():
            actions.attach_each(wrong, by=CITIZEN, now=AT)
        assert not StoredFile.objects.filter(owner__startswith="dossier:9").exists()
    with transaction.atomic():
        actions.attach_each([(one, "dossier:9/a"), (other, "dossier:9/b")], by=CITIZEN, now=AT)
    owned = StoredFile.objects.filter(owner__startswith="dossier:9").values_list("key", "owner", "is_paper")
    assert set(owned) == {(one, "dossier:9/a", True), (other, "dossier:9/b", True)}
