"""The cues of certainty on the path from a trigger up to the main clause."""

from collections.abc import Generator, Iterator, Mapping

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.claims import ClaimReader
from pactwire.agreements.cues import CueFinding, CueWords
from pactwire.agreements.rules import CueRule
from pactwire.agreements.tense import (
    awaited,
    backshifted,
    comes_of_it,
    did_not_happen,
    has_to,
    is_bare_participle,
    is_headline_of_plan,
    is_present,
    is_subjunctive,
    was_to_have,
)

DEPTH = 12
# Prepositions by which a verb or noun takes a complement, not a circumstance.
COMPLEMENT = frozenset(
    {"of", "for", "about", "on", "to", "from", "against", "over", "with", "into", "towards", "toward", "in"}
)


class CuePath:
    """Reads the cues for a trigger of a certain status."""

    def __init__(self, words: CueWords, lists: Mapping[str, frozenset[str]], said: ClaimReader, status: str) -> None:
        """Take the words of the cues, the word lists of the rules, a reader of claims, and the trigger's status."""
        self.cues_of = words
        self.nouns = words.nouns
        self.words = words.words
        self._status = status
        self._causatives = lists["causatives"]
        self._enacting = lists["enacting"]
        self._claims = lists["claims"]
        self._posts = lists["posts"]
        self._said = said

    def cues(self, trigger: Token, related: tuple[Token, ...]) -> Iterator[CueFinding]:
        """Yield the cues from the trigger up to the main clause."""
        for token in related:
            if token.head != trigger and self._leaves_open(token.head):
                continue
            # "Approved *no* further exports": the parser hangs it on the adjective.
            below = [word for child in syntax.children(token, "amod") for word in syntax.children(child, "neg", "det")]
            for child in sorted((*token.children, *below), key=lambda word: word.i):
                yield from self._word("determiner", child)
                if self._status == "negotiating" and child.dep_ == "amod":
                    yield from self._governor_word(child)
            yield from self._word("determiner", token)
        node = trigger
        shared = False
        nominal = not (syntax.is_verb(trigger) or syntax.is_passive(trigger)) or trigger.dep_ in {
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
            "compound",
            "poss",
        }
        if nominal and (negation := did_not_happen(trigger)) is not None:
            yield from self._word("adverb", negation)
            return
        for _ in range(DEPTH):
            if not shared:
                yield from self._own(node, nominal=nominal)
            if node != trigger:
                yield from self._denied_subject(node)
            if node.dep_ == "ROOT" or node.head == node:
                break
            stop = yield from self._step(node, nominal=nominal)
            if stop:
                break
            shared = node.dep_ == "conj"
            node = self._next(node)
            nominal = not syntax.is_verb(node) and node.tag_ not in {"MD"}
        if trigger.sent[-1].text == "?" or any(token.text == "?" for token in trigger.sent[-2:]):
            yield from self._named_mark("?", trigger.sent[-1])

    def _leaves_open(self, verb: Token) -> bool:
        """Tell whether a verb that is negated leaves what it tells open: who did not *confirm* it said nothing."""
        return any(rule.unsettled for rule in self.cues_of.of_verb(verb))

    def _denied_subject(self, verb: Token) -> Iterator[CueFinding]:
        """Yield the negation in the subject of a verb that tells what others say: "*neither* side confirmed"."""
        if syntax.is_verb(verb) and self._leaves_open(verb):
            for noun in syntax.children(verb, "nsubj"):
                for word in (noun, *noun.children):
                    yield from self._word("determiner", word)

    def _own(self, node: Token, *, nominal: bool) -> Iterator[CueFinding]:
        """Yield the cues of auxiliaries, adverbs, negation and modifiers attached to a node."""
        if nominal:
            for child in node.children:
                if child.dep_ in {"amod", "compound", "advmod", "nmod"}:
                    yield from self._governor_word(child)
                if child.dep_ in {"acl", "amod"} and child.i > node.i and child.tag_ != "VB":
                    yield from self._expected(child)
                if child.dep_ in {"det", "neg", "preconj", "cc"} or child.lower_ == "no":
                    yield from self._word("determiner", child)
                elif child.lower_ == "not":
                    yield from self._word("adverb", child)
            return
        helpers = syntax.auxiliaries(node)
        infinitive = any(helper.lower_ == "to" for helper in helpers) or any(
            helper.lower_ == "to" for child in syntax.children(node, "xcomp") for helper in child.children
        )
        embedded = infinitive and (
            node.dep_ in {"xcomp", "acl", "advcl", "ccomp"} or syntax.singled_out(node) is not None
        )
        reported = node.dep_ == "ccomp" or any(ancestor.dep_ == "ccomp" for ancestor in node.ancestors)
        perfect = any(helper.lower_ == "have" for helper in helpers)
        for helper in helpers:
            if perfect and (found := list(self._word_rule("counterfactual", helper.lower_, helper))):
                yield from found
                continue
            if helper.lower_ in {"would", "'d", "’d"} and not reported:
                yield from self._word_rule("auxiliary", "might", helper)
                continue
            if helper.lower_ == "to" and (embedded or self._governed(node) or has_to(node)):
                continue
            if any(mark.lower_ == "before" for mark in syntax.children(node, "mark")) and (
                found := list(self._word_rule("overtaken", helper.lower_, helper))
            ):
                yield from found
                continue
            yield from self._word("auxiliary", helper)
        if any(helper.tag_ == "MD" for helper in helpers):
            yield from self._condition(node)
        yield from self._inverted(node)
        seen: set[int] = set()
        for child in [*node.children, *syntax.negations(node)]:
            if child.i in seen:
                continue
            seen.add(child.i)
            if child.i + 1 < len(child.doc) and child.nbor().lower_ == "only":
                continue
            # "It was *not until* June that they signed".
            if node.lower_ in syntax.BEING and child.i + 1 < len(child.doc) and child.nbor().lower_ == "until":
                continue
            if child.dep_ in {"neg", "advmod", "preconj", "cc", "intj", "det"} or child.lower_ in {
                "never",
                "not",
                "n't",
            }:
                yield from self._word("adverb", child, infinitive=infinitive)
        if node.dep_ == "conj" and not syntax.children(node, "nsubj", "nsubjpass", "aux", "auxpass", "neg"):
            first = syntax.first_conjunct(node)
            contrast = any(child.lower_ in {"but", "only"} for child in first.children)
            if syntax.is_verb(first) and not contrast and first.tag_ in {node.tag_, "VB"}:
                for negation in syntax.negations(first):
                    yield from self._word("adverb", negation, infinitive=infinitive)
        if node.lower_ in {
            "be",
            "is",
            "are",
            "was",
            "were",
            "been",
            "remains",
            "remain",
            "remained",
            "seems",
            "being",
            "becomes",
        }:
            for child in syntax.children(node, "acomp", "attr", "oprd"):
                yield from self._governor_word(child)

    def _expected(self, word: Token) -> Iterator[CueFinding]:
        """Yield what a participle or adjective behind a noun says of it: "with the signing *expected* in June"."""
        rule = self._choose(self.cues_of.of_verb(word), infinitive=False)
        if rule is not None and rule.effect == "planned" and word.tag_ == "VBN":
            yield CueFinding(rule.id, rule.effect, word.i)
        for adjective in [word, *syntax.children(word, "acomp")]:
            if adjective.tag_.startswith("JJ"):
                yield from self._governor_word(adjective)

    def _condition(self, node: Token) -> Iterator[CueFinding]:
        """Yield the condition on which something is to be done: "will sign only *if* the troops leave"."""
        for clause in syntax.children(node, "advcl"):
            for mark in syntax.children(clause, "mark"):
                if mark.lower_ in {"if", "unless", "provided"}:
                    yield from self._mark(mark, clause)

    def _inverted(self, node: Token) -> Iterator[CueFinding]:
        """Yield the condition that a verb before its subject makes: "*should* Japan withdraw", "*had* it signed"."""
        opening = node.left_edge
        if node.dep_ == "xcomp" and node.head.lower_ == "were" and node.head.left_edge == node.head:
            yield from self._word_rule("mark", "were", node.head)
        if node.dep_ not in {"advcl", "ccomp", "xcomp"} or opening.i == node.i or opening.dep_ != "aux":
            return
        if any(noun.i > opening.i for noun in syntax.children(node, "nsubj", "nsubjpass")):
            yield from self._word_rule("mark" if opening.lower_ != "had" else "counterfactual", opening.lower_, opening)

    def _governed(self, node: Token) -> bool:
        return node.dep_ == "conj" and syntax.first_conjunct(node).dep_ in {"xcomp", "acl", "advcl"}

    def _step(self, node: Token, *, nominal: bool) -> Generator[CueFinding, None, bool]:
        """Yield the cues of the relation between a node and what governs it; return whether to stop there."""
        relation, head = node.dep_, node.head
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in node.children)
        if syntax.singled_out(node) is not None:
            return False
        if infinitive and comes_of_it(node):
            return True
        if infinitive and has_to(node):
            verb = next((above for above in node.ancestors if syntax.is_verb(above)), node)
            yield from self._word_rule("auxiliary", "to", node) if is_present(verb) else ()
            return True
        if relation == "xcomp" and was_to_have(node):
            yield from self._word_rule("counterfactual", "should", head)
            return True
        if relation == "xcomp" and infinitive and head.lower_ == "going" and is_present(head):
            yield from self._word_rule("auxiliary", "will", head)
            return False
        if relation in {"advcl", "ccomp", "xcomp"} or (relation == "acl" and syntax.children(node, "mark", "advmod")):
            for mark in [*syntax.children(node, "mark"), *syntax.children(node, "advmod")]:
                yield from self._mark(mark, node)
        if relation in {"advcl", "relcl"} and (claim := self._said.told_by(node)) is not None:
            yield from self._said.of_claim(claim)
            return True
        if relation == "advcl":
            if infinitive:
                if (adjective := head).tag_.startswith("JJ") or head.lower_ in self.words.get("governor", {}):
                    yield from self._governor_word(adjective)
                elif self._implicative(head):
                    return False
                elif not self._fulfils(head):
                    yield from list(self._governor(head, infinitive=True)) or self._word_rule("auxiliary", "to", node)
            elif head.tag_.startswith("JJ"):
                yield from self._governor_word(head)
                return False
            elif node.tag_ == "VBG" and not syntax.children(node, "mark", "nsubj") and syntax.children(head, "aux"):
                return False
            return True
        purpose = infinitive and (head.lower_ in {"anything", "nothing", "something"} or head.lower_ in self.nouns)
        if relation == "relcl" and head.lower_ in self._claims and any(c.lower_ == "that" for c in node.children):
            yield from self._said.of_claim(head)
            return True
        if relation == "relcl" and not purpose:
            yield from self._word("antecedent", head)
            if head.lower_ in self._posts and head.dep_ == "nsubj":
                yield from self._said.belied(head.head)
            return True
        if relation in {"acl", "relcl"}:
            if node.tag_ == "VBN" and head.dep_ == "dobj" and head.head.lower_ in self._causatives:
                return False
            # "Wants the pact *signed* by May".
            if node.tag_ == "VBN" and head.dep_ == "dobj" and head.head.lower_ in syntax.BRINGING:
                yield from self._governor_word(head.head)
                return False
            if infinitive:
                # "Became *the 20th country to sign*": it signed.
                if head.lower_ in self.nouns or not any(syntax.is_ordinal(child) for child in head.lefts):
                    yield from self._governor_noun(head, fallback=node)
                return False
            if is_subjunctive(node):
                yield from self._governor_noun(head, fallback=node)
                return False
            # "Signed *the bill* ratifying the pact": that is law.
            if not (head.dep_ in {"dobj", "nsubjpass"} and head.head.lower_ in self._enacting):
                yield from self._word("antecedent", head)
            yield from self._said.of_claim(head)
            return True
        if relation == "ccomp" and head.tag_.startswith("NN"):
            yield from self._word("antecedent", head)
            yield from self._said.of_claim(head)
            return True
        if relation == "ccomp" and any(other.text == ";" for other in node.doc[node.i : head.i]):
            return True
        # "Signed the pact, weeks *after* a first signing was put off": the parser hangs the main clause on the other.
        if relation == "ccomp" and any(mark.i > node.i for mark in syntax.children(head, "mark")):
            return True
        if relation in {"xcomp", "ccomp", "csubj"}:
            found = list(self._governor(head, infinitive=infinitive))
            if relation == "ccomp" and is_headline_of_plan(node):
                yield from self._word_rule("auxiliary", "to", node)
            if not found and infinitive and relation == "xcomp":
                found = list(self._word_rule("auxiliary", "to", node))
            yield from found
            return False
        if relation in {"pobj", "pcomp"}:
            outer = head.head
            if head.lower_ == "from" and head.i and head.nbor(-1).lower_ == "far":
                yield from self._governor_word(head.nbor(-1))
                return True
            yield from self._preposition(head, outer)
            # "After withdrawing it would be free to ...": that is still to come, too.
            after = relation == "pcomp" and head.lower_ == "after" and syntax.is_verb(outer)
            if after and any(helper.tag_ == "MD" for helper in syntax.auxiliaries(outer)):
                yield from self._word_rule("mark", "after", head)
            if outer != head and head.dep_ == "prep" and outer.tag_ in {"IN", "RB"}:
                yield from self._word("preposition", outer)
            while outer.dep_ in {"prep", "prt"} and outer.head != outer:
                outer = outer.head
            if relation == "pcomp" and head.lower_ in {"at", "of", "from"}:
                for rule in self.cues_of.of_verb(outer):
                    if rule.complement == "gerund":
                        yield CueFinding(rule.id, rule.effect, outer.i)
                        break
            return head.lower_ in {"after", "since", "during", "following", "despite", "amid"}
        if nominal and relation == "nsubj" and head.lower_ in syntax.BEING:
            # "Deliveries are to start in May."
            for clause in syntax.children(head, "xcomp"):
                yield from (cue for word in syntax.children(clause, "aux") for cue in self._word("auxiliary", word))
        if nominal and relation == "nsubj" and head.lower_ in {"lie", "lies", "lay", "is", "are", "was", "were"}:
            for child in syntax.children(head, "advmod"):
                yield from self._governor_word(child)
            # "Talks are to begin in May".
            for clause in syntax.children(head, "xcomp"):
                for to in (child for child in syntax.children(clause, "aux") if child.lower_ == "to"):
                    yield from self._word_rule("auxiliary", "to", to)
        if nominal and relation in {"dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative"} and syntax.is_verb(head):
            yield from self._governs_noun(head)
            return False
        # "The pact *under negotiation* would help both": it is negotiated.
        if relation == "prep" and node.lower_ == "under" and head.tag_.startswith("N"):
            return True
        if relation in {"prep", "agent"} and node.lower_ in COMPLEMENT:
            if syntax.is_verb(head):
                yield from self._governs_noun(head)
            elif head.tag_.startswith("N"):
                yield from self._noun(head)
            else:
                yield from self._governor_word(head)
            return False
        if relation == "conj":
            return False
        return relation in {"appos", "npadvmod", "parataxis", "dep"}

    def _preposition(self, preposition: Token, outer: Token) -> Iterator[CueFinding]:
        for rule in self.words.get("preposition", {}).get(preposition.lower_, ()):
            if rule.statuses and self._status not in rule.statuses:
                continue
            if rule.present_only and syntax.is_verb(outer) and not is_present(outer):
                continue
            yield CueFinding(rule.id, rule.effect, preposition.i)
            return

    def _fulfils(self, head: Token) -> bool:
        return any(rule.complement == "fulfilled" for rule in self.cues_of.of_verb(head))

    def _implicative(self, head: Token) -> bool:
        rule = self._choose(self.cues_of.of_verb(head), infinitive=True)
        return rule is not None and rule.complement == "infinitive" and rule.effect == "transparent"

    def _next(self, node: Token) -> Token:
        head = node.head
        if node.dep_ == "conj":
            return syntax.first_conjunct(node)
        return head

    def _governor(self, head: Token, *, infinitive: bool) -> Iterator[CueFinding]:
        if syntax.is_verb(head):
            rule = self._choose(self.cues_of.of_verb(head), infinitive=infinitive)
            if rule is not None:
                yield CueFinding(rule.id, rule.effect, head.i)
                return
        yield from self._governor_word(head)

    def _choose(self, rules: list[CueRule], *, infinitive: bool) -> CueRule | None:
        rules = [rule for rule in rules if not rule.statuses or self._status in rule.statuses]
        for rule in rules:
            if rule.statuses:
                return rule
        if infinitive:
            for rule in rules:
                if rule.complement == "infinitive":
                    return rule
        order = ("denied", "negated", "planned", "possible", "transparent", "asserted")
        plain = [rule for rule in rules if rule.complement == "any"]
        return min(plain, key=lambda rule: (order.index(rule.effect), rule.id), default=None)

    def _governor_noun(self, head: Token, *, fallback: Token) -> Iterator[CueFinding]:
        above = head.head
        for other in syntax.children(head, "acl"):
            # "A motion *calling* on the government to sign"
            if head.i < other.i < fallback.i and other.tag_ == "VBG":
                yield from self._governor(other, infinitive=True)
                return
        rule = self._choose(self.nouns.get(head.lower_, []), infinitive=False)
        if rule is not None and rule.statuses:
            yield CueFinding(rule.id, rule.effect, head.i)
            return
        if syntax.is_verb(above) and any(rule.complement == "fulfilled" for rule in self.cues_of.of_verb(above)):
            return
        found = list(self._noun(head))
        yield from found or self._word_rule("auxiliary", "to", fallback)

    def _noun(self, head: Token) -> Iterator[CueFinding]:
        rule = self._choose(self.nouns.get(head.lower_, []), infinitive=False)
        if rule is not None:
            yield CueFinding(rule.id, rule.effect, head.i)

    def _governs_noun(self, verb: Token) -> Iterator[CueFinding]:
        """Yield the cue of a verb whose subject or object is a noun of status: "postponed the signing"."""
        rules = [rule for rule in self.cues_of.of_verb(verb) if rule.complement == "any"]
        rule = self._choose(rules, infinitive=False)
        if rule is not None:
            yield CueFinding(rule.id, rule.effect, verb.i)

    def _governor_word(self, token: Token) -> Iterator[CueFinding]:
        for rule in self.words.get("governor", {}).get(token.lower_, ()):
            yield CueFinding(rule.id, rule.effect, token.i)
            return

    def _word(self, scope: str, token: Token, *, infinitive: bool = False) -> Iterator[CueFinding]:
        for rule in self.words.get(scope, {}).get(token.lower_, ()):
            if (not rule.infinitive_only or infinitive) and (not rule.statuses or self._status in rule.statuses):
                yield CueFinding(rule.id, rule.effect, token.i)
                return

    def _word_rule(self, scope: str, word: str, token: Token) -> Iterator[CueFinding]:
        for rule in self.words.get(scope, {}).get(word, ()):
            yield CueFinding(rule.id, rule.effect, token.i)
            return

    def _named_mark(self, word: str, token: Token) -> Iterator[CueFinding]:
        yield from self._word_rule("mark", word, token)

    def _mark(self, mark: Token, clause: Token) -> Iterator[CueFinding]:
        for rule in self.words.get("mark", {}).get(mark.lower_, ()):
            if (
                not rule.present_only
                or is_present(clause)
                or is_bare_participle(clause)
                or awaited(clause)
                or backshifted(clause)
            ):
                yield CueFinding(rule.id, rule.effect, mark.i)
                return
