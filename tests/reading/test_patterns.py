"""Every rule of the patterns file reads its examples and none of its counter-examples."""

import pytest

from pactwire.errors import ResourceError
from pactwire.reading.datelines import read_dateline
from pactwire.reading.headers import is_person, known_agency, read_byline, read_header
from pactwire.reading.patterns import (
    BylineRule,
    CreditRule,
    DatelineRule,
    alias_order,
    byline_rules,
    compile_pattern,
    credit_rules,
    dateline_rules,
)


@pytest.mark.parametrize("rule", [rule for rule, _ in dateline_rules()], ids=lambda rule: rule.id)
def test_dateline_rules(rule: DatelineRule) -> None:
    for example in rule.examples:
        found = read_dateline(example.text)
        assert found is not None, example.text
        assert (found.rule, found.place, found.agency, found.date) == (
            rule.id,
            example.place,
            example.agency,
            example.date,
        )
    for text in rule.counter_examples:
        assert read_dateline(text) is None, text


@pytest.mark.parametrize("rule", [rule for rule, _ in byline_rules()], ids=lambda rule: rule.id)
def test_byline_rules(rule: BylineRule) -> None:
    for example in rule.examples:
        assert (read_byline(example.text) or {}).get("byline") == example.name
    for text in rule.counter_examples:
        assert read_byline(text) is None, text


@pytest.mark.parametrize("rule", [rule for rule, _ in credit_rules()], ids=lambda rule: rule.id)
def test_credit_rules(rule: CreditRule) -> None:
    pattern = compile_pattern(rule.id, rule.pattern)
    for example in rule.examples:
        match = pattern.search(example.text)
        assert match is not None, example.text
        assert known_agency(match["agency"].strip()) == example.agency
    for text in rule.counter_examples:
        match = pattern.search(text)
        assert match is None or known_agency(match["agency"].strip()) is None, text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", {"byline": "Jane Roe"}),
        ("By Reuters", {"agency": "Reuters"}),
        ("By JANE ROE, Associated Press", {"byline": "JANE ROE", "agency": "Associated Press"}),
        ("By Jane Roe, John Doe and Li Wei in Seoul", {"byline": "Jane Roe, John Doe and Li Wei"}),
        ("By Maria dela Cruz-Santos Jr.", {"byline": "Maria dela Cruz-Santos Jr."}),
        ("Jane Roe | The Example Times | 16 Jan 2026", {"byline": "Jane Roe", "outlet": "The Example Times"}),
        ("AFP - Issued on: 16/01/2026 - 10:30", {"agency": "Agence France-Presse"}),
        ("Written by Jane Roe, Edited at 10:30", {}),
        ("The ministers met on January 16, 2026", {}),
        ("By land and sea", {}),
    ],
)
def test_header_names(line: str, expected: dict[str, str]) -> None:
    header = read_header(line)
    found = {name: getattr(header, name) for name in ("byline", "agency", "outlet")} if header else {}
    assert {name: value for name, value in found.items() if value} == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Jane Roe", True),
        ("Juan Miguel de la Cruz", True),
        ("Defence Ministry", False),
        ("SOUTH ROAD", False),
        ("Roe", False),
    ],
)
def test_bare_names(words: str, expected: bool) -> None:
    assert is_person(words, bare=True) is expected


def test_each_key_belongs_to_one_field() -> None:
    order = alias_order()
    keys = [key for aliases in order.values() for key in aliases]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("pattern", "told"), [("<<nothing>>", "nothing"), ("(", "unterminated"), ("<<loop>>", "circle")]
)
def test_wrong_pattern_names_its_rule(pattern: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwire.reading.patterns._parts", lambda: {"loop": "<<loop>>"})
    with pytest.raises(ResourceError, match=rf"some\.rule: .*{told}"):
        compile_pattern("some.rule", pattern)
