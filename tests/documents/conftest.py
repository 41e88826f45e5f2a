import os
from functools import cache
from pathlib import Path

import pytest

from documents.typesetting import Typesetter

from .examples import BY_KIND, DATED

FONTS = Path(os.environ.get("TINGSHU_FONTS", Path.home() / ".cache" / "tingshu" / "fonts"))


@pytest.fixture(scope="session")
def typesetter():
    return Typesetter(FONTS)


@pytest.fixture(scope="session")
def example_pdf(typesetter):
    """The PDF of a kind's example, made once for all tests that read it."""
    return cache(
        lambda kind: typesetter.render(BY_KIND[kind], number="镇市监罚告〔2026〕12号", dated=DATED).pdf
    )
