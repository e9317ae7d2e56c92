"""Who gets in where? One row for every address; an address without a row fails the test that walks them.

`get` and `post` name who may ask (also in vain: an empty form is theirs to mend). Everybody else must be
turned away. `public` says it for a report that stands on the public list, where that makes a difference.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.security.cast import ALL, SIGNED_IN

Who = frozenset[str]
NOBODY: Who = frozenset()
OWNER: Who = frozenset({"owner"})
AGENCY: Who = frozenset({"handler", "leader"})
LEADER: Who = frozenset({"leader"})
COORDINATOR: Who = frozenset({"coordinator"})
OPERATOR: Who = frozenset({"operator"})
HELPER: Who = frozenset({"co-handler"})
WATCH: Who = AGENCY | COORDINATOR
AUDITOR: Who = frozenset({"auditor"})
INSPECTORS: Who = frozenset({"auditor", "administrator"})
ADMINISTRATOR: Who = frozenset({"administrator"})
CASE: Who = WATCH | HELPER | INSPECTORS | {"reader"}
"""Whoever may open the officers' page of a report that is not sealed."""
BOARD: Who = INSPECTORS | COORDINATOR | {"leader", "other leader", "reader"}


AT_A_COUNTER: Who = frozenset(
    {"handler", "leader", "co-handler", "other handler", "other leader", "operator"}
)
"""Whoever takes in or handles dossiers for some agency; a dossier of another one is nobody's to see."""

MONEY: Who = INSPECTORS | {"leader", "other leader"}


@dataclass(frozen=True)
class Row:
    """Who may ask for an address, and who may send something to it."""

    get: Who = NOBODY
    post: Who = NOBODY
    public: "Row | None" = None


OPEN = Row(get=ALL)
WRITTEN_TO = Row(get=ALL, post=ALL)
OF_OFFICERS = Row(get=SIGNED_IN, post=SIGNED_IN)
OF_THE_BOARD = Row(get=BOARD)
OF_THE_REPORTER = Row(post=OWNER)

