"""The depot in S3 (对象存储): a bucket of any server that speaks it, told of by `TINGSHU_DOCUMENTS` and the usual AWS variables.

What goes there carries its checksum, which the server compares. What comes from there is gathered on this machine and
checked before its first byte is handed on.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from domain.bilingual import Words
from domain.case.keeping import DiskFull, FileMissing, KeepingError, StoreAway, StoreUnusable
from register.depots import Beginning, is_name, writing

PART = 8 * 1024 * 1024
"""Bytes that are held in memory of one file: larger ones go up in parts of this size, and come down onto the disk."""
AT_ONCE = 3
"""Parts of one file on their way up at the same time."""
PATIENCE = timedelta(seconds=30)
"""How long nothing at all may come before the server counts as away."""
_LONGEST = timedelta(hours=1)
"""Of one request: half a gigabyte over 1.2 Mbit/s."""

_NO_CREDENTIALS = Words("没有对象存储的访问密钥", "there are no credentials for S3")
_SET_THEM = Words(
    "请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY",
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
)
_REFUSED = Words("对象存储 {bucket} 不予受理：{reason}", "S3 takes no requests for {bucket}: {reason}")
_CHECK_IT = Words(
    "请核对 TINGSHU_DOCUMENTS 中的存储桶、AWS_ENDPOINT_URL、AWS_REGION 和访问密钥；"
    "密钥须能读取、写入和列出（s3:GetObject、s3:PutObject、s3:ListBucket）",
    "check the bucket in TINGSHU_DOCUMENTS, AWS_ENDPOINT_URL, AWS_REGION and the credentials; "
    "they must be allowed to get, put and list (s3:GetObject, s3:PutObject, s3:ListBucket)",
)

_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
"""One of them must be set: else every request would wait for a cloud's own machine service, which is not there."""
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
_FULL = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "507"})
_WAIT = frozenset({"408", "409", "412", "425", "429"})
"""Of the statuses that put the blame on us those that pass by themselves."""


class BucketDepot:
    """Objects `PREFIX/ab/cd/<sha256>` in a bucket."""

    def __init__(self, address: str, scratch: Path, *, patience: timedelta = PATIENCE) -> None:
        """`address` is `s3://BUCKET/PREFIX`; in `scratch` large files are gathered that come down.

        Raises:
            StoreUnusable: No credentials are set.
        """
        if not any(os.environ.get(name) for name in _CREDENTIALS):
            raise StoreUnusable(_NO_CREDENTIALS, _SET_THEM)
        named = urlsplit(address)
        self._bucket = named.netloc
        self._scratch = scratch
        self._objects = S3Store(
            named.netloc,
            prefix=named.path.strip("/") or None,
            # Buckets as paths are understood by every server, as names of hosts by few.
            virtual_hosted_style_request=False,
            checksum_algorithm="SHA256",
            client_options={
                "allow_http": True,
                "connect_timeout": min(patience, timedelta(seconds=5)),
                "read_timeout": patience,
                "timeout": _LONGEST,
            },
            retry_config={"max_retries": 2, "retry_timeout": patience},
        )

    def look(self) -> None:
        with self._asking():
            next(iter(obstore.list(self._objects, chunk_size=1)), None)

    def has(self, sha256: str) -> bool:
        try:
            with self._asking(sha256):
                obstore.head(self._objects, _key(sha256))
        except FileMissing:
            return False
        return True

    def names(self) -> Iterator[str]:
        with self._asking():
            for some in obstore.list(self._objects):
                found = (Path(one["path"]).name for one in some)
                yield from (name for name in found if is_name(name))

    def beginning(self, sha256: str, length: int) -> Beginning:
        with self._asking(sha256):
            size = obstore.head(self._objects, _key(sha256))["size"]
            # A range of nothing is none.
            wanted = min(length, size)
            head = (
                bytes(obstore.get_range(self._objects, _key(sha256), start=0, length=wanted))
                if wanted
                else b""
            )
        return Beginning(head, size)

    def opened(self, sha256: str) -> BinaryIO:
        scratch = str(self._scratch)
        gathered = cast("BinaryIO", tempfile.SpooledTemporaryFile(PART, dir=scratch))  # noqa: SIM115 - its reader closes it
        try:
            with self._asking(sha256):
                stored = obstore.get(self._objects, _key(sha256))
                for chunk in stored.stream(min_chunk_size=1024 * 1024):
                    with writing():
                        gathered.write(chunk)
        except BaseException:
            gathered.close()
            raise
        gathered.seek(0)
        return gathered

    def take(self, file: Path, sha256: str, *, instead: bool) -> bool:
        with self._asking():
            if instead or file.stat().st_size > PART:
                # Parts cannot be put on the condition that nothing is there. It was asked for before, and whoever comes
                # in between brings the same bytes.
                obstore.put(self._objects, _key(sha256), file, chunk_size=PART, max_concurrency=AT_ONCE)
                return True
            try:
                obstore.put(self._objects, _key(sha256), file.read_bytes(), mode="create")
            except AlreadyExistsError:
                return False
            return True

    @contextmanager
    def _asking(self, sha256: str = "") -> Iterator[None]:
        """Name what goes wrong with the server; with a file's name, that it is not there."""
        try:
            yield
        except (AlreadyExistsError, KeepingError):
            raise
        except FileNotFoundError as error:
            if not sha256:
                raise self._named(error) from error
            # To a question without a body the answer to a wrong bucket is the same.
            self.look()
            raise FileMissing(sha256) from error
        except (BaseError, TimeoutError, ConnectionError) as error:
            raise self._named(error) from error

    def _named(self, error: Exception) -> KeepingError:
        status, code = (found[1] if (found := of.search(str(error))) else "" for of in (_STATUS, _CODE))
        reason = f"{code} {status}".strip()
        if _FULL & {code, status}:
            return DiskFull()
        if status[:1] in ("3", "4") and status not in _WAIT:
            return StoreUnusable(_REFUSED.filled(bucket=self._bucket, reason=reason), _CHECK_IT)
        return StoreAway(reason or type(error).__name__)


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
