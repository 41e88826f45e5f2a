"""Settings: from the environment, prefix `TINGSHU_`; with nothing set, everything runs embedded in one data folder.

The address of a Temporal server and all that belongs to it (TLS, API key) is Temporal's own environment
configuration: `TEMPORAL_ADDRESS` and its fellows.
"""

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
    database_url: str | None = None
    """Where the register is; unset means SQLite in the data folder."""
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
    """What stands before the paths of links that leave the system (mails, letters)."""
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
    def fonts_folder(self) -> Path:
        """The folder from which documents are set."""
        return self.fonts or self.cache / "fonts"

    @property
    def demo_identities(self) -> bool:
        """Whether the marked demo persons and tokens are in use."""
        return self.directory is None
