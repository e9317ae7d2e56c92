"""The addresses of notices, below /thong-bao/."""

from django.urls import path

from tinhso.foundation.notices.views import channels, inbox, ways

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("da-doc/", inbox.mark_read, name="mark_read"),
    path("cach-nhan/", ways.ways, name="ways"),
    path("thiet-bi/", ways.devices, name="devices"),
    path("thiet-bi/<int:device_id>/bo/", ways.forget_device, name="forget_device"),
    path("kenh/", channels.channels, name="channels"),
]
