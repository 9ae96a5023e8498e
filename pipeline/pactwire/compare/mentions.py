"""An article's mention of an agreement: all its events about one agreement, reduced to what joining needs."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pactwire.compare.dates import When, gap_days, ordinal, when_of
from pactwire.compare.names import AgreementName, read_name
from pactwire.compare.rules import compare_rules, party_words, state_names
from pactwire.compare.text import fold
from pactwire.records import AgreementType, ArticleRecord, Event, Modality, Status

NO_STORIES: Mapping[str, frozenset[str]] = {}
_REALISED: frozenset[Modality] = frozenset({"asserted", "negated", "denied"})
_STORY_LABELS = frozenset({"PERSON", "FAC", "LOC", "GPE", "PLATFORM", "WEAPON", "PRODUCT", "EVENT", "AGREEMENT", "LAW"})
# Not at the start of the sentence, where every word has a capital.
_CAPITALISED = re.compile(r"(?<=[\w,;:)’'\"] )[A-ZÀ-Ý][\w-]+")
_LONGEST = 24  # features of one kind that a group of mentions keeps


class Act(NamedTuple):
    """A status at a time, as an article reports it; `published` is the day number of the article."""

    status: Status
    modality: Modality
    when: When | None
    published: int | None
    main: bool


class Good(NamedTuple):
    """Goods by designation."""

    designation: str
    number: int | None


@dataclass(slots=True)
class Mention:
    """One or more articles' mentions that are taken for one from the start; the unit that joining compares.

    `story` are the names in an article that is about the agreement, not those in one that mentions it in passing.
    `merged` are article and first event of each mention that was taken in by `collapse`, `copied` those of reprints.
    """

    events: list[str]
    articles: list[str]
    key: str
    parties: frozenset[str]
    states: frozenset[str]
    companies: frozenset[str]
    type: AgreementType
    name: AgreementName
    acts: list[Act]
    first: int | None
    last: int | None
    amounts: set[tuple[float, str | None]] = field(default_factory=set)
    goods: set[Good] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    signatories: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    proper_words: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()
    merged: list[tuple[str, str]] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_goods(self) -> bool:
        """Whether the kind of agreement repeats between the same parties."""
        return self.type in compare_rules().types.goods

    @property
    def partial(self) -> bool:
        """Whether it names too few states to be found under a pair of them."""
        return len(self.states) < 2

    def absorb(self, other: "Mention") -> None:
        """Take another mention's events and features in."""
        self.events += other.events
        self.articles += other.articles
        known = set(self.acts)
        self.acts += [act for act in other.acts if act not in known][: max(0, _LONGEST - len(self.acts))]
        self.first = min((day for day in (self.first, other.first) if day is not None), default=None)
        self.last = max((day for day in (self.last, other.last) if day is not None), default=None)
        if len(self.amounts) < _LONGEST:
            self.amounts |= other.amounts
        if len(self.goods) < _LONGEST:
            self.goods |= other.goods
        if len(self.places) < _LONGEST:
            self.places |= other.places
        if len(self.signatories) < _LONGEST:
            self.signatories |= other.signatories


def build_mentions(events: Iterable[Event], stories: Mapping[str, frozenset[str]] = NO_STORIES) -> list[Mention]:
    """Group events by article and agreement, sorted by article and first event; no event is kept.

    Args:
        events: events of all articles.
        stories: the names that each article mentions, by article id.
    """
    return group_mentions(map(read_mention, events), stories)


def group_mentions(singles: Iterable[Mention], stories: Mapping[str, frozenset[str]] = NO_STORIES) -> list[Mention]:
    """Group mentions of one event each by article and agreement, sorted by article and first event."""
    groups: dict[tuple[str, str, frozenset[str]], list[Mention]] = defaultdict(list)
    for single in singles:
        groups[single.articles[0], single.key, single.parties].append(single)
    mentions: list[Mention] = []
    for place in sorted(groups, key=lambda place: (place[0], place[1], sorted(place[2]))):
        together = sorted(groups.pop(place), key=lambda mention: mention.events[0])
        mentions += [_merged(part) for part in _split(together)]
    for mention in mentions:
        if any(act.main for act in mention.acts):
            mention.story = stories.get(mention.articles[0], frozenset())
    return mentions


