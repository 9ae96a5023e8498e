"""Forms of the verbs and nouns that rules name."""

import pytest

from pactwire.agreements.inflection import irregular_verbs, noun_forms, verb_forms
from pactwire.agreements.rules import load_rules

VERBS = [
    ("sign", "signs signed signing"),
    ("ratify", "ratifies ratified ratifying"),
    ("approve", "approves approved approving"),
    ("agree", "agrees agreed agreeing"),
    ("clinch", "clinches clinched clinching"),
    ("pass", "passes passed passing"),
    ("axe", "axes axed axing"),
    ("delay", "delays delayed delaying"),
    ("cancel", "cancels cancelled cancelling canceled canceling"),
    ("scrap", "scraps scrapped scrapping"),
    ("transfer", "transfers transferred transferring"),
    ("concur", "concurs concurred concurring"),
    ("admit", "admits admitted admitting"),
    ("withdraw", "withdraws withdrew withdrawn withdrawing"),
    ("bear", "bears bore borne bearing"),
    ("swear", "swears swore sworn swearing"),
    ("be", "is are am was were been being"),
]
NOUNS = [
    ("treaty", "treaties"),
    ("delay", "delays"),
    ("pact", "pacts"),
    ("breach", "breaches"),
    ("loss", "losses"),
    ("memorandum", "memorandums"),
]


@pytest.mark.parametrize(("lemma", "forms"), VERBS)
def test_verb_forms(lemma: str, forms: str) -> None:
    assert verb_forms(lemma) == {lemma, *forms.split()}


@pytest.mark.parametrize(("lemma", "plural"), NOUNS)
def test_noun_forms(lemma: str, plural: str) -> None:
    assert noun_forms(lemma) == {lemma, plural}


@pytest.mark.parametrize("form", ["concured", "transfered", "axeing", "treatys", "swears in", "agreing"])
def test_no_such_form(form: str) -> None:
    lemmas = [*(lemma for lemma, _ in VERBS), "be"]
    assert form not in {known for lemma in lemmas for known in verb_forms(lemma)}


def test_short_verbs_that_double_their_consonant_are_listed() -> None:
    """One vowel and one consonant at the end of a verb of one syllable: "scrap", "scrapped"."""
    rules = load_rules()
    firsts = {part for rule in rules.triggers.values() for text in rule.verbs for part in text.split()[0].split("|")}
    verbs = firsts | {verb for cue in rules.cues.values() for verb in cue.verbs}
    double = [
        verb
        for verb in verbs
        if len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in "aeiou"
        and not any(letter in "aeiouy" for letter in verb[:-2])
        and verb not in irregular_verbs()
    ]
    assert sorted(double) == []
