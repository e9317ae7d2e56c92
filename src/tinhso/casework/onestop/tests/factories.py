"""A small province in which one procedure of the commune can be applied for, and the people who handle it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules.filing import Channel, Filing, Given, Person
from tinhso.casework.procedures.tests import factories as procedures
from tinhso.core.roles import CITIZEN, Actor, Assurance, Grant, Role
from tinhso.foundation.agencies.tests.factories import THUAN_HOA, SmallProvince, small_province
from tinhso.foundation.files.tests import factories as files
from tinhso.foundation.signing.tests import factories as signing

SINCE = date(2025, 7, 1)
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # a Thursday, 9:00 in Huế
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROCEDURE = "1.009001"
COMMUNE, OTHER = "UB-THUAN-HOA", "UB-PHU-XUAN"


def officer(role: Role, agency: str, number: int) -> Actor:
    """This will give somebody with one role for one agency."""
    return Actor(f"officer:{number}", frozenset({Grant(role, agency)}))


CLERK = officer(Role.INTAKE, COMMUNE, 21)
HANDLER = officer(Role.HANDLER, COMMUNE, 22)
LEADER = officer(Role.LEADER, COMMUNE, 23)
ELSEWHERE = officer(Role.INTAKE, OTHER, 24)
STRANGER = officer(Role.LEADER, OTHER, 25)
CONSULTED = officer(Role.HANDLER, "SXD", 26)
ABOVE = officer(Role.HANDLER, "VP", 27)


def scene(**changes: Any) -> SmallProvince:
    """This will open the agencies and put one procedure without a fee into the catalogue."""
    province = small_province(SINCE)
    catalogued(**changes)
    return province


def catalogued(**changes: Any) -> None:
    """This will put one more procedure into the catalogue."""
    procedures.keep(**{"fees": [], "is_local": True, **changes})


def filing(**changes: Any) -> Filing:
    """This will write a complete application made at the counter of the commune that handles it."""
    said: dict[str, Any] = {
        "id": uuid4(),
        "procedure": PROCEDURE,
        "holder": Person(name="Nguyễn Thị Hằng", number="046188000123", phone="0912345678"),
        "channel": Channel.COUNTER,
        "agency": COMMUNE,
        "area": THUAN_HOA,
        "given": (Given("don", form="original", source="digitised", certified_by="officer:21"),),
        "delivery": "counter",
        **changes,
    }
    return Filing(**said)


def filed(now: datetime = NOW, by: Actor = CLERK, **changes: Any) -> Dossier:
    """This will file an application and give its row."""
    online = changes.get("channel") in (Channel.SITE, Channel.NATIONAL)
    done = actions.submit(
        filing=filing(**changes),
        by=CITIZEN if online else by,
        now=now,
        assurance=Assurance.IDENTITY if online else Assurance.ANONYMOUS,
    )
    return Dossier.objects.get(pk=done.id)


def received(now: datetime = NOW, **changes: Any) -> Dossier:
    """This will file an application and receive it in the same minute."""
    dossier = filed(now, **changes)
    return actions.receive(dossier_id=dossier.pk, by=CLERK, now=now)


def handled(now: datetime = NOW, **changes: Any) -> Dossier:
    """This will bring a dossier into the hands of the handling unit."""
    dossier = received(now, **changes)
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=now + HOUR)
    return again(dossier)


def decided(now: datetime = NOW, **changes: Any) -> Dossier:
    """This will bring a dossier to its decision."""
    dossier = handled(now, **changes)
    return actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=now + DAY)


def again(dossier: Dossier) -> Dossier:
    """This will read a dossier anew."""
    return Dossier.objects.get(pk=dossier.pk)


def an_id(number: int) -> UUID:
    """This will give the same id for the same number."""
    return UUID(int=number)


def officer_of(agency: str) -> Actor:
    """This will give a handler of any agency."""
    return officer(Role.HANDLER, agency, 28)


def signed_upload(now: datetime = NOW) -> str:
    """This will upload a PDF that the commune signed outside, and give its id."""
    issuer = signing.certificates.simulated_issuer("Nơi cấp thử", since=now - DAY, until=now + 900 * DAY)
    key = signing.actions.add_key(
        agency=COMMUNE, valid_from=SINCE, password="", by=signing.ADMINISTRATOR, now=now,
        file=signing.certificates.simulated_key(
            issuer, name="UBND phường Thuận Hóa", organisation="UBND", since=now - DAY, until=now + 90 * DAY,
            password="",
        ),
    )  # fmt: skip
    made = signing.actions.sign(files.pdf(), key=key.key, about="dossier:0", reason="", by=LEADER, now=now)
    signing.actions.end_key(key=key.key, by=signing.ADMINISTRATOR, now=now)
    return files.actions.receive_document(made, by=HANDLER, now=now).id
