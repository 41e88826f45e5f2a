"""The examples in the docstrings of the law are true."""

import doctest
import importlib
import pkgutil

import pytest

import domain.law


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(domain.law.__path__)])
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"domain.law.{name}")).failed == 0
