"""Who signed this PDF, is it as it was signed, and how is one more signature put on it?

A program of its own, run by `apart` for one file and ended after it (docs/decisions/0017 says why): it knows
no Django and none of the deployment's settings, asks no network, and the system bounds its memory, processor
time and answer. In: a line of JSON ({"do": "check", "anchors": [...], "at": "..."} or {"do": "sign", "key":
..., ...}), then the file. Out: a line of JSON, and after "sign" the signed file.
"""

import base64
import io
import json
import logging
import os
import sys
from datetime import datetime
from typing import Any

MEMORY = 1 << 30
MOST_SAID = 40 << 20
"""Bytes of an answer: a signed file is a little longer than the largest that `files` takes."""
CPU_S = 20
MOST_SIGNATURES = 20
MOST_NESTED = 8

UNREADABLE, TOO_MANY, LOCKED, NO_KEY = "unreadable", "too-many", "locked", "no-key"
OK, UNKNOWN, OUT_OF_TIME, WEAK, USAGE, REVOKED, OTHER = (
    "ok", "unknown", "out-of-time", "weak", "usage", "revoked", "other",
)  # fmt: skip
NONE, SIGNED_AGAIN, CHANGED = "none", "signed-again", "changed"
CHAIN = {
    "NO_CERTIFICATE_CHAIN_FOUND": UNKNOWN, "OUT_OF_BOUNDS_NO_POE": OUT_OF_TIME, "EXPIRED": OUT_OF_TIME,
    "NOT_YET_VALID": OUT_OF_TIME, "OUT_OF_BOUNDS_NOT_REVOKED": OUT_OF_TIME, "REVOKED": REVOKED,
    "REVOKED_NO_POE": REVOKED, "REVOKED_CA_NO_POE": REVOKED, "CRYPTO_CONSTRAINTS_FAILURE": WEAK,
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": WEAK, "CHAIN_CONSTRAINTS_FAILURE": USAGE,
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": UNKNOWN,
}  # fmt: skip


