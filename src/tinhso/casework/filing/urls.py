"""Which address lets a citizen send, find and follow a report?"""

from django.urls import path, re_path

from tinhso.casework.filing.views import (
    alike,
    aloud,
    blurring,
    citizen,
    mine,
    personal,
    photos,
    told,
    tracking,
    voice,
)

CODE = r"(?P<code>\d{10})"

app_name = "filing"
urlpatterns = [
    path("phan-anh/moi", citizen.new, name="new"),
    re_path(r"^ngon-ngu/(?P<code>[a-z0-9-]+)/(?P<key>[a-z0-9_-]+)$", aloud.prompt, name="prompt"),
    path("phan-anh/cua-toi", mine.mine, name="mine"),
    path("ngoai-mang", mine.offline, name="offline"),
    path("phan-anh/mo/<str:token>", citizen.link, name="link"),
    path("tra-cuu", citizen.find, name="find"),
    re_path(rf"^phan-anh/{CODE}$", tracking.page, name="page"),
    re_path(rf"^phan-anh/{CODE}/tra-loi$", tracking.reply, name="reply"),
    re_path(rf"^phan-anh/{CODE}/danh-gia$", tracking.rate, name="rate"),
    re_path(rf"^phan-anh/{CODE}/xu-ly-lai$", tracking.reopen, name="reopen"),
    re_path(rf"^phan-anh/{CODE}/theo-doi$", alike.follow, name="follow"),
    re_path(rf"^phan-anh/{CODE}/khac-viec$", alike.unmerge, name="unmerge"),
    re_path(rf"^phan-anh/{CODE}/xem-lai$", tracking.appeal, name="appeal"),
    re_path(rf"^phan-anh/{CODE}/du-lieu$", personal.personal, name="personal"),
    re_path(rf"^phan-anh/{CODE}/du-lieu/ban-sao$", personal.copy, name="copy"),
    re_path(rf"^phan-anh/{CODE}/du-lieu/xoa$", personal.erase, name="erase"),
    re_path(rf"^phan-anh/{CODE}/du-lieu/thoi-cong-khai$", personal.make_private, name="private"),
    re_path(rf"^phan-anh/{CODE}/bao$", tracking.flag, name="flag"),
    re_path(rf"^phan-anh/{CODE}/cach-bao$", told.choose, name="told"),
    re_path(rf"^phan-anh/{CODE}/thiet-bi$", told.devices, name="devices"),
    re_path(rf"^phan-anh/{CODE}/loi-noi$", voice.play, name="voice"),
    re_path(
        rf"^phan-anh/{CODE}/anh/(?P<file_id>[a-z0-9]+)/(?P<size>large|thumb)$", photos.photo, name="photo"
    ),
    re_path(
        rf"^phan-anh/{CODE}/anh/(?P<file_id>[a-z0-9]+)/chua-che/(?P<size>large|thumb)$",
        photos.whole,
        name="whole-photo",
    ),
    re_path(rf"^phan-anh/{CODE}/anh/(?P<file_id>[a-z0-9]+)/che$", blurring.blur, name="blur"),
]
