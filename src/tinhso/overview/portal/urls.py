"""Which address shows what to a citizen who looks around?"""

from django.urls import path

from tinhso.overview.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("ban-do", views.reports_map, name="map"),
    path("ban-do/diem.geojson", views.points, name="points"),
    path("danh-sach", views.reports_list, name="list"),
    path("gioi-thieu", views.about, name="about"),
    path("rieng-tu", views.privacy, name="privacy"),
]
