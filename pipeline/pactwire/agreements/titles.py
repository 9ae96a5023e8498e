"""What an agreement without a name of its own may be called by: the name of its kind, or its subject."""

from collections.abc import Container, Iterable

from spacy.tokens import Token

from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.rules import RuleSet
from pactwire.records import AgreementType
from pactwire.resources import Row


class NamedAgreement(Row):
    """One row of `gazetteers/named_agreements.csv`."""

    key: str
    name: str
    acronym: str | None = None
    aliases: str | None = None
    type: AgreementType
    generic: bool
    parties: str | None = None
    signed: str | None = None
    note: str | None = None


def kind_names(rows: Iterable[NamedAgreement]) -> frozenset[str]:
    """Return the lower-case names of kinds of agreement that end as the first one does: not "ceasefire deal"."""
    found = set()
    for row in rows:
        last = row.name.split()[-1].lower()
        names = [row.name, *(row.aliases.split("|") if row.aliases else [])]
        found |= {name.lower() for name in names if len(name.split()) > 1 and name.split()[-1].lower() == last}
    return frozenset(found)


def title(root: Token, actors: ActorIndex, kinds: Container[str], rules: RuleSet, *, definite: bool) -> str | None:
    """Return the title that the words around an agreement's noun make.

    `kinds` are the names of kinds; of the others only a definite noun with "on" or "of" has a title.
    """
    doc = root.doc
    before = sorted(child.i for child in root.children if child.dep_ in {"compound", "amod"} and child.i < root.i)
    for first in before:
        if doc[first : root.i + 1].text.lower() in kinds:
            return doc[first : root.i + 1].text
    if not definite or root.lower_ not in rules.words["titled"]:
        return None
    subject = next((child for child in root.children if child.dep_ == "prep" and child.i == root.i + 1), None)
    if subject is None or subject.lower_ not in {"on", "of", "concerning"}:
        return None
    if subject.lower_ == "of" and actors.is_actor(subject.i + 1):
        return None
    last = subject.right_edge.i + 1
    end = next(
        (
            i
            for i in range(subject.i + 1, last)
            if doc[i].dep_ in {"relcl", "acl"} or doc[i].lower_ in rules.words["title_ends"]
        ),
        last,
    )
    while end > subject.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return doc[root.i : end].text if end > subject.i + 1 else None
