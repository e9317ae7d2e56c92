"""What are programs spared, and what holds for them as for pages?"""

import pytest

HEADERS = ("Content-Security-Policy", "Permissions-Policy", "X-Content-Type-Options", "X-Frame-Options")


@pytest.mark.django_db
def test_a_program_is_spared_the_session_and_keeps_the_headers(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="canbo"))
    reply = client.get("/api/v1/categories")
    assert not hasattr(reply.wsgi_request, "session")
    assert not hasattr(reply.wsgi_request, "user")
    assert all(reply.headers.get(name) for name in HEADERS)
    assert client.get("/healthz").wsgi_request.user.is_authenticated


@pytest.mark.django_db
def test_a_program_is_refused_for_another_host_and_in_its_language(client):
    assert client.get("/api/v1/categories", headers={"host": "example.org"}).status_code == 400
    assert client.get("/api/v1/nothing", headers={"accept-language": "en"}).json()["status"] == 404
