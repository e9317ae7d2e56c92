"""What is asked of everybody who applies: who, for whom, where, and how the result shall come? Form schemas.

They are read by the same machine as the procedures' own forms, so that conditions, errors and what was typed
stand on the page in one way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Named = Sequence[tuple[str, str]]
_FOR_OTHER = {"properties": {"for_whom": {"const": "other"}}}
_FOR_BODY = {"properties": {"for_whom": {"const": "org"}}}
_AS_PROXY = {"properties": {"for_whom": {"enum": ["other", "org"]}}}
_HELPED = {"properties": {"helped_by": {"enum": ["team", "officer", "somebody"]}}}
_BY_POST = {"properties": {"delivery": {"const": "post"}}}


def _text(title: str, english: str, most: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "title": title, "x-title-en": english, "maxLength": most, **more}


def _other(title: str, english: str, most: int, **more: Any) -> dict[str, Any]:
    return _text(title, english, most, **{"x-when": _FOR_OTHER, **more})


def _body(title: str, english: str, most: int, **more: Any) -> dict[str, Any]:
    return _text(title, english, most, **{"x-when": _FOR_BODY, **more})


def _choice(title: str, english: str, said: Mapping[str, tuple[str, str]], **more: Any) -> dict[str, Any]:
    return {
        "type": "string", "title": title, "x-title-en": english, "enum": list(said),
        "x-labels": {word: one for word, (one, _english) in said.items()},
        "x-labels-en": {word: one for word, (_vietnamese, one) in said.items()}, **more,
    }  # fmt: skip


def _named() -> dict[str, Any]:
    why = "Số trên thẻ căn cước; nhờ số này ông/bà tra cứu được hồ sơ và kết quả vào kho giấy tờ."
    english = (
        "As on the identity card; with it you can look it up and the result goes to your store of papers."
    )
    return {
        "name": _text("Họ và tên", "Full name", 200, **{"x-prefill": "account.name"}),
        "number": _text(
            "Số định danh cá nhân", "Personal identity number", 12, format="identity", description=why,
            **{"x-description-en": english},
        ),
    }  # fmt: skip


HELPERS = {
    "team": "Tổ công nghệ số cộng đồng",
    "officer": "Cán bộ hỗ trợ tại quầy",
    "somebody": "Người quen",
}
"""Who may help to fill in a form; the words are kept with the helper's name."""
HELPERS_EN = {"team": "The community's digital team", "officer": "An officer", "somebody": "Somebody I know"}


def _proxy(*, for_bodies: bool) -> dict[str, Any]:
    """Whoever files for another says as what, for whom, on what ground (Bộ luật Dân sự 2015 Điều 136-138)."""
    asked: dict[str, Any] = {
        "capacity": _choice(
            "Ông/bà nộp thay với tư cách gì?", "As what do you apply for them?",
            {
                "mandate": ("Người được uỷ quyền (kèm văn bản uỷ quyền)", "By their mandate, uploaded"),
                "parent": ("Cha, mẹ của người chưa thành niên", "Parent of a minor"),
                "guardian": ("Người giám hộ", "Guardian"),
            },
            **{"x-when": _FOR_OTHER},
        ),
        "other_name": _other("Họ và tên chủ hồ sơ", "Full name of the holder", 200),
        "other_number": _other(
            "Số định danh của chủ hồ sơ", "Identity number of the holder", 12, format="identity",
            description="Kết quả vào kho giấy tờ của chủ hồ sơ, không vào kho của người nộp thay.",
            **{"x-description-en": "The result goes to the holder's store of papers, not to yours."},
        ),
        "other_phone": _other("Số điện thoại của chủ hồ sơ", "Telephone of the holder", 20, format="phone"),
        "other_address": _other("Nơi ở của chủ hồ sơ", "Where the holder lives", 300),
    }  # fmt: skip
    if for_bodies:
        asked |= {
            "org_capacity": _choice(
                "Ông/bà là gì của tổ chức?", "What are you to the body?",
                {
                    "representative": ("Người đại diện theo pháp luật", "Its legal representative"),
                    "mandate": ("Người được uỷ quyền (kèm văn bản uỷ quyền)", "By its mandate, uploaded"),
                },
                **{"x-when": _FOR_BODY},
            ),
            "org_name": _body(
                "Tên tổ chức", "Name of the body", 200, **{"x-prefill": "account.organisation_name"}
            ),
            "org_number": _body(
                "Mã số doanh nghiệp, hợp tác xã hoặc mã số thuế", "Registration or tax number", 14,
                pattern=r"^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$", **{"x-prefill": "account.organisation"},
            ),
            "org_address": _body("Địa chỉ tổ chức", "Address of the body", 300),
        }  # fmt: skip
    return asked | {
        "proxy_basis": _text(
            "Giấy tờ hoặc quan hệ cho phép nộp thay", "What lets you apply for them", 300,
            description="Ví dụ: giấy uỷ quyền số 12/2026; mẹ đẻ, giấy khai sinh của con; giám đốc công ty.",
            **{
                "x-description-en": "For example: mandate 12/2026; mother, birth certificate; director.",
                "x-when": _AS_PROXY,
            },
        ),
    }  # fmt: skip


