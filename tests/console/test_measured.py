"""What `make bench` measures: every page, so that none grows slow unseen."""

import re

from bench.console import pages
from tests.console.addresses import PAGES


def test_every_page_is_measured():
    measured = {page.path.partition("?")[0] for page in pages("zj-market", "A-1")}

    def is_measured(route: str) -> bool:
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route))
        return any(re.fullmatch(pattern, path) for path in measured)

    assert [page.route for page in PAGES if page.by and not is_measured(page.route)] == []
    assert is_measured("/cases/{agency}/{number}/documents/{document}/difference")
