"""How is a demonstration province set up? Places, bodies, hamlets and officers, by their rooms' actions."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from tinhso.core import clock, parameters
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Grant, Role
from tinhso.demo import bodies, counters, roads, texts
from tinhso.demo.accounts import CENTRE, PARTS, DemoAccount, password
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.actions.officers import NewOfficer
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies import queries as known_agencies
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.ledger.events import Change
from tinhso.foundation.places import actions as places
from tinhso.foundation.places import queries as where
from tinhso.foundation.places.queries import Place
from tinhso.foundation.signing import actions as signing

SINCE = date(2025, 7, 1)
STRUCTURE = "2025-07"
DEMO = Actor("demo", frozenset({Grant(Role.ADMINISTRATOR)}))
SOURCE = "Số liệu mô phỏng"
UPLAND_PROVINCES = frozenset({"04", "08", "11", "12", "14", "15", "19", "20"})
UPLAND_OF_HUE = ("A Lưới", "Khe Tre", "Nam Đông", "Long Quảng", "Bình Điền")
COAST_OF_HUE = ("Quảng Điền", "Đan Điền", "Phú Vinh", "Phú Vang", "Vinh Lộc", "Phú Lộc", "Chân Mây")
"""By the sea or the lagoon; the other communes are rice land and low hills."""
Tell = Callable[[str], None]


class AnotherProvince(Invalid):
    """The boundary file does not hold the province that was asked for."""

    code = "another-province"


class NotEmpty(Conflict):
    """Somebody has done something here already; a demonstration is loaded into an empty database only."""

    code = "database-not-empty"
    sentence = msg(
        "Cơ sở dữ liệu này đã có dữ liệu; chỉ nạp mô phỏng vào cơ sở dữ liệu trống"
        " để không lẫn với số liệu thật."
    )


@dataclass(frozen=True)
class Scene:
    """The province that was set up: its communes with their setting, and who works where."""

    province: Place
    communes: Sequence[Place]
    setting: dict[str, str]
    shown: Place
    officers: dict[str, Sequence[str]]
    """agency code -> keys of its handlers"""
    leaders: dict[str, str]
    clerks: dict[str, Sequence[str]]
    """agency code -> keys of those who sit at its counter"""
    keys: dict[str, str]
    """username of each part that can be played -> its officer's key"""
    hamlets: dict[str, Sequence[str]]
    """commune code -> its hamlets as people say them: "bản Nà Luông" """
    accounts: list[DemoAccount]


def committee(place: str) -> str:
    """This will give the code of a commune's committee."""
    return f"UB.{place}"


def police(place: str) -> str:
    """This will give the code of a commune's police."""
    return f"CA.{place}"


def set_up(code: str, *, boundaries: Path | None, seed: int, now: datetime, tell: Tell) -> Scene:
    """This will open the province. Raises NotEmpty, AnotherProvince, and what the rooms refuse."""
    on = clock.local_date(now)
    if where.served_province(on=on) is not None or facts.last_position() or facts.waiting():
        raise NotEmpty
    dice = random.Random(seed)
    places.seed_province(code, valid_from=SINCE, by=DEMO, now=now)
    if boundaries:
        report = places.import_boundaries(
            boundaries,
            structure=STRUCTURE,
            valid_from=SINCE,
            dry_run=False,
            by=DEMO,
            now=now,
            citation=SOURCE,
        )
        tell(f"{report.areas} đơn vị có ranh giới thật")
    province = where.served_province(on=on)
    if province is None or province.code != code:
        raise AnotherProvince.field("boundaries", msg("Tệp ranh giới không phải của tỉnh này."))
    communes = where.communes(on=on)
    setting = {place.code: _setting(province, place) for place in communes}
    _say_it_is_a_demonstration(code, now)
    _open_bodies(province, communes, now)
    laid = roads.lay(code, communes, since=SINCE, citation=SOURCE, by=DEMO, now=now)
    tell(f"{laid} đường, kênh mô phỏng")
    hamlets = _list_hamlets(code, communes, setting, dice, now)
    shown = _shown(communes)
    tell(f"{province.name}: {len(communes)} xã, phường")
    staff = _employ(province.code, communes, shown, now)
    people = sum(map(len, [*staff.handlers.values(), *staff.clerks.values()])) + len(staff.leaders)
    tell(f"{people} cán bộ mô phỏng, {len(staff.accounts)} tài khoản")
    takers = [*counters.TAKERS, *(of(place.code) for place in communes for of in (committee, police))]
    signers = {
        one.code: one.short_name for one in known_agencies.agencies_at(on=on) if one.kind in bodies.SIGNERS
    }
    signing.simulate(agencies=signers, valid_from=SINCE, citation=SOURCE, by=DEMO, now=now)
    tell(f"{counters.open_tills(takers, since=SINCE, by=DEMO, now=now)} tài khoản thu phí, lệ phí mô phỏng")
    return Scene(
        province, communes, setting, shown, staff.handlers, staff.leaders, staff.clerks, staff.keys, hamlets,
        staff.accounts,
    )  # fmt: skip


