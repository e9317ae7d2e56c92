"""What does a notice say? The calling room's templates, rendered in every language of the deployment.

A template `reports/answered` is files of the room: `reports/notices/answered.subject.txt` and `….body.txt`,
and, where it shall go by SMS, `….sms.txt` (codes and agencies, no personal data). A push shows the subject
and the first line of the body, or `….push.txt` where there is one. They see the caller's values, `site_url`,
and `url` made absolute. Which approved Zalo template says it, with which values, is a dated row.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from tinhso.core.messages import Message
from tinhso.core.revisions import Remembered
from tinhso.core.translation import say
from tinhso.core.values import Validity
from tinhso.foundation.notices import rules
from tinhso.foundation.notices.models import ZALO_TEMPLATES, ZaloTemplate

Texts = dict[str, dict[str, Any]]


def in_every_language(template: str, values: Mapping[str, Any], *, on: date) -> Texts:
    """This will render subject, body and, where there are such, sms, push and zalo, by language code.

    Raises TemplateDoesNotExist for a missing subject or body, ValueError for an SMS that cannot fit.
    """
    texts: Texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said = _said(values)
            texts[language] = {
                "subject": rules.one_line(_render(template, "subject", said)),
                "body": _render(template, "body", said).strip() + "\n",
                **_short(template, said),
                **_zalo(template, language, said, on),
            }
    return texts


def in_language(texts: Mapping[str, Mapping[str, Any]], language: str | None) -> Mapping[str, Any]:
    """This will pick the texts of a language, or of the deployment's first one."""
    nothing = {"subject": "", "body": ""}
    return texts.get(language or "") or texts.get(settings.LANGUAGE_CODE) or nothing


def _short(template: str, said: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    if (text := _render_if_there(template, "sms", said)) is not None:
        found["sms"] = rules.sms(text, keep=[str(said.get("code") or "")])
    if (text := _render_if_there(template, "push", said)) is not None:
        found["push"] = text.strip()
    return found


def _render_if_there(template: str, part: str, said: Mapping[str, Any]) -> str | None:
    try:
        return _render(template, part, said)
    except TemplateDoesNotExist:
        return None


def _zalo(template: str, language: str, said: Mapping[str, Any], on: date) -> dict[str, Any]:
    rows = _zalo_templates.get().get(template, {})
    for known in (language, settings.LANGUAGE_CODE):
        for validity, zalo_id, names in rows.get(known, ()):
            if validity.covers(on):
                data = {name: str(said.get(value, "")) for name, value in names.items()}
                return {"zalo": {"template": zalo_id, "data": data}}
    return {}


_ZaloRows = dict[str, dict[str, list[tuple[Validity, str, dict[str, str]]]]]


def _load_zalo() -> _ZaloRows:
    rows: _ZaloRows = {}
    for row in ZaloTemplate.objects.order_by("-valid_from"):
        known = rows.setdefault(row.template, {}).setdefault(row.language, [])
        known.append((Validity(row.valid_from, row.valid_to), row.zalo_id, dict(row.parameters)))
    return rows


_zalo_templates = Remembered((ZALO_TEMPLATES,), _load_zalo)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    said = {k: say(v) if isinstance(v, Message) else v for k, v in values.items()}
    said = {k: str(v) if isinstance(v, Promise) else v for k, v in said.items()}
    url = str(said.get("url") or "")
    return said | {
        "site_url": settings.PUBLIC_URL,
        "url": settings.PUBLIC_URL + url if url.startswith("/") else url,
    }


def _render(template: str, part: str, said: Mapping[str, Any]) -> str:
    room, _slash, name = template.partition("/")
    loaded = get_template(f"{room}/notices/{name}.{part}.txt")
    # plain text: escaping would show &amp; and &#x27; to the reader
    return loaded.template.render(Context(said, autoescape=False))  # type: ignore[attr-defined]
