"""Wards, a department, the desks and their officers, and duties that wait for them."""

from datetime import date, datetime

from tinhso.core.clock import VIETNAM
from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices import queries as notices
from tinhso.foundation.worklist import actions
from tinhso.foundation.worklist.models import WorkItem

SINCE = date(2025, 7, 1)
WARD, OTHER_WARD = "ubnd-thuan-hoa", "ubnd-phu-xuan"
ABOVE, OFFICE, DESK, SEALED = "so-xay-dung", "van-phong-ubnd", "to-dieu-phoi", "ban-tiep-cong-dan"
_BODIES = {
    ABOVE: ("department", "Sở Xây dựng"),
    WARD: ("commune_committee", "UBND phường Thuận Hóa"),
    OTHER_WARD: ("commune_committee", "UBND phường Phú Xuân"),
    OFFICE: ("province_office", "Văn phòng UBND thành phố"),
    DESK: ("exceptions_desk", "Tổ điều phối"),
    SEALED: ("restricted_desk", "Ban Tiếp công dân"),
}


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


_OPENED = at("01/07/2025 08:00")


def open_agencies() -> None:
    for code, (kind, name) in _BODIES.items():
        agencies.open_agency(
            code=code,
            kind=kind,
            name=name,
            escalates_to=ABOVE if code in (WARD, OTHER_WARD, SEALED) else None,
            valid_from=SINCE,
            by=MACHINE,
            now=_OPENED,
        )


def officer(username: str, role: Role, agency: str, unit: str = "") -> Actor:
    """This will open an account with one role and give who acts."""
    new = accounts.NewOfficer(
        username=f"can-bo-{username}",
        full_name=f"Nguyễn Văn {username.title()}",
        grants=[Grant(role, agency)],
        unit=unit,
    )
    [key] = accounts.create_officers(officers=[new], valid_from=SINCE, by=MACHINE, now=_OPENED)
    return Actor(key, frozenset({Grant(role, agency)}))


def on_duty(who: Actor, agency: str, starts: str, ends: str) -> None:
    agencies.set_duty(
        agency=agency, officer=who.key, starts_at=at(starts), ends_at=at(ends), by=MACHINE, now=_OPENED
    )


def spec(started: str, due: str, **more) -> actions.ItemSpec:
    plain = {
        "subject": "report:1",
        "duty": "answer",
        "agency_code": WARD,
        "title": "Ổ gà trên đường Lê Lợi",
        "summary": "Trước cổng Trường Quốc Học",
        "url": "/xu-ly/4621073582",
        "calendar": "office",
    }
    return actions.ItemSpec(started_at=at(started), due_at=at(due), **{**plain, **more})


def open_item(started: str, due: str, **more) -> WorkItem:
    [pk] = actions.open_items([spec(started, due, **more)], by=MACHINE, now=at(started))
    return WorkItem.objects.get(pk=pk)


def told(subject: str = "report:1") -> list[str]:
    """This will list the facts of a subject by the short names of their types, with percentages."""
    facts = ledger.facts_of(subject)
    return [f"{f.type.removeprefix('worklist.item_')}{f.payload.get('percent') or ''}" for f in facts]


def inbox(who: Actor) -> list[str]:
    """This will list the subjects of an officer's notices, newest first."""
    return [notice.subject for notice in notices.inbox(who.key, limit=50)]
