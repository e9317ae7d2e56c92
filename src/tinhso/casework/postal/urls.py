"""Which address lets an officer hand results to the public post and take in what it brings?"""

from django.urls import path

from tinhso.casework.postal.views import bringing, home, lists, papers

app_name = "postal"
urlpatterns = [
    path("mot-cua/buu-chinh", home.home, name="home"),
    path("mot-cua/buu-chinh/lap", home.pack, name="pack"),
    path("mot-cua/buu-chinh/nhan", bringing.bring, name="bring"),
    path("mot-cua/buu-chinh/<str:code>", lists.page, name="list"),
    path("mot-cua/buu-chinh/<str:code>/phong-bi", lists.envelopes, name="envelopes"),
    path("mot-cua/buu-chinh/<str:code>/ky", lists.sign, name="sign"),
    path("mot-cua/buu-chinh/<str:code>/huy", lists.cancel, name="cancel"),
    path("mot-cua/buu-chinh/<str:code>/danh-sach.pdf", papers.printed, name="printed"),
    path("mot-cua/buu-chinh/<str:code>/nhan-gui.pdf", papers.labels, name="labels"),
    path("mot-cua/buu-chinh/<str:code>/ban-ky", papers.sheet, name="sheet"),
]
