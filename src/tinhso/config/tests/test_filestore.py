"""Which addresses name a store of files, and what is said of the others?"""

from pathlib import Path

import pytest

from tinhso.config import env, filestore
from tinhso.foundation.files.tests.store import Store

DATA = Path("/var/lib/tinhso")
GIVEN = {"TINHSO_DATABASE_URL": "sqlite:////tmp/a", "TINHSO_DATA_DIR": "/tmp", "TINHSO_SECRET_KEY": "x"}


def test_the_stand_in_of_the_tests_is_what_its_address_says():
    stand_in = Store(port=7070)
    assert stand_in.entry == filestore.backend(stand_in.url, DATA)


def test_nothing_said_is_a_folder():
    assert filestore.backend("", DATA)["OPTIONS"] == {"location": "/var/lib/tinhso/files"}


@pytest.mark.parametrize(
    ("url", "endpoint", "key", "secret", "region"),
    [
        ("s3://K:S@kho.hue.gov.vn/anh", "https://kho.hue.gov.vn", "K", "S", "us-east-1"),
        ("s3+http://K:S@store:7070/anh", "http://store:7070", "K", "S", "us-east-1"),
        ("s3://K%2F1:a%2Fb%40c%3D@h/anh?region=garage", "https://h", "K/1", "a/b@c=", "garage"),
        ("s3+http://K:S@[fd00::7]:9000/anh/", "http://[fd00::7]:9000", "K", "S", "us-east-1"),
    ],
)  # fmt: skip
def test_an_address_of_a_store(url, endpoint, key, secret, region):
    options = filestore.backend(url, DATA)["OPTIONS"]
    assert (options["endpoint_url"], options["access_key"], options["secret_key"]) == (endpoint, key, secret)
    assert (options["bucket_name"], options["region_name"]) == ("anh", region)


@pytest.mark.parametrize(
    "url",
    [
        "https://K:bi-mat@host/anh", "s3://host/anh", "s3://K@host/anh", "s3://K:bi-mat@host", "s3://K:bi-mat@/anh",
        "s3://K:bi-mat@host/anh/con", "s3://K:bi-mat@host/Anh", "s3://K:bi-mat@host:x/anh",
        "s3://K:bi-mat@host/anh?acl=public-read", "s3://K:bi-mat@[::1/anh",
    ],
)  # fmt: skip
def test_another_address_is_refused_without_its_secret(url):
    with pytest.raises(env.MissingSettings) as refused:
        env.files(env.read({**GIVEN, "TINHSO_FILES_URL": url}))
    assert "TINHSO_FILES_URL" in str(refused.value)
    assert "bi-mat" not in str(refused.value)
