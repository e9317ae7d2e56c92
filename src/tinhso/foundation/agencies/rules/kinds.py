"""Which kinds of agencies and successions are there, and how do other rooms know an agency?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tinhso.core.messages import msg


class AgencyKind(StrEnum):
    """What an agency is. The three desks are agencies too: work lands there and clocks run."""

    DISTRICT_COMMITTEE = "district_committee"
    COMMUNE_COMMITTEE = "commune_committee"
    COMMUNE_POLICE = "commune_police"
    DEPARTMENT = "department"
    UTILITY = "utility"
    CENTRAL_BODY = "central_body"
    PROVINCE_OFFICE = "province_office"
    EXCEPTIONS_DESK = "exceptions_desk"
    RESTRICTED_DESK = "restricted_desk"


KIND_LABELS: Mapping[AgencyKind, str] = {
    AgencyKind.DISTRICT_COMMITTEE: msg("Uỷ ban nhân dân cấp huyện (đến 30/06/2025)"),
    AgencyKind.COMMUNE_COMMITTEE: msg("Uỷ ban nhân dân cấp xã"),
    AgencyKind.COMMUNE_POLICE: msg("Công an cấp xã"),
    AgencyKind.DEPARTMENT: msg("Sở, ban, ngành"),
    AgencyKind.UTILITY: msg("Doanh nghiệp dịch vụ công ích"),
    AgencyKind.CENTRAL_BODY: msg("Cơ quan trung ương trên địa bàn"),
    AgencyKind.PROVINCE_OFFICE: msg("Văn phòng Uỷ ban nhân dân cấp tỉnh"),
    AgencyKind.EXCEPTIONS_DESK: msg("Tổ điều phối"),
    AgencyKind.RESTRICTED_DESK: msg("Bộ phận tiếp nhận đơn thư"),
}


class SuccessionKind(StrEnum):
    """How one agency takes the place of another."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ABOLISH = "abolish"


_AGENCY_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def is_agency_code(code: str) -> bool:
    """This will tell whether a code is short ASCII that may stand in a fact (QĐ 20/2020/QĐ-TTg)."""
    return bool(_AGENCY_CODE.fullmatch(code))


@dataclass(frozen=True)
class AgencyRef:
    """An agency as other rooms know it; `area_code` is None where it serves the whole province."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    area_code: str | None = None
    escalates_to: str | None = None