def _split(mentions: list[Mention]) -> list[list[Mention]]:
    """Part the events of unnamed agreements that one article says were signed at different times.

    "A separate deal signed in 2016" has the parties and type of the deal that the article is about, and may have
    its key.
    """
    if len(mentions) == 1 or any(mention.name.identifying for mention in mentions):
        return [mentions]
    signed = [mention for mention in mentions if _signed_when(mention) is not None]
    signed.sort(key=lambda mention: (not mention.acts[0].main, mention.events[0]))
    limit = compare_rules().join.signed_apart_days
    parts: list[list[Mention]] = []
    for mention in signed:
        for part in parts:
            gap = gap_days(_signed_when(part[0]) or When(""), _signed_when(mention) or When(""))
            if gap is None or gap <= limit:
                part.append(mention)
                break
        else:
            parts.append([mention])
    if len(parts) < 2:
        return [mentions]
    taken = {mention.events[0] for mention in signed}
    parts[0] += [mention for mention in mentions if mention.events[0] not in taken]
    for number, part in enumerate(parts[1:], 2):
        for mention in part:
            mention.key = f"{mention.key}#{number}"
    return parts


def _signed_when(mention: Mention) -> When | None:
    act = mention.acts[0]
    return act.when if act.status == "signed" and act.modality != "negated" else None


def _merged(mentions: list[Mention]) -> Mention:
    first, *others = mentions
    for other in others:
        first.name = _fuller(first.name, other.name)
        first.words |= other.words
        first.proper_words |= other.proper_words
        if first.type in compare_rules().types.vague:
            first.type = other.type
        first.absorb(other)
    first.articles = sorted(set(first.articles))
    first.events.sort()
    return first


def read_mention(event: Event) -> Mention:
    """Reduce one event to what joining needs."""
    parties = frozenset(party.id for party in event.parties)
    published = ordinal(event.published) if event.published else None
    when = when_of(event.date) if event.date else None
    act = Act(event.status, event.modality, when, published, event.role == "main")
    day = _day(act)
    return Mention(
        events=[event.event_id],
        articles=[event.article_id],
        key=event.agreement.key,
        parties=parties,
        states=frozenset(party.id for party in event.parties if party.kind != "company"),
        companies=frozenset(party.id for party in event.parties if party.kind == "company"),
        type=event.agreement.type,
        name=read_name(event.agreement.name, event.agreement.acronym),
        acts=[act],
        first=day,
        last=day,
        amounts={(amount.value, amount.currency) for amount in event.amounts},
        goods={Good(fold(item.designation), item.count) for item in event.items if item.designation},
        places={fold(event.place.name)} if event.place else set(),
        signatories={signatory.name for signatory in event.signatories},
        words=content_words(event.evidence.text),
        proper_words=proper_words(event.evidence.text),
    )


def _day(act: Act) -> int | None:
    if act.main and act.published is not None:
        return act.published
    if act.when is not None and act.when.first is not None and act.when.length <= 31:
        return act.when.first
    if act.modality in _REALISED and act.when is not None and act.when.first is not None:
        return act.when.first
    return act.published


def _fuller(left: AgreementName, right: AgreementName) -> AgreementName:
    """Choose the name that tells more; the choice does not depend on the order of events."""

    def told(name: AgreementName) -> tuple[bool, bool, bool, int, str]:
        return bool(name.key), name.proper, bool(name.acronym), len(name.words), name.folded

    return max(left, right, key=told)


def content_words(sentence: str) -> frozenset[str]:
    """Return the words of a sentence that tell what an agreement is about."""
    rules = compare_rules().names
    skip = party_words()
    # Interned: a hundred thousand sentences share their words.
    return frozenset(
        sys.intern(word)
        for word in fold(sentence).split()
        if len(word) > 3
        and not word.isdigit()
        and word not in rules.stop
        and word not in rules.instruments
        and word not in rules.common
        and word not in skip
    )


