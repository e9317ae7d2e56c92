"""Which doors are there? In, out, and a new password; allauth's others stay shut."""

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_required
from django.urls import path

from tinhso.foundation.accounts import views

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="account_login"),
    path("dang-xuat/", views.SignOut.as_view(), name="account_logout"),
    path(
        "mat-khau/",
        login_required(rate_limit(action="change_password")(views.ChangePassword.as_view())),
        name="account_change_password",
    ),
]
