"""Whether a text can tell of a stage of an agreement at all, asked of its words before anything is parsed.

All words come from the rules of the detector and from its lexicons. Where the detector asks for a place in the parse,
the same sentence is enough here, and a sentence is what line breaks and full stops show; so the answer is yes far
more often than there is an event, and as good as never no where there is one.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property

from spacy.tokens import Doc

from pactwire.actors.goods import find_goods
from pactwire.actors.named import find_named
from pactwire.actors.reading import find_actors
from pactwire.agreements.detector import Detector
from pactwire.agreements.domain import CLEAR, DENSITY, TRADING
from pactwire.agreements.mention import COMPLEMENT
from pactwire.agreements.patterns import Pattern
from pactwire.agreements.resolution import CONTEXT_REACH, PRONOUN_REACH
from pactwire.agreements.rules import Trigger
from pactwire.agreements.slots import NOTHING
from pactwire.agreements.targets import PRONOUNS
from pactwire.agreements.triggers import GAP, PARTED
from pactwire.agreements.types import type_scores
from pactwire.annotations import Actor
from pactwire.components import spelled, text_of, words_of
from pactwire.money.find import find_money

# How many sentences back an agreement may be named that a pronoun or ellipsis takes up.
REACH = max(CONTEXT_REACH, PRONOUN_REACH)

# Pronouns that may stand for arms of the sentence before.
STANDING_FOR_ARMS = frozenset({"it", "they", "them"})
MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should", "cannot", "n't"})
# What follows is a verb, whatever else the word may be.
BEFORE_VERBS = MODALS | {"i", "we", "you", "they", "he", "she", "who", "not"}
PREPOSITIONS = frozenset({"for", "from", "of", "by", "in", "with", "on", "at", "under", "between"})
# "The second *of* her class", "Hobart *-* class": how the class of a ship is told.
OF_SHIPS = frozenset({"of", "-"})
# How many words before a noun its phrase may begin.
BEFORE = 12

ENDS = frozenset(".!?")
CLOSING = frozenset({'"', "”", "’", "'", "''", ")", "]"})
NO_START = 2**64 - 1


class Prospects:
    """Asks documents whether the detector can find anything in them. Holds rules and lexicons, no state of a document."""

    def __init__(self, detector: Detector, *, layout: Callable[[Doc], Doc]) -> None:
        """Take rules and lexicons from a detector; `layout` marks where the paragraphs of a document begin."""
        self.layout = layout
        self.rules = detector.rules
        self.finder = detector.finder
        self.gate = detector.gate
        words = self.rules.words
        self.field = words["goods"] | words["defence"]
        # The nouns by which a stage is told, that of an agreement behind them being decided: "rejected the *offer*".
        self.carrying: dict[str, set[str]] = {}
        for word, patterns in self.rules.patterns.items():
            for pattern in patterns:
                self.carrying.setdefault(self.rules.triggers[pattern.rule].status, set()).add(word)
        self.spent = self.field | words["gear"] | words["armies"]
        goods = {form for form, noun in self.finder.nouns.items() if noun.strength == "goods"}
        self.trade = self.spent | words["flows"] | words["help"] | goods
        self.taking_up = PRONOUNS | NOTHING | words["carriers"] | words["elliptic"]

    def has_any(self, doc: Doc) -> bool:
        """Tell whether a document that is only tokenised can hold an event."""
        page = _Page(self, self.layout(doc))
        return any(
            page.has_target(rule, place) and page.fits_domain(rule, place)
            for place in range(len(page.sentences))
            for rule in page.triggers(place)
        )


class _Page:
    """One document: its words in lower case, its sentences, and where agreements may be mentioned."""

    def __init__(self, asked: Prospects, doc: Doc) -> None:
        self.asked = asked
        self.doc = doc
        self.words = spelled(doc, "LOWER")
        self.sentences = list(sentences(doc))
        self.sets = [frozenset(self.words[start:end]) for start, end in self.sentences]
        self.patterns = asked.rules.patterns_in(frozenset(self.words))
        self._sums: dict[int, bool] = {}

    def triggers(self, place: int) -> Iterator[Trigger]:
        """Yield the rules whose words stand in a sentence."""
        here = self.sets[place]
        start, end = self.sentences[place]
        seen: set[str] = set()
        for i in range(start, end):
            for pattern in self.patterns.get(self.words[i], ()):
                if pattern.rule in seen:
                    continue
                rule = self.asked.rules.triggers[pattern.rule]
                if rule.requires and here.isdisjoint(rule.requires):
                    continue
                if pattern.has_words(here) and may_match(pattern, self.words, i, end):
                    seen.add(rule.id)
                    yield rule

    def has_target(self, rule: Trigger, place: int) -> bool:
        """Tell whether a trigger may find an agreement: in its sentence, or named before where words take it up."""
        if "implied" in rule.agreement:
            return True
        if rule.goods_only and not self._has_arms:
            return False
        if self._mentions[place] and not (rule.goods_only and self._only_weak(place)):
            return True
        if any(self._mentions[max(0, place - REACH) : place]) and self._takes_up(rule, place):
            return True
        return self._is_trade(rule, place)

    def fits_domain(self, rule: Trigger, place: int) -> bool:
        """Tell whether the gate of the domain may admit what a trigger is about."""
        if self._of_domain or not self.sets[place].isdisjoint(self.asked.field) or self._is_trade(rule, place):
            return True
        return self._fits_parties or self.asked.gate.tells(rule)

    def _takes_up(self, rule: Trigger, place: int) -> bool:
        """Tell whether a sentence may tell of an agreement named before: by a pronoun, a noun for an act or ellipsis."""
        if not {"context", "nearby"}.isdisjoint(rule.agreement) or self._carries(rule, self.sets[place]):
            return True
        if "its" in self.sets[place] and not {"compound", "clause"}.isdisjoint(rule.agreement):
            return True
        return not self.sets[place].isdisjoint(self.asked.taking_up)

    def _carries(self, rule: Trigger, here: Set[str]) -> bool:
        """Tell whether some words have one through which a rule acts: "rejected the *offer* of missiles"."""
        return any(not here.isdisjoint(self.asked.carrying.get(status, ())) for status in rule.through)

    def _is_trade(self, rule: Trigger, place: int) -> bool:
        """Tell whether goods may stand for an agreement here: between two actors, or given by one where one side will do.

        "It" may take up the subject of the sentence before.
        """
        return self._has_goods(rule, place) and self._has_actors(max(0, place - 1), place, 1 if rule.one_side else 2)

    def _has_goods(self, rule: Trigger, place: int) -> bool:
        first, end = self.sentences[place]
        if "alliance" in rule.plain_object:
            alliances = self.asked.rules.words["alliances"]
            return any(token.text in alliances for token in self.doc[first:end])
        here, words = self.sets[place], self.asked.rules.words
        if place and not here.isdisjoint(STANDING_FOR_ARMS):
            here |= self.sets[place - 1]
        through = self._carries(rule, here)
        if rule.joint and not here.isdisjoint(words["joint_work"] | words["joint_verbs"]):
            return not here.isdisjoint(words["military"] | words["armies"] | words["of_armies"])
        if "funds" in rule.plain_object and self._tells_sum(place):
            return True
        if (
            "flows" in rule.plain_object
            and not here.isdisjoint(words["flows"])
            and not here.isdisjoint(words["arming"])
        ):
            return True
        if {"goods", "flows"}.isdisjoint(rule.plain_object) and not through:
            return False
        if not here.isdisjoint(words["goods"]) or place in self._ships:
            return True
        if not (here.isdisjoint(words["gear"]) or here.isdisjoint(words["defence"])):
            return True
        start, stop = self.doc[first].idx, self._end_of(end - 1)
        return any(start <= offset < stop for offset in self._designated)

    def _tells_sum(self, place: int) -> bool:
        """Tell whether a sentence has a sum of money, and words for what it may be spent on."""
        return not self.asked.spent.isdisjoint(self.sets[place]) and self._has_sum(place)

    def _has_sum(self, place: int) -> bool:
        """Tell whether a sentence has a sum of money."""
        if place not in self._sums:
            first, end = self.sentences[place]
            sentence = text_of(self.doc)[self.doc[first].idx : self._end_of(end - 1)]
            self._sums[place] = bool(find_money(sentence))
        return self._sums[place]

    def _has_actors(self, first: int, last: int, wanted: int) -> bool:
        """Tell whether some sentences have so many actors; most are known by name, in a fifth of the time."""
        by_name = len(self._actors_in(first, last, self._by_name))
        return by_name >= wanted or len(self._actors_in(first, last, self._actors)) >= wanted

    def _actors_in(self, first: int, last: int, known: Sequence[tuple[int, Actor]]) -> set[str]:
        """Return the ids of those of the known actors that some sentences name."""
        start, end = self.doc[self.sentences[first][0]].idx, self._end_of(self.sentences[last][1] - 1)
        return {actor.id for offset, actor in known if start <= offset < end}

    def _end_of(self, i: int) -> int:
        return self.doc[i].idx + len(self.doc[i])

    @cached_property
    def _designated(self) -> list[int]:
        """The offsets at which platforms and weapons are named."""
        return [words_of(self.doc).starts[goods.first] for goods in find_goods(words_of(self.doc))]

    @cached_property
    def _has_arms(self) -> bool:
        """Whether the text has words for arms or help, or names a platform or weapon: else nothing changes hands."""
        arms = any(not words.isdisjoint(self.asked.trade) for words in self.sets)
        return arms or bool(self._ships) or bool(self._designated)

    @cached_property
    def _ships(self) -> set[int]:
        """The sentences that may name a ship, by what stands before its name or by its class."""
        prefixes = self.asked.rules.words["ship_prefixes"]
        spelling = spelled(self.doc, "ORTH")
        return {
            place
            for place, (start, end) in enumerate(self.sentences)
            if any(spelling[i] in prefixes and spelling[i + 1][0].isupper() for i in range(start, end - 1))
            or ("class" in self.sets[place] and not self.sets[place].isdisjoint(OF_SHIPS))
        }

    @cached_property
    def _actors(self) -> list[tuple[int, Actor]]:
        """The actors that lexicon and offices show, with the places where they are named."""
        return [(mention.start, actor) for mention in find_actors(words_of(self.doc)) for actor in mention.actors]

    @cached_property
    def _by_name(self) -> list[tuple[int, Actor]]:
        """The actors that the lexicon knows by their names, likewise."""
        words = words_of(self.doc)
        return [(words.starts[found.first], actor) for found in find_named(words) for actor in found.actors]

    @cached_property
    def _fits_parties(self) -> bool:
        """Whether the parties may make an agreement one of the field: two states, a company, an armed group."""
        if any(actor.kind in {"company", "armed_group"} for _, actor in self._by_name):
            return True
        if all(words.isdisjoint(self.asked.gate.bilateral) for words in self.sets):
            return False
        return len({actor.id for _, actor in self._actors}) > 1

    @cached_property
    def _named(self) -> list[int]:
        """The tokens at which names of agreements from the gazetteer begin."""
        finder = self.asked.finder
        return [start for matcher in (finder.names, finder.acronyms) for _, start, _ in matcher(self.doc)]

    @cached_property
    def _mentions(self) -> list[bool]:
        """Whether each sentence has words that may stand for an agreement of its own."""
        return [place in self._named_places or self._describes(place) for place in range(len(self.sentences))]

    @cached_property
    def _named_places(self) -> set[int]:
        """The sentences with the name of an agreement."""
        return {next(place for place, (_, end) in enumerate(self.sentences) if i < end) for i in self._named}

    @cached_property
    def _strengths(self) -> list[set[str]]:
        """How strong the nouns of each sentence are that may head a mention."""
        nouns = self.asked.finder.nouns
        return [
            {nouns[self.words[i]].strength for i in range(start, end) if self._may_head(i, place)}
            if not self.sets[place].isdisjoint(nouns)
            else set()
            for place, (start, end) in enumerate(self.sentences)
        ]

    @cached_property
    def _left_alliances(self) -> set[int]:
        """The sentences with an alliance that may stand for its treaty: it is left, belonged to or owing."""
        membership = self.asked.finder.membership
        places = {place for place, words in enumerate(self.sets) if not words.isdisjoint(membership.all)}
        if not places or all(actor.id not in membership.alliances for _, actor in self._by_name):
            return set()
        return {
            place
            for place in places
            if not membership.alliances.isdisjoint(self._actors_in(place, place, self._actors))
        }

    def _describes(self, place: int) -> bool:
        """Tell whether a sentence may mention an agreement.

        It has a strong noun for one, another with words of the field or actors, or an alliance that somebody leaves.
        """
        if place in self._left_alliances:
            return True
        strengths = self._strengths[place]
        if not strengths or "strong" in strengths or not self.sets[place].isdisjoint(self.asked.field):
            return bool(strengths)
        # "The lease of the island to Britain": of the field where two states are its parties.
        fits = "weak" in strengths or not self.sets[place].isdisjoint(self.asked.gate.bilateral)
        return fits and self._has_actors(place, place, 2)

    def _only_weak(self, place: int) -> bool:
        """Tell whether what a sentence may mention is a plan or framework at most, which nobody delivers."""
        return self._strengths[place] == {"weak"} and place not in self._named_places

    def _may_head(self, i: int, place: int) -> bool:
        """Tell whether a word may head a mention: a noun for an agreement with the words that its rule asks for.

        Where the parser ends a sentence is not known yet, so the words may stand in the sentence before or after, too.
        A capitalised one may be part of a name, of which nothing is asked.
        """
        rule = self.asked.finder.nouns.get(self.words[i])
        if rule is None:
            return False
        if self.doc[i].text[:1].isupper():
            return True
        before = self.words[i - 1] if i else ""
        behind = self.words[i + 1] if i + 1 < len(self.words) else ""
        if before in rule.not_after or behind in rule.not_before or self._is_verb(i, before, behind):
            return False
        if rule.only_after and before not in rule.only_after:
            taken_up = rule.again and before in self.asked.rules.words["definite"]
            if not taken_up and not (rule.strength == "goods" and self._has_sum(place)):
                return False
        around = frozenset().union(*self.sets[max(0, place - 1) : place + 2])
        asked = [wanted for wanted in (rule.requires, rule.beside) if wanted]
        if rule.only_signed:
            asked.append(tuple(self.asked.rules.words["signing_verbs"]))
        return all(not around.isdisjoint(wanted) for wanted in asked)

    def _is_verb(self, i: int, before: str, behind: str) -> bool:
        """Tell whether the words around one show it to be a verb: "to *support*", "they *exchange*"."""
        if self.words[i] in self.asked.rules.words["taken_for_verbs"]:
            return False
        return before in BEFORE_VERBS or (before == "to" and behind.isalpha() and behind not in PREPOSITIONS)

    @cached_property
    def _of_domain(self) -> bool:
        """Whether the text as a whole, or the words around a noun for an agreement, speak of the field."""
        if self._named or self._left_alliances:
            return True
        gate = self.asked.gate
        inside, outside = gate.counts(text_of(self.doc).lower(), gate.funding)
        enough = max(outside + 1, DENSITY * len(self.doc))
        return (
            inside >= enough
            or any(self._is_clear(i) for i, word in enumerate(self.words) if word in self.asked.finder.nouns)
            or inside + len(self._designated) >= enough
        )

    def _is_clear(self, noun: int) -> bool:
        """Tell whether the phrase of a noun may name the field or a type that is never of another one."""
        text = self.doc[max(0, noun - BEFORE) : noun + 1 + COMPLEMENT].text.lower()
        if self.asked.gate.counts(text)[0]:
            return True
        rule = self.asked.finder.nouns[self.words[noun]]
        if rule.beside and rule.type not in TRADING:
            return not set(rule.beside).isdisjoint(self.words[max(0, noun - BEFORE) : noun + 1 + COMPLEMENT])
        types = self.asked.rules.types
        found = {types[rule].type: weight for rule, (weight, _) in type_scores([(text, 1.0)], self.asked.rules).items()}
        return any(weight >= CLEAR for kind, weight in found.items() if kind != "other" and kind not in TRADING)


def sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token spans of sentences, as marks of the layout and full stops show them."""
    marks = doc.to_array("SENT_START").tolist()
    start, ended = 0, False
    for i, (text, mark) in enumerate(zip(spelled(doc, "ORTH"), marks, strict=True)):
        if mark == 1 or (ended and mark != NO_START and opens(text)):
            if i > start:
                yield start, i
            start, ended = i, False
        if text in ENDS:
            ended = True
        elif ended:
            ended = text in CLOSING or text.isspace()
    if start < len(doc):
        yield start, len(doc)


def opens(word: str) -> bool:
    """Tell whether a sentence may begin with a word."""
    return not (word[0].islower() or word in CLOSING or word.isspace())


def may_match(pattern: Pattern, words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether the words of a pattern may stand from a place on, adverbs between those of a verb pattern.

    Which words are adverbs only the parser knows, so any are let pass.
    """
    if pattern.part == "turned":
        verb = pattern.elements[1] or frozenset()
        return not verb.isdisjoint(words[first + 1 : end])
    reached = {first}
    for number, (wanted, optional) in enumerate(zip(pattern.elements, pattern.optional, strict=True)):
        if wanted is None:
            reached = {i + skip for i in reached for skip in range(GAP + 1) if i + skip < end}
            continue
        slack = (PARTED if number == 1 else GAP) if number and pattern.part == "verb" else 0
        after = {j + 1 for i in reached for j in range(i, min(end, i + slack + 1)) if words[j] in wanted}
        reached = after | reached if optional else after
        if not reached:
            return False
    return True
