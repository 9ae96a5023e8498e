"""The agreement that is nearest to a trigger, where no slot of its rule holds one."""

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.slots import NEAR, NOTHING, Slots, tells_of_something
from pactwire.agreements.triggers import Match

# Where a clause of its own begins in the tree.
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "ROOT", "conj"})


class Nearest:
    """Finds the mentions around the triggers of one document, as positions in its mentions."""

    def __init__(self, slots: Slots) -> None:
        """Take the slots of the document's triggers."""
        self.doc, self.mentions, self.at, self.slots = slots.doc, slots.mentions, slots.at, slots
        words = slots.rules.words
        self.affairs = words["affairs"]
        self.others = words["acts"] | words["other_papers"] | self.affairs

    def in_clause(self, match: Match) -> int | None:
        """Return the nearest mention of the trigger's clause, behind the trigger before in front of it."""
        head = self.doc[match.head]
        if self._is_of_occasion(head):
            return None
        sentence = head.sent
        behind = range(max(match.tokens) + 1, min(sentence.end, head.i + NEAR))
        in_front = range(head.i - 1, max(sentence.start, head.i - NEAR) - 1, -1)
        for places in (behind, in_front):
            position = next((self.at[i] for i in places if i in self.at), None)
            if position is None or self.mentions[position].strength == "goods":
                continue
            if _same_clause(head, self.doc[self.mentions[position].root]):
                return position
        return None

    def in_sentence(self, match: Match) -> int | None:
        """Return the nearest single agreement of the trigger's sentence, in whatever clause."""
        sentence = self.doc[match.head].sent
        near = [
            (abs(mention.root - match.head), position)
            for position, mention in enumerate(self.mentions)
            if sentence.start <= mention.root < sentence.end
            and mention.root not in match.tokens
            and mention.strength in {"named", "strong"}
            and not mention.plural
        ]
        return min(near)[1] if near else None

    def must_be_meant(self, match: Match) -> bool:
        """Tell whether a word said of little but agreements is about one, whatever its object is called.

        "The ministers signed the *bundle*" is about the agreement spoken of, unless what is signed is a law, a letter or
        the like.
        """
        head = self.doc[match.head]
        if match.part != "verb":
            in_name = head.text[:1].isupper() and head.i > head.sent.start
            told = tells_of_something(head, without=lambda noun: self.slots.is_doer(noun, match))
            return not in_name and not told
        held = list(self.slots.nouns("object", head, match))
        return bool(held) and not any(self._is_no_agreement(noun) for noun in held)

    def _is_no_agreement(self, noun: Token) -> bool:
        """Tell whether what is signed cannot be an agreement, whatever it is called: a law, a player, nothing."""
        if noun.lower_ in self.others or noun.lower_ in NOTHING or noun.ent_type_ == "PERSON":
            return True
        return any(child.tag_ == "VB" for child in syntax.children(noun, "acl", "relcl"))

    def _is_of_occasion(self, verb: Token) -> bool:
        """Tell whether it is an occasion that ends: "the *ceremony* ended with the pact signed"."""
        if syntax.children(verb, "dobj"):
            return False
        nouns = syntax.children(verb, "nsubj")
        if verb.dep_ == "relcl" and any(noun.tag_ in {"WDT", "WP"} for noun in nouns):
            nouns = [verb.head]
        return any(noun.lower_ in self.affairs for noun in nouns)


def _same_clause(trigger: Token, root: Token) -> bool:
    """Tell whether no verb of another clause stands between a trigger and a mention in the tree."""
    above = _clause(trigger)
    # "Announced that it breaks off, effective at once, its pact": the parser gives the object to the wrong verb.
    astray = above.dep_ == "ccomp" and root.dep_ == "dobj" and root.head == above.head and root.i > trigger.i
    return above == _clause(root) or astray


def _clause(token: Token) -> Token:
    while token.head != token and token.dep_ not in CLAUSES:
        token = token.head
    return token
