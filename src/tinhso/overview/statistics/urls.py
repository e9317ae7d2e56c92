"""Which address shows or gives which numbers?"""

from django.urls import path

from tinhso.overview.statistics import feeds, views

app_name = "statistics"
urlpatterns = [
    path("so-lieu", views.overview, name="overview"),
    path("so-lieu/phan-anh", views.behind, name="behind"),
    path("so-lieu/dung-lai", views.reuse, name="reuse"),
    path("so-lieu/luot-xu-ly.csv", views.table, name="table"),
    path("so-lieu/luot-xu-ly.csv-metadata.json", views.metadata, name="metadata"),
    path("nguon-tin/phan-anh.<str:form>", feeds.everything, name="feed"),
    path("nguon-tin/linh-vuc/<str:code>.<str:form>", feeds.of_category, name="feed-category"),
    path("nguon-tin/xa-phuong/<str:code>.<str:form>", feeds.of_place, name="feed-place"),
    path("nhung/ban-do", views.embedded_map, name="embedded-map"),
]
