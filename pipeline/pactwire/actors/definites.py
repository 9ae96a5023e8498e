"""Definite nouns that stand for one actor named before: "the country", "the alliance", "the company"."""

from collections.abc import Sequence

from pactwire.actors.coordination import Anchor
from pactwire.actors.groups import Group, group_words
from pactwire.actors.lexicon import states_with, word_lists
from pactwire.actors.words import Words
from pactwire.annotations import Actor


def find_definites(words: Words, anchors: Sequence[Anchor]) -> list[Group]:
    """Return definite nouns with the actor that each stands for.

    "the country" is the first actor of its sentence that is a state, or of the sentence before; the other
    nouns point to the last actor of their kind.
    """
    lists = group_words()
    found = []
    for index, key in enumerate(words.keys):
        kind = lists.definite.get(key)
        if kind is None or not index or words.keys[index - 1] not in ("the", "this"):
            continue
        if kind in ("state", "kingdom") and _is_location(words, index):
            continue
        actor = (
            _state(words, anchors, index, kind) if kind in ("state", "kingdom") else _last(words, anchors, index, kind)
        )
        if actor is not None:
            found.append(Group(index - 1, index, (actor,), "alias.definite"))
    return found


def _is_location(words: Words, index: int) -> bool:
    """Tell whether "the country" is a place here: "in the country", "fled the country"."""
    if words.forms[index + 1 : index + 2] == ["'"]:
        return False
    lists = word_lists()
    before = words.keys[index - 2] if index > 1 else ""
    return (
        before in lists.place_prepositions
        or before in lists.visit_words
        or before in ("of", "from", "to", "fled", "part")
    )


def _state(words: Words, anchors: Sequence[Anchor], index: int, kind: str) -> Actor | None:
    here = words.sentences[index]
    if index + 1 < len(words) and words.keys[index + 1] in ("of", "that", "where", "'s"):
        return None
    for sentence in (here, here - 1):
        for anchor in anchors:
            if anchor.last >= index:
                break
            (actor,) = anchor.actors if len(anchor.actors) == 1 else (None,)
            fits = actor is not None and actor.kind == "state" and words.sentences[anchor.first] == sentence
            if fits and not anchor.weak and (kind == "state" or (actor and actor.id in states_with("Kingdom"))):
                return actor
    return None


def _last(words: Words, anchors: Sequence[Anchor], index: int, kind: str) -> Actor | None:
    here = words.sentences[index]
    for anchor in reversed(anchors):
        near = anchor.last < index and words.sentences[anchor.first] >= here - 4
        if near and len(anchor.actors) == 1 and anchor.actors[0].kind == kind:
            return anchor.actors[0]
    return None
