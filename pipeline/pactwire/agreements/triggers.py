"""Where the words of a status rule stand."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.patterns import Pattern
from pactwire.agreements.rules import RuleSet, Trigger
from pactwire.components import spelled

GAP = 8
# Words between a verb and the preposition that belongs to it.
PARTED = 14
# Words that a headline has at most.
HEADLINE = 16
# What only nouns are, whatever the tagger sees: "ceasefire *talks* opened".
NOMINAL = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "compound"})
NOUNS_OF_AGREEMENT = frozenset({"pact", "deal", "treaty", "accord", "agreement", "truce", "ceasefire", "contract"})


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger in the text. `head` and `tokens` are token indices."""

    rule: Trigger
    part: str
    head: int
    tokens: tuple[int, ...]


def find_triggers(
    sentence: Span, rules: RuleSet, patterns: Mapping[str, Sequence[Pattern]], mentions_at: Mapping[int, int]
) -> list[Match]:
    """Return the triggers of a sentence; of overlapping ones the longest stays.

    Args:
        patterns: those of the rules that the text has the words of, by the word that opens them.
        mentions_at: positions of agreement mentions by their tokens.
    """
    found: list[Match] = []
    spelling = spelled(sentence.doc, "LOWER")[sentence.start : sentence.end]
    words = frozenset(spelling)
    reporting = rules.words["reporting"]
    for place, word in enumerate(spelling):
        for pattern in patterns.get(word, ()):
            if not pattern.has_words(words):
                continue
            token = sentence[place]
            rule = rules.triggers[pattern.rule]
            if rule.requires and words.isdisjoint(rule.requires):
                continue
            if rule.excludes and not words.isdisjoint(rule.excludes):
                continue
            if rule.verbless and any(syntax.is_verb(other) and other.lower_ not in reporting for other in sentence):
                continue
            tokens = match_pattern(pattern, token, sentence)
            if tokens is None:
                continue
            if (
                rule.not_before
                and tokens[-1] + 1 < sentence.end
                and sentence.doc[tokens[-1] + 1].lower_ in rule.not_before
            ):
                continue
            # "To end its defence cooperation agreement": an agreement that is named is none that is only implied.
            if rule.agreement == ("implied",) and tokens[-1] in mentions_at:
                continue
            head = sentence.doc[tokens[min(pattern.head, len(tokens) - 1)]]
            if part_fits(pattern, rule, head, mentions_at) and not has_particle(head, tokens):
                part = "verb" if pattern.part == "turned" else pattern.part
                found.append(Match(rule=rule, part=part, head=head.i, tokens=tokens))
    return without_overlaps(found)


def without_overlaps(found: list[Match]) -> list[Match]:
    """Keep the longest match on each stretch; several rules may share the same words."""
    found.sort(key=lambda match: (-len(match.tokens), match.tokens[0], match.rule.id))
    kept: list[Match] = []
    for match in found:
        clash = [other for other in kept if match.head in other.tokens]
        if all(other.tokens == match.tokens and other.rule.id != match.rule.id for other in clash):
            kept.append(match)
    return sorted(kept, key=lambda match: (match.head, match.rule.id))


