"""Is a signature told from a broken one, whoever made it, and does the house sign what others can check?"""

import io
from datetime import timedelta

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from tinhso.core import parameters
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.files import documents
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.signing import actions, apart, program, queries, rules, shown
from tinhso.foundation.signing.models import Key
from tinhso.foundation.signing.rules import Trust, from_json, state
from tinhso.foundation.signing.tests import factories as f

pytestmark = pytest.mark.django_db


def checked(content: bytes, now=f.NOW):
    return queries.check(content, now=now)


def test_what_the_house_signs_is_whole_trusted_and_still_a_plain_document():
    f.trusted()
    signed = f.signed()
    (one,) = checked(signed)
    assert (one.name, one.organisation) == (f"{f.SIGNER} (MÔ PHỎNG)", f.SIGNER)
    assert (one.intact, one.whole, one.trust, one.is_trusted) == (True, True, Trust.TRUSTED, True)
    assert (one.signed_at, one.is_time_proven) == (f.NOW, False)
    assert (one.citation, one.is_sample) == ("Quyết định thử 01/QĐ", True)
    assert "chưa kiểm tra thu hồi" in state(one).in_vietnamese()
    assert from_json(one.as_json()) == one
    assert documents.read(signed, most_pages=9).pages == 1, "the judge of files takes it"


def test_a_document_without_a_signature_asks_no_program(monkeypatch):
    monkeypatch.setattr(apart, "ask", None)
    assert checked(f.pdf()) == ()
    assert checked(b"\xff\xd8 a picture with /ByteRange") == ()


def test_a_changed_letter_breaks_the_signature():
    f.trusted()
    signed = bytearray(f.signed())
    signed[signed.index(b"612")] = ord("7")
    (one,) = checked(bytes(signed))
    assert not one.intact
    assert not one.is_trusted
    assert "hỏng" in state(one).in_vietnamese()


def test_a_page_added_after_the_signature_is_seen():
    f.trusted()
    writer, out = IncrementalPdfFileWriter(io.BytesIO(f.signed())), io.BytesIO()
    drawn = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.insert_page(PageObject(contents=drawn, media_box=(0, 0, 99, 99)))
    writer.write(out)
    (one,) = checked(out.getvalue())
    assert (one.intact, one.whole, one.holds) == (True, False, False)
    assert "thêm nội dung" in state(one).in_vietnamese()


def test_bytes_after_the_end_were_signed_by_nobody():
    f.trusted()
    (one,) = checked(f.signed() + b"\n% more")
    assert not one.whole


def test_a_field_filled_after_the_signature_is_a_change():
    """Some readers allow it; a result is not a form."""
    f.trusted()
    signed = f.signed(f.form())
    assert checked(signed)[0].is_trusted
    writer, out = IncrementalPdfFileWriter(io.BytesIO(signed)), io.BytesIO()
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.TextStringObject("999")
    writer.update_container(field)
    writer.write(out)
    assert b"999" in out.getvalue()
    assert not checked(out.getvalue())[0].whole


