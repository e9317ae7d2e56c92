"""Which address lets an officer do what with a report?"""

from django.urls import path, re_path

from tinhso.casework.reports.views import (
    exceptions,
    officer,
    officer_bulk,
    replay,
)

CODE = r"(?P<code>\d{10})"

app_name = "reports"
urlpatterns = [
    path("xu-ly/duyet", officer_bulk.approve_many, name="approve-many"),
    re_path(rf"^xu-ly/{CODE}$", officer.case, name="case"),
    re_path(rf"^xu-ly/{CODE}/(?P<name>[a-z_]+)$", officer.verb, name="verb"),
    path("dieu-phoi/", exceptions.desk, name="exceptions"),
    re_path(rf"^dieu-phoi/{CODE}$", exceptions.decide, name="exception"),
    path("quan-tri/thu-dinh-tuyen", replay.replay, name="replay"),
]
