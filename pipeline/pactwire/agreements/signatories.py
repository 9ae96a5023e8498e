"""Who put their names under an agreement."""

from collections.abc import Container

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.attachment import tokens_of
from pactwire.agreements.inflection import noun_forms
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match
from pactwire.annotations import PersonMention
from pactwire.components import annotations, tokens_in
from pactwire.records import Signatory

REPRESENTED_WITHIN = 3
# Prepositions inside a row of signatories: "by A, chief *of* staff, *on* the Danish side, and by B *in* Oslo".
IN_ROWS = frozenset({"of", "for", "in", "at", "to", "on", "by", "from"})
# What stands for another behind "of" is not there: "on *behalf* of the minister".
STANDING_IN = frozenset(
    {"behalf", "name", "representative", "representatives", "envoy", "adviser", "advisor", "presence"}
)


class SignatoryReader:
    """Attaches the people of a document to its signatures."""

    def __init__(self, doc: Doc, rules: RuleSet) -> None:
        """Read a document."""
        self.doc = doc
        self.people = [
            (mention, tokens_of(doc, mention.start, mention.end))
            for mention in annotations(doc).people
            if is_named(mention)
        ]
        self.representing = list(tokens_in(doc, {"represented"}))
        self.offices = {form: office for office in rules.words["offices"] for form in noun_forms(office)}
        self.pairs = rules.words["pairs"]
        self.portfolios = {word: group for group in rules.words["portfolios"] for word in group.split("|")}

    def of_event(self, match: Match, states: Container[str]) -> list[tuple[Signatory, str]]:
        """Return the people who are subject or agent of a signature of these states, with the rules that read them."""
        nouns = [part for noun in self._signers(match) for part in named_together(noun)]
        found = {person.key: (person, "signatory.listed") for person in self._listed(match)}
        for noun in nouns:
            for person in self.people_of(noun):
                found.setdefault(person.key, (person, "signatory.named"))
            for person in [] if self.people_of(noun) else self.person_before(noun) or self._members(noun):
                found.setdefault(person.key, (person, "signatory.taken_up"))
        row = self._row(match)
        if len(row) > len(found):
            found = {person.key: (person, "signatory.row") for person in row}
        if not found:
            found = {p.key: (p, "signatory.office") for noun in nouns for p in self._holders(noun, states)}
        if not found:
            found = {p.key: (p, "signatory.pair") for noun in nouns for p in self._pair_before(noun, states)}
        if not found and match.rule.status == "signed":
            found = {p.key: (p, "signatory.representing") for p in self._representatives(self.doc[match.head])}
        return [(as_signatory(person), rule) for person, rule in found.values()]

    def _signers(self, match: Match) -> list[Token]:
        """Return the nouns that stand where a sentence names who signs."""
        head = self.doc[match.head]
        nouns: list[Token] = []
        if match.part == "verb":
            passive = syntax.is_passive(head)
            nouns.extend(syntax.agents(head) if passive else syntax.subjects(head))
            if not passive and head.dep_ == "acl":
                nouns.append(head.head)
        for token in [head, *(self.doc[i] for i in match.tokens)]:
            for preposition, noun in syntax.prepositional(token, frozenset({"by", "of", "with"})):
                if preposition in {"by", "with"} or token.lower_ in {"signature", "signatures"}:
                    nouns.append(noun)
        if nouns and match.part == "verb":
            # "He would sign the treaty with Marape": the parser may hang the co-signer on the treaty.
            nouns.extend(
                noun
                for signed in syntax.objects(head)
                for _, noun in syntax.prepositional(signed, frozenset({"with"}))
                if any(self.people_of(part) for part in syntax.conjuncts(noun))
            )
        return nouns

    def _row(self, match: Match) -> list[PersonMention]:
        """Return the people of the row behind "signed by" and "signed between", however the parser hangs their roles."""
        head = self.doc[match.head]
        if match.part != "verb" or head.tag_ != "VBN" or not (syntax.is_passive(head) or head.dep_ == "acl"):
            return []
        first = next((child.i for child in head.rights if child.lower_ in {"by", "between"}), None)
        if first is None:
            return []
        end = first + 1
        while end < head.sent.end and not self._ends_row(self.doc[end]):
            end += 1
        return [
            person
            for person, span in self.people
            if first < span.start
            and span.end <= end
            and not self._stands_elsewhere(span.start)
            and not _does(span.root)
        ]

    def _ends_row(self, token: Token) -> bool:
        named = token.tag_ == "NNP" or any(span.start <= token.i < span.end for _, span in self.people)
        preposition = token.tag_ == "IN" and token.lower_ not in IN_ROWS
        following = self.doc[token.i + 1 : token.i + 3].text.lower()
        return not named and (syntax.is_verb(token) or preposition or following in {"the presence", "presence of"})

    def _stands_elsewhere(self, i: int) -> bool:
        """Tell whether the person named at a token is one whom another stands for: "on behalf of Minister Lund"."""
        while i > 0 and self.doc[i - 1].tag_.startswith(("NN", "JJ", "DT", "PRP")):
            i -= 1
        return i > 1 and self.doc[i - 1].lower_ == "of" and self.doc[i - 2].lower_ in STANDING_IN

    def _holders(self, noun: Token, states: Container[str]) -> list[PersonMention]:
        """Return the people who hold the offices that a plural names: "the defence ministers signed", one a state."""
        if not self._is_plural_office(noun):
            return []
        office = self.offices[noun.lower_]
        modifiers = syntax.children(noun, "compound", "amod")
        kinds = {self.portfolios[child.lower_] for child in modifiers if child.lower_ in self.portfolios}
        found: dict[str, PersonMention] = {}
        for person, _ in self.people:
            words = (person.office or "").lower().replace("-", " ").split()
            fits = office in words and (not kinds or any(self.portfolios.get(word) in kinds for word in words))
            if fits and person.country is not None and person.country in states:
                found.setdefault(person.country, person)
        return list(found.values()) if len(found) >= 2 else []

    def _listed(self, match: Match) -> list[PersonMention]:
        """Return the people named between a plural and its verb: "the ministers of both states, A and B, signed"."""
        head = self.doc[match.head]
        if match.part != "verb" or syntax.is_passive(head):
            return []
        first = head.i
        while first > head.sent.start and (first == head.i or not syntax.is_verb(self.doc[first])):
            first -= 1
        plural = next((i for i in range(first, head.i) if self._is_plural_office(self.doc[i])), None)
        return [person for person, span in self.people if plural is not None and plural < span.start < head.i]

    def _is_plural_office(self, token: Token) -> bool:
        return self.offices.get(token.lower_, token.lower_) != token.lower_

    def _pair_before(self, noun: Token, states: Container[str]) -> list[PersonMention]:
        """Return the two people of two of the states whom "they" takes up, from this sentence or the one before."""
        if noun.lower_ not in self.pairs:
            return []
        start = noun.sent.start
        for earliest in [start, *([self.doc[start - 1].sent.start] if start else [])]:
            before = {p.key: p for p, span in self.people if earliest <= span.start < noun.i and p.country in states}
            if len(before) == 2 and len({person.country for person in before.values()}) == 2:
                return list(before.values())
        return []

    def _representatives(self, head: Token) -> list[PersonMention]:
        """Return the people who are said, in the sentence of the signature or soon after, to have represented a side."""
        found: dict[str, PersonMention] = {}
        starts = [sentence.start for sentence in self.doc.sents if sentence.start >= head.sent.start]
        near = set(starts[:REPRESENTED_WITHIN])
        for token in self.representing:
            if token.sent.start in near and not syntax.is_passive(token):
                for noun in syntax.subjects(token):
                    for part in syntax.conjuncts(noun):
                        for person in self.people_of(part):
                            found.setdefault(person.key, person)
        return list(found.values())

    def people_of(self, noun: Token) -> list[PersonMention]:
        region = {noun.i, *(child.i for child in noun.children if child.dep_ in {"appos", "compound", "flat"})}
        found = [person for person, span in self.people if any(token.i in region for token in span)]
        if found or noun.lower_ not in self.offices:
            return found
        # "Minister of Armed Forces Sebastien Lecornu": the parser hangs the name on the armed forces.
        inner = {token.i for token in noun.subtree}
        return [
            person
            for person, span in self.people
            if span.root.i in inner and noun.lower_ in (person.office or "").lower().split()
        ]

    def _members(self, noun: Token) -> list[PersonMention]:
        """Return the people of "X and Y were among the ministers of both states who signed"."""
        while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_.startswith("NN"):
            noun = noun.head.head
        above = noun.head
        if noun.dep_ != "pobj" or above.lower_ not in {"among", "of"} or not syntax.is_verb(above.head):
            return []
        parts = [part for subject in syntax.subjects(above.head) for part in syntax.conjuncts(subject)]
        return [person for part in parts for person in self.people_of(part)]

    def person_before(self, pronoun: Token) -> list[PersonMention]:
        """Return the person that "he" or "she" stands for: the last one named before it in this or the last sentence."""
        if pronoun.lower_ not in {"he", "she"}:
            return []
        start = pronoun.sent.start
        earliest = self.doc[start - 1].sent.start if start else start
        before = [person for person, span in self.people if earliest <= span.start < pronoun.i]
        return before[-1:]


def _does(name: Token) -> bool:
    """Tell whether somebody is the subject of a verb: "it was signed by A, *B* said"."""
    node = name
    while node.dep_ in {"compound", "nmod", "appos"} and node.head != node:
        node = node.head
    return node.dep_ in syntax.SUBJECTS and node == max(
        syntax.subjects(node.head), key=lambda noun: noun.i, default=None
    )


def named_together(noun: Token) -> list[Token]:
    """Return the members of a row of people: "Motegi and Foreign Secretary Lazaro", whichever the parser made its head."""
    first = [child for child in syntax.children(noun, "nmod", "compound") if syntax.children(child, "cc")]
    return [*first, *syntax.conjuncts(noun)]


def is_named(person: PersonMention) -> bool:
    """Tell whether a mention gives somebody's name, not an office alone: "the Ambassador"."""
    return person.name[:1].isupper() and person.name.casefold() != (person.office or "").casefold()


def as_signatory(person: PersonMention) -> Signatory:
    """Return a person mention as a signatory."""
    return Signatory(name=person.name, role=person.office, country=person.country, start=person.start, end=person.end)
