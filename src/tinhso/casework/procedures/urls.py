"""Which address tells what about procedures?"""

from django.urls import path

from tinhso.casework.procedures import views

app_name = "procedures"
urlpatterns = [
    path("thu-tuc", views.catalogue, name="catalogue"),
    path("thu-tuc/thiet-yeu", views.essentials, name="essentials"),
    path("thu-tuc/su-kien/<slug:code>", views.group, name="group"),
    path("thu-tuc/<str:code>", views.one, name="one"),
]