def _setting(province: Place, place: Place) -> str:
    if place.name.startswith("Phường"):
        return "town"
    if province.code in UPLAND_PROVINCES or any(name in place.name for name in UPLAND_OF_HUE):
        return "upland"
    is_coast = province.code == "46" and any(name in place.name for name in COAST_OF_HUE)
    return "coast" if is_coast else "all"


def _shown(communes: Sequence[Place]) -> Place:
    """The commune whose officers can be played: a well-known ward, else the first ward."""
    for name in ("Phường Thuận Hóa", "Phường Điện Biên Phủ"):
        if found := next((p for p in communes if p.name == name), None):
            return found
    return next((p for p in communes if p.name.startswith("Phường")), communes[0])


def _say_it_is_a_demonstration(code: str, now: datetime) -> None:
    values = {
        "site.demonstration": True,
        # played by one person at one screen: no telephone for each part, no lock after five minutes
        "accounts.second_factor_roles": [],
        "accounts.idle_minutes": 480,
        "accounts.idle_minutes_administrator": 480,
        "accounts.unused_days": 3650,
        "site.hotlines": bodies.HOTLINES.get(code, [["1022", "Tổng đài 1022"]]),
    }
    for key, value in values.items():
        row = parameters.write(key, value, valid_from=SINCE, citation=SOURCE)
        ledger.record_rule_change(row, change=Change.CHANGED, reason=SOURCE, by=DEMO, now=now)


def _open_bodies(province: Place, communes: Sequence[Place], now: datetime) -> None:
    full = province.name[0].lower() + province.name[1:]
    short = province.name.split(" ", 1)[1].removeprefix("phố ")

    def opened(**about: object) -> None:
        agencies.open_agency(**about, valid_from=SINCE, citation=SOURCE, is_sample=True, by=DEMO, now=now)  # type: ignore[arg-type]

    for body in bodies.bodies(province.code):
        opened(
            code=body.code,
            kind=body.kind,
            name=body.name.format(province=full, short=short),
            short_name=body.short_name,
            escalates_to=body.escalates_to,
            phone=body.phone,
            address=body.address.format(province=full, short=short),
        )
    for place in communes:
        kind = place.name[0].lower() + place.name[1:]
        area = {"area_code": place.code, "area_structure": place.structure, "escalates_to": "VP"}
        opened(
            code=committee(place.code), kind=AgencyKind.COMMUNE_COMMITTEE, name=f"UBND {kind}",
            short_name=f"UBND {kind}", **area,
        )  # fmt: skip
        opened(
            code=police(place.code), kind=AgencyKind.COMMUNE_POLICE, name=f"Công an {kind}",
            short_name=f"CA {kind}", **area,
        )  # fmt: skip
        own = bodies.ROOM_OF_A_WARD if place.name.startswith("Phường") else bodies.ROOM_OF_A_COMMUNE
        for code, name in (*bodies.ROOMS, own):
            agencies.add_unit(
                agency=committee(place.code), code=code, name=name, valid_from=SINCE, citation=SOURCE,
                is_sample=True, by=DEMO, now=now,
            )  # fmt: skip
    for category, code, name, name_en in bodies.ASSET_CLASSES:
        agencies.add_asset_class(
            category=category, code=code, name=name, name_en=name_en, valid_from=SINCE, citation=SOURCE,
            is_sample=True, by=DEMO, now=now,
        )  # fmt: skip
    for row in bodies.competence(province.code):
        agencies.add_competence(
            category=row.category, asset_class=row.asset_class, agency=row.body or None, agency_kind=row.kind,
            confidence=row.confidence, valid_from=SINCE, citation="Bảng thẩm quyền minh hoạ",
            reason=SOURCE, is_sample=True, by=DEMO, now=now,
        )  # fmt: skip


