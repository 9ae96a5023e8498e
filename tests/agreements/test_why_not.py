"""What stopped the rules that came near."""

import pytest

from pactwire import Pipeline
from pactwire.agreements.why_not import NearMiss, sentences_with, why_not
from pactwire.components.agreements import AgreementComponent
from pactwire.errors import InputError


def misses(pipeline: Pipeline, text: str, phrase: str) -> list[NearMiss]:
    component = pipeline.nlp.get_pipe("pactwire_agreements")
    assert isinstance(component, AgreementComponent)
    return why_not(component.detector, pipeline.nlp(text, disable=["pactwire_agreements"]), phrase)


CASES = [
    ("Japan and Italy signed a defence pact.", "signed", "signed.verb", "event", "signed/asserted of ITA, JPN"),
    (
        "Japan and Italy did not sign a defence pact.",
        "pact",
        "signed.verb",
        "event",
        "signed/negated of ITA, JPN, by 'not' (modality.not)",
    ),
    (
        "The minister signed autographs for the soldiers of Japan.",
        "autographs",
        "signed.verb",
        "no_agreement",
        "no agreement as 'object', 'to', 'near' or 'nearby'; its object is 'autographs'; the sentence names none",
    ),
    ("They signed it.", "signed it", "signed.verb", "no_antecedent", "'it' takes up no agreement spoken of before"),
    (
        "Slovenia to buy Spike missiles.",
        "missiles",
        "signed.buy",
        "no_antecedent",
        "'missiles' belongs to no agreement told elsewhere, and two sides of a new one were not read here",
    ),
    (
        "Spain and Italy signed a football deal for their league club.",
        "football deal",
        "signed.verb",
        "domain",
        "'a football deal' is not about defence, security or arms",
    ),
    (
        "A defence pact was signed.",
        "defence pact",
        "signed.verb",
        "parties",
        "nobody is named who is bound by 'A defence pact'",
    ),
    (
        "The coaches of Spain and Italy exchanged notes after the match.",
        "notes",
        "signed.exchange_of_notes",
        "requires",
        "the sentence has none of 'agreement', 'assistance', 'aid', 'pact', 'defence', 'defense' and 7 more",
    ),
    (
        "The signing of the striker cost the club in Spain ten million euros.",
        "signing",
        "signed.verb",
        "part",
        "'signing' is read as NN (nsubj of 'cost'), the rule wants a verb",
    ),
    (
        "The last arms treaty left between Russia and the United States is old.",
        "treaty left",
        "terminated.leave",
        "part",
        "'left' is passive, the rule wants active",
    ),
    (
        "The defence pact of Japan and Italy entered into full force.",
        "entered",
        "in_force.enter",
        "words",
        "of its words 'into' or 'effect/force/operation' did not follow directly",
    ),
    (
        "Japan and Italy signed a defence pact on Monday. The signing of the pact was hailed.",
        "the signing",
        "signed.noun",
        "merged",
        "told again at 'signed' (signed.verb.object): signed/asserted of ITA, JPN",
    ),
    (
        "The treaty between Norway and Poland entered into full force.",
        "full force",
        "in_force.join",
        "overlap",
        "signed.conclude matches 'entered into' there",
    ),
    (
        "Poland sealed a defence pact with Norway.",
        "sealed",
        "signed.seal",
        "event",
        "signed/asserted of NOR, POL",
    ),
]


@pytest.mark.parametrize(("text", "phrase", "rule", "outcome", "why"), CASES)
def test_why_not(text: str, phrase: str, rule: str, outcome: str, why: str, pipeline: Pipeline) -> None:
    found = [(miss.outcome, miss.why) for miss in misses(pipeline, text, phrase) if miss.rule == rule]
    assert (outcome, why) in found
    assert [text[miss.start : miss.end] for miss in misses(pipeline, text, phrase)] == [
        miss.text for miss in misses(pipeline, text, phrase)
    ]


def test_sentence_without_trigger_words(pipeline: Pipeline) -> None:
    assert misses(pipeline, "Japan and Italy signed a defence pact. Cats sleep.", "cats sleep") == []


def test_only_the_sentences_of_the_phrase_are_asked(pipeline: Pipeline) -> None:
    text = "Japan and Italy signed a defence pact. Norway ratified the arms treaty with Poland."
    assert {miss.rule for miss in misses(pipeline, text, "arms  TREATY")} == {"ratified.alone", "ratified.verb"}
    doc = pipeline.nlp(text)
    assert [sentence.text for sentence in sentences_with(doc, "pact. norway")] == [s.text for s in doc.sents]


@pytest.mark.parametrize("phrase", ["submarine", "", " "])
def test_phrase_that_is_not_there(phrase: str, pipeline: Pipeline) -> None:
    with pytest.raises(InputError, match="does not stand in the text"):
        misses(pipeline, "Japan and Italy signed a defence pact.", phrase)
