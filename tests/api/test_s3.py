"""The API with its documents in S3: one that is down is named and tried again, a wrong setting ends the start with its cure."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from installation.migrating import migrate
from settings import Settings
from tests.api.installation import problem
from tests.api.process import ROOT, TOKEN, api_process
from tests.register.s3 import s3_server

CONTENT = b"a scan for the object store"


def upload(client: httpx.Client, key: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": key}
    return client.post("/v1/documents?name=scan", content=CONTENT, headers=headers)


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    migrate(Settings(data=tmp_path / "data"))
    return {"TINGSHU_DATA": str(tmp_path / "data"), "TINGSHU_DOCUMENTS": "s3://tingshu/office"}


def test_while_s3_is_down_an_upload_is_503_and_it_is_taken_under_the_same_key_when_it_is_back(
    tmp_path: Path, variables: dict[str, str]
):
    (folder := tmp_path / "s3").mkdir()
    with s3_server(folder) as server:
        server.bucket("tingshu")
        with api_process(variables | server.variables) as (client, _):
            first = upload(client, "before")
            assert first.status_code == 201
            server.stop()
            answer = upload(client, "while-it-was-down")
            told = problem(answer, 503, "StoreAway")
            assert answer.headers["retry-after"] == "60"
            assert "对象存储" in told["cure"]["zh"]
            address, headers = first.headers["location"], {"Authorization": f"Bearer {TOKEN}"}
            problem(client.get(address, headers=headers), 503, "StoreAway")
            server.start()
            assert upload(client, "while-it-was-down").status_code == 201
            assert client.get(address, headers=headers).content == CONTENT
    assert not list((tmp_path / "data" / "documents" / "incoming").iterdir())


def test_a_wrong_secret_ends_the_start_and_says_its_cure(tmp_path: Path, variables: dict[str, str]):
    (folder := tmp_path / "s3").mkdir()
    with s3_server(folder) as server:
        server.bucket("tingshu")
        own = {"TEMPORAL_ADDRESS": "127.0.0.1:1", "AWS_SECRET_ACCESS_KEY": "wrong-one"}
        ended = subprocess.run(
            [sys.executable, "-m", "cli", "api"],
            cwd=ROOT,
            env={**os.environ, **variables, **server.variables, **own},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode == 3
    assert "SignatureDoesNotMatch" in ended.stderr
    assert "AWS_REGION" in ended.stderr
    assert "wrong-one" not in ended.stderr
