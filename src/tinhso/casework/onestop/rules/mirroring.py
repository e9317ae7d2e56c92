"""How does a dossier look to the national portal, and an arrival from there to us? Pure, both ways.

Shapes of `gateway/national/rules/payloads.py`; its flags DuocSoHoa, DuocTaiSuDung, DuocLayTuKhoDMQG are what
QĐ 766/QĐ-TTg counts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from tinhso.casework.onestop import events
from tinhso.casework.onestop.rules.filing import (
    BODY,
    CODE_MAX,
    NAME_MAX,
    PERSON,
    Channel,
    Filing,
    Given,
    Person,
    is_number,
    is_phone,
)
from tinhso.gateway.national.rules.payloads import (
    Charge,
    Document,
    Identity,
    NationalDossier,
    Progress,
    Result,
    Supplement,
)
from tinhso.gateway.national.workflow import Status

ARRIVALS = UUID("6f1f7a52-3f0b-5a0e-9a53-5a1f0f2a7c11")
"""Under which the portal's codes become client ids, so that an arrival seen twice is one dossier."""

TOLD: Mapping[str, Status] = {
    events.DossierFiled.type: Status.REGISTERED,
    events.DossierForwarded.type: Status.REGISTERED,
    events.DossierReceived.type: Status.RECEIVED,
    events.DossierRefused.type: Status.REFUSED,
    events.WorkStarted.type: Status.HANDLING,
    events.DossierHandedOver.type: Status.HANDLING,
    events.SupplementAsked.type: Status.SUPPLEMENTING,
    events.SupplementGiven.type: Status.HANDLING,
    events.DueChanged.type: Status.HANDLING,
    events.DossierReopened.type: Status.HANDLING,
    events.DossierWithdrawn.type: Status.WITHDRAWN,
    events.DossierStopped.type: Status.STOPPED,
    events.DossierDecided.type: Status.HANDLED,
    events.ResultAttached.type: Status.HANDLED,
    events.ResultReturned.type: Status.RETURNED,
}
"""After which fact the portal hears of which state: each state is told, also when several came at once."""

_WHEN = {"receipt": "1", "supplement": "2", "return": "4"}
_ENTITY = {PERSON: "1", BODY: "2"}
_NUMBER_OF_A_PERSON = "1"


@dataclass(frozen=True)
class Shown:
    """What the portal is shown of a dossier; lists hold plain mappings as `queries.casefile` has them."""

    code: str
    receipt: str
    procedure: str
    procedure_name: str
    field_code: str
    field_name: str
    holder: Mapping[str, Any]
    online: bool
    identified: bool
    agency: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    business: str
    note: str
    papers: Sequence[tuple[str, str, str]]
    """Component code, name, source."""
    owed: Sequence[tuple[str, str, int, str]]
    """Code, name, amount, moment."""
    results: Sequence[tuple[str, str, str]]
    """Paper type, title, number."""
    wanted: str = ""
    asked_at: datetime | None = None
    supplied_at: datetime | None = None


