"""At which addresses does the protocol stand? The endings are part of it."""

from django.urls import path, re_path

from tinhso.casework.open311 import views

FORM = r"\.(?P<form>xml|json)"
WORD = r"(?P<code>[\w-]{1,40})"

app_name = "open311"
urlpatterns = [
    re_path(rf"^discovery{FORM}$", views.discovery, name="discovery"),
    re_path(rf"^v2/services{FORM}$", views.services, name="services"),
    re_path(rf"^v2/services/{WORD}{FORM}$", views.service, name="service"),
    re_path(rf"^v2/requests{FORM}$", views.requests, name="requests"),
    re_path(rf"^v2/requests/{WORD}{FORM}$", views.request_, name="request"),
    re_path(rf"^v2/tokens/{WORD}{FORM}$", views.token, name="token"),
    re_path(rf"^v2/servicerequestupdates{FORM}$", views.updates, name="updates"),
    path("", views.about, name="about"),
]
