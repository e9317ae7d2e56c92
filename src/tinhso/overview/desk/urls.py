"""Where is the desk?"""

from django.urls import path

from tinhso.overview.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("viec", views.rows, name="rows"),
]
