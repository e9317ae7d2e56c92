"""Which address lets an officer do what with a dossier, and where is the counter?"""

from django.urls import path

from tinhso.casework.counter.views import bulk, case, files, intake, listing, papers, queueing

app_name = "counter"
urlpatterns = [
    path("ho-so/<str:code>", case.case, name="case"),
    path("ho-so/<str:code>/thanh-phan/<str:component>", files.component, name="component"),
    path("ho-so/<str:code>/thanh-phan/<str:component>/xem", files.preview, name="component-preview"),
    path("ho-so/<str:code>/ket-qua/<int:number>", files.result, name="result"),
    path("ho-so/<str:code>/giay/<slug:form>.pdf", papers.paper, name="paper"),
    path("ho-so/<str:code>/<slug:name>", case.verb, name="verb"),
    path("mot-cua/", queueing.home, name="home"),
    path("mot-cua/so-thu-tu", queueing.take, name="take"),
    path("mot-cua/goi-so", queueing.call, name="call"),
    path("mot-cua/tiep-nhan", intake.search, name="search"),
    path("mot-cua/tiep-nhan/<str:procedure>", intake.intake, name="intake"),
    path("mot-cua/tiep-nhan/<str:procedure>/cau-hoi", intake.questions, name="questions"),
    path("mot-cua/da-nhan/<str:code>", intake.taken, name="taken"),
    path("mot-cua/ho-so", listing.listing, name="list"),
    path("mot-cua/ho-so/nhieu", bulk.many, name="many"),
    path("mot-cua/so-theo-doi", papers.register_page, name="register"),
    path("mot-cua/so-theo-doi.pdf", papers.register, name="register-pdf"),
]
