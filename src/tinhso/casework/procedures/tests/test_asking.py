"""Does a form's page show what was typed, what is wrong, and where an answer comes from?"""

from django.template.loader import render_to_string

from tinhso.casework.procedures import asking
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.tests.test_forms import FORM

TYPED = {
    "ho_ten": "Lê <b>Đào</b>",
    "doi_tuong": "to_chuc",
    "nguoi.0.ten": "Nguyễn An",
    "ngay_sinh": "31/02/1990",
}


def page(typed, **more):
    data = forms.collect(FORM, typed)
    return asking.questions(FORM, data, errors=forms.validate(FORM, data), **more)


def test_what_was_typed_stands_there_again_with_its_errors():
    asked = {one.name: one for one in page(TYPED)}
    assert asked["ho_ten"].value == "Lê <b>Đào</b>"
    assert [(c.label, c.chosen) for c in asked["doi_tuong"].choices] == [
        ("Cá nhân", False),
        ("Tổ chức", True),
    ]
    assert asked["ma_so"].error == "Cần trả lời câu này."
    assert (asked["ngay_sinh"].native, asked["ngay_sinh"].value) == ("text", "1990-02-31")
    assert [len(row) for row in asked["nguoi"].rows] == [2, 2]
    assert asked["nguoi"].rows[0][0].value == "Nguyễn An"
    assert asking.error_list(asked.values())[0]["href"].startswith("#q-")


def test_only_a_field_on_which_others_hang_decides():
    assert [one.name for one in page({}) if one.decides] == ["doi_tuong"]


def test_the_page_escapes_and_names_its_fields_with_the_prefix():
    asked = page(TYPED, prefix="d.", sources={"ho_ten": "Theo định danh điện tử"})
    html = render_to_string("procedures/form/questions.html", {"questions": asked})
    assert "Lê &lt;b&gt;Đào&lt;/b&gt;" in html
    assert 'name="d.nguoi.0.ten"' in html
    assert "Theo định danh điện tử" in html
    assert html.count("aria-invalid") >= 2
