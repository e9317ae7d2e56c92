"""Every SMS of the house: one message, no accents, the code whole, and nothing in it that is somebody's."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from tinhso.foundation.notices import rules

SOURCE = Path(__file__).parents[2] / "src" / "tinhso"
TEMPLATES = sorted(SOURCE.rglob("templates/*/notices/*.sms.txt"))
NOBODYS = {"code", "agency", "status", "due", "accept_by", "site_url", "url"}
"""Values that name no person: never a title, a text, a place of a report, a name or an address."""
CODE = "4621 073 582"
LONGEST = {
    "code": CODE,
    "agency": "Ban Quản lý Khu kinh tế, công nghiệp thành phố Huế (cơ sở 2)",
    "status": "Đang chờ người gửi bổ sung",
    "due": "17:00 29/12/2026",
    "accept_by": "17:00 29/12/2026",
    "site_url": "https://phananh.thanhphohue.gov.vn",
    "url": "https://phananh.thanhphohue.gov.vn/xu-ly/4621073582",
}


def test_there_are_some():
    assert len(TEMPLATES) >= 9


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_an_sms_says_only_what_is_nobodys_own(path):
    said = set(re.findall(r"{{\s*(\w+)", path.read_text()))
    assert said <= NOBODYS


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_an_sms_fits_and_keeps_its_code_even_with_the_longest_names(path, language):
    name = "/".join(path.parts[-3:])
    with translation.override(language):
        text = get_template(name).template.render(Context(LONGEST, autoescape=False))
    found = rules.sms(text, keep=[CODE])
    assert 0 < len(found) <= rules.SMS_LENGTH
    assert found.isascii()
    if "code" in path.read_text():
        assert CODE in found
    short = {**LONGEST, "agency": "UBND phường Thuận Hoá"}
    with translation.override(language):
        text = get_template(name).template.render(Context(short, autoescape=False))
    assert not rules.sms(text, keep=[CODE]).endswith("..."), "with an ordinary name nothing is left out"
