"""Where is the centre?"""

from django.urls import path

from tinhso.overview.ioc import views

app_name = "ioc"
urlpatterns = [
    path("", views.board, name="board"),
    path("bang", views.league, name="league"),
    path("tuong", views.wall, name="wall"),
    path("song", views.live, name="live"),
    path("diem.geojson", views.points, name="points"),
    path("phan-anh", views.reports, name="reports"),
]
