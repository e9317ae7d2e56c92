"""How the real gateways want to be called, by their own documents, and stand-ins that insist on it.

A stand-in answers as the real one does when it is called rightly, and with its error when it is not; so a
test that passes shows that our calls have the real shape. What the documents leave open is not checked.
"""

import hmac
import re
from collections.abc import Mapping
from typing import Any

from tinhso.foundation.notices.tests.stand_in import Asked, Decide, Reply

ESMS = "https://developers.esms.vn/en/esms-api/send-sms-api/send-otp-customer-care-message"
"""POST JSON ApiKey SecretKey Content Phone Brandname SmsType("2") IsUnicode RequestId(<=50); answer
CodeResult, SMSID, ErrorMessage: 100 taken, 101 keys, 108 number, 124 RequestId known, 146 text refused."""

ZALO_TEMPLATE = "https://developers.zalo.me/docs/zalo-notification-service/gui-tin-zns/gui-zns"
"""POST https://business.openapi.zalo.me/message/template, headers access_token and appsecret_proof, JSON
phone (84…), template_id, template_data {approved parameter: text}, tracking_id (<=48); answer error 0, data
{msg_id, sent_time, sending_mode, quota {dailyQuota, remainingQuota}}.
Errors: https://zalo.cloud/zns/guidelines/handle-error-code"""

ZALO_CONVERSATION = (
    "https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban"
)
"""POST https://openapi.zalo.me/v3.0/oa/message/cs, header access_token, JSON {"recipient": {"user_id"},
"message": {"text" <=2000}}, as in SendTextCSMessage.java of zalo-java-sdk; answer error 0,
data {message_id, user_id, quota {quota_type: reply|sub_quota|purchase_quota|reward_quota, remain, total}}."""

ZALO_TOKEN = "https://github.com/zaloplatform/zalo-java-sdk (src/test/java/GetAccessTokenByRefreshToken.java)"
"""POST https://oauth.zaloapp.com/v4/oa/access_token, header secret_key, form refresh_token app_id
grant_type=refresh_token; answer access_token,
refresh_token (each good once), expires_in "90000"."""

ZALO_PROOF = "https://github.com/zaloplatform/zalo-java-sdk (AppSecretProofUtil.java)"
"""appsecret_proof = hex(HMAC-SHA256(key=app secret, message=access token)); a wrong one is -1241 or -242."""


_ESMS_SAYS = {
    "101": "Authorize Failed",
    "108": "Phone number is not in correct format",
    "110": "The requested data is incorrect",
    "124": "Duplicate RequestId",
    "146": "Wrong customer care template",
}


def esms(api_key: str, secret: str, brand: str, seen: set[str]) -> Decide:
    """The gateway of eSMS (ViHAT), with the text as carriers take it: unaccented, one SMS."""

    def decide(asked: Asked) -> Reply:
        if asked.method != "POST" or asked.path != "/MainService.svc/json/SendMultipleMessage_V4_post_json/":
            return Reply(404)
        told = asked.json()
        text, request_id = told.get("Content", ""), told.get("RequestId", "")
        registered = (told.get("Brandname"), told.get("SmsType"), told.get("IsUnicode")) == (brand, "2", "0")
        wrongs = (
            ((told.get("ApiKey"), told.get("SecretKey")) != (api_key, secret), "101"),
            (not re.fullmatch(r"0[35789]\d{8}", str(told.get("Phone"))), "108"),
            (not registered or not text.isascii() or not 0 < len(text) <= 160, "146"),
            (not 0 < len(request_id) <= 50, "110"),
            (request_id in seen, "124"),
        )
        for wrong, code in wrongs:
            if wrong:
                return Reply(body={"CodeResult": code, "ErrorMessage": _ESMS_SAYS[code]})
        seen.add(request_id)
        return Reply(body={"CodeResult": "100", "CountRegenerate": 0, "SMSID": f"d53345{len(seen)}"})

    return decide


