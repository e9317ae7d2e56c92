"""Who writes the first dated rows? `migrate` does, into an empty table, each marked as a sample."""

from django.apps import apps
from django.db.models.signals import post_migrate

from tinhso.core.parameters import SINCE

COUNTING = {"platform": True, "gateway": False, "vietqr": False, "cash": False}
CITATION = "Quyết định 766/QĐ-TTg ngày 23/6/2022, nhóm 3; Nền tảng thanh toán của Cổng Dịch vụ công quốc gia"


def write_first_rows(**_: object) -> None:
    """This will write which routes count where nobody has written any."""
    from tinhso.core.revisions import touch
    from tinhso.gateway.payments.models import RouteRule

    if RouteRule.objects.exists():
        return
    RouteRule.objects.bulk_create(
        RouteRule(route=route, counts_for_index=counts, valid_from=SINCE, citation=CITATION, is_sample=True)
        for route, counts in COUNTING.items()
    )
    touch("payments")


def connect() -> None:
    """This will write the rows after each `migrate`."""
    config = apps.get_app_config("payments")
    post_migrate.connect(write_first_rows, sender=config, dispatch_uid="payments.first_rows")
