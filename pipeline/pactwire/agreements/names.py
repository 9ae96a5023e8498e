"""The names of agreements as texts write them: words with capitals, acronyms behind them."""

import re
from collections.abc import Container

from spacy.tokens import Doc, Token

from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.rules import RuleSet

ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{0,9}[A-Z0-9]\b")


def is_acronym(text: str) -> bool:
    """Tell whether a name is an acronym: one word with at least two capitals."""
    return " " not in text and sum(c.isupper() for c in text) >= 2


def inside_brackets(doc: Doc, i: int) -> bool:
    """Tell whether a token stands alone between brackets, as the definition of an acronym does."""
    return 0 < i < len(doc) - 1 and doc[i - 1].text in {"(", "["} and doc[i + 1].text in {")", "]"}


def acronym_after(doc: Doc, end: int, name: str) -> str | None:
    """Return the acronym that the text gives right after a name: "(ACSA)", ", or GSOMIA,", ", known as EDCA"."""
    words = [token.text for token in doc[end : end + 6]]
    while words and words[0] in {'"', "”", "’", "'", "“", ","}:
        words.pop(0)
    candidate = None
    if len(words) >= 3 and words[0] in {"(", "["}:
        candidate = words[1] if words[1] not in {"or", "the"} else words[2]
    elif len(words) >= 2 and words[0] == "or":
        candidate = words[1]
    elif len(words) >= 3 and words[:2] == ["known", "as"]:
        candidate = words[2]
    if (
        candidate
        and ACRONYM.fullmatch(candidate)
        and candidate[0].casefold() in {word[0].casefold() for word in name.split()}
    ):
        return candidate
    return None


def capitalised_name(doc: Doc, noun: Token, actors: ActorIndex, links: Container[str]) -> tuple[int, int] | None:
    """Return the token span of a capitalised name around an agreement noun, actor modifiers in front left out.

    `links` are the lower-case words that may stand between the words of a name.
    """
    start = noun.i
    while start > 0:
        previous = doc[start - 1]
        if previous.is_space or (previous.is_sent_start and previous.lower_ in {"the", "a", "an", "in", "under", "on"}):
            break
        if name_word(previous):
            start -= 1
            continue
        if previous.lower_ in links and start > 1 and name_word(doc[start - 2]) and not actors.is_actor(start - 2):
            start -= 2
            continue
        break
    end = noun.i + 1
    while end < len(doc):
        reach = end
        while reach < len(doc) and doc[reach].lower_ in links and reach - end < 3:
            reach += 1
        if (
            reach < len(doc)
            and reach > end
            and name_word(doc[reach])
            and doc[reach].idx not in actors.dated
            and (not actors.is_actor(reach) or doc[end].lower_ == "of")
        ):
            # "The Alliance's Headquarters" is no agreement; "the Treaty's Article 5" names the treaty.
            if doc[end].lower_ == "and" or (doc[end].tag_ == "POS" and end == noun.i + 1):
                break
            end = reach + 1
            while end < len(doc) and name_word(doc[end]):
                end += 1
            continue
        break
    while start < noun.i and dispensable(doc[start], actors, links):
        if actors.is_place_name(start) and start == noun.i - 1:
            break
        start += 1
    return (start, end) if end - start >= 2 else None


def dispensable(token: Token, actors: ActorIndex, links: Container[str]) -> bool:
    """Tell whether a word at the left edge is no part of a name: an actor, a connector, a sentence's first word."""
    word = token.lower_
    return actors.is_actor(token.i) or word in links or token.is_stop or word in {"bilateral", "trilateral"}


def names_body(root: Token, rules: RuleSet) -> bool:
    """Tell whether a capitalised name is that of a party or an alliance, which acts: "the Left Alliance backed it"."""
    words = rules.words
    if root.lower_ not in words["bodies"]:
        return False
    head = root.head
    if root.dep_ in {"compound", "nmod", "poss"} and head.lower_ in words["body_people"]:
        return True
    if root.dep_ == "pobj" and (head.lower_ == "by" or head.head.lower_ in words["body_people"]):
        return True
    acts = root.dep_ == "nsubj" and head.lower_ in words["acting"]
    return acts or (root.lower_ in words["alliances_first"] and not _is_concluded(root, words["concluding"]))


def names_office(noun: Token, offices: Container[str]) -> bool:
    """Tell whether a noun only says what somebody heads: "the Deputy Chief of *Mission*"."""
    return noun.i > 1 and noun.nbor(-1).lower_ == "of" and noun.nbor(-2).lower_ in offices


def _is_concluded(root: Token, verbs: Container[str]) -> bool:
    """Tell whether a name is what is signed; its last noun may hang on its first: "the Ocean of Peace Alliance"."""
    node = root
    for _ in range(4):
        if node.dep_ in {"dobj", "nsubjpass"}:
            return node.head.lower_ in verbs
        if node.dep_ not in {"pobj", "prep", "compound", "nmod", "appos"}:
            return False
        node = node.head
    return False


def in_title_case(token: Token) -> bool:
    """Tell whether a token stands in a headline whose words, verbs too, are capitalised, so that capitals name nothing."""
    words = [other for other in token.sent if other.is_alpha and len(other) > 3]
    if any(other.is_lower and other.tag_.startswith("V") for other in words):
        return False
    return len(words) >= 5 and sum(other.text[:1].isupper() for other in words) >= 0.8 * len(words)


def name_word(token: Token) -> bool:
    """Tell whether a token can be part of a capitalised name."""
    return token.text[:1].isupper() and not token.is_space and token.text not in {"I"}