class Zalo:
    """Zalo's three doors in one: tokens that live once, templates with their parameters, conversations."""

    def __init__(self, app_id: str, secret: str, refresh: str, templates: Mapping[str, set[str]]) -> None:
        self.app_id, self.secret, self.refresh = app_id, secret, refresh
        self.templates = templates
        self.access = ""
        self.refreshed = 0
        self.without_zalo: set[str] = set()
        self.quota = {"dailyQuota": "500", "remainingQuota": "499"}
        self.quota_type = "reply"
        self.closed: set[str] = set()

    def __call__(self, asked: Asked) -> Reply:
        doors = {
            "/v4/oa/access_token": self._token,
            "/message/template": self._template,
            "/v3.0/oa/message/cs": self._conversation,
        }
        door = doors.get(asked.path)
        return door(asked) if door and asked.method == "POST" else Reply(404)

    def expire(self) -> None:
        """Let the access token die early, as when an operator renews it elsewhere."""
        self.access = "expired"

    def _token(self, asked: Asked) -> Reply:
        form = asked.form()
        wanted = {"refresh_token": self.refresh, "app_id": self.app_id, "grant_type": "refresh_token"}
        if asked.headers.get("secret_key") != self.secret or form != wanted:
            return Reply(
                body={"error_name": "Invalid refresh token", "error": -14014, "error_description": ""}
            )
        self.refreshed += 1
        self.access, self.refresh = f"access-{self.refreshed}", f"refresh-{self.refreshed}"
        return Reply(body={"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"})

    def _refused(self, asked: Asked, token: int, proof: int) -> Reply | None:
        if asked.headers.get("access_token") != self.access:
            return _said(token, "Access token invalid")
        right = hmac.new(self.secret.encode(), self.access.encode(), "sha256").hexdigest()
        return None if asked.headers.get("appsecret_proof") == right else _said(proof, "appsecret_proof")

    def _template(self, asked: Asked) -> Reply:
        if refused := self._refused(asked, -124, -1241):
            return refused
        told = asked.json()
        approved = self.templates.get(told.get("template_id"))
        data = told.get("template_data") or {}
        texts = all(isinstance(v, str) and v for v in data.values())
        wrongs = (
            (not re.fullmatch(r"84[35789]\d{8}", str(told.get("phone"))), -108, "Phone number invalid"),
            (told.get("phone") in self.without_zalo, -118, "Zalo account not existed"),
            (approved is None, -109, "Template ID invalid"),
            (set(data) != approved or not texts, -112, "Template data invalid"),
            (not re.fullmatch(r".{1,48}", told.get("tracking_id", "")), -112, "tracking_id"),
            (self.quota["remainingQuota"] == "0", -147, "Template is out of daily quota"),
        )
        for wrong, error, message in wrongs:
            if wrong:
                return _said(error, message)
        return _said(
            0,
            "Success",
            {
                "msg_id": "a4d0243feb163bd3af24",
                "sent_time": "1763600000000",
                "sending_mode": "1",
                "quota": self.quota,
            },
        )

    def _conversation(self, asked: Asked) -> Reply:
        if refused := self._refused(asked, -216, -242):
            return refused
        told = asked.json()
        if set(told) != {"recipient", "message"} or set(told["recipient"]) != {"user_id"}:
            return _said(-201, "Parameter invalid")
        if not 0 < len(told["message"].get("text", "")) <= 2000:
            return _said(-201, "text")
        if told["recipient"]["user_id"] in self.closed:
            return _said(-230, "User has not interacted with the OA in the past 7 days")
        quota = {"quota_type": self.quota_type, "remain": "7", "total": "8"}
        return _said(
            0, "Success", {"message_id": "cb7d", "user_id": told["recipient"]["user_id"], "quota": quota}
        )


def _said(error: int, message: str, data: Any = None) -> Reply:
    body = {"error": error, "message": message}
    return Reply(body=body if data is None else {**body, "data": data})