ADDRESSES: Mapping[str, Row] = {
    # programs
    "api/v1/": Row(),
    "api/v1/categories": OPEN,
    "api/v1/categories/suggest": Row(post=ALL),
    "api/v1/incidents": OPEN,
    "api/v1/reports/near": OPEN,
    "api/v1/ledger/head": OPEN,
    "api/v1/openapi.json": WRITTEN_TO,
    "api/v1/places/%(code)s/localities": OPEN,
    "api/v1/places/boundaries.geojson": OPEN,
    "api/v1/places/communes": OPEN,
    "api/v1/places/locate": OPEN,
    "api/v1/procedures": OPEN,
    "api/v1/procedures/%(code)s": OPEN,
    "api/v1/reports": WRITTEN_TO,
    "api/v1/reports/%(code)s": Row(get=OWNER, public=OPEN),
    "api/v1/uploads": Row(post=ALL),
    "api/v1/dossiers": Row(post=ALL),
    "api/v1/dossiers/%(code)s": Row(),  # with a second factor only, and there is none of that code
    "api/v1/payments/%(provider)s/callback": Row(),  # what is not signed is refused
    "open311/": OPEN,
    "open311/discovery.%(form)s": OPEN,
    "open311/v2/services.%(form)s": OPEN,
    "open311/v2/services/%(code)s.%(form)s": OPEN,
    "open311/v2/requests.%(form)s": OPEN,  # written to with a key of that scope only
    "open311/v2/requests/%(code)s.%(form)s": Row(public=OPEN),
    "open311/v2/servicerequestupdates.%(form)s": OPEN,
    "open311/v2/tokens/%(code)s.%(form)s": Row(public=OPEN),
    "healthz": WRITTEN_TO,
    "readyz": WRITTEN_TO,
    "metrics": OPEN,  # to this machine, as the tests are; others need the token
    # citizens
    "": OPEN,
    "ban-do": OPEN,
    "ban-do/diem.geojson": OPEN,
    "danh-sach": OPEN,
    "gioi-thieu": OPEN,
    "rieng-tu": OPEN,
    "thu-tuc": OPEN,
    "thu-tuc/%(code)s": OPEN,
    "thu-tuc/su-kien/%(code)s": OPEN,
    "thu-tuc/thiet-yeu": OPEN,
    "kho-giay-to/": OPEN,  # who an electronic identity vouches for sees the own papers, the others a sentence
    "kho-giay-to/%(number)s/%(version)s/tep": Row(),
    "kho-giay-to/%(number)s/%(version)s/anh/%(size)s": Row(),
    "kho-giay-to/%(number)s/xoa": Row(),
    "kho-giay-to/dong-y/%(consent_id)s/rut": Row(),
    "nop-ho-so/%(procedure)s": WRITTEN_TO,
    "nop-ho-so/%(procedure)s/%(token)s": Row(),  # whose draft has that token; here is none
    "nop-ho-so/%(procedure)s/%(token)s/bo": Row(),
    "nop-ho-so/%(procedure)s/%(token)s/giay-to": Row(),
    "nop-ho-so/%(procedure)s/%(token)s/xem-lai": Row(),
    "ho-so-cua-toi": OPEN,  # asks for the identity of whom nobody vouches for
    "tra-cuu-ho-so": WRITTEN_TO,
    "tra-cuu-ho-so/%(code)s": Row(),
    "tra-cuu-ho-so/%(code)s/bo-sung": Row(),
    "tra-cuu-ho-so/%(code)s/danh-gia": Row(),
    "tra-cuu-ho-so/%(code)s/giay-to/%(number)s": Row(),
    "tra-cuu-ho-so/%(code)s/ket-qua/%(number)s": Row(),
    "tra-cuu-ho-so/%(code)s/phan-anh": Row(),
    "tra-cuu-ho-so/%(code)s/rut": Row(),
    "thanh-toan/": OPEN,
    "thanh-toan/%(number)s": Row(),  # there is no order of that number
    "thanh-toan/%(number)s/bien-lai": Row(),
    "thanh-toan/%(number)s/cach": Row(),
    "thanh-toan/%(number)s/ma.svg": Row(),
    "thanh-toan/%(number)s/sang/%(attempt)s": Row(),
    "thanh-toan/%(number)s/trang-thai": Row(),
    "thanh-toan/%(number)s/ve": Row(),
    "so-lieu": OPEN,
    "so-lieu/phan-anh": OPEN,
    "so-lieu/dung-lai": OPEN,
    "so-lieu/luot-xu-ly.csv": OPEN,
    "so-lieu/luot-xu-ly.csv-metadata.json": OPEN,
    "nguon-tin/phan-anh.%(form)s": OPEN,
    "nguon-tin/linh-vuc/%(code)s.%(form)s": OPEN,
    "nguon-tin/xa-phuong/%(code)s.%(form)s": OPEN,
    "nhung/ban-do": OPEN,
    "tra-cuu": WRITTEN_TO,
    "i18n/setlang/": WRITTEN_TO,
    "ngoai-mang": OPEN,
    "ngon-ngu/%(code)s/%(key)s": Row(),  # everybody's, where a language brings recordings: here is none
    "sw.js": OPEN,
    "ung-dung/%(language)s.webmanifest": OPEN,
    "phan-anh/moi": WRITTEN_TO,
    "phan-anh/cua-toi": WRITTEN_TO,
    "phan-anh/cua-toi/so-dien-thoai": WRITTEN_TO,
    "phan-anh/cua-toi/so-dien-thoai/%(code)s": Row(),  # with a number confirmed in this session only
    "cua/sms": Row(),  # signed by the gateway
    "cua/zalo": Row(),  # signed by Zalo
    "phan-anh/mo/%(token)s": WRITTEN_TO,
    "phan-anh/%(code)s": Row(get=OWNER, public=OPEN),
    "phan-anh/%(code)s/anh/%(file_id)s/%(size)s": Row(get=CASE | OWNER, public=OPEN),
    "phan-anh/%(code)s/anh/%(file_id)s/chua-che/%(size)s": Row(get=CASE | OWNER),
    "phan-anh/%(code)s/anh/%(file_id)s/che": Row(get=OWNER, post=OWNER),
    "phan-anh/%(code)s/loi-noi": Row(get=CASE | OWNER),
    "phan-anh/%(code)s/du-lieu": Row(get=OWNER, post=OWNER),
    "phan-anh/%(code)s/du-lieu/ban-sao": Row(get=OWNER),
    "phan-anh/%(code)s/du-lieu/xoa": OF_THE_REPORTER,
    "phan-anh/%(code)s/du-lieu/thoi-cong-khai": OF_THE_REPORTER,
    "phan-anh/%(code)s/bao": Row(public=Row(post=ALL)),
    "phan-anh/%(code)s/cach-bao": OF_THE_REPORTER,
    "phan-anh/%(code)s/thiet-bi": OF_THE_REPORTER,
    "phan-anh/%(code)s/danh-gia": OF_THE_REPORTER,
    "phan-anh/%(code)s/tra-loi": OF_THE_REPORTER,
    "phan-anh/%(code)s/xu-ly-lai": OF_THE_REPORTER,
    "phan-anh/%(code)s/xem-lai": OF_THE_REPORTER,
    "phan-anh/%(code)s/khac-viec": OF_THE_REPORTER,
    "phan-anh/%(code)s/theo-doi": Row(public=WRITTEN_TO),
    # officers
    "tai-khoan/dang-nhap/": WRITTEN_TO,
    "tai-khoan/dang-xuat/": WRITTEN_TO,
    "tai-khoan/dang-nhap/ma/": OF_OFFICERS,
    "tai-khoan/dang-nhap/cong/%(provider_id)s/": Row(),
    "tai-khoan/dang-nhap/cong/%(provider_id)s/ve/": Row(),
    "tai-khoan/cong-dan": OPEN,
    "tai-khoan/cong-dan/ra": Row(post=ALL),
    "tai-khoan/": Row(get=SIGNED_IN),
    "tai-khoan/mat-khau/": OF_OFFICERS,
    "tai-khoan/xac-nhan/": OF_OFFICERS,
    "tai-khoan/xac-nhan/ma/": OF_OFFICERS,
    "tai-khoan/hai-lop/": OF_OFFICERS,
    "tai-khoan/hai-lop/tat/": Row(),  # nobody here has a second factor or an identity from outside
    "tai-khoan/ma-du-phong/": Row(),
    "tai-khoan/ma-du-phong/moi/": OF_OFFICERS,
    "tai-khoan/lien-ket/%(provider)s/go": Row(),
    "tai-khoan/phien": Row(get=SIGNED_IN),
    "tai-khoan/phien/ket-thuc": OF_OFFICERS,
    "thong-bao/cach-nhan/": OF_OFFICERS,
    "thong-bao/thiet-bi/": Row(post=SIGNED_IN),
    "thong-bao/thiet-bi/%(device_id)s/bo/": Row(post=SIGNED_IN),
    "thong-bao/kenh/": Row(get=INSPECTORS),
    "thong-bao/": Row(get=SIGNED_IN),
    "thong-bao/da-doc/": Row(post=SIGNED_IN),
    "ban-lam-viec/": OF_OFFICERS,
    "ban-lam-viec/viec": OF_OFFICERS,
    "ho-so/%(code)s": Row(),  # dossiers, and there is none of that code
    "ho-so/%(code)s/%(name)s": Row(),
    "ho-so/%(code)s/giay/%(form)s.pdf": Row(),
    "ho-so/%(code)s/ket-qua/%(number)s": Row(),
    "ho-so/%(code)s/thanh-phan/%(component)s": Row(),
    "ho-so/%(code)s/thanh-phan/%(component)s/xem": Row(),
    "lien-thong/cong-quoc-gia/": Row(get=INSPECTORS),
    "lien-thong/cong-quoc-gia/bao-lai/": Row(post=ADMINISTRATOR),
    "lien-thong/cong-quoc-gia/bo-qua/": Row(post=ADMINISTRATOR),
    "lien-thong/cong-quoc-gia/den/%(arrival_id)s/": Row(),
    "lien-thong/cong-quoc-gia/den/%(arrival_id)s/lay-vao/": Row(),
    "lien-thong/cong-quoc-gia/den/bo-qua/": Row(post=ADMINISTRATOR | COORDINATOR),
    "lien-thong/cong-quoc-gia/goi-lai/": Row(post=ADMINISTRATOR),
    "lien-thong/cong-quoc-gia/ho-so/%(mirror_id)s/": Row(),
    "lien-thong/cong-quoc-gia/khac-nhau/bao-lai/": Row(post=ADMINISTRATOR),
    "lien-thong/cong-quoc-gia/tin": Row(),  # signed by the portal
    "lien-thong/cong-quoc-gia/tinh-trang.json": Row(get=INSPECTORS),
    "thu-phi/": Row(get=AT_A_COUNTER | INSPECTORS),
    "thu-phi/doi-soat": Row(get=MONEY, post=MONEY - AUDITOR),
    "thu-phi/doi-soat/%(statement_id)s": Row(),
    "thu-phi/doi-soat/%(statement_id)s/%(finding_id)s": Row(),
    "thu-phi/hoan-tien": Row(get=MONEY),
    "thu-phi/hoan-tien/%(refund_id)s": Row(),
    "thu-phi/lenh/%(number)s": Row(),
    "thu-phi/lenh/%(number)s/hoan": Row(),
    "thu-phi/lenh/%(number)s/tien-mat": Row(),
    "thu-phi/tu-choi": Row(get=INSPECTORS),
    "mot-cua/": Row(get=AT_A_COUNTER),
    "mot-cua/buu-chinh": Row(get=AT_A_COUNTER),
    "mot-cua/buu-chinh/lap": Row(post=AT_A_COUNTER),
    "mot-cua/buu-chinh/nhan": Row(get=AT_A_COUNTER, post=AT_A_COUNTER),
    "mot-cua/buu-chinh/%(code)s": Row(),  # lists of the post, and there is none of that code
    "mot-cua/buu-chinh/%(code)s/ban-ky": Row(),
    "mot-cua/buu-chinh/%(code)s/danh-sach.pdf": Row(),
    "mot-cua/buu-chinh/%(code)s/huy": Row(),
    "mot-cua/buu-chinh/%(code)s/ky": Row(),
    "mot-cua/buu-chinh/%(code)s/nhan-gui.pdf": Row(),
    "mot-cua/buu-chinh/%(code)s/phong-bi": Row(),
    "mot-cua/da-nhan/%(code)s": Row(),
    "mot-cua/goi-so": Row(post=AT_A_COUNTER),
    "mot-cua/ho-so": Row(get=AT_A_COUNTER | AUDITOR),
    "mot-cua/ho-so/nhieu": Row(post=AT_A_COUNTER),
    "mot-cua/so-theo-doi": Row(get=AT_A_COUNTER),
    "mot-cua/so-theo-doi.pdf": Row(get=AT_A_COUNTER),
    "mot-cua/so-thu-tu": Row(post=AT_A_COUNTER),
    "mot-cua/tiep-nhan": Row(get=AT_A_COUNTER),
    "mot-cua/tiep-nhan/%(procedure)s": Row(get=AT_A_COUNTER, post=AT_A_COUNTER),
    "mot-cua/tiep-nhan/%(procedure)s/cau-hoi": Row(post=AT_A_COUNTER),
    "xu-ly/duyet": Row(post=SIGNED_IN),
    "xu-ly/%(code)s": Row(get=CASE),
    "xu-ly/%(code)s/anh/%(file_id)s/che": Row(get=WATCH, post=WATCH),
    "tiep-nhan/": Row(get=OPERATOR, post=OPERATOR),
    "tiep-nhan/se-ve": Row(post=OPERATOR),
    "tiep-nhan/%(code)s": Row(),  # the receipt of who took the call: nobody took this one
    "tiep-nhan/tin": Row(get=OPERATOR),
    "tiep-nhan/tin/%(arrival_id)s": Row(),  # nothing waits there
    "dieu-phoi/": Row(get=COORDINATOR),
    "dieu-phoi/%(code)s": Row(get=COORDINATOR, post=COORDINATOR),
    "giam-sat/": Row(get=AUDITOR, post=AUDITOR),
    "giam-sat/su-viec": Row(get=BOARD, post=BOARD - AUDITOR),
    "giam-sat/su-viec/%(incident_id)s/ket-thuc": Row(),  # nothing goes on there
    "chat-luong-phuc-vu/": OPEN,
    "chat-luong-phuc-vu/co-quan/%(code)s": OPEN,
    "chat-luong-phuc-vu/danh-sach": OF_THE_BOARD,
    "chat-luong-phuc-vu/diem.csv": OPEN,
    "chat-luong-phuc-vu/ho-so": OF_THE_BOARD,
    "chat-luong-phuc-vu/ho-so.csv": OF_THE_BOARD,
    "dieu-hanh/": OF_THE_BOARD,
    "dieu-hanh/bang": OF_THE_BOARD,
    "dieu-hanh/diem.geojson": OF_THE_BOARD,
    "dieu-hanh/phan-anh": OF_THE_BOARD,
    "dieu-hanh/song": OF_THE_BOARD,
    "dieu-hanh/tuong": OF_THE_BOARD,
    # the gallery of components shows no data
    "ui/": OPEN,
    "ui/khung/%(name)s": OPEN,
    "ui/mau/areas.geojson": OPEN,
    "ui/mau/points.geojson": OPEN,
    # the administration beside its tables
    "quan-tri/": Row(get=INSPECTORS, post=INSPECTORS),
    "quan-tri/login/": Row(get=INSPECTORS, post=INSPECTORS),
    "quan-tri/logout/": Row(get=ALL - INSPECTORS, post=ALL),
    "quan-tri/autocomplete/": Row(),
    "quan-tri/jsi18n/": Row(get=INSPECTORS),
    "quan-tri/password_change/": Row(get=INSPECTORS, post=INSPECTORS),
    "quan-tri/password_change/done/": Row(get=INSPECTORS),
    "quan-tri/procedures/procedure/nhap-xuat/": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "quan-tri/procedures/procedure/xuat/%(form)s": Row(get=INSPECTORS),
    "quan-tri/thu-dinh-tuyen": Row(get=INSPECTORS, post=INSPECTORS),
    "quan-tri/%(app_label)s/": Row(get=INSPECTORS, post=INSPECTORS),
    "quan-tri/%(url)s": Row(),
    "quan-tri/r/%(content_type_id)s/%(object_id)s/": Row(),
}

