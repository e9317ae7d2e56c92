"""Does everything that was given out still hold after the secret key was changed and the web started anew?"""

import secrets

import httpx

from tests.contract.sending import REPORTS, report
from tests.service import Service


def test_an_old_key_is_accepted_as_a_fallback(
    deployment: Service, client: httpx.Client, stranger: httpx.Client, program: httpx.Client
) -> None:
    body = report(public=False)
    first = client.post(REPORTS, json=body)
    path, secret = f"{REPORTS}/{first.json()['code']}", first.json()["secret"]

    deployment.kill("web")
    old = deployment.environment["TINHSO_SECRET_KEY"]
    fallbacks = [old, *filter(None, deployment.environment.get("TINHSO_SECRET_KEY_FALLBACKS", "").split(","))]
    deployment.environment["TINHSO_SECRET_KEY"] = secrets.token_urlsafe(48)
    deployment.environment["TINHSO_SECRET_KEY_FALLBACKS"] = ",".join(fallbacks)
    deployment.start_web()

    again = stranger.post(REPORTS, json=body)
    assert again.status_code == 200
    assert again.content == first.content
    stranger.cookies.clear()
    assert stranger.get(path).status_code == 404
    assert stranger.get(path, headers={"X-Report-Secret": secret}).json()["text"] == body["text"]
    assert client.get(path).json()["text"] == body["text"]
    assert program.post(REPORTS, json=report()).status_code == 201
