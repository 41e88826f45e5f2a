"""Settings: from the environment, prefix `TINGSHU_`; with nothing set, everything runs embedded in one data folder.

The address of a Temporal server and all that belongs to it (TLS, API key) is Temporal's own environment
configuration: `TEMPORAL_ADDRESS` and its fellows.
"""

import hashlib
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.environment import cache_folder, configured_address

SANDBOX_PASSTHROUGH = ("activities", "desk", "documents", "domain", "engine", "register", "workflows")
"""Our own packages that workflow code uses as they are, loaded once and not anew for every case.

Loading the case's own module anew cost 6 of the 23 ms of CPU that an opening takes in the worker. What the sandbox would
have caught in it, `tests/structure/test_determinism.py` finds in the source.
"""


PINNED = Path(__file__).parent / "console" / "look" / "package-lock.json"
"""Names what the console's look is made of, with hashes."""
FACES = ("title", "heading", "kai", "body", "digits", "number")
"""For what a document has a font family of its own."""


class LogFormat(StrEnum):
    """How log lines are written."""

    JSON = "json"
    CONSOLE = "console"


class WrongSettings(ValueError):
    """Settings that do not go together; each sentence in Chinese and in English."""

    def __init__(self, variables: str, why: tuple[str, str], cure: tuple[str, str]) -> None:
        super().__init__(f"{why[0]}：{cure[0]} · {why[1]}: {cure[1]}")
        self.variables = variables
        self.why = why
        self.cure = cure


SKIPS_TIME = WrongSettings(
    "TINGSHU_TIME_SKIPPING TINGSHU_CLOCK_OFFSET",
    ("生产环境不得快进时间", "production does not skip time"),
    (
        "取消 TINGSHU_TIME_SKIPPING 和 TINGSHU_CLOCK_OFFSET",
        "unset TINGSHU_TIME_SKIPPING and TINGSHU_CLOCK_OFFSET",
    ),
)
NOBODY_REAL = WrongSettings(
    "TINGSHU_DIRECTORY",
    ("生产环境不使用演示身份", "production does not use the demo identities"),
    ("把 TINGSHU_DIRECTORY 设为人员名册文件", "name the file of persons in TINGSHU_DIRECTORY"),
)
S3 = "s3://"
NO_STORE = WrongSettings(
    "TINGSHU_DOCUMENTS",
    ("文书库的位置无法理解", "this is no place for the document store"),
    (
        "写作目录，或者 s3://存储桶/前缀；不设则在数据目录中",
        "name a folder, or s3://BUCKET/PREFIX; unset, it is in the data folder",
    ),
)
DEMO_LEAVES = WrongSettings(
    "TINGSHU_API_HOST",
    ("演示身份只能在本机使用", "the demo identities serve this machine alone"),
    (
        "取消 TINGSHU_API_HOST，或把 TINGSHU_DIRECTORY 设为人员名册文件",
        "unset TINGSHU_API_HOST, or name the file of persons in TINGSHU_DIRECTORY",
    ),
)


