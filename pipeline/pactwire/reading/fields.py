"""Keys and columns to the fields of an article."""

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pactwire.reading.items import Draft, Problem
from pactwire.reading.patterns import FIELDS, alias_order, normalise_key
from pactwire.reading.settings import ReadingSettings

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOTHING = frozenset({"", "nan", "null", "none", "n/a", "<na>", "nat"})


def draft_from(
    values: Mapping[str, Any], settings: ReadingSettings, *, line: int | None = None, body: int = 0
) -> Draft | Problem:
    """Sort the values of one record into the article's fields; what is no field is kept as extra."""
    chosen, rest = _choose(values, settings.field_map)
    text = _text(chosen.get("text"))
    article_id = _words(chosen.get("id")) or None
    if text is None or not text.strip():
        return Problem(_missing_text(values, settings), line, article_id)
    if broken := _SURROGATE.search(text):
        where = broken.start()
        return Problem(f"text holds half of a character pair at {where}: repair the escape there", line, article_id)
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
    """Replace halves of character pairs, which no file can hold."""
    return _SURROGATE.sub("�", words)


def _choose(values: Mapping[str, Any], field_map: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the value of each field, and the values that no field took."""
    keys: dict[str, list[str]] = {}
    for key in values:
        keys.setdefault(normalise_key(str(key)), []).append(key)
    chosen: dict[str, Any] = {}
    taken: set[str] = set()
    for name in FIELDS:
        if mapped := field_map.get(name):
            chosen[name] = _dotted(values, mapped)
            taken.add(mapped)
            continue
        for alias in alias_order()[name]:
            filled = [key for key in keys.get(alias, ()) if _is_filled(name, values[key])]
            if filled:
                chosen[name] = values[filled[0]]
                taken.add(filled[0])
                break
    aliases = {alias for order in alias_order().values() for alias in order}
    empty = {key for name in aliases for key in keys.get(name, ()) if _is_nothing(values[key])}
    return chosen, {str(key): value for key, value in values.items() if key not in taken | empty}


def _dotted(values: Mapping[str, Any], path: str) -> Any:
    if path in values:
        return values[path]
    value: Any = values
    for part in path.split("."):
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, Mapping):
            value = value.get(part)
        else:
            return None
    return value


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return None


def _words(value: Any) -> str:
    """Return a value as words on one line: names out of objects, lists joined."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "#text", "id") if value.get(key)), None)
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
