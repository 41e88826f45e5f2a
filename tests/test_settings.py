"""What an installation decides, and what production refuses."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import Settings

PRODUCTION = {
    "TEMPORAL_ADDRESS": "temporal.example:7233",
    "TINGSHU_DATABASE_URL": "postgresql+psycopg://tingshu@db/tingshu",
    "TINGSHU_DIRECTORY": "/etc/tingshu/directory.toml",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        *PRODUCTION,
        "TINGSHU_DATA",
        "TINGSHU_DOCUMENTS",
        "TINGSHU_FONTS",
        "TINGSHU_NAMESPACE",
        "TEMPORAL_NAMESPACE",
    ):
        monkeypatch.delenv(name, raising=False)


def production(monkeypatch: pytest.MonkeyPatch, **more: str) -> Settings:
    for name, value in {**PRODUCTION, **more}.items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_with_nothing_set_everything_is_embedded_under_one_folder() -> None:
    settings = Settings()
    assert not settings.production
    assert settings.demo_identities
    assert settings.register_url == f"sqlite:///{Path('.tingshu').resolve()}/register.sqlite"
    assert settings.api_host == "127.0.0.1"
    assert settings.namespace == settings.task_queue == "tingshu"


def test_a_server_and_a_database_of_its_own_are_production(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = production(monkeypatch, TEMPORAL_NAMESPACE="zhenjiang")
    assert settings.production
    assert not settings.demo_identities
    assert settings.register_url == PRODUCTION["TINGSHU_DATABASE_URL"]
    assert settings.namespace == "zhenjiang"


@pytest.mark.parametrize(
    ("name", "value"), [("TINGSHU_TIME_SKIPPING", "true"), ("TINGSHU_CLOCK_OFFSET", "-P30D")]
)
def test_production_does_not_skip_time(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError, match="生产环境不得快进时间"):
        production(monkeypatch, **{name: value})


def test_production_does_not_use_the_demo_identities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRODUCTION, "TINGSHU_DIRECTORY", "")
    with pytest.raises(ValidationError, match="生产环境不使用演示身份"):
        production(monkeypatch)


def test_the_demo_identities_serve_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINGSHU_API_HOST", "0.0.0.0")
    with pytest.raises(ValidationError, match="演示身份只能在本机使用"):
        Settings()


def test_a_demo_may_lie_in_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINGSHU_CLOCK_OFFSET", "-P30D")
    assert Settings().clock_offset == timedelta(days=-30)


@pytest.mark.parametrize(
    "place", ["ftp://tingshu", "s3://", "s3:///prefix", "http://127.0.0.1:9000/tingshu", "S3://tingshu"]
)
def test_a_place_that_is_none_for_documents_is_refused(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("TINGSHU_DOCUMENTS", place)
    with pytest.raises(ValidationError, match="s3://存储桶/前缀"):
        Settings()


def test_documents_are_in_the_data_folder_in_a_folder_of_their_own_or_in_s3(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Settings().documents_folder == Path(".tingshu/documents")
    monkeypatch.setenv("TINGSHU_DOCUMENTS", "/srv/documents")
    assert Settings().documents_folder == Path("/srv/documents")
    monkeypatch.setenv("TINGSHU_DOCUMENTS", "s3://tingshu/office")
    assert Settings().documents_folder == Path(".tingshu/documents")
    assert Settings(largest_file=500).largest_file_bytes == 524_288_000
