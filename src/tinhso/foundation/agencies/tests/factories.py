"""A small province for tests: three desks, two communes, a department, a utility, their competence."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tinhso.core.roles import MACHINE
from tinhso.foundation.agencies import actions
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.ledger.tests.scenes import acted_once

SINCE = date(2025, 7, 1)
NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
THUAN_HOA = "19789"
PHU_XUAN = "19750"


@dataclass(frozen=True)
class SmallProvince:
    """The codes of what was opened."""

    office: str = "VP"
    exceptions: str = "DP"
    restricted: str = "TCD"
    thuan_hoa: str = "UB-THUAN-HOA"
    thuan_hoa_police: str = "CA-THUAN-HOA"
    phu_xuan: str = "UB-PHU-XUAN"
    phu_xuan_police: str = "CA-PHU-XUAN"
    construction: str = "SXD"
    water: str = "NUOC"
    thuan_hoa_area: str = THUAN_HOA
    phu_xuan_area: str = PHU_XUAN


_AGENCIES = (
    ("VP", AgencyKind.PROVINCE_OFFICE, "Văn phòng UBND thành phố", None, None),
    ("DP", AgencyKind.EXCEPTIONS_DESK, "Tổ điều phối", None, "VP"),
    ("TCD", AgencyKind.RESTRICTED_DESK, "Ban Tiếp công dân thành phố", None, "VP"),
    ("UB-THUAN-HOA", AgencyKind.COMMUNE_COMMITTEE, "UBND phường Thuận Hóa", THUAN_HOA, "VP"),
    ("CA-THUAN-HOA", AgencyKind.COMMUNE_POLICE, "Công an phường Thuận Hóa", THUAN_HOA, "VP"),
    ("UB-PHU-XUAN", AgencyKind.COMMUNE_COMMITTEE, "UBND phường Phú Xuân", PHU_XUAN, "VP"),
    ("CA-PHU-XUAN", AgencyKind.COMMUNE_POLICE, "Công an phường Phú Xuân", PHU_XUAN, "VP"),
    ("SXD", AgencyKind.DEPARTMENT, "Sở Xây dựng", None, "VP"),
    ("NUOC", AgencyKind.UTILITY, "Công ty Cổ phần Cấp nước", None, "SXD"),
)
# category, asset class, agency, kind
_ROWS = (
    ("", "", None, AgencyKind.COMMUNE_COMMITTEE),
    ("security", "", None, AgencyKind.COMMUNE_POLICE),
    ("water", "", "NUOC", ""),
    ("road", "provincial_road", "SXD", ""),
)


@acted_once
def small_province(on: date = SINCE) -> SmallProvince:
    """This will open the set, valid from the day `on`, through the room's own actions."""
    for code, kind, name, area, escalates_to in _AGENCIES:
        actions.open_agency(
            code=code,
            kind=kind,
            name=name,
            area_code=area,
            area_structure="2025-07" if area else None,
            escalates_to=escalates_to,
            valid_from=on,
            citation="QĐ 01/2025/QĐ-UBND",
            is_sample=True,
            by=MACHINE,
            now=NOW,
        )
    for category, asset, agency, kind in _ROWS:
        actions.add_competence(
            category=category,
            asset_class=asset,
            agency=agency,
            agency_kind=kind,
            valid_from=on,
            citation="QĐ 02/2025/QĐ-UBND",
            reason="bảng thẩm quyền ban đầu",
            is_sample=True,
            by=MACHINE,
            now=NOW,
        )
    return SmallProvince()
