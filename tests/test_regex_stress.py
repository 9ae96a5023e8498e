"""No pattern of the package or of models/ runs away, whatever the text: each is timed on strings made to break it."""

import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

import pactwire
from pactwire.reading import read_inputs
from pactwire.records import Article

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
LENGTH = 400
# Of the processor; a pattern whose time grows with the square of the length takes a tenth of it at the most.
MAX_SECONDS = 0.25

UNITS = [
    "a", "A", "A ", "a ", "A.", "A. ", "Aa ", "Aa, ", "Aa and ", "Aa-", "Aa'", "1", "1,", "1.", "1 ", "1-", "1/", " ", "\t", "\n",
    "\n\n", "- ", "– ", "(", "(Aa) ", "[1]", "\"", "“", ".", ". ", "...", "$", "$1 ", "US$1.", "the ", "of ", "of the ", "by Aa ",
    "Jan. 1, ", "1 January ", "2026-01-", "Monday, ", "million ", "signed ", "agreement ", "to be ", "Japan, ", "Mr. ", "x" * 50 + " ",
]  # fmt: skip


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(pactwire.__path__, "pactwire."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _held(value: Any, seen: set[int], depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a value holds, through containers and objects of the package."""
    if isinstance(value, re.Pattern):
        yield value
        return
    if depth > 9 or isinstance(value, str | bytes | int | float | type(None)) or id(value) in seen:
        return
    seen.add(id(value))
    for part in _parts(value):
        yield from _held(part, seen, depth + 1)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, functools.partial):
        return [value.func, *value.args, *value.keywords.values()]
    if not type(value).__module__.startswith("pactwire") and not isinstance(value, BaseModel):
        return []
    parts = list(getattr(value, "__dict__", {}).values())
    if dataclasses.is_dataclass(value):
        parts += [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    return parts + [getattr(value, name, None) for name in getattr(type(value), "__slots__", ())]


def _patterns(pipeline: "Pipeline", compiled: Iterable[re.Pattern[Any]]) -> dict[tuple[str, int], re.Pattern[str]]:
    seen: set[int] = set()
    found: list[re.Pattern[Any]] = [*_held(pipeline, seen), *compiled]
    for _name, component in pipeline.nlp.pipeline:
        found += _held(component, seen)
    for module in _modules():
        for value in vars(module).values():
            # What is loaded once and kept: the patterns of models/.
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters and _is_ours(value):
                found += _held(value(), seen)
            found += _held(value, seen)
    return {(pattern.pattern, pattern.flags): pattern for pattern in found if isinstance(pattern.pattern, str)}


def _compiled_while_reading(pipeline: "Pipeline", monkeypatch: pytest.MonkeyPatch) -> list[re.Pattern[Any]]:
    """Return what functions of the package compile, or ask `re` to keep, while the sample articles are read.

    What is cached under arguments is forgotten before, so that it is made anew.
    """
    made: dict[int, re.Pattern[Any]] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: Any) -> re.Pattern[Any]:
        found: re.Pattern[Any] = compiled(pattern, flags)
        if str(sys._getframe(2).f_globals.get("__name__", "")).startswith("pactwire"):
            made[id(found)] = found
        return found

    for module in _modules():
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and _is_ours(value) and inspect.signature(value).parameters:
                value.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(re, "_compile", watched)
        sources = [item for item in read_inputs([SAMPLES]) if isinstance(item, Article)]
        list(pipeline.process(sources[:12]))
    return list(made.values())


def _is_ours(function: Any) -> bool:
    return str(function.__module__).startswith("pactwire") and function.__name__ != "_kept"


def _sample(parsed: Any) -> str:
    """Return a string that a parsed pattern matches, more or less: its first branches, its loops run a few times."""
    made = ""
    for kind, value in parsed:
        if kind is sre.LITERAL:
            made += chr(value)
        elif kind is sre.NOT_LITERAL or kind is sre.ANY:
            made += "a"
        elif kind is sre.IN:
            made += _one_of(value)
        elif kind is sre.BRANCH:
            made += _sample(value[1][0])
        elif kind is sre.SUBPATTERN:
            made += _sample(value[3])
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made += _sample(value[2]) * max(value[0], min(2, int(value[1])))
        elif kind is sre.ATOMIC_GROUP:
            made += _sample(value)
        if len(made) > LENGTH:
            break
    return made[:LENGTH]


def _one_of(members: Any) -> str:
    kind, value = members[0]
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(value[0])
    shown = {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_SPACE: "a"}
    return shown.get(value, "a") if kind is sre.CATEGORY else "a"


def _attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    own = _sample(_parser.parse(pattern.pattern, pattern.flags))
    for unit in {own, own[:-1], own[: len(own) // 2], own[len(own) // 2 :], f"{own} "} - {""}:
        yield from (unit * (LENGTH // len(unit)) + end for end in ("", "!"))
    yield from (unit * (LENGTH // len(unit)) + end for unit in UNITS for end in ("!",))


def test_no_pattern_runs_away(pipeline: "Pipeline", monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = _compiled_while_reading(pipeline, monkeypatch)
    assert r"[a-z]+" in {pattern.pattern for pattern in compiled}
    patterns = _patterns(pipeline, compiled)
    assert len(patterns) > 150
    slow: list[tuple[float, str, str]] = []
    for pattern in patterns.values():
        for text in _attacks(pattern):
            begin = time.process_time()
            for _ in zip(pattern.finditer(text), range(LENGTH), strict=False):
                pass
            taken = time.process_time() - begin
            if taken > MAX_SECONDS:
                slow.append((round(taken, 2), pattern.pattern[:200], text[:40]))
                break
    assert slow == []
