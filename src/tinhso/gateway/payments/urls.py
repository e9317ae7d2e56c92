"""At which addresses does the room stand?"""

from django.urls import path

from tinhso.gateway.payments.views import banking, desk, public

app_name = "payments"
urlpatterns = [
    path("thanh-toan/", public.find, name="find"),
    path("thanh-toan/<str:number>", public.order, name="order"),
    path("thanh-toan/<str:number>/cach", public.choose, name="choose"),
    path("thanh-toan/<str:number>/sang/<int:attempt>", public.leave, name="leave"),
    path("thanh-toan/<str:number>/ve", public.came_back, name="came_back"),
    path("thanh-toan/<str:number>/trang-thai", public.state, name="state"),
    path("thanh-toan/<str:number>/ma.svg", public.code, name="code"),
    path("thanh-toan/<str:number>/bien-lai", public.receipt, name="receipt"),
    path("thu-phi/", desk.overview, name="desk"),
    path("thu-phi/lenh/<str:number>", desk.case, name="case"),
    path("thu-phi/lenh/<str:number>/tien-mat", desk.cash, name="cash"),
    path("thu-phi/lenh/<str:number>/hoan", desk.ask_refund, name="ask_refund"),
    path("thu-phi/hoan-tien", desk.refunds, name="refunds"),
    path("thu-phi/hoan-tien/<int:refund_id>", desk.decide, name="decide"),
    path("thu-phi/tu-choi", desk.refused, name="refused"),
    path("thu-phi/doi-soat", banking.statements, name="statements"),
    path("thu-phi/doi-soat/<int:statement_id>", banking.statement, name="statement"),
    path("thu-phi/doi-soat/<int:statement_id>/<int:finding_id>", banking.settle, name="settle"),
]
