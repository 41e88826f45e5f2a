"""What decides how cases behave is the same on the embedded server and on one's own."""

import re
from pathlib import Path

import pytest

from engine.configuration import dynamic_settings

DEPLOYED = Path(__file__).parents[2] / "deploy" / "temporal" / "dynamic.yaml"


@pytest.mark.parametrize("key", ["limit.maxIDLength", "history.workflowTaskRetryMaxInterval"])
def test_both_servers_are_set_alike(key: str):
    found = re.search(rf"^{re.escape(key)}:.*\n  - value: (\S+)$", DEPLOYED.read_text(), re.MULTILINE)
    assert found is not None
    assert found[1] == str(dynamic_settings(time_skipping=False)[key])


def test_no_server_of_production_skips_time():
    assert not any("TimeSkipping" in key for key in dynamic_settings(time_skipping=False))
