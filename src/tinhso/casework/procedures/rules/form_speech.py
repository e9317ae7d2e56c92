"""In which words is a wrong answer told? The formats of ours, and a Vietnamese sentence for each fault."""

from collections.abc import Iterator
from datetime import date

from jsonschema import FormatChecker
from jsonschema.exceptions import ValidationError

from tinhso.core.errors import FieldError
from tinhso.core.messages import Message, msg
from tinhso.core.values import is_email

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value


@FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or is_email(value)


@FORMATS.checks("phone")
def _is_phone(value: object) -> bool:
    if not isinstance(value, str):
        return True
    digits = value.replace(" ", "").replace(".", "").removeprefix("+84")
    return digits.isascii() and digits.isdigit() and 9 <= len(digits) <= 11


@FORMATS.checks("identity")
def _is_identity(value: object) -> bool:
    """Twelve digits (Luật Căn cước 26/2023/QH15, Điều 12)."""
    return not isinstance(value, str) or (len(value) == 12 and value.isascii() and value.isdigit())


_FORMAT_SENTENCES = {
    "date": msg("Cần một ngày có thật, dạng ngày/tháng/năm."),
    "email": msg("Địa chỉ thư điện tử chưa đúng."),
    "phone": msg("Số điện thoại chưa đúng."),
    "identity": msg("Số định danh cá nhân gồm đúng 12 chữ số."),
}
_SENTENCES = {
    "type": msg("Câu trả lời chưa đúng kiểu."),
    "enum": msg("Hãy chọn một trong các giá trị đã cho."),
    "pattern": msg("Nội dung chưa đúng dạng quy định."),
    "minLength": msg("Cần ít nhất %(limit)s ký tự."),
    "maxLength": msg("Dài quá %(limit)s ký tự."),
    "minimum": msg("Nhỏ nhất là %(limit)s."),
    "maximum": msg("Lớn nhất là %(limit)s."),
    "minItems": msg("Cần ít nhất %(limit)s dòng."),
    "maxItems": msg("Nhiều nhất %(limit)s dòng."),
}
_TYPES = {
    "integer": msg("Cần một số nguyên."),
    "number": msg("Cần một số."),
    "string": msg("Cần một chuỗi ký tự."),
    "boolean": msg("Cần true hoặc false."),
}


def spoken(error: ValidationError) -> Iterator[FieldError]:
    """This will say what a validator found, each fault beside its field."""
    path = [str(part) for part in error.absolute_path]
    match error.validator:
        case "required":
            for name in error.validator_value:
                if name not in error.instance:
                    yield FieldError(".".join([*path, name]), Message(msg("Cần trả lời câu này.")))
        case "additionalProperties":
            for name in sorted(set(error.instance) - set(error.schema["properties"])):
                yield FieldError(".".join([*path, str(name)[:60]]), Message(msg("Không có trường này.")))
        case "format":
            yield FieldError(".".join(path), Message(_FORMAT_SENTENCES[error.validator_value]))
        case "type" if error.validator_value in _TYPES:
            yield FieldError(".".join(path), Message(_TYPES[error.validator_value]))
        case word:
            limit = error.validator_value if isinstance(error.validator_value, int | float) else ""
            sentence = _SENTENCES.get(str(word), msg("Giá trị chưa hợp lệ."))
            yield FieldError(".".join(path), Message(sentence, {"limit": limit} if limit != "" else {}))