class Settings(BaseSettings):
    """All that an installation decides."""

    model_config = SettingsConfigDict(
        env_prefix="TINGSHU_",
        env_ignore_empty=True,
        frozen=True,
        use_attribute_docstrings=True,
        populate_by_name=True,
        extra="ignore",
    )

    data: Path = Path(".tingshu")
    """Folder of everything that an embedded installation keeps: engine, register, document store."""
    cache: Path = Field(default_factory=cache_folder)
    """Folder outside the checkout for the engine's binary and for fonts."""
    fonts: Path | None = None
    """Folder with the fonts of the documents; unset means those that the set-up found or fetched."""
    faces_title: str | None = None
    """Font family of red head and title (小标宋); like those below a family of that folder, unset means the free one."""
    faces_heading: str | None = None
    """Font family of headings (黑体)."""
    faces_kai: str | None = None
    """Font family of headings of the second level (楷体)."""
    faces_body: str | None = None
    """Font family of the text (仿宋)."""
    faces_digits: str | None = None
    """Font family of digits and Latin letters in the text; unset means that of the text, where one is named."""
    faces_number: str | None = None
    """Font family of page numbers (宋体)."""
    assets: Path | None = None
    """Folder with styles and scripts of the console; unset means those that the set-up brought."""
    database_url: str | None = None
    """Where the register is; unset means SQLite in the data folder."""
    documents: str | None = None
    """Where the document store is: a folder, or `s3://BUCKET/PREFIX`; unset means the data folder.

    Address, region and credentials of S3 are the usual variables: `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` …
    """
    largest_file: int = Field(default=50, ge=1, le=4096)
    """Largest file that is taken in, in MB of 1,048,576 bytes."""
    directory: Path | None = None
    """The file of persons, roles and agencies; unset means the demo identities."""
    profiles: Path | None = None
    """Folder of an office's own profiles and layers (docs/profile.md), beside those that come with the programme."""
    templates: Path | None = None
    """Folder of an agency's own wording of the documents (docs/templates.md), before that of the programme."""

    api_host: str = "127.0.0.1"
    api_port: int = Field(default=8000, ge=0, le=65535)
    """0 takes a free port."""
    public_base_url: str | None = None
    """What stands before the paths of links that leave the system (mails, letters); printed on notices as a QR code."""
    platform_url: str | None = None
    """Where the supervision platform receives reports."""
    platform_token: SecretStr | None = None
    """What it knows us by; the receiver for trials asks for the same one."""
    smtp_host: str | None = None
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    mail_from: str = "tingshu@localhost"

    namespace: str = Field(
        default="tingshu", validation_alias=AliasChoices("TINGSHU_NAMESPACE", "TEMPORAL_NAMESPACE")
    )
    task_queue: str = "tingshu"
    time_skipping: bool = False
    """Lets the clocks of single cases be moved forward; demo and tests only."""
    clock_offset: timedelta = timedelta()
    """How far the civil date of cases opened here lies from the real one; demo and tests only."""
    catch_up: timedelta = timedelta(days=7)
    """How late a scheduled digest is still sent after an outage."""
    log_format: LogFormat = LogFormat.CONSOLE
    log_level: str = "INFO"

    @model_validator(mode="after")
    def _production_is_real(self) -> Self:
        if not self.production:
            return self
        if self.time_skipping or self.clock_offset:
            raise SKIPS_TIME
        if self.directory is None:
            raise NOBODY_REAL
        return self

    @model_validator(mode="after")
    def _documents_have_a_place(self) -> Self:
        scheme, there, place = (self.documents or "").partition("://")
        if there and (f"{scheme}://" != S3 or not place.strip("/") or place.startswith("/")):
            raise NO_STORE
        return self

    @model_validator(mode="after")
    def _demo_identities_stay_here(self) -> Self:
        if self.demo_identities and self.api_host not in ("127.0.0.1", "::1", "localhost"):
            raise DEMO_LEAVES
        return self

    @cached_property
    def production(self) -> bool:
        """Whether this is a real installation: a server and a database of its own were both named."""
        return configured_address() is not None and self.database_url is not None

    @property
    def register_url(self) -> str:
        """Where the register is, as SQLAlchemy names it."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'register.sqlite'}"

    @property
    def documents_folder(self) -> Path:
        """The folder of the document store; of one in S3, that of what comes in or out just now."""
        own = self.documents
        return Path(own) if own and not own.startswith(S3) else self.data / "documents"

    @property
    def largest_file_bytes(self) -> int:
        return self.largest_file * 1024 * 1024

    @property
    def faces(self) -> dict[str, str]:
        """The font families that were named, by their use."""
        given = {role: getattr(self, f"faces_{role}") for role in FACES}
        return {role: family for role, family in given.items() if family}

    @property
    def fonts_folder(self) -> Path:
        """The folder from which documents are set."""
        return self.fonts or self.cache / "fonts"

    @property
    def assets_folder(self) -> Path:
        """The folder of the console's styles and scripts; what the set-up brings is kept by what pins it."""
        return self.assets or self.cache / "console" / hashlib.sha256(PINNED.read_bytes()).hexdigest()[:12]

    @property
    def demo_identities(self) -> bool:
        """Whether the marked demo persons and tokens are in use."""
        return self.directory is None
