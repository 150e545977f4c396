"""The examples of the package run, and its types hold."""

from __future__ import annotations

import doctest
import inspect
from pathlib import Path

import copydesk
import copydesk.checker
import copydesk.results
import pytest
from copydesk import _native

OPTIONS = doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("module", [copydesk, copydesk.checker, copydesk.results])
def test_examples_of_a_module_run(module: object) -> None:
    tried = doctest.testmod(module, optionflags=OPTIONS)  # type: ignore[arg-type]
    assert tried.attempted > 0
    assert tried.failed == 0


def test_the_readme_runs() -> None:
    tried = doctest.testfile(str(Path(__file__).parents[1] / "README.md"), module_relative=False)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_everything_public_says_what_it_is() -> None:
    for name in copydesk.__all__:
        thing = getattr(copydesk, name)
        assert inspect.getdoc(thing), name
    for name, member in inspect.getmembers(copydesk.Checker):
        assert name.startswith("_") or inspect.getdoc(member), name


def test_the_stub_names_what_is_there() -> None:
    stub = Path(_native.__file__ or "").with_name("_native.pyi").read_text()
    for name in dir(_native.Checker):
        assert name.startswith("_") or f"def {name}(" in stub, name
    for name in (
        "findings_schema",
        "facts_schema",
        "blocks_schema",
        "corpus_findings_schema",
        "config_toml",
        "ConfigError",
    ):
        assert hasattr(_native, name), name
        assert name in stub
