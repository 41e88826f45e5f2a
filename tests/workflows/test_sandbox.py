"""What the sandbox loads anew for every case: the workflows' own modules, and nothing heavy by accident."""

import sys

import pytest
from temporalio import workflow
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.worker.workflow_sandbox._restrictions import UnintentionalPassthroughError

from engine.plugin import LIBRARIES
from settings import SANDBOX_PASSTHROUGH
from tests.structure.test_sandbox import defined
from tests.workflows.careless import Careless

STRICT = workflow.SandboxImportNotificationPolicy.RAISE_ON_UNINTENTIONAL_PASSTHROUGH


async def load(kind: type) -> None:
    """Load a workflow where every module that is loaded anew and was not meant to be is refused."""
    meant = (*LIBRARIES, *SANDBOX_PASSTHROUGH, "workflows", *sys.stdlib_module_names)
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*meant)
    runner = SandboxedWorkflowRunner(restrictions=restrictions.with_import_notification_policy(STRICT))
    runner.prepare_workflow(workflow._Definition.must_from_class(kind))


@pytest.mark.parametrize("kind", defined(), ids=lambda kind: kind.__name__)
async def test_a_workflow_imports_only_what_is_passed_through(kind):
    await load(kind)


async def test_another_import_is_seen():
    with pytest.raises(UnintentionalPassthroughError, match="jinja2"):
        await load(Careless)
