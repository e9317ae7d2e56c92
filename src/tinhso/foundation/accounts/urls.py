"""Which doors are there? In, out, a password, a second factor, one's sessions; allauth's others stay shut."""

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_required
from django.urls import path

from tinhso.foundation.accounts import outside, views

urlpatterns = [
    path("", views.own, name="account_own"),
    path("dang-nhap/", views.SignIn.as_view(), name="account_login"),
    path("dang-nhap/ma/", views.CodeAtTheDoor.as_view(), name="mfa_authenticate"),
    path("dang-nhap/cong/<slug:provider_id>/", outside.login, name="openid_connect_login"),
    path("dang-nhap/cong/<slug:provider_id>/ve/", outside.callback, name="openid_connect_callback"),
    path("dang-xuat/", views.SignOut.as_view(), name="account_logout"),
    path("xac-nhan/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("xac-nhan/ma/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path(
        "mat-khau/",
        login_required(rate_limit(action="change_password")(views.ChangePassword.as_view())),
        name="account_change_password",
    ),
    path("hai-lop/", login_required(views.Enrol.as_view()), name="mfa_activate_totp"),
    path("hai-lop/tat/", login_required(views.Disenrol.as_view()), name="mfa_deactivate_totp"),
    path("ma-du-phong/", login_required(views.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "ma-du-phong/moi/",
        login_required(views.NewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("phien", views.session_list, name="account_sessions"),
    path(
        "phien/ket-thuc",
        reauthentication_required(app="tinhso.foundation.accounts")(views.end_sessions),
        name="account_end_sessions",
    ),
    path("lien-ket/<slug:provider>/go", views.unlink, name="account_unlink"),
    path("cong-dan", views.citizen, name="account_citizen"),
    path("cong-dan/ra", views.citizen_leaves, name="account_citizen_leaves"),
    # allauth leads here after turning the second factor off
    path("", views.own, name="mfa_index"),
]
