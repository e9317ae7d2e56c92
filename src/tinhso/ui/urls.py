"""The gallery's addresses."""

from django.urls import path

from tinhso.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("khung/<slug:name>", views.layout, name="layout"),
    path("mau/areas.geojson", views.sample_areas, name="sample_areas"),
    path("mau/points.geojson", views.sample_points, name="sample_points"),
]
