"""Repair of what a statistical model found; guesses are marked in the text as `[words|LABEL]`."""

import re

import pytest

from pactwire.actors.labels import Guess
from pactwire.actors.reading import read_actors

CASES = [
    ("[the Department of National Defense|ORG] ([DND|PERSON]) said", ["Department of National Defense ORG", "DND ORG"]),
    ("the [Widget Board (WB|ORG]) met. The WB left.", ["Widget Board ORG", "WB ORG", "WB ORG"]),
    ("[JSDF|PERSON] and [ISIL|NORP]", ["JSDF ORG", "ISIL ORG Islamic State"]),
    ("Prime Minister [Ishiba Shigeru|PERSON] left. [Ishiba|ORG] smiled.", ["Ishiba Shigeru PERSON", "Ishiba PERSON"]),
    ("[the United States|GPE] and [Japan's|GPE]", ["United States GPE USA", "Japan GPE JPN"]),
    ("[President Jane Doe's|PERSON] plan", ["Jane Doe PERSON"]),
    ("[the Bank of Japan|ORG] said", ["Bank of Japan ORG"]),
    ("[Japanese Fiscal Year 2025|DATE] began", ["Japanese Fiscal Year 2025 DATE"]),
    ("Japanese ships", ["Japanese NORP JPN"]),
    ("the Syrian Computer Society met", ["Syrian Computer Society ORG"]),
    ("[Security Council Resolution 425|ORG] holds", ["Security Council ORG"]),
    ("They came to the village of [Foo|PERSON].", ["Foo GPE"]),
    ("[RM50|PERSON] was paid", []),
    ("The Foreign Secretary, [Boris Example|PERSON], said", ["The Foreign Secretary PERSON", "Boris Example PERSON"]),
    ("[Defense|ORG] Minister [Shin Won-sik|PERSON] left", ["Shin Won-sik PERSON"]),
    ("two F-35A jets", ["F-35A PLATFORM"]),
    ("He flew to [Tokyo|ORG].", ["Tokyo GPE"]),
    ("It rained.", []),
    ("[Foobar|PERSON] (Arabic: x) is a small village in the north.", ["Foobar GPE"]),
    ("[Foobar|PERSON] was a gifted painter.", ["Foobar PERSON"]),
    ("[Foo News|PERSON] is a private TV network. [Foo|PERSON] airs plays.", ["Foo News ORG", "Foo ORG"]),
    ("built by the firm [Barfoo|PERSON] there", ["Barfoo ORG"]),
    ("a friend of the [Barfoo|PERSON] shipyard", ["Barfoo ORG"]),
    ("attacks in [Foo|GPE], [Bar|GPE] and [Baz|ORG] go on", ["Foo GPE", "Bar GPE", "Baz GPE"]),
    ("attacks on [Foo|GPE], [Bar|GPE] and [Baz|ORG] go on", ["Foo GPE", "Bar GPE", "Baz ORG"]),
    ("civilians who fled [Foobar|PERSON] said", ["Foobar GPE"]),
    ("members of the [Al Foo|PERSON] tribe", ["Al Foo NORP"]),
    ("They wove [mengkuang|ORG] and told [al-Foo|PERSON] of [THE|PERSON] rest.", ["al-Foo PERSON"]),
    ("most [communists|NORP] left", ["communists NORP"]),
    ("in the name of [Islam|ORG].", ["Islam NORP"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_repair(marked: str, expected: list[str]) -> None:
    guesses, text, end = [], "", 0
    for match in re.finditer(r"\[([^\[\]|]+)\|([A-Z]+)\]", marked):
        text += marked[end : match.start()]
        guesses.append(Guess(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        end = match.end()
    text += marked[end:]
    found = read_actors(text, guesses).entities
    assert [f"{text[name.start : name.end]} {name.label} {name.id or ''}".strip() for name in found] == expected


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    text = "Detectives came. Paris fell."
    guesses = [Guess(0, 10, "ORG"), Guess(17, 22, "GPE")]
    found = read_actors(text, guesses, [0, 17], {0: "NNS", 11: "VBD", 17: "NNP", 23: "VBD"}).entities
    assert [text[name.start : name.end] for name in found] == ["Paris"]
