"""How are files kept in an S3-compatible store, so that an outage is a sentence and not a stack trace?

django-storages carries; here are its bounds (seconds, not minutes), one client for all threads, and one name
for whatever goes wrong on the way. An object is there whole or not at all, is overwritten in one step, is
private and has no address: rooms hand it out.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

from tinhso.foundation.files.away import StoreAway

log = logging.getLogger("tinhso.files")

CONNECT_S, READ_S, TRIES = 2, 5, 2
GONE = ("404", "NoSuchKey", "NoSuchBucket", "NotFound")
REST_S = 5.0
"""After it could not be reached one caller tries every so often; the others would wait and serve nobody."""
P = ParamSpec("P")
T = TypeVar("T")


def _reached(act: Callable[P, T]) -> Callable[P, T]:
    """This will let `act` raise StoreAway for whatever goes wrong between here and the store."""

    @wraps(act)
    def tried(*args: P.args, **named: P.kwargs) -> T:
        store: Any = args[0]
        if not store.may_be_asked():
            raise StoreAway
        try:
            found = act(*args, **named)
        except ClientError as refused:
            log.error("the store of files refused: %s", _code(refused))
            raise StoreAway from refused
        except (BotoCoreError, Boto3Error, OSError) as away:
            if isinstance(away, FileNotFoundError):
                store.is_away = False
                raise
            store.is_away, store.ask_at = True, time.monotonic() + REST_S
            log.error("the store of files is away: %s", type(away).__name__)
            raise StoreAway from away
        store.is_away = False
        return found

    return tried


class Bucket(S3Storage):
    """A private bucket of a store that speaks S3."""

    is_away = False
    ask_at = 0.0

    def __init__(self, **options: Any) -> None:
        options.setdefault("file_overwrite", True)
        options.setdefault("transfer_config", TransferConfig(use_threads=False))
        super().__init__(**options)
        # Stores other than Amazon's know few of its newer checksums.
        self.client_config: Config = self.client_config.merge(  # type: ignore[has-type]
            Config(
                connect_timeout=CONNECT_S,
                read_timeout=READ_S,
                retries={"total_max_attempts": TRIES, "mode": "standard"},
                max_pool_connections=32,
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
        )
        self._made: Any = None
        self._making = threading.Lock()

    def may_be_asked(self) -> bool:
        """This will tell whether to try: always, but only one at a time where the last try failed."""
        if not self.is_away:
            return True
        with self._making:
            if time.monotonic() < self.ask_at:
                return False
            self.ask_at = time.monotonic() + REST_S
        return True

    @property
    def connection(self) -> Any:
        """This will give the one client of this process: each takes 15 MB, and threads may share it."""
        with self._making:
            if self._made is None:
                made = self._create_session().resource
                self._made = made(
                    "s3",
                    region_name=self.region_name,
                    endpoint_url=self.endpoint_url,
                    config=self.client_config,
                )
        return self._made

    @_reached
    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError(mode)
        try:
            found = self._client().get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except ClientError as refused:
            if _code(refused) in GONE:
                raise FileNotFoundError(name) from refused
            raise
        # whole, before an answer begins: a stream that breaks off could not be told as a sentence any more
        return ContentFile(found["Body"].read(), name)

    @_reached
    def _save(self, name: str, content: File) -> str:
        return str(super()._save(name, content))

    @_reached
    def delete(self, name: str) -> None:
        super().delete(name)

    @_reached
    def exists(self, name: str) -> bool:
        return bool(super().exists(name))

    @_reached
    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        folders, names = super().listdir(name)
        return folders, names

    @_reached
    def size(self, name: str) -> int:
        return int(super().size(name))

    @_reached
    def get_modified_time(self, name: str) -> Any:
        return super().get_modified_time(name)

    @_reached
    def md5(self, name: str) -> str:
        """This will give the store's own MD5 of an object put in one piece, or ""."""
        try:
            found = self._client().head_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except ClientError as refused:
            if _code(refused) in GONE:
                return ""
            raise
        return str(found["ETag"]).strip('"')

    @_reached
    def prepare(self) -> None:
        """This will make the bucket where it is missing, for nobody but its owner."""
        try:
            self._client().head_bucket(Bucket=self.bucket_name)
        except ClientError as refused:
            if _code(refused) not in GONE:
                raise
            self._client().create_bucket(Bucket=self.bucket_name)

    def is_there(self) -> bool:
        """This will tell whether the bucket answers now."""
        try:
            self._ask()
        except StoreAway:
            return False
        return True

    @_reached
    def _ask(self) -> None:
        self._client().head_bucket(Bucket=self.bucket_name)

    def url(self, *_: Any, **__: Any) -> str:
        """This will never give an address (docs/decisions/0007)."""
        raise NotImplementedError("a file has no public address")

    def _client(self) -> Any:
        return self.connection.meta.client


def _code(refused: ClientError) -> str:
    return str(refused.response.get("Error", {}).get("Code", ""))
