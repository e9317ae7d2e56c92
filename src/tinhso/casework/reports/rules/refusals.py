"""For which named reasons is a report not taken, in which words, and when may its reporter appeal?

Nothing else is ever refused by the machine; a person's "no" stands in the answer, not here.
"""

from tinhso.casework.reports.workflow import Status
from tinhso.core.messages import msg

SENTENCES = {
    "nothing": msg(
        "Không tiếp nhận vì nội dung chưa nói việc gì. Ông/bà có thể gửi lại, viết rõ việc gì, ở đâu;"
        " hoặc đề nghị xem lại."
    ),
    "gibberish": msg(
        "Không tiếp nhận vì nội dung không đọc được thành tiếng nào. Ông/bà có thể gửi lại,"
        " hoặc đề nghị xem lại."
    ),
    "advertising": msg(
        "Không tiếp nhận vì nội dung là lời quảng cáo, rao bán. Nếu ông/bà muốn phản ánh về quảng cáo đó,"
        " xin đề nghị xem lại."
    ),
    "obscenity": msg(
        "Không tiếp nhận vì nội dung chỉ có lời lẽ thô tục, không nêu việc gì. Ông/bà có thể gửi lại,"
        " nêu rõ việc; hoặc đề nghị xem lại."
    ),
}
APPEALED = msg("Người gửi đề nghị xem lại; Tổ điều phối sẽ đọc và quyết định.")
UPHELD = msg("Tổ điều phối đã đọc và tiếp nhận theo đề nghị của người gửi.")
DISMISSED = msg("Tổ điều phối đã đọc và giữ việc không tiếp nhận: %(reason)s")

APPEALED_OUTCOME, DISMISSED_OUTCOME, UPHELD_OUTCOME = "appealed", "dismissed", "upheld"


def can_appeal(*, status: str, outcomes: list[str]) -> bool:
    """This will tell whether a person may still be asked to read it: once, and only what was refused."""
    return status == Status.REFUSED and APPEALED_OUTCOME not in outcomes