def match_pattern(pattern: Pattern, token: Token, sentence: Span) -> tuple[int, ...] | None:
    """Return the tokens that a pattern matches from a token on, or `None`."""
    doc = sentence.doc
    if pattern.part == "turned":
        verb, particles = token.head, pattern.elements[2:]
        if token.dep_ != "nsubjpass" or verb.i < token.i or verb.lower_ not in (pattern.elements[1] or ()):
            return None
        found = [child.i for wanted in particles for child in verb.children if wanted and child.lower_ in wanted]
        return (token.i, verb.i, *found) if len(found) == len(particles) else None

    def walk(element: int, i: int) -> tuple[int, ...] | None:
        if element == len(pattern.elements):
            return ()
        wanted = pattern.elements[element]
        if wanted is None:
            for skip in range(GAP + 1):
                if (rest := walk(element + 1, i + skip)) is not None:
                    return rest
            return None
        if i < sentence.end and doc[i].lower_ in wanted:
            rest = walk(element + 1, i + 1)
            if rest is not None:
                return (i, *rest)
        if pattern.optional[element] and (rest := walk(element + 1, i)) is not None:
            return rest
        if i >= sentence.end or element == 0 or pattern.part != "verb":
            return None
        if doc[i].dep_ in {"advmod", "neg"} and doc[i].lower_ not in wanted:
            return walk(element, i + 1) if i + 1 < sentence.end else None
        behind = preposition_of(token, wanted) if element == 1 else None
        if behind is not None and (rest := walk(element + 1, behind.i + 1)) is not None:
            return (behind.i, *rest)
        return None

    return walk(0, token.i)


def preposition_of(verb: Token, words: Container[str]) -> Token | None:
    """Return the preposition of a verb behind a time, place or count: "*voted* on Sunday, by 90 to 12, *for* the pact"."""
    if not syntax.is_verb(verb) or syntax.children(verb, "dobj") or syntax.is_passive(verb):
        return None
    behind = (child for child in syntax.children(verb, "prep") if verb.i < child.i <= verb.i + PARTED)
    return next((child for child in behind if child.lower_ in words), None)


def part_fits(pattern: Pattern, rule: Trigger, head: Token, mentions_at: Mapping[int, int]) -> bool:
    """Tell whether the token is the part of speech that the pattern wants."""
    if pattern.part in {"phrase", "adjective"}:
        return True
    if pattern.part == "noun":
        if head.i in mentions_at and len(pattern.elements) == 1:
            return False
        return head.tag_.startswith("NN") or (head.tag_ in {"VBG", "VBZ"} and head.dep_ in NOMINAL)
    if syntax.is_verb(head):
        if head.i in mentions_at and head.dep_ not in {"amod", "ROOT"}:
            return False
        if rule.progressive != "any" and (rule.progressive == "only") != syntax.is_progressive(head):
            return False
        return rule.voice == "any" or (rule.voice == "passive") == syntax.is_passive(head)
    verbal = syntax.children(head, "auxpass") or (head.dep_ == "ROOT" and syntax.children(head, "dobj"))
    if head.tag_ == "JJ" and (head.lower_.endswith("ed") or verbal):
        return True
    if (
        rule.headline
        and head.lower_ not in NOUNS_OF_AGREEMENT
        and head.dep_ not in {"pobj"}
        and not syntax.children(head, "det", "poss")
    ):
        return is_headline(head) and any(i in mentions_at for i in range(head.i + 1, min(head.i + 9, head.sent.end)))
    return False


def has_particle(head: Token, tokens: Sequence[int]) -> bool:
    """Tell whether a particle makes another verb of it: who "gives up" helicopters gives none."""
    return any(child.i not in tokens and child.i == head.i + 1 for child in syntax.children(head, "prt"))


def is_headline(token: Token) -> bool:
    """Tell whether the sentence is a headline: short, no finite verb with a subject of its own."""
    sentence = token.sent
    if len(sentence) > 24 or sentence[-1].text in {".", "!", "”"}:
        return False
    return not any(
        other.tag_ in {"VBD", "VBZ", "VBP"}
        and other.lower_ not in NOUNS_OF_AGREEMENT
        and syntax.children(other, "nsubj", "nsubjpass")
        for other in sentence
    )


def in_headline(verb: Token) -> bool:
    """Tell whether a verb in the simple present is that of a headline, which tells so of the day before.

    A date beside it makes it a timetable: "arms treaty expires in February".
    """
    sentence = verb.sent
    words = [token for token in sentence if not token.is_space]
    if not words or len(words) > HEADLINE or words[-1].is_punct:
        return False
    return not any(token.ent_type_ in {"DATE", "TIME"} for token in words)