def laid_over(content: bytes, *, place=(0, 0, 600, 800), filled: str = "") -> bytes:
    """A field for a signature as large as the page, that shows what its author likes."""
    pdf, name, whole = generic.DictionaryObject, generic.pdf_name, generic.NumberObject
    writer, out = IncrementalPdfFileWriter(io.BytesIO(content), strict=False), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0]
    box = generic.ArrayObject(map(whole, place))
    looks = generic.StreamObject(
        dict_data={name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"), name("/BBox"): box},
        stream_data=b"1 1 1 rg 0 0 600 800 re f",
    )
    said = {
        name("/FT"): name("/Sig"), name("/T"): generic.TextStringObject("Trang"), name("/Rect"): box,
        name("/Type"): name("/Annot"), name("/Subtype"): name("/Widget"), name("/F"): whole(4),
        name("/P"): generic.IndirectObject(page.container_ref.idnum, 0, writer),
        name("/AP"): pdf({name("/N"): writer.add_object(looks)}),
    }  # fmt: skip
    if filled:
        said[name("/V")] = writer.add_object(
            pdf({name("/Type"): name(filled), name("/Contents"): generic.ByteStringObject(b"0")})
        )
    sheet = writer.add_object(pdf(said))
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(sheet)
    notes = page.get("/Annots", generic.ArrayObject())
    notes.append(sheet)
    page["/Annots"] = notes
    writer.update_container(fields)
    writer.update_container(page)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("filled", ["", "/DocTimeStamp", "/Sig", "/Other"])
def test_a_white_sheet_laid_over_a_signed_page_is_a_change(filled):
    f.trusted()
    found = checked(laid_over(f.signed(), filled=filled))
    assert not all(one.is_trusted for one in found)
    if filled != "/Sig":  # else the one who did not sign it is told beside
        assert [(one.intact, one.whole) for one in found] == [(True, False)]


def test_a_field_that_was_there_when_it_was_signed_and_one_that_nobody_sees_are_no_change():
    f.trusted()
    before = f.signed(laid_over(f.signed(), place=(0, 0, 0, 0)))
    assert [one.is_trusted for one in checked(before)] == [True, True]
    assert [one.whole for one in checked(f.signed(laid_over(f.signed())))] == [False, True]


def test_two_signatures_hold_each_for_itself():
    f.trusted()
    mine = f.key(holder=f.LEADER.key, name="Nguyễn Văn Ký")
    twice = f.signed(f.signed(), key_name=mine, now=f.NOW + timedelta(minutes=5))
    first, second = checked(twice)
    assert (first.is_trusted, second.is_trusted) == (True, True)
    assert (first.organisation, second.name) == (f.SIGNER, "Nguyễn Văn Ký (MÔ PHỎNG)")


def test_nobody_vouches_for_an_unknown_issuer():
    f.trusted("Nơi khác")
    (one,) = checked(f.signed())
    assert (one.holds, one.trust) == (True, Trust.UNKNOWN)


def test_an_anchor_is_trusted_in_its_days_only():
    f.trusted()
    signed = f.signed()
    assert checked(signed)[0].is_trusted
    from tinhso.foundation.signing.models import Anchor

    row = Anchor.objects.get()
    row.valid_to = f.later(1).date()
    row.save()
    assert checked(signed, f.later(2))[0].trust == Trust.UNKNOWN


@pytest.mark.parametrize(
    "signed_after, checked_after, trust",
    [(0, 0, Trust.TRUSTED), (0, 31, Trust.OUT_OF_TIME), (40, 0, Trust.OUT_OF_TIME)],
    ids=["in its time", "afterwards, and no stamp of time proves when", "dated after the certificate"],
)
def test_a_certificate_is_good_in_its_days(signed_after, checked_after, trust, monkeypatch):
    f.trusted()
    name = f.key(until=f.later(30))
    Key.objects.update(not_after=f.later(900))  # an honest house refuses; others sign with what they have
    signed = f.signed(key_name=name, now=f.later(signed_after))
    (one,) = checked(signed, f.later(max(signed_after, checked_after)))
    assert (one.holds, one.trust) == (True, trust)


def test_a_signature_from_tomorrow_is_not_believed():
    f.trusted()
    signed = f.signed(now=f.later(1))
    assert checked(signed)[0].trust == Trust.UNSURE


def test_a_stamp_of_time_proves_when_and_outlives_the_certificate():
    f.trusted()
    (one,) = checked(f.stamped(f.pdf(), at=f.NOW, until=f.later(30)), f.later(400))
    assert (one.signed_at, one.is_time_proven, one.trust) == (f.NOW, True, Trust.TRUSTED)
    assert "có dấu thời gian" in shown.lines(rules.told([one]))[0].text


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s[: len(s) // 2],
        lambda s: s.replace(b"/ByteRange", b"/ByteRangX") + b"/ByteRange",
        lambda s: s.replace(b"/Contents <", b"/Contents <zz"),
        lambda s: s.replace(b"xref", b"ferx"),
        lambda s: b"%PDF-1.7 /ByteRange" + b"[" * 60_000,
        lambda s: s.replace(b"/SubFilter", b"/SubFilteX"),
        lambda s: s.replace(b"/ByteRange [0", b"/ByteRange [9"),
    ],
    ids=["half", "renamed", "not hexadecimal", "no table", "brackets", "no kind", "another range"],
)
def test_whatever_a_file_does_no_signature_of_it_holds(change):
    f.trusted()
    try:
        found = checked(change(f.signed()))
    except queries.NotReadable:
        return
    assert not any(one.is_trusted for one in found)


