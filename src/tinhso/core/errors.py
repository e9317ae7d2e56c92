"""Which refusals are expected, and what does each say to the person? Everything else is a bug."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from tinhso.core.messages import Message, msg


class Refused(Exception):
    """An expected "no": `status` is its HTTP status, `code` its stable machine word.

    Rooms subclass it beside the action that raises it and give `sentence`, a Vietnamese message id.
    """

    status: ClassVar[int] = 422
    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = msg("Yêu cầu không được chấp nhận.")

    def __init__(self, message: Message | str | None = None, **values: Any) -> None:
        if message is None:
            message = Message(self.sentence, values)
        elif isinstance(message, str):
            message = Message(message, values)
        self.message = message
        super().__init__(message.in_vietnamese())


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field: its dotted name ("point.lat") and the sentence."""

    field: str
    message: Message


class Invalid(Refused):
    """Readable but wrong: one or more fields do not hold (422)."""

    code = "invalid"
    sentence = msg("Dữ liệu gửi lên chưa hợp lệ.")

    def __init__(self, *errors: FieldError) -> None:
        self.errors = errors
        super().__init__(errors[0].message if len(errors) == 1 else None)

    @classmethod
    def field(cls, name: str, sentence: str, **values: Any) -> Self:
        """This will make the error of a single field."""
        return cls(FieldError(name, Message(sentence, values)))


class Unreadable(Refused):
    """The request cannot be read at all (400)."""

    status = 400
    code = "unreadable"
    sentence = msg("Không đọc được yêu cầu.")


class SignInNeeded(Refused):
    """Nobody is signed in, or the key is unknown (401)."""

    status = 401
    code = "sign-in-needed"
    sentence = msg("Cần đăng nhập để làm việc này.")


class NotPermitted(Refused):
    """This person may not do this (403)."""

    status = 403
    code = "not-permitted"
    sentence = msg("Ông/bà không có quyền làm việc này.")


class Missing(Refused):
    """There is no such thing, or it may not be known to this person (404)."""

    status = 404
    code = "not-found"
    sentence = msg("Không tìm thấy nội dung yêu cầu.")


class WrongMethod(Refused):
    """The address is there, but takes another kind of request (405)."""

    status = 405
    code = "wrong-method"
    sentence = msg("Địa chỉ này không nhận kiểu yêu cầu đó.")


class Conflict(Refused):
    """The state of the thing does not allow this now (409)."""

    status = 409
    code = "conflict"
    sentence = msg("Việc này vừa được thay đổi; xin tải lại trang và thử lại.")


class TooLarge(Refused):
    """The body or the file is larger than allowed (413)."""

    status = 413
    code = "too-large"
    sentence = msg("Nội dung gửi lên quá lớn.")


class TooMany(Refused):
    """Too many requests; `retry_after` is in seconds (429)."""

    status = 429
    code = "too-many"
    sentence = msg("Quá nhiều lần trong thời gian ngắn; xin thử lại sau.")

    def __init__(self, retry_after: int, message: Message | str | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class Failed(Refused):
    """Something broke on our side, and a program is told so in its own language (500)."""

    status = 500
    code = "failed"
    sentence = msg("Hệ thống gặp lỗi; việc vừa gửi có thể chưa được ghi nhận. Xin gửi lại sau ít phút.")


class Unavailable(Failed):
    """The database is away, full or too busy: the same request may succeed soon (503)."""

    status = 503
    code = "unavailable"
    sentence = msg("Hệ thống tạm thời chưa ghi nhận được; xin gửi lại sau ít giây.")
    retry_after = 5
