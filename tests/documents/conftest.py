import os
from pathlib import Path

import pytest

from documents.typesetting import Typesetter

FONTS = Path(os.environ.get("TINGSHU_FONTS", Path.home() / ".cache" / "tingshu" / "fonts"))


@pytest.fixture(scope="session")
def typesetter():
    return Typesetter(FONTS)
