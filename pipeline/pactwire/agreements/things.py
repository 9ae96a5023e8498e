"""What stands for an agreement without being called one: arms, gear for an army, their flow, a sum for them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex
from pactwire.components import annotations, spelled, tokens_in

# Words behind a sum or a flow in which it is said what it is for.
PURPOSE = 16
REACH = 5
# Before who gives or gets arms.
ENDS = frozenset({"to", "for", "from", "by", "with", "between"})
RECEIVING = frozenset({"buyer", "recipient"})
PROPER = frozenset({"NNP", "NNPS"})


class Things:
    """Tells which nouns of a document stand for an agreement about arms or help."""

    def __init__(self, doc: Doc, words: Mapping[str, frozenset[str]], actors: ActorIndex) -> None:
        """Index the sums of a document; `words` are the word lists of the rules."""
        self.doc = doc
        self.words = words
        self.actors = actors
        self.martial = (words["defence"] | words["goods"]) - words["dual"]
        self.marks = self.martial | words["warlike"]
        self.of_armies = words["military"] | words["armies"] | words["of_armies"]
        self.sums = frozenset(
            token.i
            for money in annotations(doc).money
            for token in doc.char_span(money.start, money.end, alignment_mode="expand") or ()
        )

    def stands(self, noun: Token, kinds: tuple[str, ...], verb: Token, *, received: bool = False) -> bool:
        """Tell whether a noun stands for an agreement, of the kinds that a rule counts.

        Args:
            kinds: `goods`, `flows`, `funds`, `alliance` and `cooperation`.
            verb: what is done to it; gear is told to be an army's by whom it goes to.
            received: whether the subject of the verb is who receives it.
        """
        if "alliance" in kinds and (noun.text in self.words["alliances"] or noun.lower_ == "alliance"):
            return True
        if "cooperation" in kinds and self.is_cooperation(noun):
            return True
        if "goods" in kinds and (self._is_for_civilians(verb) or noun.head.lower_ in self.words["seizure"]):
            return False
        if "goods" in kinds and (self._is_armys(noun, verb) or self._is_gear(noun, verb, received=received)):
            return True
        if "flows" in kinds and noun.lower_ in self.words["flows"] and self._is_flow_of_arms(noun):
            return True
        if "funds" not in kinds or noun.i not in self.sums:
            return False
        return self._is_for_arms(noun) or self._is_for_army(verb) or self._is_from_army(verb)

    def is_cooperation(self, noun: Token) -> bool:
        """Tell whether armies work together: "military *cooperation*", "the *training* of Chad's army".

        "Stopped *training pilots*": the parser makes the pilots what is stopped.
        """
        done = noun.head if noun.dep_ == "dobj" and noun.head.lower_ in self.words["joint_verbs"] else noun
        if done == noun and done.lower_ not in self.words["joint_work"]:
            return False
        if done == noun and noun.lower_ not in self.words["schooling"]:
            return not self.of_armies.isdisjoint({token.lower_ for token in noun.lefts})
        phrase = [token for token in done.subtree if done.left_edge.i <= token.i <= done.i + PURPOSE]
        # "Training with the army's team" is not of the army.
        alone = next((token.i for token in phrase if token.lower_ == "with" and token.head == done), len(self.doc))
        told = {token.lower_ for token in phrase if token.i < alone}
        return not told.isdisjoint(self.of_armies) and told.isdisjoint(self.words["civil_ends"])

    def is_arms(self, noun: Token) -> bool:
        """Tell whether a noun means arms wherever it stands."""
        in_units = noun.lower_ in self.words["goods_units"]
        named = (noun, *syntax.children(noun, "compound", "nmod")) if in_units else (noun,)
        if noun.tag_.startswith("NNP") and (self._is_ship(noun) or self._name(noun) in self.ships):
            return True
        return noun.lower_ in self.words["goods"] or any(token.ent_type_ in {"WEAPON", "PLATFORM"} for token in named)

    @cached_property
    def ships(self) -> frozenset[str]:
        """The names of more than one word that the text gives to a ship or plane somewhere."""
        names = (self._name(noun) for noun in tokens_in(self.doc, PROPER, "TAG") if self._is_ship(noun))
        return frozenset(name for name in names if " " in name)

    def _is_ship(self, noun: Token) -> bool:
        """Tell whether a proper name is said to be that of a ship or plane.

        "The frigate Kimon", "HMAS Armidale", "Te Mataili II, a patrol boat", "Nafanua, 12th of her class".
        """
        if not noun.tag_.startswith("NNP"):
            return False
        goods = self.words["goods"]
        inside = syntax.children(noun, "compound", "nmod")
        if any(
            child.lower_ in goods or child.text in self.words["ship_prefixes"] for child in inside if child.i < noun.i
        ):
            return True
        if noun.dep_ == "appos" and noun.head.lower_ in goods:
            return True
        for same in syntax.children(noun, "appos"):
            of = [inner.lower_ for name, inner in syntax.prepositional(same) if name == "of"]
            counted = syntax.is_ordinal(same) or same.lower_ == "sister"
            if same.lower_ in goods or ("class" in of and counted):
                return True
        return False

    def _name(self, noun: Token) -> str:
        """Return the proper name that a noun heads, without what only says that it is a ship's: "Te Kukupa II"."""
        first = noun.i
        while first > noun.sent.start and (before := self.doc[first - 1]).tag_.startswith("NNP"):
            if before.text in self.words["ship_prefixes"]:
                break
            first -= 1
        return self.doc[first : noun.i + 1].text

    def behind(self, verb: Token) -> Token | None:
        """Return the arms right behind a verb that the parser made the subject of a verb of saying after it.

        "Estonia has ordered 12 howitzers, the ministry said": it has ordered them.
        """
        for noun in self.doc[verb.i + 1 : min(verb.i + PURPOSE, verb.sent.end)]:
            above = noun.head
            if noun.dep_ in syntax.SUBJECTS and above.i > noun.i and above.head == verb and syntax.is_verb(above):
                return noun if noun.left_edge.i == verb.i + 1 and self.is_arms(noun) else None
        return None

    def set_off(self, verb: Token) -> list[Token]:
        """Return the arms behind a verb that follow who gets them and a comma, whatever the parser made of them."""
        for noun in self.doc[verb.i + 1 : min(verb.i + PURPOSE + REACH, verb.sent.end)]:
            if noun.tag_ in {"VBD", "VBZ", "VBP", "MD"} or noun.text in {";", ":"}:
                break
            if not self.is_arms(noun) or noun.dep_ in {"compound", "nmod", "amod"}:
                continue
            # "A *pair* of radars", which only counts them.
            whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
            first = min(whole.left_edge.i, noun.left_edge.i)
            return [noun] if self.doc[first - 1].text == "," and whole.dep_ not in {"conj", "appos"} else []
        return []

    def run_on(self, verb: Token) -> list[Token]:
        """Return the arms that the parser took for who gets them, or joined to it: "delivered to *Armenia three radars*"."""
        found = []
        for noun in (inner for name, inner in syntax.prepositional(verb) if name == "to" and self.is_arms(inner)):
            counted = any(child.tag_ == "CD" and child.i > noun.left_edge.i for child in noun.lefts)
            second = self.doc[noun.left_edge.i - 1].head == noun.head
            if (noun.left_edge.ent_type_ and counted) or second:
                found.append(noun)
        return found

    @cached_property
    def _of_field(self) -> bool:
        """Whether the text has words that are of the field wherever they stand."""
        if any(ent.label_ in {"WEAPON", "PLATFORM"} for ent in self.doc.ents):
            return True
        spelling = spelled(self.doc, "LOWER")
        return not self.martial.isdisjoint(spelling) or any(" ".join(two) in self.martial for two in pairwise(spelling))

    def _is_armys(self, noun: Token, verb: Token) -> bool:
        """Tell whether a noun means arms here: aircraft, ships and systems do by what is said of them or who has them."""
        if not self.is_arms(noun):
            return self.is_unit(noun)
        if noun.lower_ not in self.words["dual"]:
            return True
        before = [token for token in noun.subtree if token.i <= noun.i]
        phrase = {token.lower_ for token in noun.subtree if token.i <= noun.i + PURPOSE}
        if not phrase.isdisjoint(self.words["civil_goods"]):
            return False
        if any(token.ent_type_ in {"WEAPON", "PLATFORM"} for token in before) or self._is_taken_up(noun):
            return True
        if not phrase.isdisjoint(self.marks):
            return True
        alone = noun.lower_ in self.words["bilateral"]
        return self._has_armies(verb) or ((alone or self._of_field) and self._has_states(verb))

    def is_unit(self, noun: Token) -> bool:
        """Tell whether units are those of arms that the text named before: "*ten units* have been delivered"."""
        if noun.tag_ != "NNS" or noun.lower_ not in self.words["goods_units"] or self._first_armys >= noun.sent.start:
            return False
        counted = any(child.tag_ == "CD" or child.lower_ in self.words["definite"] for child in noun.lefts)
        return counted and not any(child.tag_.startswith("N") for child in noun.lefts)

    def _is_taken_up(self, noun: Token) -> bool:
        """Tell whether ships or aircraft are those that the text named as an army's before: "*the* vessels"."""
        if not any(child.lower_ in self.words["definite"] for child in syntax.children(noun, "det")):
            return False
        return self._first_armys < noun.sent.start

    @cached_property
    def _first_armys(self) -> int:
        """The first token that shows the ships or aircraft of the text to be an army's; the length where none does."""
        shown = (
            token.i
            for token in self.doc
            if token.ent_type_ in {"WEAPON", "PLATFORM"} or self._is_martial(token) or self._is_ship(token)
        )
        return next(shown, len(self.doc))

    def _is_martial(self, token: Token) -> bool:
        """Tell whether a word for arms is of the field by itself or by the words before it: "patrol boats", "frigates"."""
        if token.lower_ not in self.words["goods"]:
            return False
        return token.lower_ in self.martial or any(child.lower_ in self.marks for child in token.lefts)

    def _has_armies(self, verb: Token) -> bool:
        """Tell whether an army or a ministry of defence gives or gets what a verb tells."""
        field = self.martial | self.words["armies"]
        return any(self._has_beside(end, field) for end in ends_of(verb))

    def _has_states(self, verb: Token) -> bool:
        """Tell whether a state, or one that is not named, gives or gets what a verb tells: no airline and no shop."""
        ends = ends_of(verb)
        for end in ends:
            if end.tag_ in {"PRP", "WDT", "WP"} or end.lower_ in self.words["armies"] | self.words["institutions"]:
                return True
            found = self.actors.of_nominal(end, "to", places=True)
            if any(actor.kind != "company" for item in found for actor in item.mention.actors):
                return True
        return not ends

    def is_moved(self, noun: Token, verb: Token) -> bool:
        """Tell whether arms are told to go somewhere or to do something: "ordered two destroyers *to the Gulf*"."""
        for child in (*noun.children, *verb.children):
            if child.i < noun.i:
                continue
            if child.lower_ in self.words["directions"] and child.dep_ in {"prep", "dative", "advmod", "prt"}:
                ends = syntax.children(child, "pobj")
                return not any(end.lower_ in self.words["measures"] for end in ends)
            if child.dep_ in syntax.CLAUSAL and child.lower_ in self.words["manoeuvres"]:
                # "Ordered boats from Damen to patrol the lake."
                makers = (*syntax.prepositional(noun), *syntax.prepositional(verb))
                return child.tag_ in {"VB", "VBN"} and all(name != "from" for name, _ in makers)
        return False

    def _is_for_civilians(self, verb: Token) -> bool:
        """Tell whether hospitals, schools and the like get what is given, and no army."""
        ends = [inner for name, inner in syntax.prepositional(verb) if name in {"to", "for"}]
        ends.extend(syntax.children(verb, "dative"))
        near = {token.lower_ for end in ends for token in (end, *end.lefts)}
        return not near.isdisjoint(self.words["civil_ends"]) and near.isdisjoint(self.words["armies"])

    def _is_from_army(self, verb: Token) -> bool:
        """Tell whether a ministry of defence deals with a sum: "*the Pentagon* withheld $300 million from Pakistan"."""
        return any(self._has_beside(doer, self.words["ministries"]) for doer in syntax.doers(verb))

    def _is_for_army(self, verb: Token) -> bool:
        """Tell whether an army gets what is given: "gave *the Somali army* 20 million euros"."""
        ends = [*syntax.children(verb, "dative"), *(n for name, n in syntax.prepositional(verb) if name == "to")]
        return any(self._has_beside(end, self.words["armies"]) for first in ends for end in syntax.conjuncts(first))

    @staticmethod
    def _has_beside(noun: Token, words: frozenset[str]) -> bool:
        """Tell whether a noun, a word before it or what it is of is among some words: "the Ministry of *Defence*"."""
        inside = [inner for name, inner in syntax.prepositional(noun) if name in {"of", "for"}]
        return any(token.lower_ in words for first in (noun, *inside) for token in (first, *first.lefts))

    def _is_gear(self, noun: Token, verb: Token, *, received: bool) -> bool:
        """Tell whether things that others use too are an army's: by their adjective, or by whom they go to."""
        if noun.lower_ not in self.words["gear"]:
            return False
        phrase = {token.lower_ for token in noun.subtree if token.i <= noun.i + PURPOSE}
        if not phrase.isdisjoint(self.words["other_help"]):
            return False
        if any(self.is_arms(token) for token in noun.lefts):
            return True
        near = {token.lower_ for token in noun.lefts} | {
            token.lower_ for _, inner in syntax.prepositional(noun) for token in (inner, *inner.lefts)
        }
        ends = [inner for name, inner in syntax.prepositional(verb) if name in {"to", "for"}]
        ends.extend(syntax.children(verb, "dative"))
        if received:
            ends.extend(syntax.subjects(verb))
        near.update(token.lower_ for end in ends for token in end.subtree)
        return not near.isdisjoint(self.words["defence"])

    def _is_flow_of_arms(self, noun: Token) -> bool:
        """Tell whether arms are what is delivered or shipped, here or before: "arms deliveries ... no more *deliveries*"."""
        if self._is_told_of_arms(noun):
            return True
        inside = [inner for name, inner in syntax.prepositional(noun) if name == "of"]
        bare = not inside and not any(child.tag_.startswith("N") for child in noun.lefts)
        summed = any(inner.i in self.sums for inner in inside)
        return (bare or summed) and any(i < noun.i for i in self._flows)

    @cached_property
    def _flows(self) -> tuple[int, ...]:
        """The nouns by which the text tells that arms are on their way from one to another."""
        flows = (token for token in self.doc if token.lower_ in self.words["flows"])
        return tuple(token.i for token in flows if self._is_told_of_arms(token))

    def _is_told_of_arms(self, noun: Token) -> bool:
        """Tell whether the noun for a flow has arms beside it: "arms deliveries", "shipments of missiles"."""
        before = syntax.children(noun, "compound", "amod", "nmod")
        inside = [inner for name, inner in syntax.prepositional(noun) if name == "of"]
        if any(token.lower_ in self.words["seizure"] for token in noun.lefts):
            return False
        return any(
            self._is_armys(token, noun)
            or token.lower_ in self.words["arming"]
            or self._is_gear(token, noun, received=False)
            for first in (*before, *inside)
            for token in syntax.conjuncts(first)
        )

    def _is_for_arms(self, money: Token) -> bool:
        """Tell whether a sum is for arms or for an army: "1.3 billion euros in weapons for Kyiv"."""
        behind = [token.lower_ for token in self.behind_sum(money)]
        pairs = [" ".join(two) for two in pairwise(behind)]
        misleading = {word for pair in pairs if pair in self.words["misleading"] for word in pair.split()}
        mine = (self.martial & {*behind, *pairs}) - misleading
        return len(mine) > len((self.words["other_help"] - self.words["help"]).intersection(behind))

    def spent_on(self, money: Token, mentions_at: Mapping[int, int]) -> list[int]:
        """Return the help that a sum is of, whatever the parser made of it: "2 billion pounds in military aid"."""
        after = money.i + 1
        while after in self.sums or (after < money.sent.end and self.doc[after].lower_ in self.words["beside_sums"]):
            after += 1
        if after >= money.sent.end or self.doc[after].lower_ not in {"in", "of"}:
            return []
        near = (i for i in range(after + 1, min(after + REACH, money.sent.end)) if i in mentions_at)
        return [mentions_at[i] for i in near][:1]

    def behind_sum(self, money: Token) -> Iterator[Token]:
        """Yield the words in which it is said what a sum is for, up to the next clause."""
        i = money.i + 1
        while i in self.sums:
            i += 1
        for token in self.doc[i : min(i + PURPOSE, money.sent.end)]:
            finite = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.i > i
            if finite or token.text in {";", ":"} or token.lower_ in self.words["circumstances"]:
                return
            yield token


def ends_of(verb: Token) -> list[Token]:
    """Return who gives and who gets what a verb tells."""
    others = [noun for name, noun in syntax.prepositional(verb) if name in ENDS]
    return [*syntax.doers(verb), *syntax.children(verb, "dative"), *others]
