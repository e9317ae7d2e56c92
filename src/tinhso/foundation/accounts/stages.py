"""What comes between the password and the desk? The code of the second factor, where there is one."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from tinhso.foundation.accounts import sessions


class SecondFactor(AuthenticateStage):
    """Asks for the code, but not again of a session that only locked, nor where the provider asked."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and (
            sessions.is_factor_fresh(request, user) or sessions.is_proved_by_provider(request, user)
        ):
            return False
        return bool(super()._should_handle(request))
