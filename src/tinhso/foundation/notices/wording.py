"""What does a notice say? The calling room's templates, rendered in every language of the deployment.

A template `reports/answered` is two files of the room: `reports/notices/answered.subject.txt` and
`….body.txt`. They see the caller's values, `site_url`, and `url` made absolute.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from tinhso.core.messages import Message
from tinhso.core.translation import say
from tinhso.foundation.notices import rules


def in_every_language(template: str, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """This will render [subject, body] by language code. Raises TemplateDoesNotExist."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subject = rules.one_line(_render(template, "subject", values))
            texts[language] = [subject, _render(template, "body", values).strip() + "\n"]
    return texts


def in_language(texts: Mapping[str, list[str]], language: str | None) -> tuple[str, str]:
    """This will pick subject and body in a language, or in the deployment's first one."""
    found = texts.get(language or "") or texts.get(settings.LANGUAGE_CODE) or ["", ""]
    return found[0], found[1]


def _render(template: str, part: str, values: Mapping[str, Any]) -> str:
    room, _slash, name = template.partition("/")
    said = {k: say(v) if isinstance(v, Message) else v for k, v in values.items()}
    url = str(said.get("url") or "")
    said |= {
        "site_url": settings.PUBLIC_URL,
        "url": settings.PUBLIC_URL + url if url.startswith("/") else url,
    }
    loaded = get_template(f"{room}/notices/{name}.{part}.txt")
    # plain text: escaping would show &amp; and &#x27; to the reader
    return loaded.template.render(Context(said, autoescape=False))  # type: ignore[attr-defined]
