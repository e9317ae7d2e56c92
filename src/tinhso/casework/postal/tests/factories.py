"""Results that wait for the post, and lists on which they stand."""

from uuid import uuid4

from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.postal import actions

ADDRESS = "5 Đống Đa"
AREA = "phường Thuận Hóa, thành phố Huế"
SIGNERS = {"giver": "Trần Thị Bưởi", "receiver": "Lê Văn Thư"}


def to_post(now=f.NOW, **changes):
    """This will bring a dossier to its decision whose result goes by post."""
    by_post = {"delivery": "post", "delivery_address": ADDRESS, "delivery_area": AREA}
    return f.decided(now - f.DAY - f.HOUR, **{**by_post, **changes})


def packed(*dossiers, by=f.CLERK, now=f.NOW, **changes):
    """This will put results on a list."""
    said = {"id": uuid4(), "agency": f.COMMUNE, "carrier": "vnpost", **changes}
    return actions.pack(dossiers=[d.pk for d in dossiers], by=by, now=now, **said)


def handed(*dossiers, now=f.NOW):
    """This will hand over a list of results."""
    return actions.sign(code=packed(*dossiers, now=now).code, **SIGNERS, by=f.CLERK, now=now)


def brought(*lines, now=f.NOW, signed=True):
    """This will list what a postman brings, and sign it."""
    made = actions.bring(
        id=uuid4(), agency=f.COMMUNE, carrier="vnpost", brought=[actions.Brought(**one) for one in lines],
        by=f.CLERK, now=now,
    )  # fmt: skip
    return actions.sign(code=made.code, **SIGNERS, by=f.CLERK, now=now) if signed else made
