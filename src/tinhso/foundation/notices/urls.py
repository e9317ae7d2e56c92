"""The addresses of the inbox, below /thong-bao/."""

from django.urls import path

from tinhso.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("da-doc/", views.mark_read, name="mark_read"),
]
