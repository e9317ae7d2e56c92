"""The gallery alone, so that its tests need no other room."""

from django.urls import include, path

urlpatterns = [path("ui/", include("tinhso.ui.urls")), path("i18n/", include("django.conf.urls.i18n"))]
