"""Which address shows what to a citizen who looks around?"""

from django.urls import path

from tinhso.overview.portal import papers, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("ban-do", views.reports_map, name="map"),
    path("ban-do/diem.geojson", views.points, name="points"),
    path("danh-sach", views.reports_list, name="list"),
    path("gioi-thieu", views.about, name="about"),
    path("rieng-tu", views.privacy, name="privacy"),
    path("kho-giay-to/", papers.mine, name="papers"),
    path("kho-giay-to/<int:number>/<int:version>/tep", papers.file, name="paper_file"),
    path("kho-giay-to/<int:number>/<int:version>/anh/<str:size>", papers.first_page, name="paper_page"),
    path("kho-giay-to/<int:number>/xoa", papers.remove, name="paper_remove"),
    path("kho-giay-to/dong-y/<int:consent_id>/rut", papers.withdraw, name="consent_withdraw"),
]
