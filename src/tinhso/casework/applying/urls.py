"""Which address lets a citizen apply and follow a dossier?"""

from django.urls import path, re_path

from tinhso.casework.applying.views import finding, following, papers, reviewing, starting, verbs, writing

PROCEDURE = r"(?P<procedure>[A-Za-z0-9][A-Za-z0-9.-]{1,39})"
DRAFT = rf"{PROCEDURE}/(?P<token>[A-Za-z0-9_-]{{22}})"
CODE = r"(?P<code>[A-Za-z0-9][A-Za-z0-9._-]{3,59})"

app_name = "applying"
urlpatterns = [
    re_path(rf"^nop-ho-so/{PROCEDURE}$", starting.start, name="start"),
    re_path(rf"^nop-ho-so/{DRAFT}$", writing.write, name="write"),
    re_path(rf"^nop-ho-so/{DRAFT}/giay-to$", papers.choose, name="papers"),
    re_path(rf"^nop-ho-so/{DRAFT}/xem-lai$", reviewing.review, name="review"),
    re_path(rf"^nop-ho-so/{DRAFT}/bo$", reviewing.drop, name="drop"),
    path("tra-cuu-ho-so", finding.find, name="find"),
    path("ho-so-cua-toi", finding.mine, name="mine"),
    re_path(rf"^tra-cuu-ho-so/{CODE}$", following.page, name="page"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/bo-sung$", verbs.supply, name="supply"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/rut$", verbs.withdraw, name="withdraw"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/phan-anh$", verbs.object_, name="object"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/danh-gia$", verbs.rate, name="rate"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/giay-to/(?P<number>\d{{1,3}})$", following.paper, name="paper"),
    re_path(rf"^tra-cuu-ho-so/{CODE}/ket-qua/(?P<number>\d{{1,3}})$", following.result, name="result"),
]