def people(
    *, communes: Named, is_known: bool, place_needed: bool, for_bodies: bool = False
) -> dict[str, Any]:
    """This will ask who applies, for whom and where; whom an identity names is not asked for a name."""
    known = {} if is_known else _named()
    asked: dict[str, Any] = {
        **known,
        "phone": _text(
            "Số điện thoại", "Telephone", 20, format="phone",
            description="Để báo tin về hồ sơ và để tra cứu.",
            **{"x-description-en": "For news of it and to look it up.", "x-prefill": "account.phone"},
        ),
        "email": _text("Thư điện tử", "E-mail", 254, format="email", **{"x-prefill": "account.email"}),
        "address": _text("Nơi ở hiện nay", "Where you live", 300, **{"x-prefill": "account.address"}),
        "for_whom": _choice(
            "Ông/bà nộp cho ai?", "For whom do you apply?",
            {
                "self": ("Cho chính tôi", "For myself"),
                "other": ("Thay cho người khác", "For somebody else"),
                **({"org": ("Thay cho doanh nghiệp, hợp tác xã", "For a company")} if for_bodies else {}),
            },
            default="self",
        ),
        **_proxy(for_bodies=for_bodies),
        "helped_by": _choice(
            "Có ai giúp ông/bà kê khai không?", "Does anybody help you to fill it in?",
            {"nobody": ("Không", "No"), **{word: (said, HELPERS_EN[word]) for word, said in HELPERS.items()}},
            default="nobody", description="Người giúp kê khai không phải người nộp.",
            **{"x-description-en": "Who helps is not who applies."},
        ),
        "helper_name": _text("Họ tên người giúp", "Name of who helps", 200, **{"x-when": _HELPED}),
    }  # fmt: skip
    if place_needed:
        asked["area"] = {
            "type": "string", "title": "Xã, phường giải quyết", "x-title-en": "Commune that handles it",
            "enum": [code for code, _name in communes], "x-labels": dict(communes),
            "description": "Nơi ông/bà cư trú hoặc nơi có việc; hồ sơ tới thẳng Uỷ ban nhân dân ở đó.",
            "x-description-en": "Where you live or where the matter is; it goes straight to its committee.",
        }  # fmt: skip
    return {
        "type": "object",
        "properties": asked,
        "x-order": list(asked),
        "required": [
            *([] if is_known else ["name"]),
            "phone",
            "for_whom",
            *(["area"] if place_needed else []),
        ],
        "allOf": [
            {"if": _FOR_OTHER, "then": {"required": ["capacity", "other_name", "proxy_basis"]}},
            {
                "if": _FOR_BODY,
                "then": {"required": ["org_capacity", "org_name", "org_number", "proxy_basis"]},
            },
        ],
    }


def rest(*, grounds: Named, papers_electronic: bool) -> dict[str, Any]:
    """This will ask how the result shall come, and on which grounds a fee is less."""
    ways = ["electronic", "counter", "post"] if papers_electronic else ["counter", "post"]
    labels = {
        "electronic": "Bản điện tử, vào kho giấy tờ của tôi",
        "counter": "Bản giấy, tới nhận tại nơi giải quyết",
        "post": "Bản giấy, bưu chính công ích mang tới (trả cước)",
    }
    english = {
        "electronic": "Electronic, into my store of papers",
        "counter": "On paper, at the counter",
        "post": "On paper, brought by the post (for its charge)",
    }
    asked: dict[str, Any] = {
        "delivery": {
            "type": "string", "title": "Nhận kết quả bằng cách nào?",
            "x-title-en": "How shall the result come?",
            "enum": ways, "default": ways[0], "x-labels": labels, "x-labels-en": english,
        },
        "post_address": _text(
            "Địa chỉ nhận kết quả", "Address for the result", 300,
            description="Số nhà, đường, thôn, tổ dân phố; có thể khác nơi ở.",
            **{"x-description-en": "House, street, hamlet; not always where you live.", "x-when": _BY_POST},
        ),
        "post_area": _text(
            "Xã, phường và tỉnh, thành phố nhận kết quả", "Commune and province for the result", 200,
            **{"x-when": _BY_POST},
        ),
    }  # fmt: skip
    for code, name in grounds:
        asked[f"ground_{code}"] = {"type": "boolean", "title": name}
    return {
        "type": "object",
        "properties": asked,
        "x-order": list(asked),
        "required": ["delivery"],
        "if": _BY_POST,
        "then": {"required": ["post_address", "post_area"]},
    }


def known(person: Mapping[str, str], papers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """This will say what is known under the words of `x-prefill`: `account.phone`, `vault.<type>.number`."""
    found = {f"account.{word}": value for word, value in person.items() if value}
    for kind, said in papers.items():
        found.update({f"vault.{kind}.{word}": value for word, value in said.items() if value})
    return found
