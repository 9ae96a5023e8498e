"""Mark-up for expectations: `[Tokyo|JPN]`, `[Manila|PHL @]` for a place, `[both sides|IND+PAK]`."""

import re
from collections.abc import Callable

import pytest

from pactwire.actors.reading import read_actors

Marked = tuple[str, list[tuple[int, int, str]]]

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


def parse(marked: str) -> Marked:
    """Return the plain text and its marks; a bracket that is no mark raises."""
    text, marks, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        end = match.end()
    text += marked[end:]
    if "[" in text or "|" in text:
        raise ValueError(f"unclosed mark in {marked!r}")
    return text, marks


def mark(text: str) -> str:
    """Return the text with every actor mention that is found in it marked."""
    out, end = "", 0
    for mention in read_actors(text).actors:
        assert text[mention.start : mention.end] == mention.text
        ids = "+".join(actor.id for actor in mention.actors)
        out += f"{text[end : mention.start]}[{mention.text}|{ids}{' @' if mention.place else ''}]"
        end = mention.end
    return out + text[end:]


@pytest.fixture
def plain() -> Callable[[str], str]:
    """Return a function that takes the marks out of a text."""
    return lambda marked: parse(marked)[0]


@pytest.fixture
def marked() -> Callable[[str], str]:
    """Return a function that marks the actors found in a text."""
    return mark
