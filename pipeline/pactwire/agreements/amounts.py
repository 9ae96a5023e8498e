"""Sums and goods that belong to an agreement."""

from collections.abc import Container, Sequence

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.clusters import Cluster
from pactwire.agreements.mention import Mention
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match
from pactwire.components import annotations
from pactwire.records import Amount, Item, MoneyMention

REACH = 40
# How far above a sum stands the noun that says whose it is: "a prepayment of some 560 million euros".
DEPTH = 4
# What takes up things just told of.
DEFINITE = frozenset({"the", "these", "those", "this"})
# How closely a sum belongs to an agreement: said of it, told in a sentence of it alone, a part of or rise to its price.
STATED, NEAR, PARTIAL = 0, 1, 2
RULES = ("amount.stated", "amount.near", "amount.part")


class AmountReader:
    """Attaches the amounts and quantities of a document to its agreements."""

    def __init__(
        self,
        doc: Doc,
        rules: RuleSet,
        mentions: Sequence[Mention],
        assigned: Sequence[int],
        triggers: Container[int] = (),
    ) -> None:
        self.doc = doc
        self.words = rules.words
        self.triggers = triggers
        self.at = {i: assigned[p] for p, mention in enumerate(mentions) for i in range(mention.start, mention.end)}
        self.in_sentence: dict[int, set[int]] = {}
        for i, cluster in self.at.items():
            self.in_sentence.setdefault(doc[i].sent.start, set()).add(cluster)
        notes = annotations(doc)
        self.by_cluster: dict[int, list[tuple[int, Amount]]] = {}
        self.by_trigger: list[tuple[int, int, Amount]] = []
        self.prices: list[tuple[int, Amount]] = []
        linked: dict[tuple[int, int], tuple[int, int]] = {}
        others: set[tuple[int, int] | None] = set()
        for mention in notes.money:
            if mention.value is None:
                continue
            amount = Amount(
                text=mention.text,
                start=mention.start,
                end=mention.end,
                value=mention.value,
                currency=mention.currency,
                per=mention.per,
            )
            token = self._token(mention.start, mention.end)
            if (verb := self._other_clause(token)) is not None:
                if self._told_by(token.i) is None or not any(word.i in triggers for word in verb.subtree):
                    others.add((mention.start, mention.end))
                else:
                    self.by_trigger.append((token.sent.start, token.i, amount))
                continue
            owner = linked.get(mention.converted_from) if mention.converted_from else None
            if owner is None and (mention.converted_from in others or self._is_of_another(token)):
                others.add((mention.start, mention.end))
                continue
            if owner is None:
                owner = self._owner(token)
                if owner is not None:
                    partial = self._is_raised(token) or self._is_part(token, mention)
                    owner = (owner[0], PARTIAL if partial else max(owner[1], NEAR * self._is_guessed(token)))
            if owner is None:
                told = {(price.start, price.end) for _, price in self.prices}
                if mention.converted_from in told or self._is_price(token):
                    self.prices.append((token.i, amount))
                self.by_trigger.append((token.sent.start, token.i, amount))
                continue
            linked[mention.start, mention.end] = owner
            self.by_cluster.setdefault(owner[0], []).append((owner[1], amount))
        self.goods = [(q, self._token(q.start, q.end)) for q in notes.quantities]

    def _token(self, start: int, end: int) -> Token:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no tokens at {start}:{end}")
        return span.root

    def _is_of_another(self, token: Token) -> bool:
        """Tell whether a sum is that of a fund, an instalment or a ceiling, not the price of an agreement."""
        node = token
        for _ in range(DEPTH):
            if node.lower_ in self.words["other_sums"]:
                return True
            if node.i in self.at or syntax.is_verb(node) or node.head == node:
                break
            node = node.head
        if node.lower_ in self.words["pricing"]:
            return any(noun.lower_ in self.words["programmes"] for noun in syntax.subjects(node))
        raised = syntax.is_verb(node) and self._preposition(token) == "to"
        return raised and any(self.doc[i].lower_ in self.words["other_sums"] for i in range(node.i, token.i))

    def _is_raised(self, token: Token) -> bool:
        """Tell whether a sum is what a price may rise to: "options bring the value to nearly $20 million"."""
        verb = next((node for node in token.ancestors if syntax.is_verb(node)), None)
        return verb is not None and verb.lower_ in self.words["raising"] and self._preposition(token) == "to"

    def _is_guessed(self, token: Token) -> bool:
        """Tell whether a sum is only what others take the price for: "media *estimated* it at $15 billion"."""
        return any(node.lower_ in self.words["guesses"] for node in token.ancestors)

    def _is_price(self, token: Token) -> bool:
        """Tell whether a sentence without an agreement tells the price of what was just agreed on.

        "Estonia will *pay* 16 million euros for *the howitzers*", "the *price* is 16 million".
        """
        above = list(token.ancestors)
        subjects = [noun for verb in above if syntax.is_verb(verb) for noun in syntax.subjects(verb)]
        prices = [noun for noun in subjects if any(w.lower_ in self.words["prices"] for w in (noun, *noun.lefts))]
        if any(not syntax.children(noun, "prep") for noun in prices):
            return True
        if not any(word.lower_ in self.words["prices"] for word in (*above, *subjects)):
            return False
        things = self.words["goods"] | self.words["gear"] | {"equipment", "package", "purchase", "acquisition"}
        return any(
            noun.lower_ in things and any(child.lower_ in DEFINITE for child in noun.children) for noun in token.sent
        )

    def _is_part(self, token: Token, mention: MoneyMention) -> bool:
        """Tell whether a sum is a part of another: "$1.5 billion, of which $300 million has been paid"."""
        others = [m for m in annotations(self.doc).money if m is not mention]
        return any(m.start <= node.idx < m.end for node in token.ancestors for m in others)

    @staticmethod
    def _preposition(token: Token) -> str:
        node = token
        while node.dep_ in {"nummod", "quantmod", "compound", "nmod", "amod"} and node.head != node:
            node = node.head
        return node.head.lower_ if node.dep_ == "pobj" else ""

    def _owner(self, token: Token) -> tuple[int, int] | None:
        """Return the agreement whose phrase or sentence an amount stands in and how closely it belongs to it."""
        node = token
        for _ in range(10):
            if node.i in self.at:
                return self.at[node.i], STATED
            if syntax.is_verb(node):
                for noun in syntax.children(node, "dobj", "nsubjpass"):
                    if noun.i in self.at:
                        return self.at[noun.i], STATED
            if node.lower_ in self.words["pricing"]:
                for subject in syntax.children(node, "nsubj"):
                    if subject.i in self.at:
                        return self.at[subject.i], STATED
            if node.head == node or node.dep_ == "conj" or (syntax.heads_clause(node) and not self._is_about(node)):
                break
            node = node.head
        here = self.in_sentence.get(token.sent.start, set())
        if not here and (any(word.lower_ == "it" for word in token.sent) or self._is_price(token)):
            before = [i for i in self.at if i < token.sent.start]
            return (self.at[max(before)], NEAR) if before and token.sent.start - max(before) < REACH else None
        return (next(iter(here)), NEAR) if len(here) == 1 else None

    def _is_about(self, clause: Token) -> bool:
        """Tell whether a clause below a noun tells what an agreement is or does: "a deal *worth*", "a deal *to buy*"."""
        return clause.dep_ in {"relcl", "acl"} and (clause.head.i in self.at or clause.tag_ == "VB")

    def _other_clause(self, token: Token) -> Token | None:
        """Return the verb of a clause that has its own sum: "Norway, which *spends* nine billion a year, signed".

        Not of one about an agreement or the goods, nor of one that tells a price: "ships, for which it will *pay*".
        """
        path = [token]
        while path[-1].head != path[-1] and not syntax.heads_clause(path[-1]):
            path.append(path[-1].head)
        verb = path[-1]
        telling = path if verb.dep_ == "advcl" else [verb]
        told = any(word.lower_ in self.words["prices"] for word in telling) and not self._is_owned(verb)
        if told or not syntax.heads_clause(verb, coordinated=False) or any(w.i in self.at for w in verb.subtree):
            return None
        if verb.dep_ == "relcl" and verb.tag_ != "VB" and not self._is_about(verb):
            priced = verb.lower_ in self.words["pricing"] and not self._is_owned(verb)
            return None if priced or self._is_goods(verb.head) else verb
        return verb if verb.dep_ == "advcl" and syntax.children(verb, "mark") and self._is_told_apart(verb) else None

    @staticmethod
    def _is_owned(verb: Token) -> bool:
        """Tell whether a clause is about what somebody has: "Greece, *whose* army costs"."""
        return any(w.lower_ == "whose" for noun in syntax.children(verb, *syntax.SUBJECTS) for w in noun.children)

    @staticmethod
    def _is_told_apart(verb: Token) -> bool:
        """Tell whether a clause beside another has a subject of its own, which is no pronoun: "while *the EU* announced"."""
        return any(noun.tag_ != "PRP" for noun in syntax.children(verb, "nsubj", "nsubjpass"))

    def _is_goods(self, noun: Token) -> bool:
        things = self.words["goods"] | self.words["gear"]
        return noun.lower_ in things or noun.ent_type_ in {"WEAPON", "PLATFORM", "MONEY"}

    def of_event(self, cluster: Cluster, match: Match) -> list[tuple[Amount, str]]:
        """Return the amounts of an agreement with their rules; those of the trigger's sentence where no mention has any."""
        ranked = self.by_cluster.get(cluster.number, [])
        closest = min((rank for rank, _ in ranked), default=STATED)
        found = [(amount, RULES[closest]) for rank, amount in ranked if rank == closest]
        if not found:
            sentence = self.doc[match.head].sent.start
            elsewhere = self.in_sentence.get(sentence, set()) - {cluster.number}
            beside = [(self._told_by(i), amount) for start, i, amount in self.by_trigger if start == sentence]
            own = [amount for verb, amount in beside if verb == match.head]
            told = own or [amount for verb, amount in beside if verb is None and not elsewhere]
            found = [(amount, "amount.trigger") for amount in told]
        if not found and not cluster.mentions:
            found = [(amount, "amount.price") for i, amount in self.prices if self._follows(i, match.head)]
        unique = {(amount.value, amount.currency): (amount, rule) for amount, rule in reversed(found)}
        return sorted(unique.values(), key=lambda item: item[0].start)

    def _follows(self, price: int, head: int) -> bool:
        """Tell whether a price stands soon behind a purchase, with no other agreement between."""
        return head < price <= head + 2 * REACH and not any(head < i < price for i in self.at)

    def _told_by(self, i: int) -> int | None:
        """Return the trigger that a sum is told with, `None` where there is none: "sold three for 10 billion"."""
        return next((node.i for node in self.doc[i].ancestors if node.i in self.triggers), None)

    def items(self, cluster: Cluster, match: Match) -> list[tuple[Item, str]]:
        """Return the counted goods in the phrases of an agreement, or in sentences of it alone, with their rules."""
        sentences = {self.doc[root].sent.start for root in cluster.roots} | {self.doc[match.head].sent.start}
        return [
            (Item(text=q.text, start=q.start, end=q.end, count=q.count, designation=q.designation), rule)
            for q, token in self.goods
            if token.sent.start in sentences and (rule := self._speaks_of(token, cluster.number)) is not None
        ]

    def _speaks_of(self, token: Token, number: int) -> str | None:
        """Return the rule by which goods belong to an agreement, `None` where they do not."""
        above = next((self.at[node.i] for node in (token, *token.ancestors) if node.i in self.at), None)
        if above is not None:
            return "item.stated" if above == number else None
        return "item.near" if self.in_sentence.get(token.sent.start, {number}) == {number} else None
