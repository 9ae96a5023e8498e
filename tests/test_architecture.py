"""What no import rule can say: what loads when, and who may know where the data lie."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pactwire

PACKAGE = Path(pactwire.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("spacy", "thinc", "numpy", "pandas", "pyarrow", "duckdb", "dateparser", "pydantic")


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import pactwire", ()),
        ("import pactwire; dir(pactwire); pactwire.__version__", ()),
        ("import pactwire.cli", ()),
        ("import pactwire.records, pactwire.reading, pactwire.dates", ("pydantic", "dateparser")),
        ("import pactwire.engines.processes", ("pydantic",)),
        ("from pactwire import load_articles", ("pydantic",)),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str, allowed: tuple[str, ...]) -> None:
    report = f"{code}; import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if name not in allowed] == []


def test_every_public_name_can_be_loaded() -> None:
    assert [name for name in pactwire.__all__ if not hasattr(pactwire, name)] == []
    assert dir(pactwire) == sorted(pactwire.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = pactwire.nonsense


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or path.name == "__init__.py", "a module says what it is for"
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if path.name != "resources.py":
        assert "__file__" not in names, "only resources knows where the package lies"
    if path.name != "cli.py":
        assert "print" not in names, "only cli prints"