def test_a_reader_that_dies_says_no(monkeypatch, tmp_path):
    for body in ("import sys; sys.exit(1)", "print('[]')", "print('{\"why\": 3}')"):
        (tmp_path / "p.py").write_text(body)
        monkeypatch.setattr(apart, "PROGRAM", tmp_path / "p.py")
        assert apart.ask({"do": "check"}, b"x")[0]["why"] == program.UNREADABLE


def test_a_key_signs_for_its_holder_in_its_days():
    f.trusted()
    mine = f.key(holder="officer:99")
    with pytest.raises(actions.NotYourKey):
        f.signed(key_name=mine)
    stranger = Actor("officer:99", frozenset({Grant(Role.LEADER, "UB-PHU-XUAN")}))
    with pytest.raises(actions.NotYourKey):
        f.signed(key_name=mine, by=stranger)
    ours = f.key()
    assert [k.key for k in queries.keys_of(f.COMMUNE, officer=f.LEADER.key, on=f.NOW.date())] == [ours]
    actions.end_key(key=ours, by=f.ADMINISTRATOR, now=f.NOW)
    for dead in (ours, "key:999", "key:x", "paper:1", "key:1e9"):
        with pytest.raises(actions.NoSuchKey):
            f.signed(key_name=dead)
    assert Key.objects.get(holder="").sealed == ""


def test_a_key_is_sealed_and_every_use_is_a_fact_without_a_name():
    name = f.key()
    row = Key.objects.get()
    assert "PRIVATE" not in row.sealed
    f.signed(key_name=name)
    said = facts.facts_of(name)
    assert [one.type for one in said] == ["signing.key_added", "signing.document_signed"]
    assert "dossier:12" in str(said[1].payload)
    assert "Thuận" not in str([one.payload for one in said])


def test_what_cannot_be_a_key_or_an_issuer_is_refused():
    good = f.key_file(password="đúng")
    for file, password in ((b"", ""), (b"\x30\x82" * 50, ""), (good, "sai"), (good + b"x" * 70_000, "đúng")):
        with pytest.raises(Invalid):
            actions.add_key(
                agency=f.COMMUNE,
                file=file,
                password=password,
                valid_from=f.FROM,
                by=f.ADMINISTRATOR,
                now=f.NOW,
            )
    about = {"name": "x", "valid_from": f.FROM, "citation": "QĐ", "reason": "thử", "now": f.NOW}
    for wrong in ("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"):
        with pytest.raises(Invalid):
            actions.trust(certificate=wrong, by=f.ADMINISTRATOR, **about)
    with pytest.raises(NotPermitted):
        actions.trust(certificate=f.issuer().pem, by=f.LEADER, **about)


def test_simulated_keys_are_made_in_a_demonstration_alone():
    how = {
        "agencies": {f.COMMUNE: f.SIGNER}, "valid_from": f.FROM, "citation": "Mô phỏng",
        "by": f.ADMINISTRATOR, "now": f.NOW,
    }  # fmt: skip
    with pytest.raises(actions.OnlySimulated):
        actions.simulate(**how)
    parameters.write(actions.DEMONSTRATION, True, valid_from=f.FROM)
    (made,) = actions.simulate(**how)
    (one,) = checked(f.signed(key_name=made.key))
    assert one.is_trusted
    assert "MÔ PHỎNG" in one.name
    assert "MÔ PHỎNG" in one.anchor