VERBS: Mapping[str, Who] = {
    "accept": AGENCY, "take": AGENCY, "assign": AGENCY, "start": AGENCY, "ask_citizen": AGENCY,
    "draft_answer": AGENCY, "submit_for_approval": AGENCY, "answer": AGENCY, "forward": AGENCY,
    "request_extension": AGENCY,
    "approve": LEADER, "return_answer": LEADER, "grant_extension": LEADER, "refuse_extension": LEADER,
    "stand_down": LEADER | COORDINATOR,
    "finish_co_handling": HELPER,
    "merge": WATCH, "unmerge": WATCH, "dismiss_appeal": COORDINATOR,
    "note": WATCH | HELPER,
    "add_co_handler": WATCH, "reveal_reporter": WATCH, "hide": WATCH, "unhide": WATCH, "seal": WATCH,
    "flag": CASE - ADMINISTRATOR - HELPER,
    "unseal": NOBODY,  # of the restricted desk, for sealed reports: test_a_denunciation_stays_sealed
}  # fmt: skip
"""Who may do what at xu-ly/<code>/<verb>; the form of a verb opens for nobody who may not see the case."""

ELSEWHERE_DONE = frozenset(
    {"rule_on_exception", "route", "refuse", "forward_to_desk", "resume", "close"}
    | {"reply", "rate", "reopen", "tell", "appeal"}
    | {"erase_reporter", "correct_reporter", "make_private", "blur_photo"}
)
"""Steps of the workflow that are no verbs of that page: they are done elsewhere, by citizen or machine."""

_VERB = "xu-ly/%(code)s/%(name)s"
_TABLE = re.compile(r"^quan-tri/\w+/\w+/(?:%\(object_id\)s/)?(?P<what>\w*)/?$")


def row_of(template: str, name: str = "", *, public: bool) -> Row:
    """This will give the row of an address (of a verb, by its name). Raises KeyError for one without."""
    if template == _VERB:
        return Row() if name in ELSEWHERE_DONE else Row(get=CASE, post=VERBS[name])
    if template not in ADDRESSES and (table := _TABLE.match(template)):
        return _of_table(table["what"])
    row = ADDRESSES[template]
    return row.public if public and row.public else row


def _of_table(what: str) -> Row:
    """A table of the administration: at most auditors look, and administrators write."""
    if what in ("add", "delete"):
        return Row(get=ADMINISTRATOR, post=ADMINISTRATOR)
    return Row(get=INSPECTORS, post=ADMINISTRATOR if what == "change" else INSPECTORS)


def is_exact(template: str) -> bool:
    """This will tell whether a row must be met exactly; of tables it is the most that anybody may."""
    return template in ADDRESSES or template == _VERB
