"""Which address shows what of a report? Citizens first, then the officers' own list."""

from django.urls import path, re_path

from tinhso.casework.reports.views import (
    citizen,
    exceptions,
    officer,
    officer_bulk,
    photos,
    replay,
    tracking,
)

CODE = r"(?P<code>\d{10})"

app_name = "reports"
urlpatterns = [
    path("phan-anh/moi", citizen.new, name="new"),
    path("phan-anh/mo/<str:token>", citizen.link, name="link"),
    path("tra-cuu", citizen.find, name="find"),
    re_path(rf"^phan-anh/{CODE}$", tracking.page, name="page"),
    re_path(rf"^phan-anh/{CODE}/tra-loi$", tracking.reply, name="reply"),
    re_path(rf"^phan-anh/{CODE}/danh-gia$", tracking.rate, name="rate"),
    re_path(rf"^phan-anh/{CODE}/xu-ly-lai$", tracking.reopen, name="reopen"),
    re_path(rf"^phan-anh/{CODE}/bao$", tracking.flag, name="flag"),
    re_path(
        rf"^phan-anh/{CODE}/anh/(?P<file_id>[a-z0-9]+)/(?P<size>large|thumb)$", photos.photo, name="photo"
    ),
    path("xu-ly/duyet", officer_bulk.approve_many, name="approve-many"),
    re_path(rf"^xu-ly/{CODE}$", officer.case, name="case"),
    re_path(rf"^xu-ly/{CODE}/(?P<name>[a-z_]+)$", officer.verb, name="verb"),
    path("dieu-phoi/", exceptions.desk, name="exceptions"),
    re_path(rf"^dieu-phoi/{CODE}$", exceptions.decide, name="exception"),
    path("quan-tri/thu-dinh-tuyen", replay.replay, name="replay"),
]
