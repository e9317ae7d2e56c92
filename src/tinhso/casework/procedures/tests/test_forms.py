"""Does a form ask what it should, refuse what it must, and say so in Vietnamese?"""

from typing import Any

import pytest

from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.form_schemas import faults, is_simple, ordered
from tinhso.casework.procedures.rules.shapes import Component

FORM: dict[str, Any] = ordered(
    {
        "type": "object",
        "required": ["ho_ten", "doi_tuong"],
        "properties": {
            "ho_ten": {"type": "string", "title": "Họ và tên", "maxLength": 20, "x-prefill": "account.name"},
            "doi_tuong": {
                "type": "string",
                "title": "Ông/bà là",
                "enum": ["ca_nhan", "to_chuc"],
                "x-labels": {"ca_nhan": "Cá nhân", "to_chuc": "Tổ chức"},
                "x-labels-en": {"ca_nhan": "A person"},
            },
            "ma_so": {
                "type": "string",
                "title": "Mã số doanh nghiệp",
                "pattern": "^[0-9]{10}$",
                "x-when": {"properties": {"doi_tuong": {"const": "to_chuc"}}},
            },
            "ngay_sinh": {"type": "string", "title": "Ngày sinh", "format": "date"},
            "so_ban": {"type": "integer", "title": "Số bản", "minimum": 1, "maximum": 20},
            "nguoi": {
                "type": "array",
                "title": "Những người cùng đi",
                "maxItems": 3,
                "items": {
                    "type": "object",
                    "required": ["ten"],
                    "properties": {
                        "ten": {"type": "string", "title": "Tên"},
                        "so_dinh_danh": {"type": "string", "title": "Số định danh", "format": "identity"},
                    },
                },
            },
        },
        "if": {"properties": {"doi_tuong": {"const": "to_chuc"}}},
        "then": {"required": ["ma_so"]},
    }
)


def said(data: Any) -> dict[str, str]:
    return {e.field: str(e.message) for e in forms.validate(FORM, data)}


