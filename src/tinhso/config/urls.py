"""Which address belongs to which room?"""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

ROOMS = (
    ("", "tinhso.overview.portal.urls"),
    ("ban-lam-viec/", "tinhso.overview.desk.urls"),
    ("dieu-hanh/", "tinhso.overview.ioc.urls"),
    ("", "tinhso.casework.reports.urls"),
    ("thong-bao/", "tinhso.foundation.notices.urls"),
    ("ui/", "tinhso.ui.urls"),
)
urlpatterns = [*(path(at, include(urls)) for at, urls in ROOMS if find_spec(urls))]
try:
    from tinhso.config.api import api

    urlpatterns += [path("api/v1/", api.urls)]
    from tinhso.config.health import healthz, readyz

    urlpatterns += [path("healthz", healthz), path("readyz", readyz)]
except ImportError as e:
    print("not yet:", e)
urlpatterns += [
    path("tai-khoan/", include("tinhso.foundation.accounts.urls")),
    path("quan-tri/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler400 = "tinhso.core.middleware.bad_request"
handler403 = "tinhso.core.middleware.forbidden"
handler404 = "tinhso.core.middleware.not_found"