def dossier(shown: Shown, status: Status) -> NationalDossier:
    """This will give the `DongBoHoSo` of a dossier in the state that is told."""
    number = shown.holder.get("number") or ""
    return NationalDossier(
        code=shown.code,
        receipt_number=shown.receipt,
        procedure=shown.procedure,
        procedure_name=shown.procedure_name,
        field_code=shown.field_code,
        field_name=shown.field_name,
        holder=shown.holder["name"],
        holder_kind=_ENTITY[shown.holder.get("kind", PERSON)],
        identities=(Identity(kind=_NUMBER_OF_A_PERSON, number=number),) if number else (),
        email=shown.holder.get("email") or "",
        phone=shown.holder.get("phone") or "",
        filed_at=shown.filed_at,
        received_at=shown.received_at,
        due_at=shown.due_at,
        handled_at=shown.decided_at,
        returned_at=shown.ended_at if shown.business == "returned" else None,
        refused_at=shown.ended_at if shown.business == "refused" else None,
        status=status.value,
        handling_unit=shown.agency,
        way="1" if shown.online else "0",
        note=shown.note,
        has_digitised=any(source in ("digitised", "reused", "national") for *_one, source in shown.papers),
        account_is_verified=shown.identified,
        can_be_paid_online=bool(shown.owed),
        documents=tuple(
            Document(
                id=f"{code}-{place}",
                name=name,
                component=code,
                was_digitised=source in ("digitised", "reused"),
                reused="1" if source == "reused" else "0",
                from_national_store=source == "national",
            )
            for place, (code, name, source) in enumerate(shown.papers)
        ),
        charges=tuple(
            Charge(name=name, code=code, when=_WHEN[when], amount=amount)
            for code, name, amount, when in shown.owed
        ),
        supplements=(
            Supplement(
                id="1", asked_by=shown.agency, wanted=shown.wanted, asked_at=shown.asked_at,
                taken_at=shown.supplied_at, is_done=shown.supplied_at is not None, due_after=shown.due_at,
            ),
        )
        if shown.asked_at
        else (),
        results=tuple(Result(name=title, paper_code=number) for _type, title, number in shown.results),
    )  # fmt: skip


def progress(
    code: str, status: Status, *, unit: str, what: str, at: datetime, begun_at: datetime | None,
    due_at: datetime | None,
) -> Progress:  # fmt: skip
    """This will give the `CapNhatTienTrinh` of one step; it names a unit, never an officer."""
    return Progress(
        code=code, officer=unit, unit=unit, at=at, what=what, status=status.value, begun_at=begun_at,
        due_at=due_at,
    )  # fmt: skip


def filing(arrived: NationalDossier, *, agency: str, is_unplaced: bool) -> Filing:
    """This will read an arrival as an application; its files come afterwards, one by one.

    The citizen filed it in law, so nothing is refused here: what cannot be read is left out, and the officer
    asks for it.
    """
    kind = PERSON if arrived.holder_kind in ("", _ENTITY[PERSON]) else BODY
    numbers = (i.number for i in arrived.identities)
    return Filing(
        id=uuid5(ARRIVALS, arrived.code),
        procedure=arrived.procedure,
        holder=Person(
            name=arrived.holder[:NAME_MAX],
            kind=kind,
            number=next((one for one in numbers if is_number(one, kind)), ""),
            phone=arrived.phone if is_phone(arrived.phone) else "",
            email=arrived.email,
        ),
        channel=Channel.NATIONAL,
        agency=agency,
        data=answers(arrived.other),
        given=given(arrived),
        national_code=arrived.code,
        named=arrived.handling_unit,
        is_unplaced=is_unplaced,
    )


def answers(other: str) -> dict[str, Any]:
    """This will read the answers of the form (`ThongTinKhac`, JSON); none where it holds none."""
    try:
        found = json.loads(other) if other else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def component(document: Document) -> str:
    """This will name the component of a paper, as long as a component's code may be."""
    return document.component[:CODE_MAX]


def papers(arrived: NationalDossier) -> list[tuple[int, Document]]:
    """This will list the papers of an arrival, each once, with its place among `all_documents`."""
    found: dict[str, tuple[int, Document]] = {}
    gone = {identity(one) for one in arrived.all_documents if one.is_deleted}
    for place, one in enumerate(arrived.all_documents):
        if one.component and identity(one) not in gone:
            found.setdefault(identity(one), (place, one))
    return list(found.values())


def given(arrived: NationalDossier) -> tuple[Given, ...]:
    """This will list the papers of an arrival; their files come afterwards."""
    return tuple(Given(component(one), source=source(one)) for _place, one in papers(arrived))


def identity(document: Document) -> str:
    """This will tell one document from another across versions, wherever in the list it stands.

    What a document's address asks for ("?token=…") may change with each listing, so it counts only where the
    portal gives the document no id of its own.
    """
    url = document.url.partition("?")[0] if document.id else document.url
    return "\n".join((component(document), document.id, url or document.name))


def source(document: Document) -> str:
    """This will tell where the portal has a paper from, as components say it."""
    return "national" if document.from_national_store else "uploaded"
