"""Is whoever filed told of what happens, with nothing personal in a message, and nobody else?"""

import pytest

from tinhso.casework.onestop import actions, notifying
from tinhso.casework.onestop.models import Application
from tinhso.casework.onestop.rules.filing import Person
from tinhso.casework.onestop.tests.factories import CLERK, HOUR, NOW, filed, scene
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices.models import Notice

pytestmark = pytest.mark.django_db
HOLDER = Person(name="Nguyễn Thị Hằng", number="046188000123", phone="0912345678", email="hang@example.vn")


@pytest.fixture(autouse=True)
def _opened():
    scene()


def told() -> list[Notice]:
    ledger.sequence()
    ledger.deliver()
    return list(Notice.objects.filter(recipient__startswith="applicant:").order_by("pk"))


def test_the_applicant_is_told_by_code_agency_and_times_alone():
    dossier = filed(holder=HOLDER)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW + HOUR)
    [notice] = told()
    assert (notice.recipient, notice.template) == (f"applicant:{dossier.pk}", "onestop/received")
    words = str(notice.texts)
    assert dossier.code in words
    assert f"/tra-cuu-ho-so/{dossier.code}" in words
    for secret in (HOLDER.name, HOLDER.number, HOLDER.phone, dossier.name):
        assert secret not in words


def test_who_files_for_another_is_told_and_who_was_erased_is_not():
    proxy = Person(name="Lê Văn Nam", phone="0987654321", email="nam@example.vn")
    dossier = filed(holder=HOLDER, applicant=proxy, proxy_basis="Giấy uỷ quyền 12/2026")
    address = notifying.applicant_address(f"applicant:{dossier.pk}")
    assert (address.email, address.phone) == ("nam@example.vn", "0987654321")
    Application.objects.update(erased_at=NOW)
    assert notifying.applicant_address(f"applicant:{dossier.pk}") is None
    actions.refuse(dossier_id=dossier.pk, reason="Sai thẩm quyền", by=CLERK, now=NOW)
    assert told() == []
