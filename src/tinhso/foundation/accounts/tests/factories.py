"""Officers for tests, one call each."""

from datetime import date
from itertools import count

from django.contrib.auth.hashers import make_password

from tinhso.core.roles import Role
from tinhso.foundation.accounts.models import Account, RoleGrant

SINCE = date(2025, 7, 1)
PASSWORD = "thuyền-trôi-sông-Hương-2026"
_numbers = count(1)
_NAMES = ("Nguyễn Thị Đào", "Trần Văn Đức", "Lê Hoàng Ân", "Phạm Thuỳ Linh", "Đặng Quốc Ưng")


def officer(
    agency_code: str = "", *roles: Role, username: str = "", unit: str = "", since: date = SINCE
) -> Account:
    """This will give an account that holds `roles` for the agency ("" = the deployment) since a day."""
    number = next(_numbers)
    account = Account.objects.create(
        username=username or f"canbo{number}",
        full_name=_NAMES[number % len(_NAMES)],
        email=f"canbo{number}@example.vn",
        password=make_password(PASSWORD),
    )
    for role in roles:
        RoleGrant.objects.create(
            account=account,
            role=role.value,
            agency_code=agency_code,
            unit=unit,
            valid_from=since,
            citation="QĐ 03/QĐ-UBND",
        )
    return account
