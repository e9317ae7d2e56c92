"""Which recorded prompts has the reader's language, and how are they served?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinhso.casework.filing import prompts
from tinhso.core import languages
from tinhso.core.errors import Missing
from tinhso.foundation.files.requests import played

AGE_S = 3600


def addresses() -> dict[str, str]:
    """This will tell where each recorded prompt of the active language is heard: key -> path."""
    code = get_language() or "vi"
    return {key: reverse("filing:prompt", args=[code, key]) for key in languages.prompts(code)}


def sentences() -> dict[str, str]:
    """This will give what the loudspeaker buttons say, in the active language."""
    return {key: _(sentence) for key, sentence in prompts.SENTENCES.items()}


@require_safe
def prompt(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """This will play a recorded prompt. Raises Missing."""
    found = languages.prompts(code).get(key)
    if found is None or not found.is_file():
        raise Missing
    kind = languages.PROMPT_KINDS[found.suffix]
    response = played(request, found.open("rb"), size=found.stat().st_size, kind=kind)
    del response["Cache-Control"]
    patch_cache_control(response, public=True, max_age=AGE_S)
    return response
