"""The identity of an agreement: its name, acronym, type and the key that other articles share."""

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.clusters import Cluster, normalised
from pactwire.agreements.mention import Mention, phrase_text
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.titles import NamedAgreement
from pactwire.agreements.triggers import Match
from pactwire.agreements.types import TypeFinding, best_type
from pactwire.components import text_of
from pactwire.records import Agreement, AgreementType

SLUG = re.compile(r"[^a-z0-9]+")
DEFAULT = TypeFinding("defense_cooperation", 0.0, "type.default", "")
SETTLED = 2.0
FAINT = 0.5
MATTER = 12
# Types between which the words of giving decide.
GIVEN = frozenset({"arms_transfer", "procurement_contract", "military_aid"})


class IdentityReader:
    """Reads type, name and key of a cluster of mentions."""

    def __init__(self, rules: RuleSet, rows: Mapping[str, NamedAgreement]) -> None:
        self.rules = rules
        self.rows = rows

    def type(self, doc: Doc, cluster: Cluster, mentions: Sequence[Mention], match: Match) -> TypeFinding:
        """Return the type of an agreement, by name, by the words of its mentions, then by their sentences."""
        own = cluster.type()
        if own is not None and own.weight >= SETTLED:
            return own
        texts: list[tuple[str, float]] = []
        for position in cluster.mentions:
            mention = mentions[position]
            texts.append((phrase_text(doc[mention.root], mention), 1.0))
            texts.extend((subject.text.lower(), 0.8) for subject in subject_matter(doc[mention.root]))
        sentences = {doc[root].sent.start: doc[root].sent for root in cluster.roots} or {
            doc[match.head].sent.start: doc[match.head].sent
        }
        texts.extend((sentence.text.lower(), 0.4) for sentence in sentences.values())
        first = min(sentences)
        end = sentences[first].end
        following = doc[end].sent if end < len(doc) else None
        if following is not None and following.start not in sentences:
            texts.append((following.text.lower(), 0.2))
        found = best_type(texts, self.rules)
        if found is not None and found.weight < FAINT:
            found = None
        if match.rule.type is not None and (found is None or not cluster.mentions):
            return self.implied_type(doc[match.head], match) or found or DEFAULT
        return found or own or DEFAULT

    def type_words(
        self, doc: Doc, cluster: Cluster, mentions: Sequence[Mention], match: Match, finding: TypeFinding
    ) -> tuple[int, int]:
        """Return the characters of the words that a type was read from, those nearest to the trigger first.

        A type that no words tell rests on the noun for the agreement, or on the trigger.
        """
        head = doc[match.head]
        found = sorted((mentions[p] for p in cluster.mentions), key=lambda m: (abs(m.root - head.i), m.root))
        noun = doc[found[0].root] if found else head
        default = (noun.idx, noun.idx + len(noun))
        if not finding.words:
            return default
        words = re.compile(r"\s+".join(map(re.escape, finding.words.split())), re.IGNORECASE)
        phrases = [(doc[mention.start].idx, doc[mention.root].sent.end_char) for mention in found]
        sentences = [doc[mention.root].sent for mention in found] or [head.sent]
        around = [(sentence.start_char, sentence.end_char) for sentence in sentences]
        text = text_of(doc)
        for start, end in [*phrases, *around, (head.sent.start_char, len(text)), (0, len(text))]:
            if (hit := words.search(text, start, end)) is not None:
                return hit.span()
        return default

    def implied_type(self, noun: Token, match: Match) -> TypeFinding | None:
        """Return the type of an agreement that goods or cooperation stand for."""
        done = {noun.lower_, noun.head.lower_} if noun.dep_ == "dobj" else {noun.lower_}
        if match.rule.joint and not done.isdisjoint(self.rules.words["joint_work"] | self.rules.words["joint_verbs"]):
            taught = not done.isdisjoint(self.rules.words["schooling"])
            kind: AgreementType = match.rule.type or ("training_exercise" if taught else "defense_cooperation")
            return TypeFinding(kind, 1.0, f"type.{kind}", noun.text)
        if match.rule.type is None:
            arms = noun.lower_ in self.rules.words["goods"] or noun.ent_type_ in {"WEAPON", "PLATFORM"}
            given = not arms and not {"flows", "funds"}.isdisjoint(match.rule.plain_object)
            traded: AgreementType = "military_aid" if given else "arms_transfer"
            return TypeFinding(traded, 1.0, f"type.{traded}", noun.text) if given or arms else None
        if match.rule.type not in GIVEN:
            return TypeFinding(match.rule.type, 1.0, match.rule.id, noun.text)
        words = noun.sent.text.lower()
        if re.search(r"\b(?:aid|donat\w+|assistance|gift|grant)\b", words):
            return TypeFinding("military_aid", 1.0, "type.military_aid", "aid")
        return TypeFinding(match.rule.type, 1.0, match.rule.id, noun.text)

    def agreement(self, cluster: Cluster, type_: AgreementType, parties: Sequence[str]) -> Agreement:
        """Return the record of an agreement; of several names it has the longest that is none of a mere kind."""
        name = preferred(cluster.names)
        key = self.key(cluster, name, type_, parties)
        return Agreement(name=name or preferred(cluster.titles), acronym=cluster.acronym, type=type_, key=key)

    def key(self, cluster: Cluster, name: str | None, type_: AgreementType, parties: Sequence[str]) -> str:
        """Return the key of an agreement: a particular treaty's own, else its kind and its parties."""
        row = self.rows.get(cluster.key) if cluster.key else None
        if row is not None and not row.generic:
            return row.key
        if type_ in self.rules.words["one_per_pair"]:
            kind: str = type_
        elif row is not None:
            kind = row.key
        elif name is not None:
            kind = SLUG.sub("-", normalised(name)).strip("-")
        else:
            kind = type_
        return f"{kind}:{'-'.join(sorted(SLUG.sub('_', party.lower()) for party in parties))}"


def preferred(names: Sequence[str]) -> str | None:
    """Return the longest of the names that have capitals, else of all."""
    return max(names, key=lambda name: (not name.islower(), len(name), name), default=None)


def subject_matter(noun: Token) -> list[Span]:
    """Return what a deal is for, where the parser hung it on the verb: "signed a deal with Russia *for six fighters*"."""
    if noun.dep_ != "dobj":
        return []
    doc = noun.doc
    return [
        doc[preposition.i : min(preposition.right_edge.i + 1, preposition.i + MATTER)]
        for preposition in syntax.children(noun.head, "prep")
        if preposition.lower_ in {"for", "on"} and preposition.i > noun.i
    ]
