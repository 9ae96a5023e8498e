"""Keys and columns to the fields of an article."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pactwire.reading.fragments import plain_text
from pactwire.reading.items import Draft, Problem
from pactwire.reading.patterns import FIELDS, alias_names, alias_order, normalise_key, reading_patterns
from pactwire.reading.settings import ReadingSettings

_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Closed paragraphs or forced line breaks: no prose quotes these.
_MARKED_UP = re.compile(r"(?i)</(?:p|div|section|article)>|<br ?/?>")
_NESTED_DEPTH = 3
_NOTHING = frozenset({"", "nan", "null", "none", "n/a", "<na>", "nat"})


def draft_from(
    values: Mapping[str, Any], settings: ReadingSettings, *, line: int | None = None, body: int = 0
) -> Draft | Problem:
    """Sort the values of one record into the article's fields; what is no field is kept as extra."""
    chosen, rest = _choose(values, settings.field_map)
    text = _text(chosen.get("text"))
    if text is not None and _MARKED_UP.search(text):
        text = plain_text(text)
    article_id = _words(chosen.get("id")) or None
    if text is None or not text.strip():
        return Problem(_missing_text(values, settings), line, article_id)
    if broken := _SURROGATE.search(text):
        where = broken.start()
        return Problem(f"text holds half of a character pair at {where}: repair the escape there", line, article_id)
    if "\0" in text:
        return Problem(f"text holds a NUL at {text.index(chr(0))}: not a text", line, article_id)
    published = chosen.get("published")
    fields = {name: words for name in ("id", "title", "byline", "outlet", "url") if (words := _words(chosen.get(name)))}
    try:
        extra = {clean(key): _plain(value, settings.max_depth) for key, value in rest.items()}
    except RecursionError:
        return Problem(f"nested deeper than {settings.max_depth} levels: flatten the record", line, article_id)
    return Draft(text=text, line=line, fields=fields, published=_unboxed(published), extra=extra, body=body)


def has_text_key(keys: "list[str]", settings: ReadingSettings) -> bool:
    """Tell whether one of the keys or columns is the article's text."""
    mapped = settings.field_map.get("text")
    return (mapped in keys) if mapped else any(normalise_key(key) in alias_order()["text"] for key in keys)


def clean(words: str) -> str:
    """Replace halves of character pairs, which no file can hold, and NULs, which no table can."""
    return _SURROGATE.sub("�", words).replace("\0", "�")


def _choose(values: Mapping[str, Any], field_map: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the value of each field, and the values that no field took.

    What the record itself lacks is sought in the objects inside it that hold more of the same record: in the one with
    the text first. An id is the record's own or its text's; that of any other part says nothing.
    """
    layers = [_Layer(path, _by_key(part), part) for path, part in _parts(values)]
    chosen: dict[str, Any] = {}
    taken: set[_Path] = set()
    home: _Path = ()
    for name in ("text", *(field for field in FIELDS if field != "text")):
        if mapped := field_map.get(name):
            path, chosen[name] = _dotted(values, mapped)
            taken.add(path)
            home = path[:-1] if name == "text" else home
            continue
        near = [layer for layer in layers if home[: len(layer.path)] == layer.path]
        order = layers if name == "text" else [*reversed(near), *(layer for layer in layers if layer not in near)]
        for layer in near[::-1] if name == "id" else order:
            if (key := _filled_key(name, layer)) is not None:
                chosen[name] = layer.values[key]
                taken.add((*layer.path, key))
                home = layer.path if name == "text" else home
                break
    aliases = layers[0].keys.keys() & alias_names()
    empty = {(key,) for name in aliases for key in layers[0].keys[name] if _is_nothing(values[key])}
    return chosen, _without(values, taken | empty)


_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A record, or an object inside it, with its keys by their normalised form."""

    path: _Path
    keys: Mapping[str, list[str]]
    values: Mapping[str, Any]


def _by_key(values: Mapping[str, Any]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for key in values:
        keys.setdefault(normalise_key(str(key)), []).append(key)
    return keys


def _parts(values: Mapping[str, Any]) -> list[tuple[_Path, Mapping[str, Any]]]:
    """Return a record and the objects inside it that hold more of it, the outer ones first."""
    parts: list[tuple[_Path, Mapping[str, Any]]] = [((), values)]
    for path, part in parts:
        if len(path) < _NESTED_DEPTH:
            parts += [
                ((*path, key), held)
                for key, held in part.items()
                if isinstance(held, Mapping) and str(key).casefold() in reading_patterns().wrappers.nested
            ]
    return parts


def _filled_key(name: str, layer: _Layer) -> str | None:
    for alias in alias_order()[name]:
        for key in layer.keys.get(alias, ()):
            if _is_filled(name, layer.values[key]):
                return key
    return None


def _without(values: Mapping[str, Any], taken: set[_Path]) -> dict[str, Any]:
    """Return the values without those at the paths; an object that they leave empty goes too."""
    rest: dict[str, Any] = {}
    for key, value in values.items():
        below = {path[1:] for path in taken if path[0] == key}
        if () in below:
            continue
        if below and isinstance(value, Mapping):
            value = _without(value, below)
            if not value:
                continue
        rest[str(key)] = value
    return rest


def _dotted(values: Mapping[str, Any], path: str) -> tuple[_Path, Any]:
    """Return the value under a key that may lead into objects and lists, and the path to it."""
    if path in values:
        return (path,), values[path]
    value: Any = values
    parts = tuple(path.split("."))
    for part in parts:
        if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, Mapping):
            value = value.get(part)
        else:
            return parts, None
    return parts, value


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return None


def _words(value: Any) -> str:
    """Return a value as words on one line: names out of objects, lists joined."""
    if isinstance(value, Mapping):
        value = next(
            (
                value[key]
                for key in ("name", "title", "main", "original", "rendered", "#text", "uri", "id")
                if value.get(key)
            ),
            None,
        )
        return _words(value) if not isinstance(value, Mapping | list) else ""
    if isinstance(value, list):
        return ", ".join(words for part in value[:50] if not isinstance(part, list) and (words := _words(part)))
    if value is None or isinstance(value, bool) or _is_nothing(value):
        return ""
    return clean(" ".join(str(value).split()))


def _unboxed(value: Any) -> Any:
    """MongoDB dumps keep dates as `{"$date": ...}`."""
    return value.get("$date") if isinstance(value, Mapping) else value


def _is_filled(name: str, value: Any) -> bool:
    # A text is taken at its word, even if that word is "null".
    return bool((_text(value) or "").strip()) if name == "text" else not _is_nothing(value)


def _is_nothing(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) < 8 and value.strip().casefold() in _NOTHING
    return value is None or (isinstance(value, float) and math.isnan(value)) or value in ([], {})


def _plain(value: Any, depth: int) -> Any:
    """Return a value that JSON and UTF-8 can hold."""
    if depth == 0:
        raise RecursionError
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _plain(part, depth - 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, depth - 1) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)


def _missing_text(values: Mapping[str, Any], settings: ReadingSettings) -> str:
    mapped = settings.field_map.get("text")
    wanted = f"{mapped!r}" if mapped else _text_keys()
    if has_text_key([str(key) for key in values], settings):
        return f"the text is empty or no text: fill {wanted}"
    return f"no text: none of the keys {', '.join(map(repr, sorted(map(str, values))[:8])) or '(none)'} is {wanted}"


@cache
def _text_keys() -> str:
    return ", ".join(alias_order()["text"][:4]) + " ..."
