"""Which address lets an officer do what with a report?"""

from django.urls import path, re_path

from tinhso.casework.handling.views import blurring, bulk, case, exceptions, replay

CODE = r"(?P<code>\d{10})"

app_name = "handling"
urlpatterns = [
    path("xu-ly/duyet", bulk.approve_many, name="approve-many"),
    re_path(rf"^xu-ly/{CODE}$", case.case, name="case"),
    re_path(rf"^xu-ly/{CODE}/anh/(?P<file_id>[a-z0-9]+)/che$", blurring.blur, name="blur"),
    re_path(rf"^xu-ly/{CODE}/(?P<name>[a-z_]+)$", case.verb, name="verb"),
    path("dieu-phoi/", exceptions.desk, name="exceptions"),
    re_path(rf"^dieu-phoi/{CODE}$", exceptions.decide, name="exception"),
    path("quan-tri/thu-dinh-tuyen", replay.replay, name="replay"),
]
