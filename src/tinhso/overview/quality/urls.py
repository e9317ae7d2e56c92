"""Where is the quality of service shown?"""

from django.urls import path

from tinhso.overview.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.scores, name="scores"),
    path("co-quan/<str:code>", views.agency, name="agency"),
    path("diem.csv", views.scores_table, name="scores-table"),
    path("ho-so", views.board, name="board"),
    path("ho-so.csv", views.board_table, name="board-table"),
    path("danh-sach", views.behind, name="behind"),
]