def proper_words(sentence: str) -> frozenset[str]:
    """Return words that are capitalised inside a sentence and name no party, office, day or kind of agreement."""
    rules = compare_rules()
    skip = (
        rules.people.titles
        | rules.names.instruments
        | rules.names.common
        | rules.names.stop
        | frozenset(rules.consistency.weekdays + rules.consistency.months)
    )
    found = (fold(match.group()) for match in _CAPITALISED.finditer(sentence))
    return frozenset(sys.intern(word) for word in found if len(word) > 3 and word not in skip | party_words())


def story_names(record: ArticleRecord) -> frozenset[str]:
    """Return the names of persons, places and things in an article, states and organisations left out."""
    states = state_names()
    names = {fold(entity.name or entity.text) for entity in record.entities if entity.label in _STORY_LABELS}
    return frozenset(sys.intern(name) for name in sorted(names) if len(name) > 3 and name not in states)


def join_copies(mentions: Iterable[Mention], copies: Mapping[str, tuple[str, float]]) -> list[Mention]:
    """Merge the mentions of near-copies that say the same, so that a reprint weighs nothing in joining.

    Args:
        mentions: those of one article each.
        copies: the smallest article id of each group of near-copies, by article id.
    """
    nodes: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        article = mention.articles[0]
        alike = (copies[article][0], mention.key, _content(mention)) if article in copies else (article, mention.key)
        nodes[(*alike, mention.parties)].append(mention)
    joined = []
    for group in nodes.values():
        first, *others = sorted(group, key=_age)
        for other in others if first.articles[0] in copies else ():
            first.copied.append((other.articles[0], other.events[0]))
            first.events += other.events
            first.articles += other.articles
        joined += [first] if first.articles[0] in copies else group
    return sorted(joined, key=lambda mention: (mention.articles[0], mention.events[0]))


def _age(mention: Mention) -> tuple[int, str, str]:
    published = [act.published for act in mention.acts if act.published is not None]
    return min(published, default=10**9), mention.articles[0], mention.events[0]


def _content(mention: Mention) -> tuple[object, ...]:
    return (
        mention.type,
        mention.name.folded,
        frozenset((act.status, act.modality, act.when.edtf if act.when else None, act.main) for act in mention.acts),
        frozenset(mention.amounts),
        frozenset(mention.goods),
        frozenset(mention.signatories),
        mention.words,
    )


def collapse(mentions: Iterable[Mention]) -> list[Mention]:
    """Merge mentions that agree in all that identifies an agreement, so that joining stays small.

    A proper name with the same parties and type is enough where such agreements do not repeat; else the act, its
    day, the sums and the goods must be the same too.
    """
    nodes: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        place = signature(mention)
        known = nodes.get(place)
        if known is None:
            nodes[place] = mention
        else:
            known.merged.append((mention.articles[0], mention.events[0]))
            known.copied += mention.copied
            known.absorb(mention)
    return list(nodes.values())


def signature(mention: Mention) -> tuple[object, ...]:
    """Return what two mentions must share to be merged unseen."""
    name = mention.name
    told: object = name.key or name.distinct or None
    if name.acronym and not name.key:
        told = (told, fold(name.acronym))
    if name.proper and name.identifying and not mention.is_goods and not mention.partial and not name.numbers:
        return (mention.parties, mention.type, told)
    days = sorted({(act.status, act.modality, act.when.edtf) for act in mention.acts if act.when and act.when.is_day})
    if not days or mention.partial:
        return (tuple(mention.articles), mention.key, mention.parties)
    acts = sorted({(act.status, act.modality, act.when.edtf if act.when else "") for act in mention.acts})
    sums = tuple(sorted((value, currency or "") for value, currency in mention.amounts))
    goods = tuple(sorted((good.designation, good.number or 0) for good in mention.goods))
    return (mention.parties, mention.type, told, name.numbers, tuple(acts), sums, goods, _own(mention))


def _own(mention: Mention) -> object:
    """An unnamed mention of an article that may tell of several such agreements is told apart by its sums."""
    return None if mention.name.identifying or mention.amounts or mention.goods else mention.key
