"""Every public name is described, and every example in a description runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

import tertius as tt

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(tt.__path__, "tertius.")
    if module.name not in ("tertius._core", "tertius.cli")
]
FUNCTIONS = [name for name in tt.__all__ if inspect.isfunction(getattr(tt, name))]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_run(module):
    failed, _ = doctest.testmod(module)
    assert failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_an_example(name):
    assert ">>> " in inspect.getdoc(getattr(tt, name))


@pytest.mark.parametrize("name", tt.__all__)
def test_every_name_and_all_that_it_offers_is_described(name):
    thing = getattr(tt, name)
    if not inspect.isclass(thing):
        assert name == "__version__" or inspect.getdoc(thing)
        return
    assert thing.__doc__, name
    for member, value in vars(thing).items():
        if not member.startswith("_") and (inspect.isroutine(value) or isinstance(value, property)):
            assert inspect.getdoc(getattr(thing, member)), f"{name}.{member}"
