"""Every workflow loads in the sandbox in which it will run."""

import importlib
import inspect
import pkgutil

import pytest
from temporalio import workflow
from temporalio.client import Client
from temporalio.worker import Worker

import workflows


def defined() -> list[type]:
    """Every workflow class of ours."""
    modules = [
        importlib.import_module(f"workflows.{found.name}")
        for found in pkgutil.iter_modules(workflows.__path__)
    ]
    return [
        cls
        for module in modules
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if cls.__module__ == module.__name__ and workflow._Definition.from_class(cls)
    ]


def test_there_are_workflows() -> None:
    assert defined()


@pytest.mark.engine
async def test_every_workflow_loads_in_the_sandbox(client: Client) -> None:
    Worker(client, task_queue="loading", workflows=defined())
