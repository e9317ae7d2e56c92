"""What stands in a certificate or a key file that is brought here, and how is a simulated one made?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_key_and_certificates,
    serialize_key_and_certificates,
)
from cryptography.x509.oid import NameOID

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

LARGEST = 64 << 10
RSA_LEAST = 2048
SIMULATED = "MÔ PHỎNG"
UNREADABLE = (
    ValueError, x509.ExtensionNotFound, x509.InvalidVersion, x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A certificate in words; days are its own, `serial` hexadecimal."""

    name: str
    organisation: str
    serial: str
    issuer: str
    not_before: datetime
    not_after: datetime


def read_anchor(pem: str) -> tuple[x509.Certificate, Described]:
    """This will read the certificate of an issuer. Raises Invalid on "certificate"."""
    try:
        found = x509.load_pem_x509_certificate(pem.strip().encode())
        limits = found.extensions.get_extension_for_class(x509.BasicConstraints).value
    except UNREADABLE:
        raise Invalid.field(
            "certificate", msg("Đây không phải là chứng thư gốc viết theo dạng PEM.")
        ) from None
    if not limits.ca:
        raise Invalid.field("certificate", msg("Chứng thư này không phải của nơi cấp chứng thư."))
    return found, describe(found)


def fingerprint(certificate: x509.Certificate) -> str:
    """This will give the SHA-256 by which an anchor is known."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def as_der(pem: str) -> bytes:
    """This will give a stored certificate as the program reads it."""
    return x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)


def read_key(content: bytes, password: str) -> tuple[bytes, Described]:
    """This will open a PKCS#12 file: the same without a password, to be sealed, and its certificate.

    Raises Invalid on "file".
    """
    if len(content) > LARGEST:
        raise Invalid.field("file", msg("Tệp này quá lớn để là tệp khoá."))
    try:
        key, certificate, others = load_key_and_certificates(content, password.encode() or None)
    except (ValueError, TypeError):
        raise Invalid.field(
            "file", msg("Không mở được tệp khoá (PKCS#12): sai mật khẩu, hoặc tệp hỏng.")
        ) from None
    if key is None or certificate is None:
        raise Invalid.field("file", msg("Tệp khoá phải có khoá riêng và chứng thư của khoá đó."))
    is_strong = isinstance(key, ec.EllipticCurvePrivateKey) or (
        isinstance(key, rsa.RSAPrivateKey) and key.key_size >= RSA_LEAST
    )
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) or not is_strong:
        raise Invalid.field("file", msg("Khoá phải là RSA từ 2048 bit hoặc đường cong elliptic."))
    plain = serialize_key_and_certificates(b"key", key, certificate, others, NoEncryption())
    return plain, describe(certificate)


def describe(certificate: x509.Certificate) -> Described:
    """This will read a certificate's names, number and days."""

    def one(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
        return ", ".join(str(part.value) for part in name.get_attributes_for_oid(oid))[:200]

    subject, issuer = certificate.subject, certificate.issuer
    return Described(
        name=one(subject, NameOID.COMMON_NAME),
        organisation=one(subject, NameOID.ORGANIZATION_NAME),
        serial=f"{certificate.serial_number:x}"[:80],
        issuer=one(issuer, NameOID.COMMON_NAME) or one(issuer, NameOID.ORGANIZATION_NAME),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )


@dataclass(frozen=True)
class Issuer:
    """An issuer made here for a demonstration or a test: it vouches for nobody real."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """Its certificate, to be entered as an anchor."""
        return self.certificate.public_bytes(Encoding.PEM).decode()


def simulated_issuer(name: str, *, since: datetime, until: datetime) -> Issuer:
    """This will make an issuer that says in its name that it is simulated."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = _called(f"{name} ({SIMULATED})", SIMULATED)
    built = _built(called, called, key.public_key(), since, until)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Issuer(
        key, built.add_extension(_usage(signs_certificates=True), critical=True).sign(key, hashes.SHA256())
    )


def simulated_key(
    issuer: Issuer, *, name: str, organisation: str, since: datetime, until: datetime, password: str
) -> bytes:
    """This will make a key and its certificate as a PKCS#12 file, marked as simulated in its name."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = _called(f"{name} ({SIMULATED})", organisation)
    built = _built(called, issuer.certificate.subject, key.public_key(), since, until)
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
    )
    made = built.add_extension(_usage(), critical=True).sign(issuer.key, hashes.SHA256())
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return serialize_key_and_certificates(b"key", key, made, [issuer.certificate], locked)


def _built(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(minutes=1))
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, content_commitment=not signs_certificates,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=signs_certificates, crl_sign=signs_certificates, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _called(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
