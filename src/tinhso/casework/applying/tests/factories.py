"""Who applies in the tests, for what, and how do they sign in?"""

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tinhso.casework.applying import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.procedures.rules.form_schemas import ordered
from tinhso.casework.procedures.tests import factories as procedures
from tinhso.core import clock
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.accounts import citizens
from tinhso.foundation.accounts.oidc import Provider
from tinhso.foundation.agencies.tests.factories import PHU_XUAN, THUAN_HOA, SmallProvince, small_province
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import jpeg
from tinhso.foundation.ledger.tests.scenes import acted_once
from tinhso.foundation.places import actions as places
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.vault import queries as owners

SINCE = date(2025, 7, 1)
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # a Thursday, 9:00 in Huế
PROCEDURE, OPEN_TO_ALL, ELSEWHERE = "DP.000901", "DP.000902", "1.000903"
NUMBER, NAME, PHONE = "046188000123", "Nguyễn Thị Hằng", "0912345678"
FORM = ordered(
    {
        "type": "object",
        "required": ["muc_dich", "dia_diem"],
        "properties": {
            "muc_dich": {
                "type": "string", "title": "Mục đích sử dụng", "x-title-en": "Purpose",
                "enum": ["dam_cuoi", "vat_lieu", "khac"],
                "x-labels": {"dam_cuoi": "Đám cưới", "vat_lieu": "Tập kết vật liệu", "khac": "Việc khác"},
            },
            "noi_ro": {
                "type": "string", "title": "Nói rõ việc khác",
                "x-when": {"properties": {"muc_dich": {"const": "khac"}}},
            },
            "dia_diem": {"type": "string", "title": "Địa điểm", "maxLength": 100},
            "so_tai_cho": {
                "type": "string", "title": "Số điện thoại tại chỗ", "format": "phone",
                "x-prefill": "account.phone",
            },
            "so_giay_phep": {
                "type": "string", "title": "Số giấy phép xây dựng",
                "x-prefill": "vault.giay-phep-xay-dung.number",
            },
        },
        "if": {"properties": {"muc_dich": {"const": "khac"}}},
        "then": {"required": ["noi_ro"]},
    }
)  # fmt: skip
COMPONENTS = [
    {"code": "so-do", "name": "Sơ đồ vị trí"},
    {
        "code": "giay-phep", "name": "Giấy phép xây dựng", "paper_type": "giay-phep-xay-dung",
        "when": {"properties": {"muc_dich": {"const": "vat_lieu"}}},
    },
]  # fmt: skip


@acted_once
def scene() -> SmallProvince:
    """This will open two communes, a local procedure, one without identity, and one of another system."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hue.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": _features()}), encoding="utf-8")
        places.import_boundaries(
            path, structure="2025-07", valid_from=SINCE, dry_run=False, by=MACHINE, now=NOW
        )
    province = small_province(SINCE)
    own: dict[str, Any] = {"is_local": True, "form_schema": FORM, "components": COMPONENTS}
    procedures.keep(code=PROCEDURE, name="Sử dụng tạm thời vỉa hè", needs_identity=True, **own)
    procedures.keep(
        code=OPEN_TO_ALL, name="Cấp thẻ xe buýt", components=[COMPONENTS[0]], form_schema={}, is_local=True
    )
    procedures.keep(
        code=ELSEWHERE, name="Đăng ký kết hôn", authoritative={"submit": "national", "handle": "national"}
    )
    return province


def _features() -> list[dict[str, Any]]:
    return [
        _square("46", "Thành phố Huế", 107.50, 107.70, level="province", parent=None),
        _square(THUAN_HOA, "Phường Thuận Hóa", 107.50, 107.62, level="commune", parent="46"),
        _square(PHU_XUAN, "Phường Phú Xuân", 107.62, 107.70, level="commune", parent="46"),
    ]


def _square(
    code: str, name: str, west: float, east: float, *, level: str, parent: str | None
) -> dict[str, Any]:
    ring = [[west, 16.40], [east, 16.40], [east, 16.52], [west, 16.52], [west, 16.40]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "level": level, "parent_code": parent},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def sign_in(
    client: Client, number: str = NUMBER, *, name: str = NAME, now: datetime = NOW, level: str = "2",
    organisation: str = "", organisation_name: str = "",
) -> Client:  # fmt: skip
    """This will let a browser come back from the electronic identity."""
    words = {"number": "sub", "name": "name", "phone": "phone",
             "organisation": "org", "organisation_name": "org_name"}  # fmt: skip
    provider = Provider("vneid", "VNeID", "citizens", assurance={"1": "phone", "2": "identity"}, person=words)
    request = RequestFactory().get("/")
    request.session = client.session
    claims = {"acr": level, "sub": number, "name": name, "phone": PHONE,
              "org": organisation, "org_name": organisation_name}  # fmt: skip
    citizens.remember(request, f"citizen:{number}", provider, claims, now=now)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key or ""
    return client


def photo(name: str = "so-do.jpg") -> SimpleUploadedFile:
    """This will give a picture as a telephone sends it."""
    return SimpleUploadedFile(name, jpeg(), content_type="image/jpeg")


def paper(number: str = NUMBER, *, now: datetime = NOW) -> vault.PaperView:
    """This will put a building permit into somebody's vault."""
    stored = files.receive_paper(jpeg(), filename="gp.jpg", by=MACHINE, now=now)
    return vault.keep(
        owner=owners.owner_key(number), type_code="giay-phep-xay-dung", title="Giấy phép xây dựng",
        number="12/GPXD", issuer_code="UB-THUAN-HOA", issuer_name="UBND phường Thuận Hóa",
        issued_on=date(2026, 3, 2), expires_on=None, file_id=stored.id, source=vault.Source.ISSUED,
        basis=vault.by_law("Nghị định 224/2026/NĐ-CP"), about="dossier:1", by=MACHINE, now=now,
    )  # fmt: skip


def page_one(**changes: str) -> dict[str, str]:
    """This will answer the first page as a signed-in citizen."""
    return {
        "p.phone": "0912 345 678", "p.for_whom": "self", "p.area": THUAN_HOA,
        "d.muc_dich": "dam_cuoi", "d.dia_diem": "12 Lê Lợi", "do": "next", **changes,
    }  # fmt: skip


def applied(client: Client, *, procedure: str = PROCEDURE, **changes: str) -> Dossier:
    """This will apply through the pages, in a browser that is signed in where that is needed."""
    at = client.post(f"/nop-ho-so/{procedure}", page_one(**changes))["Location"]
    client.post(at, {"paper-so-do": photo(), "r.delivery": "electronic", "do": "next"})
    sent = client.post(at.replace("/giay-to", "/xem-lai"))
    return Dossier.objects.get(code=sent["Location"].rpartition("/")[2])


def forget() -> int:
    """This will let the worker take its turn."""
    return actions.forget_drafts(now=clock.now())


__all__ = [
    "CITIZEN", "ELSEWHERE", "FORM", "NAME", "NOW", "NUMBER", "OPEN_TO_ALL", "PHONE", "PHU_XUAN", "PROCEDURE",
    "THUAN_HOA", "applied", "forget", "page_one", "paper", "photo", "scene", "sign_in",
]  # fmt: skip
