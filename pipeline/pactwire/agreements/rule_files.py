"""One TOML file of rules, read; a mistake in it is told with file, rule and line, in plain words."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pactwire.errors import ResourceError

ID_LINE = re.compile(r"""\s*id\s*=\s*["']([^"']*)["']""")
HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
# What is no table of rules, as it is written in a file.
SHOWN = {"words": "[words]", "disabled": "disabled = [...]"}

Where = tuple[int | str, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class RuleText(Generic[ModelT]):
    """A file of rules: its name in messages, its text, and what it holds."""

    name: str
    text: str
    content: ModelT

    def at(self, where: Where, value: str = "") -> str:
        """Return file and line of a key, given as pydantic locates it, or of a word in its list."""
        return f"{self.name}:{line_of(self.text, where, value)}"

    def at_word(self, word: str) -> str:
        """Return file and line of the first line in which a word is quoted."""
        return f"{self.name}:{line_with(self.text, word)}"


def read_rule_file(path: Path, model: type[ModelT], name: str | None = None) -> RuleText[ModelT]:
    """Read and check one file.

    Raises:
        ResourceError: it cannot be read, is not TOML or a rule is wrong; the message names file, rule and line.
    """
    name = name or path.name
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ResourceError(f"{name}: cannot be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ResourceError(f"{name}:{line}: not UTF-8: save the file in that encoding") from error
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else max(1, len(text.splitlines()))
        raise ResourceError(f"{name}:{line}: not TOML: {TOML_LINE.sub('', str(error)).strip()}") from error
    try:
        return RuleText(name, text, model.model_validate(data))
    except ValidationError as error:
        # Of a misspelt key one learns twice: that it is unknown, and that the right one is missing.
        first = min(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
        where = first["loc"]
        value = first["input"] if isinstance(first["input"], str) else ""
        place = f"{name}:{line_of(text, where, value)}"
        about = f"rule {_rule_at(data, where) or '(no id)'}: " if _in_rule(where) or _rule_at(data, where) else ""
        raise ResourceError(f"{place}: {about}{_told(first, model)}") from error


def _in_rule(where: Where) -> bool:
    return len(where) > 1 and isinstance(where[1], int) and where[0] != "disabled"


def _rule_at(data: Mapping[str, Any], where: Where) -> str:
    """Return the id of a rule, or of the first of a table that no rules stand in."""
    tables, number = data[str(where[0])], where[1] if len(where) > 1 else 0
    table = tables[number] if isinstance(tables, list) and tables and isinstance(number, int) else None
    return str(table.get("id", "")) if isinstance(table, dict) else ""


def _told(error: Any, model: type[BaseModel]) -> str:
    """Say in plain words what is wrong at a key, and what to write."""
    where, kind, value = error["loc"], error["type"], error["input"]
    field = str(where[-1]) if isinstance(where[-1], str) else str(where[-2])
    if len(where) == 1 or not _in_rule(where):
        return _told_of_table(where, kind, value, model)
    fields = _fields(model, str(where[0]))
    if kind == "extra_forbidden":
        if field in model.model_fields:
            return f"{field}: stands above all tables of a file, before the first [[{where[0]}]]"
        return f"{field}: a [[{where[0]}]] has no such field{meant(field, fields)}"
    if len(where) == 2:
        # What the check of the whole rule says.
        return plain(error["msg"]) if kind == "value_error" else f"[[{where[0]}]] must hold fields, one a line"
    return f"{'.'.join(str(part) for part in where[2:] if part != '[key]')}: {_told_of_value(error, value)}"


def _told_of_table(where: Where, kind: str, value: object, model: type[BaseModel]) -> str:
    name = str(where[0])
    if kind == "extra_forbidden":
        shown = {key: SHOWN.get(key, f"[[{key}]]") for key in model.model_fields}
        close = get_close_matches(name, shown, n=1)
        hint = f"; did you mean {shown[close[0]]}?" if close else ""
        return f"{name}: no table of rules is called so; there are {', '.join(shown.values())}{hint}"
    if len(where) > 1:
        key = f"{name}.{where[1]}" if isinstance(where[1], str) else name
        if kind == "tuple_type":
            return f"{key}: write a list of words, {_as_list(value)}"
        return f"{key}: {'words stand in quotation marks' if kind == 'string_type' else plain(str(value))}"
    if name == "words":
        return 'words: write [words], and below it the lists: goods = ["zeppelin"]'
    return f"{name}: write {_as_list(value) if name == 'disabled' else f'[[{name}]], with two brackets'}"


def _told_of_value(error: Any, value: object) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "is missing: every rule of this kind has one"
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(context["expected"]))
        return f"{value!r} is none of {', '.join(known)}{meant(str(value), known)}"
    if kind == "tuple_type":
        return f"write a list, {_as_list(value)}"
    if kind == "too_short":
        return "must not be empty"
    if kind == "string_pattern_mismatch":
        return f"{value!r} is no id: write lower-case words joined by dots, at least two, such as signed.of_mine"
    if kind == "dict_type":
        return 'write words with their weights, { "fighter jet" = 2.0 }'
    if kind == "string_type":
        return f"write it in quotation marks, not {value!r}"
    if kind.startswith("bool"):
        return f"write true or false, not {value!r}"
    if kind.startswith("float"):
        return f"write a number, not {value!r}"
    return plain(error["msg"])


def _fields(model: type[BaseModel], table: str) -> Iterable[str]:
    """Return the fields of the rules in a table: its annotation is a tuple of them."""
    inner = get_args(model.model_fields[table].annotation)
    rule = next((item for item in inner if isinstance(item, type) and issubclass(item, BaseModel)), None)
    return rule.model_fields if rule is not None else ()


def _as_list(value: object) -> str:
    return f'["{value}"]' if isinstance(value, str) else '["..."]'


def plain(message: str) -> str:
    """Return the message of an error without what pydantic puts before it."""
    return message.removeprefix("Value error, ")


def meant(word: str, known: Iterable[str]) -> str:
    """Return the question whether a similar word was meant, empty where none is similar.

    >>> meant("godos", ["goods", "arms"])
    "; did you mean 'goods'?"
    """
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def line_with(text: str, word: str, start: int = 1) -> int:
    """Return the number of the first line, from `start` on, in which a word is quoted; `start` where none is."""
    quoted = (f'"{word}"', f"'{word}'")
    lines = text.splitlines()[start - 1 :]
    return next((n for n, line in enumerate(lines, start) if any(part in line for part in quoted)), start)


def id_lines(text: str) -> dict[str, list[int]]:
    """Return the numbers of the lines that state an id, by id."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if (match := ID_LINE.match(line)) is not None:
            found.setdefault(match.group(1), []).append(number)
    return found


def line_of(text: str, where: Where, value: str = "") -> int:
    """Return the line of a wrong key or of the word in its list, else that of the table that lacks it, else 1.

    Args:
        text: the file.
        where: table, number of the rule unless there is one such table, key, and what is below it.
        value: the wrong word, if it is one.
    """
    table = str(where[0])
    number = where[1] if len(where) > 1 and isinstance(where[1], int) else 0
    keys = [part for part in where[1:] if isinstance(part, str)]
    key = keys[0] if keys else ""
    line_of_table, inside = 1, False
    for position, line in enumerate(text.splitlines(), 1):
        header = HEADER.match(line)
        if header is not None:
            if inside and header.group(1) == f"{table}.{key}":
                return position
            inside = header.group(1) == table and number == 0
            number -= header.group(1) == table
            line_of_table = position if inside else line_of_table
        elif inside and key and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return line_with(text, value, position) if value else position
        elif not inside and line_of_table == 1 and re.match(rf"\s*{re.escape(table)}\s*=", line):
            line_of_table = position
    return line_of_table
