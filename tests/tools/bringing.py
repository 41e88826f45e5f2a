"""The registries' ordinary clients: apt, Maven, Go."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "tingshu" / "tools"
"""Outside the checkout, so that a fresh clone has them at once."""

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tingshu</groupId><artifactId>tools</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>
    <exclusions><exclusion><groupId>com.itextpdf</groupId><artifactId>*</artifactId></exclusion></exclusions>
  </dependency></dependencies>
</project>
"""


def debian(*packages: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    if subprocess.run(install, env=environment, check=False, capture_output=True).returncode:
        _run("apt-get", "update", env=environment)
        _run(*install, env=environment)


def maven(name: str, coordinates: str) -> None:
    """Copy an artifact with all that it depends on into one folder of jars."""
    group, artifact, version = coordinates.split(":")
    with TemporaryDirectory() as scratch:
        pom, jars = Path(scratch, "pom.xml"), Path(scratch, "jars")
        pom.write_text(_POM.format(group=group, artifact=artifact, version=version))
        _run("mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={jars}")
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        shutil.move(jars, FOLDER / name)


def go(module: str) -> None:
    _run("go", "install", module, env={**os.environ, "CGO_ENABLED": "0", "GOBIN": str(FOLDER / "bin")})


def _run(*command: str, env: dict[str, str] | None = None) -> None:
    ended = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
    if ended.returncode:
        said = (ended.stdout + ended.stderr).strip().splitlines()[-5:]
        raise RuntimeError(f"{' '.join(command)}\n" + "\n".join(said))