def test_the_form_itself_is_allowed() -> None:
    assert faults(FORM) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"ho_ten": "Lê Thị Đào", "doi_tuong": "ca_nhan"}, {}),
        ({"doi_tuong": "ca_nhan"}, {"ho_ten": "Cần trả lời câu này."}),
        ({"ho_ten": "L", "doi_tuong": "to_chuc"}, {"ma_so": "Cần trả lời câu này."}),
        ({"ho_ten": "L", "doi_tuong": "to_chuc", "ma_so": "12"},
         {"ma_so": "Nội dung chưa đúng dạng quy định."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "ma_so": "12"}, {}),
        ({"ho_ten": "L" * 21, "doi_tuong": "x"}, {"ho_ten": "Dài quá 20 ký tự.",
                                                  "doi_tuong": "Hãy chọn một trong các giá trị đã cho."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "ngay_sinh": "2026-02-30"},
         {"ngay_sinh": "Cần một ngày có thật, dạng ngày/tháng/năm."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "ngay_sinh": "2026-W01-1"},
         {"ngay_sinh": "Cần một ngày có thật, dạng ngày/tháng/năm."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "so_ban": 0}, {"so_ban": "Nhỏ nhất là 1."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "so_ban": "hai"}, {"so_ban": "Cần một số nguyên."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "la": 1}, {"la": "Không có trường này."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "nguoi": [{"ten": "A"}, {"so_dinh_danh": "46"}]},
         {"nguoi.1.ten": "Cần trả lời câu này.",
          "nguoi.1.so_dinh_danh": "Số định danh cá nhân gồm đúng 12 chữ số."}),
        ({"ho_ten": "L", "doi_tuong": "ca_nhan", "nguoi": [{"ten": "A"}] * 4},
         {"nguoi": "Nhiều nhất 3 dòng."}),
        ([], {"": "Nội dung đơn phải là một đối tượng JSON."}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(data: Any, expected: dict[str, str]) -> None:
    assert said(data) == expected


def test_questions_come_in_order_and_only_when_they_apply() -> None:
    asked = forms.fields(FORM, {"doi_tuong": "ca_nhan"})
    assert [f.path for f in asked] == ["ho_ten", "doi_tuong", "ngay_sinh", "so_ban", "nguoi"]
    asked = forms.fields(FORM, {"doi_tuong": "to_chuc"}, language="en")
    found = {f.path: f for f in asked}
    assert found["ma_so"].required
    assert found["doi_tuong"].choices == (("ca_nhan", "A person"), ("to_chuc", "Tổ chức"))
    assert [f.path for f in found["nguoi"].fields] == ["ten", "so_dinh_danh"]


def test_the_order_survives_a_database_that_sorts_keys() -> None:
    shuffled = {**FORM, "properties": dict(sorted(FORM["properties"].items()))}
    assert [f.path for f in forms.fields(shuffled, {})] == [
        "ho_ten",
        "doi_tuong",
        "ngay_sinh",
        "so_ban",
        "nguoi",
    ]


def test_answers_that_are_not_asked_for_are_dropped() -> None:
    data = {"ho_ten": "L", "doi_tuong": "ca_nhan", "ma_so": "1", "la": 2, "nguoi": [{"ten": "A", "x": 1}]}
    assert forms.clean(FORM, data) == {"ho_ten": "L", "doi_tuong": "ca_nhan", "nguoi": [{"ten": "A"}]}


def test_what_is_known_is_filled_in_if_it_would_pass() -> None:
    assert forms.prefill(FORM, {"account.name": "Hồ Văn Đá"}) == {"ho_ten": "Hồ Văn Đá"}
    assert forms.prefill(FORM, {"account.name": "H" * 21, "other": "x"}) == {}


def test_a_posted_form_becomes_typed_answers() -> None:
    posted = {
        "ho_ten": " Hồ Thị É ", "doi_tuong": "to_chuc", "ma_so": "0300123456", "ngay_sinh": "1/9/1980",
        "so_ban": "1.0 ", "nguoi.0.ten": "", "nguoi.4.ten": "Đinh Văn Ơ", "nguoi.x.ten": "không",
    }  # fmt: skip
    assert forms.collect(FORM, posted) == {
        "ho_ten": "Hồ Thị É",
        "doi_tuong": "to_chuc",
        "ma_so": "0300123456",
        "ngay_sinh": "1980-09-01",
        "so_ban": 10,
        "nguoi": [{"ten": "Đinh Văn Ơ"}],
    }


def test_papers_follow_from_the_answers() -> None:
    always = Component("don", "Đơn")
    only = Component("dkkd", "Giấy phép", when={"properties": {"doi_tuong": {"const": "to_chuc"}}})
    asked = forms.components((always, only), {"doi_tuong": "ca_nhan"})
    assert [a.component.code for a in asked] == ["don"]
    assert len(forms.components((always, only), {"doi_tuong": "to_chuc"})) == 2
    assert [a.component.code for a in forms.components((always, only), {})] == ["don"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"$ref": "https://example.org/x.json"}, "unknown-word"),
        ({"properties": {"a": {"type": "string"}}}, "no-title"),
        ({"properties": {"a": {"type": "null", "title": "A"}}}, "bad-type"),
        ({"properties": {"A b": {"type": "string", "title": "A"}}}, "bad-name"),
        ({"properties": {"a": {"type": "string", "title": "A", "pattern": "^(a+)+$"}}}, "bad-pattern"),
        ({"properties": {"a": {"type": "string", "title": "A", "format": "uri"}}}, "bad-format"),
        ({"properties": {"a": {"type": "string", "title": "A", "$ref": "#/a"}}}, "unknown-word"),
        ({"properties": {"a": {"type": "string", "title": "A", "maxLength": "x"}}}, "bad-limit"),
        ({"properties": {"a": {"type": "array", "title": "A", "items": {"type": "string"}}}}, "bad-items"),
        ({"properties": {"a": {"type": "string", "title": "A", "x-when": {"$ref": "x"}}}}, "unknown-word"),
        ({"properties": {}}, "no-fields"),
        ({"required": ["khong_co"]}, "unknown-field"),
        ({"required": 5}, "unknown-field"),
        ({"x-order": {}}, "unknown-field"),
        ({"if": {"properties": 5}}, "bad-condition"),
        ({"allOf": [5]}, "bad-condition"),
        ({"allOf": 5}, "bad-condition"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_form_is_refused(change: dict[str, Any], code: str) -> None:
    assert code in {f.code for f in faults({**FORM, **change})}


@pytest.mark.parametrize(
    ("pattern", "simple"),
    [
        ("^[0-9]{12}$", True), ("^[0-9]{10}([0-9]{2})?$", True), ("^[A-Z]{1,3}-[0-9]{1,6}$", True),
        ("[0-9]", False), ("^(a|b)*$", False), ("^a*b*c*$", False), ("^[$", False),
        (f"^{'[a-z]{0,99}' * 8}$", False), (f"^{'a{,99}' * 8}$", False), (f"^{'a?' * 25}{'a' * 25}$", False),
    ],
)  # fmt: skip
def test_only_patterns_that_cannot_run_away(pattern: str, simple: bool) -> None:
    assert is_simple(pattern) is simple
