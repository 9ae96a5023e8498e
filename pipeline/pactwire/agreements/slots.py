"""Where the agreement that a trigger acts upon may stand: the nouns in each slot of its rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from pactwire.agreements import gaps, syntax
from pactwire.agreements.mention import Mention
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.things import Things
from pactwire.agreements.triggers import Match

# Steps in the tree from the noun before a relative clause up to the agreement that the clause is about.
ANTECEDENT = 6
# Words between an agreement and the comma of a participle set off from it.
SET_OFF = 6
# "The first of four frigates", "half of its licences".
PARTS = frozenset({"first", "second", "third", "last", "half", "most", "many", "few", "some", "rest", "remainder"})
# Prepositions that give a verb an object: who "signs for" jets or "signs up to" a pact is told what it is.
BOUND = frozenset({"for", "with", "to", "of", "up", "off", "on", "onto", "into", "as", "over", "against", "away"})
# The stages of those verbs that tell of a trade.
TRADED = frozenset({"signed", "delivered"})
# Words around a trigger among which a mention or number may be meant with it.
NEAR = 18
# Prepositions that say what the noun for an act is about.
ABOUT = frozenset({"of", "on", "about", "over", "for", "to", "concerning", "regarding", "towards"})
WHEN = frozenset({"DATE", "TIME"})
# "Nothing has been signed", "there is anything to sign": the agreement spoken of.
NOTHING = frozenset({"nothing", "anything"})


class Slots:
    """Reads the slots of triggers in one document."""

    def __init__(
        self,
        doc: Doc,
        rules: RuleSet,
        mentions: Sequence[Mention],
        mentions_at: Mapping[int, int],
        heads: Mapping[int, str],
        things: Things,
    ) -> None:
        """Take a document with its mentions of agreements, and the heads of its triggers with their stages."""
        self.doc = doc
        self.rules = rules
        self.mentions = mentions
        self.at = mentions_at
        self.heads = heads
        self.things = things

    def antecedent(self, noun: Token, trigger: Token) -> Token:
        """Return the agreement that a relative clause is about, where the parser hung it on a noun inside it."""
        if trigger.dep_ not in {"relcl", "acl"} and not any(a.dep_ == "relcl" for a in list(trigger.ancestors)[:2]):
            return noun
        # "An agreement on the use of the *systems* it has": nothing is hung wrong here.
        if noun.tag_ == "NNS" and noun.i + 1 == trigger.left_edge.i < trigger.i:
            return noun
        node = noun
        for _ in range(ANTECEDENT):
            if node.i in self.at or node.head == node:
                break
            node = node.head
        return node if node.i in self.at and node.i < trigger.i and noun.i < trigger.i else noun

    def nouns(self, slot: str, head: Token, match: Match) -> Iterator[Token]:
        """Yield the nouns in a slot of the trigger's rule."""
        verbal = match.part == "verb"
        if slot == "object":
            inner = [self.doc[i] for i in match.tokens[1:] if verbal and syntax.is_verb(self.doc[i])]
            nouns = syntax.objects(inner[-1]) if inner and inner[-1].i == match.tokens[-1] else []
            nouns = nouns or (syntax.objects(head) if verbal else [])
            front = self._behind_front(head) if head.i == head.sent.start and head.tag_ == "VBN" else None
            if front is not None:
                nouns = [front]
            if (
                verbal
                and nouns
                and nouns[0].lower_ in syntax.RELATIVE
                and (above := syntax.relative_head(head)) is not None
            ):
                nouns = [above]
            if verbal and not nouns and (above := syntax.relative_object(head)) is not None:
                nouns = [above]
            if verbal:
                nouns = self._in_gap(head, nouns)
            if verbal and not nouns and head.dep_ in {"relcl", "acl"} and head.head.lower_ in NOTHING:
                nouns = [head.head]
            if verbal and not nouns:
                nouns = syntax.shared_object(head) or syntax.brought_about(head, match.tokens)
            inner = [self.doc[i] for i in match.tokens if i != match.head and syntax.is_verb(self.doc[i])]
            if verbal and inner and not syntax.is_passive(head):
                nouns = syntax.objects(inner[-1]) or syntax.shared_object(inner[-1]) or nouns
            if verbal and not nouns and (behind := self._taken_away(head)) is not None:
                nouns = [behind]
            if verbal and not nouns and match.rule.goods_only and not syntax.is_passive(head):
                nouns = self._hung_elsewhere(head, match)
            if verbal and not nouns:
                nouns = [part for part in syntax.children(head, "advmod", "npadvmod") if is_part(part)]
            astray = head.dep_ == "advcl" and all(noun.i not in self.at for noun in nouns)
            if verbal and (not nouns or astray) and (before := self._set_off(head)) is not None:
                nouns = [before]
            if verbal and not nouns and not syntax.is_verb(head):
                nouns = self._first_behind(head)
            free = [noun for noun in nouns if self.is_free(noun, match)]
            # "Gave *the pact* its blessing": what is given is among the words of the rule.
            yield from free if free or not verbal or not nouns else syntax.children(head, "dative")
        elif slot == "subject":
            if verbal:
                behind = self._right_before(head)
                yield from (
                    [behind]
                    if behind is not None
                    else syntax.subjects(head) or ([head.head] if head.dep_ in {"acl", "amod", "relcl"} else [])
                )
            elif match.part == "adjective":
                yield from [head.head] if head.dep_ in {"amod", "det"} else syntax.subjects(head.head)
        elif slot == "attribute":
            if syntax.children(head, "expl"):
                yield from syntax.children(head, "attr", "nsubj")
        elif slot == "predicate":
            yield from self._said_to_be(head)
        elif slot == "holder":
            yield from self._holders(head)
        elif slot == "clause":
            for clause in syntax.content_clauses(head):
                near = [*clause.children, *(noun for _, noun in syntax.prepositional(clause))]
                inner = [token for token in near if token.i in self.at]
                carrier = [t for t in clause.subtree if t.lower_ == "its" or t.lower_ in self.rules.words["carriers"]]
                yield from inner[:1] or carrier[:1]
        elif slot == "compound":
            yield from (
                child
                for child in head.children
                if child.dep_ in {"compound", "poss", "amod", "nmod", "nsubj"} and child.i < head.i
            )
        else:
            if slot == "for" and verbal and match.rule.status == "approved":
                yield from self._to_be_traded(head)
            for i in (head.i, *match.tokens):
                if i != head.i and self.doc[i].dep_ == "prep" and self.doc[i].lower_ == slot:
                    yield from syntax.children(self.doc[i], "pobj")
                for preposition, noun in syntax.prepositional(self.doc[i]):
                    if preposition == slot:
                        yield noun
                if i == head.i and verbal and (before := self._before_which(slot, head)) is not None:
                    yield before
                if (
                    match.part == "noun"
                    and i == head.i
                    and (above := self._beside(head, match.rule.status)) is not None
                ):
                    yield from (noun for preposition, noun in syntax.prepositional(above) if preposition == slot)
                if verbal and i == head.i:
                    for child in syntax.children(head, "dobj", "nsubjpass"):
                        if child.i in match.tokens:
                            yield from (
                                noun for preposition, noun in syntax.prepositional(child) if preposition == slot
                            )

    def is_alone(self, verb: Token, match: Match) -> bool:
        """Tell whether a verb has no object, nor anything in its stead: "Norway has yet to *sign*"."""
        if not syntax.is_verb(verb) or syntax.is_passive(verb):
            return False
        # "The first to sign", "the 20th state to ratify" have no object of their own, either.
        if verb.dep_ in {"acl", "amod", "relcl"} and syntax.singled_out(verb) is None:
            return False
        if syntax.children(verb, "dobj", "dative", "ccomp", "xcomp", "prt", "oprd", "attr"):
            return False
        if any(name in BOUND and noun.ent_type_ not in WHEN for name, noun in syntax.prepositional(verb)):
            return False
        return not any(True for _ in self.nouns("object", verb, match))

    def _in_gap(self, verb: Token, nouns: list[Token]) -> list[Token]:
        """Return what a verb's gap stands for, where its nouns say nothing, else those nouns."""
        if any(noun.i in self.at for noun in nouns):
            return nouns
        first = nouns[0] if nouns else None
        if (stray := gaps.stray_subject(verb)) is not None:
            return [stray]
        if first is not None and first.lower_ in gaps.WHAT:
            return gaps.meant_by_what(first, verb) or gaps.named_by_clause(verb) or nouns
        if first is None and (called := gaps.named_by_clause(verb)):
            return called
        if first is not None and first.lower_ in syntax.RELATIVE:
            above = gaps.noun_above(first, verb)
            return [above] if above is not None else nouns
        if (before := self._relative(verb)) is not None:
            return [before]
        return nouns

    def is_free(self, noun: Token, match: Match) -> bool:
        """Tell whether a noun may be what a trigger acts upon: no word of the trigger, or one like "stop *training*"."""
        if noun.i not in match.tokens or noun.i in self.at:
            return True
        return match.rule.joint and noun.lower_ in self.rules.words["joint_work"]

    @staticmethod
    def _said_to_be(noun: Token) -> list[Token]:
        """Return what is said to be what a noun tells: "the *jets* are a gift", "six *jets*, a gift from Norway"."""
        if noun.dep_ == "attr" and noun.head.lower_ in syntax.BEING:
            return syntax.children(noun.head, "nsubj")
        return [noun.head] if noun.dep_ == "appos" else []

    def _holders(self, noun: Token) -> list[Token]:
        """Return what needs, lacks or has got what a noun tells: "*the pact* needs the consent", "*the pact* is subject to approval"."""
        above = noun.head
        if noun.dep_ == "pobj" and above.head.lower_ in self.rules.words["hanging_on"]:
            governor = above.head
            if governor.dep_ == "amod":
                return [governor.head]
            return syntax.subjects(governor if syntax.is_verb(governor) else governor.head)
        held = noun.dep_ in {"dobj", "attr"} and above.lower_ in self.rules.words["holding"]
        return syntax.subjects(above) if held else []

    def is_doer(self, noun: Token, match: Match) -> bool:
        """Tell whether what stands behind the noun for an act does it: "the signature *of Oslo*", "the consent *of parliament*"."""
        if match.part != "noun" or match.rule.goods_only or noun.i in self.at:
            return False
        if noun.lower_ in self.rules.words["institutions"]:
            return True
        return noun.dep_ == "pobj" and any(True for _ in self.things.actors.of_nominal(noun, "agent", places=True))

    def _first_behind(self, head: Token) -> list[Token]:
        """Return the first agreement behind a headline's verb that the tagger takes for a noun: "Oslo *inks* pact"."""
        for i in range(head.i + 1, min(head.i + 9, head.sent.end)):
            if i in self.at or self.doc[i].lower_ in self.rules.words["acts"]:
                return [self.doc[i]]
        return []

    @staticmethod
    def _beside(noun: Token, status: str) -> Token | None:
        """Return the verb on which the parser may hang what a noun is about: "held *talks* in Oslo about a pact"."""
        above = noun.head
        talks = status == "negotiating"
        if talks and noun.dep_ == "pobj" and above.lower_ == "in":
            above = above.head
        elif noun.dep_ != "dobj" and not (talks and noun.dep_ in syntax.SUBJECTS):
            return None
        return above if syntax.is_verb(above) else None

    def _right_before(self, infinitive: Token) -> Token | None:
        """Return the agreement that an infinitive follows: "agreed to a truce, to take effect at midnight"."""
        i = infinitive.i - 1
        if infinitive.tag_ != "VB" or i < 1 or self.doc[i].lower_ != "to":
            return None
        i -= 2 if self.doc[i - 1].text == "," else 1
        position = self.at.get(i)
        return self.doc[self.mentions[position].root] if position is not None else None

    def _relative(self, verb: Token) -> Token | None:
        """Return the agreement before a relative pronoun that the verb follows, whatever the parser made of it."""
        if not syntax.is_verb(verb) or syntax.children(verb, "auxpass", "dobj"):
            return None
        if syntax.is_passive(verb) and verb.dep_ != "acl":
            return None
        for i in range(verb.i - 1, max(verb.sent.start + 1, verb.i - SET_OFF) - 1, -1):
            if self.doc[i].lower_ in {"that", "which"}:
                if syntax.is_passive(verb) and verb.head.i < i:
                    return None
                before = self.doc[i - 1]
                node = next((node for node in (before, *before.ancestors) if node.i in self.at), None)
                inside = node is not None and node.i <= before.i <= self.mentions[self.at[node.i]].end + SET_OFF
                return self.doc[self.mentions[self.at[node.i]].root] if node is not None and inside else None
            if syntax.is_verb(self.doc[i]) and self.doc[i].dep_ not in {"aux", "auxpass"}:
                break
        return None

    def _before_which(self, preposition: str, verb: Token) -> Token | None:
        """Return the agreement before "to which", whatever the parser hung it on: "the pact *to which* both put their names"."""
        for i in range(verb.i - 1, verb.sent.start + 1, -1):
            if self.doc[i].lower_ == "which" and self.doc[i - 1].lower_ == preposition:
                place = i - 3 if self.doc[i - 2].text == "," else i - 2
                return self.doc[self.mentions[self.at[place]].root] if place in self.at else None
            if self.doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} and self.doc[i].dep_ not in {"aux", "auxpass"}:
                break
        return None

    def _taken_away(self, verb: Token) -> Token | None:
        """Return the agreement right behind a verb, where the parser made it the subject of another one.

        "The ceremony at which both were to sign a pact was cancelled": they were to sign the pact.
        """
        if not syntax.is_verb(verb) or syntax.is_passive(verb):
            return None
        position = self.at.get(verb.i + 1)
        if position is None or self.mentions[position].start != verb.i + 1:
            return self.things.behind(verb)
        root = self.doc[self.mentions[position].root]
        # "Denied the pact had been suspended" is whole: the clause is what is denied.
        whole = root.head.dep_ == "ccomp" and root.head.head == verb
        return root if root.dep_ in syntax.SUBJECTS and root.head.i > root.i and not whole else None

    def counted_out_of(self, part: Token) -> Token | None:
        """Return the arms of which some are told of: "24 *jets* from Chile, the first six *of which* are due in May"."""
        if all(name != "of" or inner.lower_ != "which" for name, inner in syntax.prepositional(part)):
            return None
        above = part.head.head if part.head.dep_ == "relcl" else part.head
        first = part.left_edge.i - 1
        near = (above, *(self.doc[i] for i in range(first, max(part.sent.start, first - SET_OFF * 2) - 1, -1)))
        return next((noun for noun in near if noun.i < part.i and self.things.is_arms(noun)), None)

    def _to_be_traded(self, verb: Token) -> Iterator[Token]:
        """Yield what may be sold or handed over: "gave the go-ahead *for ten jets to be sold*"."""
        for clause in syntax.children(verb, "advcl", "xcomp", "ccomp", "acl"):
            if self.heads.get(clause.i) in TRADED and any(m.lower_ == "for" for m in syntax.children(clause, "mark")):
                yield from syntax.objects(clause)

    def _hung_elsewhere(self, verb: Token, match: Match) -> list[Token]:
        """Return the arms that a verb's object is, where the parser hung them on a preposition behind it.

        "Made *over* six guns", "turned over to its neighbour, at no cost, a pair of radars".
        """
        words = [self.doc[i] for i in match.tokens]
        inside = [word for word in words if word.dep_ == "prep" and word.lower_ not in match.rule.agreement]
        found = [noun for preposition in inside for noun in syntax.children(preposition, "pobj")]
        return found or self.things.set_off(verb) or self.things.run_on(verb)

    def is_anothers(self, noun: Token, verb: Token) -> bool:
        """Tell whether what the parser takes for the subject of a verb is the object of the trigger before it."""
        position = self.at.get(noun.i)
        before = self.mentions[position].start - 1 if position is not None else -1
        if before not in self.heads or noun.head != verb or noun.dep_ not in syntax.SUBJECTS:
            return False
        return self._taken_away(self.doc[before]) == noun and not syntax.children(self.doc[before], "dobj")

    def _behind_front(self, participle: Token) -> Token | None:
        """Return the agreement that is the subject behind a participle in front: "Signed in May, the pact covers ..."."""
        for i in range(participle.i + 1, participle.sent.end):
            mention = self.mentions[self.at[i]] if i in self.at else None
            if mention is not None and (self.doc[i].dep_ in syntax.SUBJECTS or self.doc[mention.start - 1].text == ","):
                return self.doc[mention.root]
        return None

    def _set_off(self, participle: Token) -> Token | None:
        """Return the agreement that a participle between commas follows: "the pact with Chile, since suspended,"."""
        if participle.tag_ not in {"VBN", "VBD"} or syntax.children(participle, "aux", "auxpass"):
            return None
        i = participle.i - 1
        while i > participle.sent.start and self.doc[i].tag_ == "RB":
            i -= 1
        following = self.doc[participle.i + 1].text if participle.i + 1 < len(self.doc) else ""
        if self.doc[i].text == "," and i - 1 in self.at and participle.tag_ == "VBN":
            return self.doc[self.mentions[self.at[i - 1]].root]
        bare = participle.tag_ == "VBN" or not syntax.children(participle, "nsubj", "dobj", "ccomp", "xcomp")
        if self.doc[i].text != "," or (following not in {",", "."} and not bare):
            return None
        for place in range(i - 1, max(participle.sent.start, i - SET_OFF) - 1, -1):
            if place in self.at:
                return self.doc[self.mentions[self.at[place]].root]
            if syntax.is_verb(self.doc[place]) or self.doc[place].text == ",":
                break
        return None


def is_part(word: Token) -> bool:
    """Tell whether what the parser takes for an adverb is a part of goods: "hands over *first* of four frigates"."""
    return word.lower_ in PARTS and any(name == "of" for name, _ in syntax.prepositional(word))


def tells_of_something(noun: Token, without: Callable[[Token], bool] | None = None) -> bool:
    """Tell whether the noun for an act says what it is about: "the signing *of a striker*", "talks *on fish*".

    Args:
        without: which nouns behind "of" say who does it instead: "the signing *of Oslo*".
    """
    return any(
        name in ABOUT and inner.ent_type_ not in WHEN and not (name == "of" and without is not None and without(inner))
        for name, inner in syntax.prepositional(noun)
    )
