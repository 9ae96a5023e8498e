"""Inflected forms of the English verbs and nouns that rules name by their lemma."""

from functools import cache

from pactwire.resources import Row, read_csv

DIGRAPHS = frozenset({"ai", "ea", "ee", "oa", "oi", "oo", "ui"})
VOWELS = frozenset("aeiou")


class IrregularVerb(Row):
    """Forms of a verb that the regular spelling rules get wrong."""

    lemma: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def irregular_verbs() -> dict[str, IrregularVerb]:
    """Return the irregular verbs by lemma."""
    return {row.lemma: row for row in read_csv("gazetteers/irregular_verbs.csv", IrregularVerb)}


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """Return the lower-case forms of a verb, the lemma included.

    >>> sorted(verb_forms("ratify"))
    ['ratified', 'ratifies', 'ratify', 'ratifying']
    """
    irregular = irregular_verbs().get(lemma)
    if irregular is not None:
        cells = (irregular.third, irregular.past, irregular.participle, irregular.gerund)
        return frozenset({lemma, *(form for cell in cells for form in cell.split("|"))})
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return frozenset({lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    if lemma.endswith("l") and lemma[-2:-1] in VOWELS and lemma[-3:-1] not in DIGRAPHS:
        return frozenset({lemma, lemma + "s", lemma + "ed", lemma + "led", lemma + "ing", lemma + "ling"})
    gerund = lemma + "ing" if lemma.endswith("ee") else stem + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return frozenset({lemma, third, stem + "ed", gerund})


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """Return the singular and the plural of a noun.

    >>> sorted(noun_forms("treaty"))
    ['treaties', 'treaty']
    """
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return frozenset({lemma, lemma[:-1] + "ies"})
    return frozenset({lemma, lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")})
