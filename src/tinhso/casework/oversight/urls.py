"""Which address lets an auditor judge, and a leader begin and end an incident?"""

from django.urls import path

from tinhso.casework.oversight import views

app_name = "oversight"
urlpatterns = [
    path("giam-sat/", views.audit, name="audit"),
    path("giam-sat/su-viec", views.incidents, name="incidents"),
    path("giam-sat/su-viec/<int:incident_id>/ket-thuc", views.close, name="close"),
]
