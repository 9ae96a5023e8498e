"""Readers of plain text and Markdown: one article a file."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pactwire.reading.decoding import decode
from pactwire.reading.fields import draft_from
from pactwire.reading.items import Draft, Item, Problem, Unreadable
from pactwire.reading.settings import ReadingSettings

_FRONT_MATTER = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<lines>.{0,20000}?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_YAML_LINE = re.compile(r"^(?P<key>[A-Za-z_][\w .:-]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")


def read_text_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read a text file as one article."""
    yield Draft(text=read_whole(item, settings))


def read_markdown_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read a Markdown file as one article; metadata come from its front matter, which stays in the text."""
    text = read_whole(item, settings)
    matter = _FRONT_MATTER.match(text)
    if matter is None:
        yield Draft(text=text)
        return
    values = _toml(matter["lines"]) if matter["fence"] == "+++" else _flat_yaml(matter["lines"])
    if not text[matter.end() :].strip():
        yield Problem("no text after the front matter")
        return
    yield draft_from({**values, "text": text}, settings, body=matter.end())


def read_whole(item: Item, settings: ReadingSettings) -> str:
    """Read and decode an item that must not be larger than one record.

    Raises:
        Unreadable: it is too large or no text.
    """
    with item.open() as stream:
        data = stream.read(settings.max_record_bytes + 1)
    if len(data) > settings.max_record_bytes:
        size = max(item.size, len(data))
        raise Unreadable(
            f"{size:,} bytes, more than the limit of {settings.max_record_bytes:,} for one article: split it or raise --max-characters"
        )
    return decode(data)


def _toml(lines: str) -> dict[str, Any]:
    try:
        return tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable(f"front matter is not TOML ({error}): correct it", 1) from error


def _flat_yaml(lines: str) -> dict[str, Any]:
    """Read `key: value` lines and lists of plain values, as front matter has them; nested values are left out."""
    values: dict[str, Any] = {}
    key = ""
    for line in lines.splitlines():
        if (entry := re.match(r"^\s*- +(.+)$", line)) and key:
            held = values.get(key)
            values[key] = [*(held if isinstance(held, list) else []), _unquoted(entry[1])]
        elif match := _YAML_LINE.match(line):
            key = match["key"]
            values[key] = _scalar(match["value"] or "")
    return {name: value for name, value in values.items() if value not in ("", None)}


def _scalar(value: str) -> Any:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",") if part.strip()]
    return None if value in ("null", "~", "|", ">") else _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
