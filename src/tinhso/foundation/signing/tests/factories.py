"""Issuers, keys and documents to sign, made at once; none is anybody's."""

import io
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pikepdf
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper

from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.signing import actions, certificates

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
FROM = date(2025, 7, 1)
ADMINISTRATOR = Actor("officer:1", frozenset({Grant(Role.ADMINISTRATOR)}))
COMMUNE = "UB-THUAN-HOA"
LEADER = Actor("officer:23", frozenset({Grant(Role.LEADER, COMMUNE)}))
SIGNER = "Ủy ban nhân dân phường Thuận Hóa"


def issuer(name: str = "Nơi cấp thử") -> certificates.Issuer:
    """This will make an issuer once for all tests."""
    return _issuer(name)


@cache
def _issuer(name: str) -> certificates.Issuer:
    return certificates.simulated_issuer(name, since=SINCE, until=UNTIL)


def trusted(name: str = "Nơi cấp thử") -> certificates.Issuer:
    """This will make an issuer and trust it."""
    actions.trust(
        name=name, certificate=issuer(name).pem, valid_from=FROM, citation="Quyết định thử 01/QĐ",
        reason="Thử nghiệm", is_sample=True, by=ADMINISTRATOR, now=NOW,
    )  # fmt: skip
    return issuer(name)


def key_file(
    *, issuer_name: str = "Nơi cấp thử", name: str = SIGNER, until: datetime = UNTIL, password: str = ""
) -> bytes:
    """This will make a key as a PKCS#12 file."""
    return certificates.simulated_key(
        issuer(issuer_name), name=name, organisation=SIGNER, since=SINCE, until=until, password=password
    )


def key(*, agency: str = COMMUNE, holder: str = "", now: datetime = NOW, **how: object) -> str:
    """This will enter a key of a body and give its name."""
    view = actions.add_key(
        agency=agency, holder=holder, file=key_file(password="mật khẩu", **how), password="mật khẩu",  # type: ignore[arg-type]
        valid_from=FROM, by=ADMINISTRATOR, now=now,
    )  # fmt: skip
    return view.key


def pdf(pages: int = 1) -> bytes:
    """This will make a plain PDF."""
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(out)
    return out.getvalue()


def form() -> bytes:
    """This will make a PDF with one field to be filled."""
    made, out = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page()
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="so", V="1",
            Rect=[50, 50, 200, 80], F=4, DA="/Helv 12 Tf 0 g",
        )
    )  # fmt: skip
    page.Annots = pikepdf.Array([field])
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=[field], DA="/Helv 12 Tf 0 g", DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica))
    )
    made.save(out)
    return out.getvalue()


def signed(
    content: bytes | None = None, *, key_name: str = "", by: Actor = LEADER, now: datetime = NOW
) -> bytes:
    """This will sign a document with a body's key (a new one unless named)."""
    return actions.sign(
        content or pdf(), key=key_name or key(), about="dossier:12", reason="Trả kết quả", by=by, now=now
    )


def stamped(content: bytes, *, at: datetime, until: datetime) -> bytes:
    """This will sign a document outside, with a stamp of time of the same issuer (PAdES B-T)."""
    signer = signers.SimpleSigner.load_pkcs12_data(key_file(until=until), other_certs=[])
    clock = rsa.generate_private_key(65537, 2048)
    built = certificates._built(
        certificates._called("Dấu thời gian", "Thử"), issuer().certificate.subject, clock.public_key(), SINCE,
        UNTIL,
    )  # fmt: skip
    purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    made = built.add_extension(certificates._usage(), critical=True).add_extension(purpose, critical=True)
    certified = made.sign(issuer().key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    private = clock.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamps = DummyTimeStamper(
        asn1_x509.Certificate.load(certified), asn1_keys.PrivateKeyInfo.load(private), fixed_dt=at
    )
    about = signers.PdfSignatureMetadata(field_name="Ngoai", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    return signers.PdfSigner(about, signer=signer, timestamper=stamps).sign_pdf(writer).getvalue()


def later(days: int) -> datetime:
    """This will give the moment some days after NOW."""
    return NOW + timedelta(days=days)
