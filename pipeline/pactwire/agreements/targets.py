"""Which agreement a trigger acts upon: a mention, a pronoun, goods, or the one spoken of before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.nearest import Nearest
from pactwire.agreements.slots import ABOUT, NEAR, NOTHING, TRADED, Slots, is_part, tells_of_something
from pactwire.agreements.things import PURPOSE, RECEIVING
from pactwire.agreements.triggers import Match

# How deep inside a phrase an agreement is sought.
DEPTH = 3
# Words between an offer and the agreement that it is of, where the parser does not join them.
OFFERED = 10
PRONOUNS = frozenset({"it", "them", "they", "this", "that", "these", "those", "one", "both", "itself"})
# "All of them", "half of these".
PARTITIVE = frozenset({"them", "these", "those"})
ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
# One of several told before: "the *last* was signed in May".
COUNTED = ORDINALS | {"first", "last", "latest", "other"}
OF = frozenset({"of"})
LEAVE = frozenset(
    {"permission", "leave", "licence", "license", "permit", "consent", "approval", "clearance", "number", "dozens"}
    | {"sale", "loan", "lease", "purchase", "dozen", "batch", "hundreds", "thousands", "scores", "pair"}
)
ENDING = frozenset({"terminated", "suspended"})
CONSENT = frozenset({"approved", "ratified"})
# Words before a step by which it takes up what was told, and those that may stand between.
TAKING_UP = frozenset({"the", "this", "that", "these", "those"})
ADVERBIAL = frozenset({"very", "same", "whole", "latest", "final", "crucial", "important", "historic", "key"})
# Stages of which each side has its own act: "the signature of Oslo".
BY_ONE = CONSENT | {"signed"}
DECIDED = CONSENT | {"rejected"}
Kind = Literal["mention", "pronoun", "goods", "implied", "context"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a trigger acts upon: a mention (its position), a pronoun or goods (a token index), and by which slot."""

    kind: Kind
    position: int
    slot: str
    exact: bool = True