def _list_hamlets(
    code: str, communes: Sequence[Place], setting: dict[str, str], dice: random.Random, now: datetime
) -> dict[str, Sequence[str]]:
    spoken: dict[str, Sequence[str]] = {}
    for place in communes:
        kind, names = texts.hamlets(code, setting[place.code])
        if names:
            chosen = dice.sample(names, min(len(names), dice.randint(5, 9)))
        else:
            chosen = [str(n) for n in range(1, dice.randint(6, 10))]
        new = [places.NewLocality(name=name, kind=kind) for name in chosen]
        places.add_localities(place.code, new, valid_from=SINCE, by=DEMO, now=now, citation=SOURCE)
        spoken[place.code] = [f"{kind[0].lower()}{kind[1:]} {name}" for name in chosen]
    return spoken


@dataclass(frozen=True)
class _Staff:
    handlers: dict[str, Sequence[str]]
    leaders: dict[str, str]
    clerks: dict[str, Sequence[str]]
    keys: dict[str, str]
    accounts: list[DemoAccount]


def _employ(code: str, communes: Sequence[Place], shown: Place, now: datetime) -> _Staff:
    named = {"commune": committee(shown.code), "police": police(shown.code)}
    played, demo_accounts = [], []
    for part in PARTS:
        secret = password()
        grants = [Grant(role, named.get(body, body)) for role, body in part.grants]
        played.append(
            NewOfficer(part.username, part.full_name, password=secret, grants=grants, is_initial=False)
        )
        demo_accounts.append(DemoAccount(part.username, secret, part.what))
    everybody = [body.code for body in bodies.bodies(code)]
    everybody += [of(place.code) for place in communes for of in (committee, police)]
    at_counters = [CENTRE, *(committee(place.code) for place in communes)]
    seats = [
        *((agency, "cb", "Cán bộ", (Role.HANDLER,)) for agency in everybody),
        *((agency, "ld", "Lãnh đạo", (Role.LEADER, Role.HANDLER)) for agency in everybody),
        *((agency, "mc", "Cán bộ một cửa", (Role.INTAKE,)) for agency in at_counters),
    ]
    extras = [
        NewOfficer(
            f"{agency.lower()}.{word}",
            f"{title} mô phỏng {agency}",
            grants=[Grant(role, agency) for role in roles],
        )
        for agency, word, title, roles in seats
    ]
    keys = accounts.create_officers(officers=[*played, *extras], valid_from=SINCE, by=DEMO, now=now)
    sitting = {seat[:2]: key for seat, key in zip(seats, keys[len(played) :], strict=True)}
    handlers: dict[str, Sequence[str]] = {agency: [sitting[agency, "cb"]] for agency in everybody}
    clerks: dict[str, Sequence[str]] = {agency: [sitting[agency, "mc"]] for agency in at_counters}
    leaders = {agency: sitting[agency, "ld"] for agency in everybody}
    for part, key in zip(PARTS, keys, strict=False):
        for role, body in part.grants:
            agency = named.get(body, body)
            if role == Role.HANDLER and agency in handlers and part.username != "dieuphoi":
                handlers[agency] = [*handlers[agency], key]
            if role == Role.INTAKE and agency in clerks:
                clerks[agency] = [*clerks[agency], key]
    _roster(communes, leaders, now)
    of_parts = {part.username: key for part, key in zip(PARTS, keys, strict=False)}
    return _Staff(handlers, leaders, clerks, of_parts, demo_accounts)


def _roster(communes: Sequence[Place], leaders: dict[str, str], now: datetime) -> None:
    for place in communes:
        for agency in (committee(place.code), police(place.code)):
            agencies.set_duty(
                agency=agency, officer=leaders[agency], weekdays="1234567", from_time=time(0),
                to_time=time(0), valid_from=SINCE, by=DEMO, now=now,
            )  # fmt: skip
