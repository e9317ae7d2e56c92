"""Which address belongs to which room?"""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tinhso.config import application
from tinhso.config.api import api
from tinhso.config.health import healthz, readyz
from tinhso.config.watching.page import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/v1/", api.urls),
    path("open311/", include("tinhso.casework.open311.urls")),
    path("sw.js", application.worker, name="worker"),
    path("ung-dung/<str:language>.webmanifest", application.manifest, name="manifest"),
    path("", include("tinhso.overview.portal.urls")),
    path("", include("tinhso.overview.statistics.urls")),
    path("ban-lam-viec/", include("tinhso.overview.desk.urls")),
    path("dieu-hanh/", include("tinhso.overview.ioc.urls")),
    path("chat-luong-phuc-vu/", include("tinhso.overview.quality.urls")),
    # before the administration: the replay lives under its address
    path("", include("tinhso.casework.oversight.urls")),
    path("", include("tinhso.casework.filing.urls")),
    path("", include("tinhso.casework.handling.urls")),
    path("", include("tinhso.casework.counter.urls")),
    path("", include("tinhso.casework.postal.urls")),
    path("", include("tinhso.casework.doors.urls")),
    path("", include("tinhso.casework.applying.urls")),
    path("", include("tinhso.casework.procedures.urls")),
    path("lien-thong/cong-quoc-gia/", include("tinhso.gateway.national.urls")),
    path("", include("tinhso.gateway.payments.urls")),
    path("thong-bao/", include("tinhso.foundation.notices.urls")),
    path("tai-khoan/", include("tinhso.foundation.accounts.urls")),
    path("quan-tri/", admin.site.urls),
    path("ui/", include("tinhso.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "tinhso.core.middleware.bad_request"
handler403 = "tinhso.core.middleware.forbidden"
handler404 = "tinhso.core.middleware.not_found"
handler500 = "tinhso.core.middleware.failed"
