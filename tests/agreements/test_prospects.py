"""Which texts may tell of an agreement: no event may be lost, and ordinary news is to be told apart."""

import tomllib
from pathlib import Path

import pytest

from pactwire import load_articles
from pactwire.agreements.patterns import compile_pattern
from pactwire.agreements.prospects import Prospects, may_match, sentences
from pactwire.agreements.rules import load_rules
from pactwire.nlp import prospects
from pactwire.pipeline import Pipeline
from pactwire.records import Article
from pactwire.resources import models_dir

CONTRAST = Path(__file__).parents[1] / "contrast"


@pytest.fixture(scope="module")
def asked(pipeline: Pipeline) -> Prospects:
    return prospects(pipeline.nlp)


def may_tell(pipeline: Pipeline, asked: Prospects, text: str) -> bool:
    with pipeline.nlp.memory_zone():
        return asked.has_any(pipeline.nlp.make_doc(text))


def test_every_example_of_a_trigger_is_let_pass(pipeline: Pipeline, asked: Prospects) -> None:
    examples = [(rule.id, text) for rule in load_rules().triggers.values() for text in rule.examples]
    assert [(rule, text) for rule, text in examples if not may_tell(pipeline, asked, text)] == []


def test_every_contrast_case_that_is_read_is_let_pass(pipeline: Pipeline, asked: Prospects) -> None:
    not_read = set((CONTRAST / "open.txt").read_text(encoding="utf-8").split("\n"))
    cases = [
        case
        for path in sorted(CONTRAST.glob("*.toml"))
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["set"]
        for case in group["case"]
        if case.get("expect") and case["id"] not in not_read
    ]
    assert len(cases) > 300
    assert [case["id"] for case in cases if not may_tell(pipeline, asked, case["text"])] == []


def test_events_of_the_samples_are_those_of_the_full_profile(pipeline: Pipeline, asked: Prospects) -> None:
    articles = [item for item in load_articles(models_dir().parent / "corpus" / "samples") if isinstance(item, Article)]
    told = [record.article.path for record in pipeline.process(articles) if record.events]
    assert len(told) > 20
    assert set(told) <= {item.path for item in articles if may_tell(pipeline, asked, item.text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "The match ended 2-1 after extra time.",
        "Shares of the bank rose 3 percent on Friday.",
        "The company signed a contract with its union.",
        "The two firms agreed to merge; the deal is worth $2 billion.",
        "The minister said it was a good day. He signed autographs for an hour.",
        "The ship delivered supplies to the port.",
        "Talks on the treaty of Versailles are the subject of her book.",
        # A verb is no noun for help or an exchange, help without an army or a price is none of arms.
        "The soldiers of Chile left their base to support the tank crews of Peru.",
        "The company provides systems in support of the navy of Chile.",
        # Figures without a currency are no sum, and shipments of other things none of arms.
        "Norway approved 12 tanks of fuel.",
        "Chile cut its shipments of copper to the army of Peru.",
        # "INS" is a ship's prefix only before a name.
        "The INS approved the visa of the boy from Cuba, and Miami gave a party.",
    ],
)
def test_texts_that_cannot_tell_of_an_agreement(pipeline: Pipeline, asked: Prospects, text: str) -> None:
    assert not may_tell(pipeline, asked, text)


@pytest.mark.parametrize(
    "text",
    [
        "France and India exchanged letters on defence.",
        "The pact covers logistics. Officials met twice. It was signed in May, the navy said.",
        "Poland bought 96 Apache helicopters from the United States.",
        "The ACSA was signed in Manila.",
        "Sweden has joined NATO.",
        "Germany delivered 18 Leopard 2 tanks to Ukraine.",
        "India handed over INS Kirpan to Vietnam.",
        "The Pentagon approved $300 million for the army of Jordan.",
        "Chile halted support worth $40 million for the army of Peru.",
        "Germany halted support worth half a billion dollars for the army of Chad.",
        "Chile cut its arms shipments to Peru.",
        "Chile rejected the offer of missiles from Peru.",
    ],
)
def test_texts_that_may(pipeline: Pipeline, asked: Prospects, text: str) -> None:
    assert may_tell(pipeline, asked, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two!", ["One. ", "Two!"]),
        ('He said "Stop." Then he left.', ['He said "Stop." ', "Then he left."]),
        ("Lt. Gen. Smith left.\n\nHeadline\n\nMore", ["Lt. Gen. Smith left.\n\n", "Headline\n\n", "More"]),
        ("About 3.5 tons. of it", ["About 3.5 tons. of it"]),
        ("", []),
    ],
)
def test_sentences(pipeline: Pipeline, asked: Prospects, text: str, expected: list[str]) -> None:
    doc = asked.layout(pipeline.nlp.make_doc(text))
    assert [doc[start:end].text_with_ws for start, end in sentences(doc)] == expected


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("sign", "signed it", True),
        ("enter into force", "entered formally into force", True),
        ("enter into force", "entered the room", False),
        ("withdraw * notice", "withdrew on Monday its notice", True),
        ("withdraw * notice", "withdrew", False),
        ("put a? stop", "put stop", True),
        ("put a? stop", "put up", False),
    ],
)
def test_may_match(pattern: str, text: str, matches: bool) -> None:
    words = text.split()
    assert may_match(compile_pattern("x.y", "verb", pattern), words, 0, len(words)) is matches
