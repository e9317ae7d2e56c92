"""Who may open an account by themselves? Nobody: accounts are given by an administrator."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OfficersOnly(DefaultAccountAdapter):
    """allauth without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This will refuse every sign-up."""
        return False
