"""Sums in the texts of one dossier that no event holds: a fund, a demand, an offer."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pactwire.compare.amounts import Bound, Sum, compare_sums
from pactwire.compare.mentions import content_words
from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import scope_of
from pactwire.compare.text import fold
from pactwire.records import ArticleRecord, MoneyMention, Span

_BESIDE = 60  # characters on either side that tell what a sum is for


class Figure(NamedTuple):
    """A sum in an article, the content words beside it, and what the words before it say that it is for."""

    total: Sum
    words: frozenset[str]
    start: int
    end: int
    use: str | None = None


def find_figures(record: ArticleRecord) -> tuple[Figure, ...]:
    """Return the sums of an article that are not rates, each where it stands first."""
    skip = compare_rules().consistency.not_counted
    found: dict[tuple[float, str], Figure] = {}
    pairs = converted_pairs(record)
    for mention in record.money:
        if mention.value and mention.currency and not mention.per:
            text = record.article.text
            around = (
                f"{text[max(0, mention.start - _BESIDE) : mention.start]} {text[mention.end : mention.end + _BESIDE]}"
            )
            words = content_words(around) - skip
            total = sum_of(mention, pairs.get((mention.start, mention.end)), scope_of(text, mention.start, mention.end))
            figure = Figure(total, words, mention.start, mention.end, _use(text, mention.start))
            found.setdefault((mention.value, mention.currency), figure)
    return tuple(found.values())


def _use(text: str, start: int) -> str | None:
    """Return the use that the nearest word before a sum, in its clause, tells."""
    uses = compare_rules().texts.uses
    before = re.split(r"[.;:,]\s", text[max(0, start - _BESIDE) : start])[-1]
    for word in reversed(fold(before).split()):
        for use, words in uses.items():
            if word in words:
                return use
    return None


class Conversion(NamedTuple):
    """The same sum in another currency; `derived` where that is the one from which the text converts."""

    value: float
    currency: str
    derived: bool


def converted_pairs(record: ArticleRecord) -> dict[Span, Conversion]:
    """Return for the spans of sums that a text converts the same sum in the other currency, both ways.

    A sum that the text gives rounded elsewhere, as in its headline, is the same.
    """
    known = {(mention.start, mention.end): mention for mention in record.sums()}
    pairs: dict[Span, Conversion] = {}
    for mention in record.sums():
        original = known.get(mention.converted_from) if mention.converted_from else None
        if original is None or not (original.value and original.currency and mention.value and mention.currency):
            continue
        pairs[mention.start, mention.end] = Conversion(original.value, original.currency, True)
        pairs.setdefault((original.start, original.end), Conversion(mention.value, mention.currency, False))
    exact = [(known[span], pair) for span, pair in sorted(pairs.items())]
    for span, mention in known.items():
        if span not in pairs and mention.value and mention.currency:
            for other, pair in exact:
                if (
                    mention.currency == other.currency
                    and compare_sums(sum_of(mention), sum_of(other)).kind != "conflict"
                ):
                    pairs[span] = pair
                    break
    return pairs


def sum_of(mention: MoneyMention, pair: Conversion | None = None, scope: str | None = None) -> Sum:
    """Return a sum as the article gives it.

    Args:
        mention: the words.
        pair: the same sum in another currency.
        scope: what it is of, where that is not the agreement.
    """
    bound: Bound | None = None
    qualifier = (mention.qualifier or "").casefold()
    words = compare_rules().amounts.qualifiers
    if qualifier in words.upper:
        bound = "upper"
    elif qualifier in words.lower:
        bound = "lower"
    return Sum(
        mention.value or 0.0,
        mention.currency,
        mention.text,
        mention.approximate or qualifier in words.about,
        bound,
        mention.converted_from is not None or bool(pair and pair.derived),
        mention.high,
        (pair.value, pair.currency) if pair else None,
        scope,
    )


def group_figures(articles: Mapping[str, Sequence[Figure]]) -> list[tuple[str, list[tuple[str, Figure]]]]:
    """Group sums of several articles that may be one: for one use, or near each other, in one currency.

    Returns a facet for each group that at least two articles share in differing forms.
    """
    by_currency: dict[str, list[tuple[float, str, Figure]]] = defaultdict(list)
    for article_id in sorted(articles):
        for figure in articles[article_id]:
            by_currency[figure.total.currency or ""].append((figure.total.value, article_id, figure))
    near = compare_rules().amounts.near
    groups = _by_use(articles)
    taken = {(article_id, figure.start) for _, group in groups for article_id, figure in group}
    for currency in sorted(by_currency):
        ordered = sorted(by_currency[currency], key=lambda entry: (entry[0], entry[1], entry[2].start))
        ordered = [entry for entry in ordered if (entry[1], entry[2].start) not in taken]
        members: list[tuple[float, str, Figure]] = []
        for entry in [*ordered, None]:
            if entry is not None and (not members or entry[0] <= members[0][0] / (1 - near)):
                members.append(entry)
                continue
            forms = {(m[2].total.value, m[2].total.high, m[2].total.approximate, m[2].total.bound) for m in members}
            if len({m[1] for m in members}) > 1 and len(forms) > 1:
                groups.append((f"{currency} {members[0][0]:,.0f}", [(m[1], m[2]) for m in members]))
            members = [entry] if entry is not None else []
    return groups


def _by_use(articles: Mapping[str, Sequence[Figure]]) -> list[tuple[str, list[tuple[str, Figure]]]]:
    """Group the sums that articles give for one use, where each gives one such sum only, and not all the same."""
    by_use: dict[tuple[str, str], list[tuple[str, Figure]]] = defaultdict(list)
    for article_id in sorted(articles):
        for figure in articles[article_id]:
            if figure.use:
                by_use[figure.total.currency or "", figure.use].append((article_id, figure))
    groups = []
    for (currency, use), members in sorted(by_use.items()):
        once = len({article_id for article_id, _ in members}) == len(members)
        if once and len({figure.total.value for _, figure in members}) > 1:
            groups.append((f"{currency} {use}", members))
    return groups


def compare_figures(left: Figure, right: Figure) -> Relation:
    """Compare two sums of the texts; they contradict each other only where the words beside them agree."""
    relation = compare_sums(left.total, right.total)
    if relation.kind == "conflict" and not (left.words & right.words or (left.use and left.use == right.use)):
        return Relation(kind="compatible", detail=f"{relation.detail}, perhaps not of one thing")
    return relation