def bound() -> None:
    """This will let the system end this process when it takes too much."""
    import resource

    os.nice(5)
    wanted = {
        resource.RLIMIT_CPU: CPU_S,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: MOST_SAID,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS bounds no address space; the parent's clock still does
            continue


def check(content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """This will look at every signature of a file, in the order in which they were put."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        return {"why": LOCKED}
    found = [one for one in reader.embedded_signatures if str(one.sig_object_type) == "/Sig"]
    if len(found) > MOST_SIGNATURES:
        return {"why": TOO_MANY}
    anchors = [base64.b64decode(one) for one in asked["anchors"]]
    said = [_looked_at(one, anchors, _moment(asked["at"])) for one in found]
    shown = _newest_sheet(reader, {one.sig_field.container_ref for one in found})
    for one, told in zip(found, said, strict=True):
        if told["later"] == SIGNED_AGAIN and one.signed_revision < shown:
            told["later"] = CHANGED
    return {"why": "", "signatures": said}


def _newest_sheet(reader: Any, signed: set[Any]) -> int:
    """In which revision somebody last laid a field over a page that no signature answers for; -1: never.

    A field for signatures may be added after a signature, and may look like anything: a white sheet over the
    page, with another text on it. Where it is signed, its signer is told beside the first; where it is not,
    nobody is.
    """
    from pyhanko.sign.fields import enumerate_sig_fields

    newest = -1
    for _name, _value, reference in enumerate_sig_fields(reader):
        if reference is None or reference.reference not in signed:
            field = reference.get_object() if reference is not None else None
            newest = max(newest, *_touched(reader, field, reference))
    return newest


def _touched(reader: Any, field: Any, reference: Any, above: int = 0) -> list[int]:
    """The revisions in which what is seen of a field (its place, its looks, its parts) was last written."""
    if field is None or above > MOST_NESTED:
        return [reader.total_revisions]
    found = [-1]
    place = field.get("/Rect")
    if place is not None and float(place[0]) != float(place[2]) and float(place[1]) != float(place[3]):
        seen = [reference, *(field.raw_get(key) for key in ("/Rect", "/AP") if key in field)]
        looks: Any = field.get("/AP") or {}
        seen += [looks.raw_get(key) for key in looks]
        found += [
            reader.xrefs.get_last_change(one.reference) for one in seen if hasattr(one, "reference")
        ]  # fmt: skip
    kids: Any = field.get("/Kids") or []
    for place_of_kid in range(len(kids)):
        found += _touched(reader, kids[place_of_kid], kids.raw_get(place_of_kid), above + 1)
    return found


def _looked_at(signature: Any, anchors: list[bytes], at: datetime) -> dict[str, Any]:
    said: dict[str, Any] = {"field": str(signature.field_name or "")[:100], "intact": False, "later": CHANGED}
    try:
        said |= _certificate(signature.signer_cert)
        said["signed_at"] = _written(signature.self_reported_timestamp)
        status = _validated(signature, anchors, _moment(said["signed_at"]) if said["signed_at"] else at)
        stamp = status.timestamp_validity
        if stamp is not None and stamp.valid and stamp.trusted:
            said |= {"signed_at": _written(stamp.timestamp), "proven": True}
            status = _validated(signature, anchors, stamp.timestamp)
    except Exception:  # noqa: BLE001 - whatever a file does to the library, this signature proves nothing
        return said
    said["intact"] = bool(status.intact and status.valid)
    said["later"] = _later(status)
    problem = status.trust_problem_indic
    said["chain"] = OK if status.trusted else CHAIN.get(problem.name if problem else "", OTHER)
    if status.trusted:
        said["anchor"] = status.validation_path.first.sha256.hex() if status.validation_path else ""
    return said


def _validated(signature: Any, anchors: list[bytes], moment: datetime) -> Any:
    from asn1crypto import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    trusted = ValidationContext(
        trust_roots=[x509.Certificate.load(one) for one in anchors],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    usage = KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )
    return validate_pdf_signature(
        signature, signer_validation_context=trusted, diff_policy=_further_signatures(),
        key_usage_settings=usage,
    )  # fmt: skip


def _further_signatures() -> Any:
    """What may be added after a signature: further signatures and what proves them, nothing else."""
    from pyhanko.sign import diff_analysis as diff
    from pyhanko.sign.diff_analysis import ModificationLevel

    proof = ModificationLevel.LTA_UPDATES
    return diff.StandardDiffPolicy(
        global_rules=[
            diff.CatalogModificationRule(),
            *(
                rule.as_qualified(proof)
                for rule in (
                    diff.DocInfoRule(), diff.XrefStreamRule(), diff.ObjectStreamRule(), diff.DSSCompareRule(),
                    diff.MetadataUpdateRule(),
                )
            ),
        ],
        form_rule=diff.FormUpdatingRule(
            field_rules=[diff.SigFieldCreationRule(), diff.SigFieldModificationRule()]
        ),
    )  # fmt: skip


def _later(status: Any) -> str:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return NONE
    added = status.modification_level
    # bytes after the end that make no revision prove nothing, and nobody signed them
    return SIGNED_AGAIN if status.docmdp_ok and added is not None and added.value > 0 else CHANGED


def _certificate(certificate: Any) -> dict[str, Any]:
    validity = certificate["tbs_certificate"]["validity"]
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "name": _text(subject.get("common_name")),
        "organisation": _text(subject.get("organization_name")),
        "serial": f"{certificate.serial_number:x}"[:80],
        "issuer": _text(issuer.get("common_name") or issuer.get("organization_name")),
        "not_before": _written(validity["not_before"].native),
        "not_after": _written(validity["not_after"].native),
    }


def _text(value: Any) -> str:
    """A name of a certificate, which may be several; what is not seen is left out."""
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return "".join(letter for letter in said if letter.isprintable())[:200]


def _written(moment: Any) -> str | None:
    return moment.isoformat() if isinstance(moment, datetime) and moment.tzinfo is not None else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def sign(content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """This will add a PAdES B-B signature to a file as an incremental update."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    signer = signers.SimpleSigner.load_pkcs12_data(base64.b64decode(asked["key"]), other_certs=[])
    if signer is None:
        return {"why": NO_KEY}, b""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    if writer.prev.encrypted:
        return {"why": LOCKED}, b""
    count = len(writer.prev.embedded_signatures)
    if count >= MOST_SIGNATURES:
        return {"why": TOO_MANY}, b""
    about = signers.PdfSignatureMetadata(
        field_name=_free_name(writer, count), md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
        reason=asked["reason"] or None, location=asked["location"] or None,
    )  # fmt: skip

    class AtItsTime(signers.PdfSigner):
        """The library would ask the clock."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = _moment(asked["at"])
            return session

    out = AtItsTime(about, signer=signer).sign_pdf(writer)
    return {"why": ""}, out.getvalue()


def _free_name(writer: Any, count: int) -> str:
    from pyhanko.sign.fields import enumerate_sig_fields

    taken = {name for name, _value, _ref in enumerate_sig_fields(writer.prev)}
    return next(
        name for n in range(count + 1, count + len(taken) + 2) if (name := f"ChuKySo{n}") not in taken
    )


def main() -> None:
    """This will read the question and the file from standard input, and answer."""
    bound()
    logging.disable(logging.CRITICAL)
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    signed = b""
    try:
        if asked["do"] == "sign":
            answer, signed = sign(content, asked)
        else:
            answer = check(content, asked)
    except Exception:  # noqa: BLE001 - a file that the library cannot read is refused, whatever it raised
        answer = {"why": UNREADABLE}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + signed)


if __name__ == "__main__":
    main()
