"""The addresses of the national portal's room, below /lien-thong/cong-quoc-gia/."""

from django.urls import path

from tinhso.gateway.national.views import board, hook, one, verbs

app_name = "national"
urlpatterns = [
    path("", board.board, name="board"),
    path("tinh-trang.json", board.status, name="status"),
    path("tin", hook.hear, name="hear"),
    path("ho-so/<int:mirror_id>/", one.mirror, name="mirror"),
    path("den/<int:arrival_id>/", one.arrival, name="arrival"),
    path("den/<int:arrival_id>/lay-vao/", verbs.take_again, name="take_again"),
    path("bao-lai/", verbs.retry, name="retry"),
    path("bo-qua/", verbs.set_aside, name="set_aside"),
    path("khac-nhau/bao-lai/", verbs.say_again, name="say_again"),
    path("den/bo-qua/", verbs.set_arrivals_aside, name="set_arrivals_aside"),
    path("goi-lai/", verbs.wake, name="wake"),
]