class Linker:
    """Finds the agreement that a trigger acts upon."""

    def __init__(self, slots: Slots, noun_triggers: frozenset[int]) -> None:
        """Take the slots of a document's triggers, and which heads of triggers are nouns."""
        self.slots = slots
        self.noun_triggers = noun_triggers
        self.nearest = Nearest(slots)
        self.doc, self.rules, self.things = slots.doc, slots.rules, slots.things
        self.mentions, self.at, self.heads = slots.mentions, slots.at, slots.heads

    def targets(self, match: Match) -> list[Target]:
        """Return what the trigger acts upon, by the first slot of its rule that holds something."""
        head = self.doc[match.head]
        if match.rule.alone and not self.slots.is_alone(head, match):
            return []
        blocked, complete = self._is_consent_to_end(head, match), False
        for slot in match.rule.agreement:
            if slot == "near":
                if not blocked and (position := self.nearest.in_clause(match)) is not None:
                    return [Target("mention", position, slot, exact=False)]
                continue
            if slot == "nearby":
                return self._nearby(match)
            if slot in {"implied", "context"}:
                between = range(match.tokens[0] + 1, match.tokens[-1])
                if slot == "implied" and (named := next((i for i in between if self._names_agreement(i)), None)):
                    return [Target("mention", self.at[named], slot)]
                if slot == "implied" or not (blocked or complete):
                    return [Target("implied" if slot == "implied" else "context", match.head, slot)]
                continue
            nouns = [self.slots.antecedent(noun, head) for noun in self.slots.nouns(slot, head, match)]
            # "The instruments of *ratification*": a word of the trigger is nothing that it acts upon.
            nouns = [noun for noun in nouns if self.slots.is_free(noun, match)]
            if slot == "of" and match.rule.status in BY_ONE:
                nouns = [noun for noun in nouns if not self.slots.is_doer(noun, match)]
            if slot == "for":
                nouns = [
                    noun for noun in nouns if self.heads.get(noun.head.i) in TRADED or not self._opens_clause(noun)
                ]
            found = [
                target
                for noun in nouns
                if not self.slots.is_anothers(noun, head)
                for target in self._resolve(noun, slot, match)
            ]
            if found:
                return list(dict.fromkeys([*found, *self._row_behind(found, slot)]))
            if nouns and (slot in {"object", "subject", "of"} or any(self._acts(noun, match) for noun in nouns)):
                blocked = True
            # "Gave a go-ahead to the request": what the noun is about is told, and is no agreement.
            told = match.part == "noun" or (len(match.tokens) > 1 and self.doc[match.tokens[-1]].tag_.startswith("NN"))
            complete = complete or (told and slot in {"of", "for", "to", "on", "from"} and bool(nouns))
        return []

    def _row_behind(self, found: list[Target], slot: str) -> Iterator[Target]:
        """Yield the rest of a row of agreements, where the parser hangs it on a partner of the first.

        "Ended the 1989 agreement with Chad, *the 1994 agreement with Niger* and *the 2000 pact with Mali*".
        """
        if slot not in {"object", "subject"} or found[-1].kind != "mention" or not found[-1].exact:
            return
        position = found[-1].position
        while position + 1 < len(self.mentions):
            last, following = self.mentions[position], self.mentions[position + 1]
            root, i = self.doc[following.root], following.start
            while i > last.root and self.doc[i - 1].tag_ in {"DT", "CD", "JJ", "NN", "NNP"}:
                i -= 1
            between = self.doc[last.root + 1 : i]
            joined = len(between) and (between[-1].text == "," or between[-1].lower_ == "and")
            alike = last.strength != "goods" and following.strength in {"named", "strong"} and following.involved
            hung = root.dep_ in {"conj", "appos"} and syntax.first_conjunct(root) != self.doc[last.root]
            if not (joined and alike and hung and last.involved) or any(
                syntax.is_verb(token) or token.text in {";", ":", "."} for token in between
            ):
                return
            position += 1
            yield Target("mention", position, slot)

    def _nearby(self, match: Match) -> list[Target]:
        if not self.nearest.must_be_meant(match):
            return []
        position = self.nearest.in_sentence(match)
        if position is None:
            return [Target("context", match.head, "nearby", exact=False)]
        return [Target("mention", position, "nearby", exact=False)]

    def _names_agreement(self, i: int) -> bool:
        """Tell whether a token heads a mention that is no goods: "agreed the text of a *treaty* to end the war"."""
        position = self.at.get(i)
        return (
            position is not None and self.mentions[position].root == i and self.mentions[position].strength != "goods"
        )

    def _opens_clause(self, noun: Token) -> bool:
        """Tell whether a noun is the subject of an infinitive: "called for the *pact* to be scrapped"."""
        end = self.mentions[self.at[noun.i]].end if noun.i in self.at else noun.i + 1
        return end + 1 < len(self.doc) and self.doc[end].tag_ == "TO" and self.doc[end + 1].tag_.startswith("VB")

    def _acts(self, noun: Token, match: Match) -> bool:
        """Tell whether a word tells of a stage itself.

        Who "backed away from *signing* the pact" did not leave it, who "voted for the *exit* from" it did not approve it.
        """
        if match.rule.status in CONSENT and self.heads.get(noun.i) in ENDING:
            return True
        return match.rule.status == "terminated" and noun.tag_ == "VBG" and noun.i in self.heads

    def _is_consent_to_end(self, verb: Token, match: Match) -> bool:
        """Tell whether what is consented to is the end of an agreement: "parliament backed *leaving* the pact"."""
        clauses = syntax.children(verb, "xcomp", "ccomp") if match.rule.status in CONSENT else []
        return any(self.heads.get(clause.i) in ENDING for clause in clauses)

    def _resolve(self, token: Token, slot: str, match: Match, depth: int = 0) -> Iterator[Target]:
        whole = True
        for noun in syntax.conjuncts(token):
            found = list(self._one(noun, slot, match, depth))
            # "Donated *lorries* and patrol boats": of a list that begins with something else arms alone count.
            yield from (target for target in found if whole or self._is_arms(target))
            if noun == token and not found:
                if "goods" not in match.rule.plain_object:
                    return
                whole = False

    def _is_arms(self, target: Target) -> bool:
        """Tell whether a target is arms that stand for an agreement."""
        return target.kind == "goods" and self.things.is_arms(self.doc[target.position])

    def _one(self, noun: Token, slot: str, match: Match, depth: int) -> Iterator[Target]:
        if (whole := self.slots.counted_out_of(noun)) is not None and depth < DEPTH:
            yield from self._one(whole, slot, match, DEPTH)
            return
        position = self.at.get(noun.i)
        if position is not None and noun.i != match.head:
            if match.rule.status == "approved" and self._is_to_end(noun):
                return
            if match.rule.status in CONSENT and (bound := self._to_ratify(noun)):
                yield from (Target("mention", number, slot) for number in bound)
                return
            if (
                self.mentions[position].strength == "weak"
                and noun.lower_ in self.rules.words["carriers"]
                and depth < DEPTH
            ):
                inner = list(self._inside(noun, slot, match, depth))
                if inner:
                    yield from inner
                    return
                if any(child.i in self.heads and child.i != match.head for child in syntax.children(noun, "acl")):
                    return
            yield Target("mention", position, slot)
            return
        if noun.lower_ == "one" and noun.i + 1 < len(self.doc) and noun.nbor().lower_ == "another":
            return
        # "Ended one of its longest *wars*".
        if noun.lower_ == "one" and any(
            name == "of" and inner.lower_ not in PARTITIVE | self.rules.words["goods"] and inner.i not in self.at
            for name, inner in syntax.prepositional(noun)
        ):
            return
        if slot == "clause":
            yield Target("context", noun.i, slot, exact=False)
            return
        if noun.lower_ == "its" and slot == "compound":
            yield Target("pronoun", noun.i, slot, exact=False)
            return
        them = [inner for name, inner in syntax.prepositional(noun) if name == "of" and inner.lower_ in PARTITIVE]
        if them and (noun.tag_ in {"DT", "PDT", "CD"} or noun.lower_ in {"half", "none"}):
            yield Target("pronoun", them[0].i, slot)
            return
        if (
            noun.lower_ in NOTHING
            and noun.i < match.head
            and slot in {"object", "subject"}
            and not match.rule.plain_object
        ):
            yield Target("context", noun.i, slot, exact=False)
            return
        if noun.lower_ in COUNTED and is_one_of_many(noun):
            yield Target("pronoun", noun.i, slot)
            return
        if noun.lower_ in PRONOUNS and noun.tag_ in {"PRP", "DT", "CD", "NN"}:
            yield Target("pronoun", noun.i, slot)
            return
        if (noun.tag_ == "VBG" or noun.dep_ == "pcomp") and slot not in {"object", "subject"}:
            if self._acts(noun, match):
                return
            for direct in syntax.children(noun, "dobj"):
                yield from self._resolve(direct, slot, match, depth + 1)
            return
        if noun.lower_ in self.rules.words["flows"] and self._stands(noun, match):
            yield Target("goods", noun.i, slot)
            return
        if noun.lower_ in self.rules.words["carrying_arms"] and self._asks(match):
            yield from self._asked_for(noun, slot)
            return
        through = noun.i in self.noun_triggers and self._carries(noun, match)
        if noun.i in self.noun_triggers and noun.lower_ not in self.rules.words["carriers"] and not through:
            return
        if self._stands_for_goods(noun, match):
            yield Target("goods", noun.i, slot)
            return
        if noun.i not in self.things.sums and self._stands(noun, match, depth):
            inner_mention = (
                next(
                    (
                        t
                        for t in self._inside(noun, slot, match, depth)
                        if t.kind == "mention" and self.mentions[t.position].strength != "goods"
                    ),
                    None,
                )
                if depth < DEPTH
                else None
            )
            yield inner_mention or Target("goods", noun.i, slot)
            return
        steps = self.rules.words["steps"]
        if (
            match.rule.status in CONSENT
            and noun.lower_ in steps
            and not match.rule.goods_only
            and self._is_of_before(noun)
        ):
            yield Target("context", noun.i, slot, exact=False)
            return
        acts = match.rule.status in CONSENT and noun.lower_ in self.rules.words["acts"] | steps
        if acts and not self._is_to_end(noun):
            yield from (Target("mention", number, slot) for number in self._to_ratify(noun))
        if (
            match.rule.status == "signed"
            and noun.lower_ in self.rules.words["acts"]
            and any(child.i in self.heads for child in noun.subtree)
        ):
            return
        proper = noun.tag_.startswith("NNP")
        summed = noun.i in self.things.sums or noun.lower_ in self.rules.words["elliptic"]
        if depth < DEPTH and (noun.lower_ in self.rules.words["carriers"] or depth == 0 or proper or summed):
            partitive = is_part(noun) or (
                noun.tag_ in {"CD", "DT", "PDT"} and any(name == "of" for name, _ in syntax.prepositional(noun))
            )
            money = noun.ent_type_ == "MONEY" or noun.i in self.things.sums
            carried = through or partitive or money or noun.lower_ in self.rules.words["carriers"]
            if money:
                spent = [Target("mention", position, slot) for position in self.things.spent_on(noun, self.at)]
                if spent or self._stands(noun, match):
                    yield from spent or [Target("goods", noun.i, slot)]
                    return
            inside = list(self._inside(noun, slot, match, depth))
            if through and not inside:
                below = {self.at[token.i] for token in noun.subtree if token.i in self.at and token.i > noun.i}
                inside = [Target("mention", position, slot) for position in sorted(below)[:1]] or self._offered(
                    noun, slot
                )
            for target in inside:
                named = target.kind == "mention" and (
                    (depth == 0 and self._names_it(noun, target)) or (proper and self._one_name(noun, target))
                )
                if carried or target.kind == "goods" or named:
                    yield target
            ellipsis = through and "implied" not in match.rule.agreement and not tells_of_something(noun)
            alone = noun.lower_ in self.rules.words["elliptic"] and not tells_of_something(noun)
            if not inside and (ellipsis or alone):
                yield Target("context", noun.i, slot, exact=False)

    def _stands_for_goods(self, number: Token, match: Match) -> bool:
        """Tell whether a figure alone stands for goods told before: "leased 14 jets and bought *four* more"."""
        if number.tag_ != "CD" or "goods" not in match.rule.plain_object or number.ent_type_ == "MONEY":
            return False
        of = [inner for _, inner in syntax.prepositional(number, OF)]
        if any(self.things.is_arms(noun) or self.things.is_unit(noun) for noun in of):
            return True
        if number.ent_type_ == "DATE":
            return False
        if any(True for _ in syntax.prepositional(number)) and not syntax.is_verb(number.head):
            return False
        before = self.doc[max(number.sent.start, number.i - NEAR) : match.head]
        return any(self.things.is_arms(token) for token in before)

    def _offered(self, noun: Token, slot: str) -> list[Target]:
        """Return the agreement behind an offer, no verb between: "a proposal by Israel for a pact"."""
        for i in range(noun.i + 1, min(noun.sent.end, noun.i + OFFERED)):
            if i in self.at:
                return [Target("mention", self.at[i], slot)]
            if syntax.is_verb(self.doc[i]):
                break
        return []

    @staticmethod
    def _asks(match: Match) -> bool:
        """Tell whether a rule is of requests for arms, or for leave to pass them on."""
        return match.rule.goods_only and "proposed" in match.rule.through and "goods" in match.rule.plain_object

    def _asked_for(self, request: Token, slot: str) -> list[Target]:
        """Return the arms that a request is about, whatever the parser made of it: "an application to re-export *rifles*"."""
        # "A request for an interview about missiles" is none for missiles.
        leave = LEAVE | self.rules.words["flows"] | self.rules.words["carrying_arms"]
        wanted = [
            inner for name, inner in syntax.prepositional(request) if name == "for" and inner.tag_ in {"NN", "NNS"}
        ]
        if any(not self.things.is_arms(noun) and noun.lower_ not in leave for noun in wanted):
            return []
        for token in self.doc[request.i + 1 : min(request.sent.end, request.i + PURPOSE)]:
            if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {",", ";", ":"}:
                break
            if self.things.is_arms(token):
                return [Target("goods", token.i, slot)]
        return []

    def _is_to_end(self, noun: Token) -> bool:
        """Tell whether a bill or law is to end an agreement: who passed one did not approve the agreement."""
        return any(self.heads.get(clause.i) in ENDING for clause in syntax.children(noun, "acl", "relcl"))

    def _is_of_before(self, step: Token) -> bool:
        """Tell whether a step is that of the agreement before: "*the* step was cleared", "a *supporting* resolution", "one to that effect"."""
        if [token.lower_ for token in self.doc[step.i + 1 : step.i + 4]] == ["to", "that", "effect"]:
            return True
        complements = [noun for name, noun in syntax.prepositional(step) if name in ABOUT]
        if complements or any(
            clause.tag_ != "VBN" for clause in syntax.children(step, "acl", "relcl", "compound", "poss")
        ):
            return False
        words = {child.lower_ for child in step.lefts}
        plain = words <= TAKING_UP | ADVERBIAL and bool(words & TAKING_UP)
        return plain or not words.isdisjoint(self.rules.words["corresponding"])

    def _to_ratify(self, noun: Token) -> list[int]:
        """Return the agreements that a bill or law is to bring about: "passed a bill *to ratify the pact*"."""
        clauses = [clause for clause in syntax.children(noun, "acl", "relcl") if clause.i in self.heads]
        # "Adopted a resolution *renewing* the mandate": it is renewed by that.
        clauses = [c for c in clauses if not (self.heads[c.i] == "extended" and c.tag_ == "VBG")]
        direct = [word for clause in clauses for word in syntax.objects(clause)]
        # "A law authorising ratification of the pact".
        direct += [inner for word in direct if word.i in self.heads for _, inner in syntax.prepositional(word, OF)]
        found = [self.at[word.i] for word in direct if word.i in self.at]
        return [position for position in found if position != self.at.get(noun.i)]

    def _one_name(self, noun: Token, target: Target) -> bool:
        """Tell whether a noun and an agreement are one name: "the *Mutual Exchange* of Supplies (MES) *agreement*"."""
        links = self.rules.words["name_links"]
        between = self.doc[noun.i + 1 : self.mentions[target.position].root]
        return noun.i < self.mentions[target.position].root and all(
            token.text[:1].isupper() or token.is_punct or token.lower_ in links for token in between
        )

    def _names_it(self, noun: Token, target: Target) -> bool:
        """Tell whether a noun that is no carrier still stands for the agreement: its apposition or compound."""
        root = self.doc[self.mentions[target.position].root]
        return root.head == noun and root.dep_ in {"appos", "compound", "nmod"} and noun.i not in self.noun_triggers

    def _inside(self, noun: Token, slot: str, match: Match, depth: int) -> Iterator[Target]:
        for child in syntax.children(noun, "compound", "appos", "nmod", "amod", "acl"):
            if child.dep_ == "acl":
                if child.tag_ in {"VB", "VBG"} and (
                    child.i not in self.heads
                    or self._carries(child, match, "verb")
                    # "Signed off on the bid to *join* NATO": what is sought is decided on.
                    or (self.heads[child.i] == "in_force" and match.rule.status in DECIDED)
                    or (match.rule.goods_only and match.rule.through)
                ):
                    for direct in syntax.children(child, "dobj"):
                        yield from self._resolve(direct, slot, match, depth + 1)
            elif child.i in self.at and child.i != match.head:
                yield Target("mention", self.at[child.i], slot)
        if noun.lower_ in self.rules.words["acts"]:
            for clause in syntax.children(noun, "relcl"):
                if clause.lower_ in self.rules.words["containing"]:
                    for direct in syntax.children(clause, "dobj"):
                        yield from self._resolve(direct, slot, match, depth + 1)
        for preposition, inner in syntax.prepositional(noun):
            if preposition in {"of", "in", "to", "on", "from", "under", "for", "about", "into", "with", "at"}:
                if inner.tag_ == "VBG":
                    for direct in syntax.children(inner, "dobj") if inner.i not in self.heads else ():
                        yield from self._resolve(direct, slot, match, depth + 1)
                elif inner.i not in self.noun_triggers or inner.lower_ in self.rules.words["carriers"]:
                    yield from self._resolve(inner, slot, match, depth + 1)

    def _carries(self, noun: Token, match: Match, part: str = "noun") -> bool:
        """Tell whether a word of another status carries the agreement: "rejected the *offer* of a pact"."""
        return any(
            noun.lower_ in pattern.elements[pattern.head]  # type: ignore[operator]
            for pattern in self.rules.patterns.get(noun.lower_, ())
            if pattern.part == part and self.rules.triggers[pattern.rule].status in match.rule.through
        )

    def _stands(self, noun: Token, match: Match, depth: int = 0) -> bool:
        """Tell whether a noun stands for an agreement that is not named."""
        if match.rule.not_moved and self.things.is_moved(noun, self.doc[match.head]):
            return False
        kinds = match.rule.plain_object
        carried = not {"delivered", "proposed"}.isdisjoint(match.rule.through)
        if depth and (carried or (match.rule.goods_only and match.rule.through)):
            kinds = ("goods",)
        received = match.rule.subject_role in RECEIVING
        return self.things.stands(noun, kinds, self.doc[match.head], received=received)


def is_one_of_many(word: Token) -> bool:
    """Tell whether a word that counts stands alone for one of several: "a *second* was signed", "the *last* was"."""
    articles = {child.lower_ for child in word.children}
    if word.lower_ in ORDINALS and "a" in articles:
        return True
    alone = word.dep_ in {"nsubjpass", "dobj"} and not syntax.children(word, "acl", "relcl", "compound", "amod", "prep")
    return "the" in articles and alone
