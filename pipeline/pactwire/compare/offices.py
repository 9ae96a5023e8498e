"""Two persons whom the outlets of one dossier name as holding one office."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pactwire.compare.context import context_words, link_groups, share, stems
from pactwire.compare.people import compare_people, person_words
from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.records import ArticleRecord

_AFTER = re.compile(r",\s(?:the\s|an?\s)?([^,.;:\n]{8,100}),")
_BEFORE = re.compile(r"((?:\b[A-Z][\w’'-]*\s(?:(?:of|for|the)\s){0,2}){2,9})$")


class Holder(NamedTuple):
    """A person and the words of the office that the text gives beside the name."""

    name: str
    words: frozenset[str]
    start: int
    end: int


def find_holders(record: ArticleRecord) -> tuple[Holder, ...]:
    """Return the persons of an article whose office is given, each where it is given first."""
    text = record.article.text
    offices = compare_rules().texts.offices
    found: dict[str, Holder] = {}
    for entity in record.entities:
        if entity.label != "PERSON" or len(person_words(entity.text)) < 2 or "\n" in entity.text:
            continue
        after = _AFTER.match(text, entity.end)
        before = _BEFORE.search(text, max(0, entity.start - 100), entity.start)
        for match in (after, before):
            words = context_words(match[1]) if match else frozenset()
            if stems(words) & offices and len(words) >= compare_rules().texts.least + 1:
                found.setdefault(entity.text, Holder(entity.text, words, entity.start, entity.end))
    return tuple(found.values())


def group_holders(articles: Mapping[str, Sequence[Holder]]) -> list[tuple[str, list[tuple[str, Holder]]]]:
    """Group persons of several articles who are not one person and whose offices are the same in words.

    Two whom one article names side by side are two, and share an office by right.
    """
    holders = [(article_id, holder) for article_id in sorted(articles) for holder in articles[article_id]]
    together = {
        frozenset((one.name, other.name))
        for named in articles.values()
        for one in named
        for other in named
        if one != other
    }

    def linked(left: Holder, right: Holder) -> bool:
        return frozenset((left.name, right.name)) not in together and _linked(left, right)

    groups = []
    for group in link_groups(holders[: compare_rules().texts.most], linked):
        if any(compare_people(one.name, other.name).kind == "conflict" for _, one in group for _, other in group):
            shared = frozenset.intersection(*(holder.words for _, holder in group))
            groups.append((" ".join(sorted(shared)), group))
    return groups


def _linked(left: Holder, right: Holder) -> bool:
    rules = compare_rules().texts
    shared, part = share(left.words, right.words)
    return shared > rules.least and part >= rules.office_share


def compare_holders(left: Holder, right: Holder) -> Relation:
    """Compare two persons of one office: an office may have several holders, so they do not exclude each other."""
    relation = compare_people(left.name, right.name)
    if relation.kind == "conflict":
        return Relation(kind="compatible", detail="two persons named for one office")
    return relation
