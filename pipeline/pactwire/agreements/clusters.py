"""Which mentions of a document speak of the same agreement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import Involved
from pactwire.agreements.mention import Mention
from pactwire.agreements.prices import Price, differ, prices_of
from pactwire.agreements.types import TypeFinding
from pactwire.annotations import Actor

# Types that newspapers use for one another: a mention of either may stand for the same agreement.
RELATED = (
    frozenset({"arms_transfer", "procurement_contract", "research_codevelopment"}),
    frozenset({"arms_transfer", "military_aid"}),
    frozenset({"visiting_forces", "basing_access"}),
    frozenset({"mutual_defense", "visiting_forces"}),
)
VAGUE = frozenset({"defense_cooperation", "other", "training_exercise", "maritime_security"})
SALES = frozenset({"arms_transfer", "procurement_contract"})
PLACEHOLDERS = re.compile(r"[^a-z0-9]+")
WINDOW = 6
# The headline is sentence 0; up to this one the lead tells the same again.
LEAD = 2
NOWHERE = -1
NAMING = frozenset({"known", "called", "dubbed", "named", "termed"})


@dataclass(slots=True)
class Cluster:
    """One agreement of a document: positions of its mentions and what they say together.

    `kin` are the mentions of the agreement that this one is another of: "signed a pact with A and one with B".
    """

    number: int
    mentions: list[int] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    proper: bool = False
    acronym: str | None = None
    key: str | None = None
    fixed: tuple[str, ...] = ()
    types: list[TypeFinding] = field(default_factory=list)
    years: set[str] = field(default_factory=set)
    ordinals: set[int] = field(default_factory=set)
    involved: list[Involved] = field(default_factory=list)
    first_sentence: int = 0
    last_sentence: int = 0
    distinguishing: bool = False
    goods: bool = False
    traded: bool = False
    multilateral: bool = False
    arms: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    indefinite: bool = False
    similar: bool = False
    paper: bool = False
    member: frozenset[str] = frozenset()
    prices: set[Price] = field(default_factory=set)
    kin: list[int] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Tell whether any mention names the agreement."""
        return bool(self.names or self.acronym or self.key)

    def parties(self) -> dict[str, Actor]:
        """Return the actors that the mentions name as parties, by id, in order of appearance."""
        return {actor.id: actor for item in self.involved for actor in item.mention.actors}

    def type(self) -> TypeFinding | None:
        """Return the strongest type finding of its mentions; of equals the first."""
        return max(self.types, key=lambda finding: finding.weight, default=None)


def cluster_mentions(
    doc: Doc, mentions: Sequence[Mention], goods: frozenset[str], sentences: Mapping[int, int]
) -> tuple[list[Cluster], list[int]]:
    """Group mentions; return the clusters and, for each mention, the number of its cluster.

    `goods` are the words for arms that make "the purchase" possible.
    The number is `NOWHERE` for a mention that would take up an agreement, where there is none to take up.
    """
    clusters: list[Cluster] = []
    assigned: list[int] = []
    at = {i: position for position, mention in enumerate(mentions) for i in range(mention.start, mention.end)}
    for position, mention in enumerate(mentions):
        sentence = sentences[mention.root]
        chosen = predicated(doc, mention, position, at, assigned, clusters)
        prices = prices_of(doc, mention)
        # "A contract worth $20 million ... had been awarded a $90 million contract": another one.
        others = [c for c in clusters if mention.determiner == "indefinite" and differ(c.prices, prices)]
        if chosen is None:
            chosen = choose(
                (c for c in clusters if c not in others), naming(doc, mention, position, mentions) or mention, sentence
            )
        another = mention.similar and bool(clusters)
        told = is_arms_sale(doc[mention.root], mention, goods) or (
            gives_room(mention) and is_described(doc[mention.root])
        )
        if chosen is None and mention.backward and not another and not told:
            assigned.append(NOWHERE)
            continue
        if chosen is None:
            like = clusters[-1].types if clusters and mention.similar and mention.type is None else []
            chosen = Cluster(number=len(clusters), first_sentence=sentence, types=list(like))
            clusters.append(chosen)
        add(chosen, mention, position, sentence)
        chosen.prices |= prices
        chosen.distinguishing |= bool(others) and len(chosen.mentions) == 1
        chosen.goods |= any(token.lower_ in goods for token in doc[mention.root].sent)
        assigned.append(chosen.number)
    return clusters, assigned


