"""At which addresses do the doors stand?"""

from django.urls import path, re_path

from tinhso.casework.doors.views import hooks, intake, kept, phones

app_name = "doors"
urlpatterns = [
    path("tiep-nhan/", intake.form, name="intake"),
    path("tiep-nhan/se-ve", intake.preview, name="preview"),
    path("tiep-nhan/tin", kept.messages, name="messages"),
    path("tiep-nhan/tin/<int:arrival_id>", kept.settle, name="settle"),
    re_path(r"^tiep-nhan/(?P<code>\d{10})$", intake.taken, name="taken"),
    path("cua/sms", hooks.sms, name="sms"),
    path("cua/zalo", hooks.zalo, name="zalo"),
    path("phan-anh/cua-toi/so-dien-thoai", phones.phone, name="phone"),
    re_path(r"^phan-anh/cua-toi/so-dien-thoai/(?P<code>\d{10})$", phones.open_, name="open"),
]