def is_arms_sale(noun: Token, mention: Mention, goods: frozenset[str]) -> bool:
    """Tell whether "the sale" is one of arms by its own sentence: "the sale would send 40 helicopters"."""
    if mention.strength != "goods" or mention.type is None or mention.type.type not in SALES:
        return False
    return any(token.lower_ in goods or token.ent_type_ in {"WEAPON", "PLATFORM"} for token in noun.sent)


def is_described(noun: Token) -> bool:
    """Tell whether a noun has its own complement, so that it need not be told before: "the lease *of the island*"."""
    return any(name in {"of", "on", "for"} for name, _ in syntax.prepositional(noun))


def gives_room(mention: Mention) -> bool:
    """Tell whether what stands for an agreement is the use of land: "the *lease* of the island to Britain"."""
    return mention.strength == "goods" and mention.type is not None and mention.type.type == "basing_access"


def naming(doc: Doc, mention: Mention, position: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the named mention that tells what a nameless one is called: "a treaty called the Falepili Union"."""
    following = mentions[position + 1] if position + 1 < len(mentions) else None
    if following is None or following.strength != "named" or mention.strength == "named":
        return None
    between = [token.lower_ for token in doc[mention.end : following.start]]
    named = between and (between[0] in NAMING or between[:2] in (["to", "be"], ["which", "is"]))
    return following if named and len(between) <= 4 and not NAMING.isdisjoint(between) else None


def sentence_numbers(doc: Doc) -> dict[int, int]:
    """Return the sentence number of every token."""
    return {i: number for number, sentence in enumerate(doc.sents) for i in range(sentence.start, sentence.end)}


def add(cluster: Cluster, mention: Mention, position: int, sentence: int) -> None:
    """Put a mention into a cluster."""
    cluster.mentions.append(position)
    cluster.roots.append(mention.root)
    cluster.arms |= mention.goods
    explicit = {actor.id for item in mention.involved for actor in item.mention.actors}
    cluster.company |= mention.company | explicit
    cluster.similar |= mention.similar
    cluster.paper |= mention.paper
    cluster.indefinite |= len(cluster.mentions) == 1 and mention.determiner == "indefinite"
    cluster.multilateral |= mention.multilateral
    cluster.member = cluster.member or mention.member
    cluster.last_sentence = sentence
    if mention.name:
        cluster.names.append(mention.name)
    if mention.title:
        cluster.titles.append(mention.title)
    if mention.strength == "named" and not mention.common and not cluster.proper:
        # A name of its own replaces that of the kind.
        cluster.proper, cluster.acronym, cluster.key = True, None, None
    if not (mention.plural and mention.strength == "named"):
        cluster.acronym = cluster.acronym or mention.acronym
        cluster.key = cluster.key or mention.key
    cluster.fixed = cluster.fixed or mention.fixed_parties
    cluster.distinguishing |= mention.distinguishing
    if mention.type is not None:
        cluster.types.append(mention.type)
    if mention.year:
        cluster.years.add(mention.year)
    if mention.ordinal:
        cluster.ordinals.add(mention.ordinal)
    cluster.involved.extend(mention.involved)


def predicated(
    doc: Doc,
    mention: Mention,
    position: int,
    at: Mapping[int, int],
    assigned: Sequence[int],
    clusters: Sequence[Cluster],
) -> Cluster | None:
    """Return the cluster that the sentence itself equates a mention with: by apposition or "X is a pact"."""
    root = doc[mention.root]
    other: Token | None = next(
        (child for child in syntax.children(root, "compound", "nmod", "amod") if at.get(child.i, position) < position),
        None,
    )
    if other is not None:
        pass
    elif root.dep_ == "appos":
        other = root.head
    elif root.dep_ == "attr" and (found := syntax.subjects(root.head)):
        other = found[0]
    elif root.head.lower_ in NAMING and root.head.dep_ == "acl" and root.i > root.head.i:
        other = root.head.head
    elif root.dep_ == "pobj" and root.head.lower_ == "as" and root.head.head.lower_ in NAMING:
        other = root.head.head.head
        if other.i in at and at[other.i] < position and assigned[at[other.i]] != NOWHERE:
            return clusters[assigned[at[other.i]]]
    if other is not None and other.i in at and at[other.i] < position and not mention.distinguishing:
        if assigned[at[other.i]] == NOWHERE:
            return None
        cluster = clusters[assigned[at[other.i]]]
        if not (cluster.named and mention.strength == "named" and not same_identity(cluster, mention)):
            return cluster
    return None


def choose(clusters: Iterable[Cluster], mention: Mention, sentence: int) -> Cluster | None:
    """Return the earlier cluster that a mention takes up again, or `None` for a new agreement."""
    if (mention.strength == "named" and mention.plural) or mention.total:
        return None
    candidates = [cluster for cluster in clusters if compatible(cluster, mention)]
    if mention.strength == "named" and not (mention.common and mention.determiner == "definite"):
        same = [cluster for cluster in candidates if same_identity(cluster, mention)]
        if same:
            return same[-1]
        nameless = [
            c
            for c in candidates
            if not (c.proper if not mention.common else c.named)
            and sentence - c.first_sentence <= WINDOW
            and supports(c, mention)
            and not (c.indefinite and mention.determiner == "indefinite" and mention.distinguishing)
        ]
        return max(nameless, key=lambda c: (same_type(c, mention), c.last_sentence), default=None)
    if mention.distinguishing and mention.determiner != "definite":
        # The lead tells again what the headline told: "Second ceasefire", "agreed to a new ceasefire".
        return next((c for c in candidates if c.first_sentence == 0 and c.distinguishing and sentence <= LEAD), None)
    if mention.determiner == "definite":
        near = [c for c in candidates if sentence - c.last_sentence <= WINDOW * 3]
        if mention.similar:
            return near[-1] if near else None
        # "That accord" is the one just brought up, not the one that the text is about.
        last = max(near, key=lambda c: c.roots[-1], default=None) if mention.pointing else None
        if last is not None and len(last.mentions) == 1 and sentence - last.last_sentence <= 1:
            return last
        if mention.strength == "goods":
            near = [c for c in near if (same_type(c, mention) if gives_room(mention) else trades(c))]
        return max(near, key=lambda c: (score(c, mention, sentence), c.number), default=None)
    if mention.year and mention.determiner == "indefinite":
        return None
    explicit = {actor.id for item in mention.involved for actor in item.mention.actors}
    near = [c for c in candidates if same_type(c, mention) or (explicit and explicit <= set(c.parties()))]
    near = [c for c in near if mention.strength != "goods" or same_type(c, mention)]
    return max(near, key=lambda c: (score(c, mention, sentence), c.number), default=None)


def trades(cluster: Cluster) -> bool:
    """Tell whether an agreement is about goods or help, so that "the purchase" or "the package" may mean it."""
    finding = cluster.type()
    if finding is None or finding.weight < 1.4:
        return cluster.goods
    return finding.type in {"arms_transfer", "procurement_contract", "military_aid"}


def supports(cluster: Cluster, mention: Mention) -> bool:
    """Tell whether a nameless cluster may be what a name spells out."""
    finding = cluster.type()
    if finding is None or mention.type is None:
        return True
    return agree(finding, mention.type)


def score(cluster: Cluster, mention: Mention, sentence: int) -> float:
    """Return how likely a definite mention takes up a cluster again."""
    points = 3.0 / (1 + max(0, sentence - cluster.last_sentence))
    points += 1.5 if same_type(cluster, mention) else 0.0
    points += 3.0 if mention.ordinal and mention.ordinal in cluster.ordinals else 0.0
    explicit = {actor.id for item in mention.involved for actor in item.mention.actors}
    points += 1.5 * len(explicit & set(cluster.parties()))
    points += 1.0 if cluster.number == 0 else 0.0
    points += min(len(cluster.mentions), 4) * 0.25
    return points


def same_identity(cluster: Cluster, mention: Mention) -> bool:
    """Tell whether a cluster and a named mention carry the same name, acronym or gazetteer key."""
    if cluster.key and mention.key:
        return cluster.key == mention.key
    if cluster.acronym and mention.acronym:
        return cluster.acronym.casefold() == mention.acronym.casefold()
    names = [normalised(name) for name in cluster.names]
    if mention.name:
        own = normalised(mention.name)
        if any(own == name or own in name or name in own for name in names):
            return True
        if cluster.acronym and initials(mention.name) == cluster.acronym.upper():
            return True
    return bool(mention.acronym and any(initials(name) == mention.acronym.upper() for name in cluster.names))


def normalised(name: str) -> str:
    """Return a name in lower case without punctuation and leading article."""
    return PLACEHOLDERS.sub(" ", name.casefold()).strip().removeprefix("the ")


def initials(name: str) -> str:
    """Return the initials of the capitalised words of a name."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())


def compatible(cluster: Cluster, mention: Mention) -> bool:
    """Tell whether nothing speaks against a mention belonging to a cluster."""
    if cluster.paper != mention.paper and mention.strength != "weak" and cluster.mentions:
        return False
    one_is_common = mention.common == cluster.proper
    if cluster.named and mention.strength == "named" and not one_is_common and not same_identity(cluster, mention):
        return False
    explicit = {actor.id for item in mention.involved for actor in item.mention.actors}
    known = set(cluster.fixed) or set(cluster.parties())
    others = set(cluster.parties()) | cluster.company
    # A treaty of two, named, is not the one of many spoken of before, nor that of others.
    pair = set(mention.fixed_parties)
    strange = (
        cluster.multilateral or (others and others.isdisjoint(pair)) or len(set(cluster.parties()) | pair) > len(pair)
    )
    if len(mention.fixed_parties) == 2 and not cluster.key and strange:
        return False
    if explicit and known and not explicit & known and len(explicit | known) > 2:
        return False
    if len(explicit) >= 2 and len(known) >= 2 and not (explicit <= known or known <= explicit):
        return False
    if cluster.arms and mention.goods and not cluster.arms & mention.goods:
        return False
    if explicit and len(cluster.company) >= 2 and not explicit & cluster.company:
        return False
    beside = explicit | mention.company
    if len(beside) >= 2 and len(cluster.company) >= 2 and not (beside <= cluster.company or cluster.company <= beside):
        return False
    ours = {actor.id for item in mention.involved if item.relation == "with" for actor in item.mention.actors}
    theirs = {actor.id for item in cluster.involved if item.relation == "with" for actor in item.mention.actors}
    if ours and theirs and not ours & theirs:
        return False
    if mention.member and mention.member != cluster.member:
        return False
    if cluster.member and not mention.member and mention.determiner != "definite":
        return False
    if mention.year and cluster.years and mention.year not in cluster.years:
        return False
    if mention.ordinal and mention.ordinal not in (cluster.ordinals or {mention.ordinal}):
        return False
    # "The first ceasefire" is not the "new ceasefire" spoken of before.
    if mention.ordinal == 1 and not cluster.ordinals and cluster.distinguishing:
        return False
    finding = cluster.type()
    if finding is not None and mention.type is not None and min(finding.weight, mention.type.weight) >= 1.0:
        return agree(finding, mention.type)
    return True


def agree(left: TypeFinding, right: TypeFinding) -> bool:
    """Tell whether two types may be said of one agreement."""
    if left.type == right.type or left.type in VAGUE or right.type in VAGUE:
        return True
    return any({left.type, right.type} <= group for group in RELATED)


def same_type(cluster: Cluster, mention: Mention) -> bool:
    """Tell whether both speak for the very same type."""
    finding = cluster.type()
    return finding is not None and mention.type is not None and finding.type == mention.type.type
