"""Which agreement a trigger's target is: by mention, pronoun, ellipsis, list or goods."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex, Involved
from pactwire.agreements.candidates import Candidate
from pactwire.agreements.clusters import NOWHERE, Cluster
from pactwire.agreements.findings import Finding
from pactwire.agreements.identity import IdentityReader
from pactwire.agreements.lists import Partner, list_of_partners, one_for_each
from pactwire.agreements.mention import Mention, by_token
from pactwire.agreements.parties import PartyReader
from pactwire.agreements.rows import row_behind
from pactwire.agreements.targets import COUNTED, Target
from pactwire.agreements.triggers import Match
from pactwire.agreements.types import TypeFinding

PRONOUN_REACH = 3
CONTEXT_REACH = 4
TALKED = frozenset({"negotiating", "agreed_in_principle"})
# How many sentences after a trade "the contract" still means it.
TAKEN_UP = 2
TRADING = frozenset({"procurement_contract", "arms_transfer", "military_aid"})
# "Bought under a contract", "sold in a deal".
WITH = frozenset({"with"})
BY = frozenset({"in", "under", "through", "via"})
LOTS = frozenset(
    {"batch", "pair", "trio", "quartet", "dozen", "dozens", "squadron", "first", "last", "half", "hundreds", "scores"}
    | {"most", "couple", "handful"}
)
ONES = frozenset({"one", "another", "ones"}) | COUNTED


class Resolver:
    """Resolves the targets of one document's triggers; adds clusters for agreements that no mention names."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        clusters: list[Cluster],
        assigned: list[int],
        sentences: Mapping[int, int],
        reader: PartyReader,
        identity: IdentityReader,
    ) -> None:
        self.doc = doc
        self.mentions = mentions
        self.clusters = clusters
        self.assigned = assigned
        self.sentences = sentences
        self.reader = reader
        self.identity = identity
        # Mentions that a trigger acted upon by now: of nouns that others use as well, pronouns take up these.
        self.acted_upon: set[int] = set()
        # Goods that stood for an agreement, in text order.
        self.goods: dict[int, Cluster] = {}
        self.traders: dict[int, set[str]] = {}
        # With whom talks are held that are about an agreement like the one before.
        self.partners: dict[int, list[Candidate]] = {}
        # Heads of triggers with the mentions that were read as entries of a row behind them.
        self.rows: set[tuple[int, int]] = set()
        self.offers = identity.rules.words["offers"]
        self.sides = identity.rules.words["sides"]

    def cluster(self, match: Match, target: Target) -> Cluster | None:
        """Return the agreement that a trigger acts upon, or `None` where nothing can be meant."""
        if target.kind == "mention":
            self.acted_upon.add(target.position)
            return self._just_traded(target.position) or self._of_mention(target.position)
        if target.kind == "context":
            strangers = match.rule.status in TALKED and self._with_strangers(self.doc[target.position])
            recent = None if strangers else self._recent(match)
            if recent is None or not self._may_be_of(recent, match):
                return None
            return self._with_another(recent, match, target)
        if target.kind == "pronoun":
            pronoun = self.doc[target.position]
            traded = self._traded(pronoun) if match.rule.goods_only and pronoun.lower_ in {"them", "they"} else None
            known = traded or self._antecedent(pronoun, of_things=target.slot == "object")
            if (
                known is None
                and "goods" in match.rule.plain_object
                and (arms := self._arms_before(pronoun)) is not None
            ):
                return self._implied(match, Target("goods", arms.i, target.slot))
            return known
        return self._implied(match, target)

    def split(self, finding: Finding, actors: ActorIndex) -> list[Finding]:
        """Return one finding a partner for "agreements with A in 1998, B in 2007 and C in 2024", else none."""
        if finding.target.kind != "mention":
            return []
        mention = self.mentions[finding.target.position]
        if not mention.plural and (row := self._row(finding, actors)):
            return row
        if not mention.plural:
            return self._and_another(finding, mention, actors) or self._for_each(finding, mention)
        partners = list_of_partners(self.doc, mention.end, actors)
        if len(partners) < 2:
            return self._one_each(finding, mention)
        return self._one_a_partner(finding, mention, partners)

    def is_told(self, match: Match, target: Target) -> bool:
        """Tell whether an agreement was read by now as one of a row that the trigger acts upon."""
        return target.kind == "mention" and (match.head, target.position) in self.rows

    def _row(self, finding: Finding, actors: ActorIndex) -> list[Finding]:
        """Return one finding an entry for "a pact with A in 2023 and with B in 2024", else none."""
        match, target = finding.match, finding.target
        if target.slot not in {"object", "subject"} or (target.slot == "object") != (match.head < self._root(target)):
            return []
        head = self.doc[match.head]
        verb = {*match.tokens, *(child.i for child in head.children if child.dep_ in {"aux", "auxpass"})}
        at = by_token(self.mentions)
        out = []
        for number, entry in enumerate(row := row_behind(self.doc, target.position, self.mentions, at, actors, verb)):
            again = any(other.position == entry.position for other in row if other is not entry)
            cluster = None if again else self._of_mention(entry.position)
            if cluster is None:
                cluster = self._new(finding.cluster.first_sentence, finding.cluster)
                cluster.roots.append(self.mentions[entry.position].root)
                cluster.mentions.append(entry.position)
                cluster.names.extend(finding.cluster.names)
                cluster.key, cluster.acronym = finding.cluster.key, finding.cluster.acronym
            own = [c for c in finding.own if c.relation in {"subject", "agent"}]
            if entry.partner is not None:
                span = (entry.partner.start, entry.partner.end)
                own.extend(Candidate(actor, span, "with", "party.list") for actor in entry.partner.actors)
            self.rows.add((match.head, entry.position))
            found = target if number == 0 else Target("mention", entry.position, target.slot)
            told = any(other.date is not None or other.place is not None for other in row)
            out.append(Finding(match, found, cluster, finding.certainty, own, entry=entry if told else None))
        return out

    def _root(self, target: Target) -> int:
        return self.mentions[target.position].root

    def _one_a_partner(self, finding: Finding, mention: Mention, partners: Sequence[Partner]) -> list[Finding]:
        out = []
        for partner in partners:
            cluster = self._new(finding.cluster.first_sentence, finding.cluster)
            cluster.roots.append(mention.root)
            cluster.mentions.append(finding.target.position)
            own = [c for c in finding.own if c.relation in {"subject", "agent"}]
            own.append(Candidate(partner.actor, partner.span, "with", "party.list"))
            out.append(Finding(finding.match, finding.target, cluster, finding.certainty, own, partner))
        return out

    def _and_another(self, finding: Finding, mention: Mention, actors: ActorIndex) -> list[Finding]:
        """Return two findings for "an agreement with Peru *and another with* Chile"."""
        end = self.doc[mention.root].sent.end
        # "Signed one with Peru and *will sign* another with Chile" has a verb for each.
        end = next((i for i in range(mention.end, end) if syntax.is_verb(self.doc[i])), end)
        others = [p for p in one_for_each(self.doc, mention.end, end, actors) if p.actor.id]
        if len(others) != 1 or finding.match.head > mention.root:
            return []
        first = [c for c in self._with_whom(mention.involved, "party.with") if c.actor.id != others[0].actor.id]
        if len({c.actor.id for c in first}) != 1:
            return []
        return self._one_a_partner(finding, mention, [Partner(first[0].actor, first[0].span), *others])

    def _for_each(self, finding: Finding, mention: Mention) -> list[Finding]:
        """Return one finding an actor for "A and B *each* signed a contract with D"."""
        head = self.doc[finding.match.head]
        subjects = syntax.subjects(head)
        spoken = [head, *(noun for subject in subjects for noun in syntax.conjuncts(subject))]
        if not any(child.lower_ == "each" for token in spoken for child in token.children):
            return []
        return self._one_each(finding, mention)

    def _one_each(self, finding: Finding, mention: Mention) -> list[Finding]:
        """Return one finding an actor for "A, B and C have signed agreements with D", or such as the one before."""
        doers = {c.actor.id: c for c in finding.own if c.relation in {"subject", "agent"}}
        if len(doers) < 2:
            return []
        partner = self._with_whom(mention.involved, "party.with")
        if not partner and mention.similar and not mention.involved:
            before = [c for c in self.clusters[: finding.cluster.number] if c.number != finding.cluster.number]
            partner = self._with_whom(before[-1].involved, "party.similar") if before else []
            partner = partner or self.reader.fill_ins.shared_partner(finding.cluster)
            if not partner and before:
                partner = [c for c in self.reader.cluster_doers(before[-1]) if c.relation == "subject"]
        if len({c.actor.id for c in partner}) != 1 or partner[0].actor.id in doers:
            return []
        out = []
        for doer in doers.values():
            cluster = self._new(finding.cluster.first_sentence, finding.cluster)
            cluster.roots.append(mention.root)
            out.append(Finding(finding.match, finding.target, cluster, finding.certainty, [doer, partner[0]]))
        return out

    @staticmethod
    def _with_whom(involved: Iterable[Involved], rule: str) -> list[Candidate]:
        return [
            Candidate(actor, (item.mention.start, item.mention.end), "with", rule)
            for item in involved
            if item.relation == "with"
            for actor in item.mention.actors
        ]

    def _new(self, sentence: int, like: Cluster | None = None) -> Cluster:
        cluster = Cluster(number=len(self.clusters), first_sentence=sentence, last_sentence=sentence)
        if like is not None:
            cluster.types.extend(like.types)
            cluster.goods = like.goods
            cluster.kin.extend(like.mentions or like.kin)
        self.clusters.append(cluster)
        return cluster

    def _of_mention(self, position: int) -> Cluster | None:
        number = self.assigned[position]
        return self.clusters[number] if number != NOWHERE else None

    def _antecedent(self, pronoun: Token, *, of_things: bool) -> Cluster | None:
        """Return the agreement that a pronoun stands for: the last one mentioned before it that fits in number.

        "One with Sweden" is a new agreement of the same kind. "They" are agreements only where something is done to
        them (`of_things`): "they were inked in Hanoi".
        """
        word = pronoun.lower_
        if word in {"they", "both"} and not (of_things and word == "they"):
            return None
        plural = word in {"them", "these", "those", "they"}
        # "The last was signed in May": of several.
        counts = word in COUNTED and any(child.lower_ == "the" for child in pronoun.children)
        last = max((m.root for m in self.mentions if m.root < pronoun.i), default=0)
        if any(token.lower_ in self.offers for token in self.doc[last + 1 : pronoun.i]):
            return None
        here = self.sentences[pronoun.i]
        for position in range(len(self.mentions) - 1, -1, -1):
            mention = self.mentions[position]
            fits = mention.plural if counts else word in ONES or mention.plural == plural
            vague = mention.strength == "goods" or (mention.strength == "weak" and position not in self.acted_upon)
            if mention.root >= pronoun.i or vague or not fits:
                continue
            if here - self.sentences[mention.root] > PRONOUN_REACH:
                return None
            if (cluster := self._of_mention(position)) is not None:
                new = self._new(here, cluster) if word in ONES else cluster
                if counts and len(cluster.parties()) in {1, 2}:
                    new.involved.extend(cluster.involved)
                return new
        for position, mention in enumerate(self.mentions):
            if mention.root > pronoun.i and self.sentences[mention.root] == here:
                return self._of_mention(position)
        return None

    def _traded(self, pronoun: Token) -> Cluster | None:
        """Return the last agreement about goods: "all of *them* have been delivered"."""
        here = self.sentences[pronoun.i]
        near = (i for i in reversed(self.goods) if i < pronoun.i and here - self.sentences[i] <= PRONOUN_REACH)
        return next((self.goods[i] for i in near), None)

    def _arms_before(self, pronoun: Token) -> Token | None:
        """Return the arms that a pronoun stands for: "Belize has a new *patrol boat*. Mexico handed *it* over"."""
        wanted = {"it": {"NN", "NNP"}, "they": {"NNS", "NNPS"}, "them": {"NNS", "NNPS"}}.get(pronoun.lower_)
        first = pronoun.sent.start
        first = self.doc[first - 1].sent.start if first else first
        for i in range(pronoun.i - 1, first - 1, -1) if wanted else ():
            token = self.doc[i]
            fits = token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"} and token.tag_ in (wanted or ())
            if fits and self.reader.things.is_arms(token):
                return token
        return None

    def _just_traded(self, position: int) -> Cluster | None:
        """Return the trade just told that "that sale" takes up, where no word for an agreement stands between."""
        mention = self.mentions[position]
        if mention.strength != "goods" or mention.determiner != "definite" or mention.involved:
            return None
        here = self.sentences[mention.root]
        last = max((i for i in self.goods if i < mention.root and here - self.sentences[i] <= 1), default=None)
        if last is None or any(last < other.root < mention.root for other in self.mentions):
            return None
        self.assigned[position] = self.goods[last].number
        return self.goods[last]

    def _may_be_of(self, cluster: Cluster, match: Match) -> bool:
        """Tell whether nothing speaks against goods told of without an agreement being those of a known one."""
        if not match.rule.goods_only:
            return True
        here = {c.actor.id for c in self.reader.of_trigger(match) if c.relation in {"to", "from", "for"}}
        known = set(cluster.parties()) | cluster.company
        return not here or len(known) < 2 or bool(here & known)

    def _recent(self, match: Match) -> Cluster | None:
        """Return the agreement of the sentences before, for a clause that names none.

        Of several, only what kind they are is known: "has pacts with Poland and Norway; talks with Chile go on".
        """
        here = self.sentences[match.head]
        for position in range(len(self.mentions) - 1, -1, -1):
            mention = self.mentions[position]
            if mention.root >= match.head or self.assigned[position] == NOWHERE:
                continue
            if mention.plural and not (match.rule.status in TALKED and match.rule.through):
                continue
            if here - self.sentences[mention.root] > CONTEXT_REACH:
                return None
            if mention.strength != "weak" or position in self.acted_upon:
                return self._of_mention(position)
        return None

    def _with_strangers(self, talks: Token) -> bool:
        """Tell whether talks are with people who conclude no agreement: "talks with *farmers* go on"."""
        nouns = [noun for name, noun in syntax.prepositional(talks, WITH) if name == "with"]
        known = any(c.relation == "with" for c in self.reader.of_object(talks))
        return bool(nouns) and not known and all(n.tag_ == "NNS" and n.lower_ not in self.sides for n in nouns)

    def _with_another(self, recent: Cluster, match: Match, target: Target) -> Cluster | None:
        """Return the agreement that talks with somebody else are about: "signed it with Poland; talks *with Norway*"."""
        if match.rule.status not in TALKED:
            return recent
        nouns = {target.position, *match.tokens}
        found = [c for i in sorted(nouns) for c in self.reader.of_object(self.doc[i]) if c.relation == "with"]
        found = found or [c for c in self.reader.of_trigger(match) if c.relation == "with"]
        known = set(recent.fixed) | set(recent.parties())
        others = [c for c in found if c.actor.id not in known]
        if not others or len(others) < len(found):
            return None if match.rule.another else recent
        cluster = self._new(self.sentences[match.head], recent)
        cluster.similar = True
        self.partners[cluster.number] = others
        return cluster

    def _told_beside(self, match: Match) -> Cluster | None:
        """Return the agreement by which goods change hands: "buys 72 launchers in a *deal* valued at $1.6 billion"."""
        for preposition, noun in syntax.prepositional(self.doc[match.head], BY):
            for position, mention in enumerate(self.mentions):
                if mention.root == noun.i and (preposition != "in" or mention.strength == "strong"):
                    return self._of_mention(position)
        return None

    def _implied(self, match: Match, target: Target) -> Cluster | None:
        """Return the agreement that goods, access or notes stand for: one known by now, or a new one."""
        noun = self.doc[target.position]
        if target.kind == "goods" and (told := self._told_beside(match)) is not None:
            self.goods[noun.i] = told
            return told
        # "The Arrow, *a corvette* given by Seoul, was handed to Peru": one ship, one trade.
        same = [noun.head] if noun.dep_ == "appos" else syntax.children(noun, "appos")
        if target.kind == "goods" and (known := next((self.goods[n.i] for n in same if n.i in self.goods), None)):
            return self._trade(noun, known, set())
        finding = self.identity.implied_type(noun, match)
        reader = self.reader
        here = {c.actor.id for c in [*reader.of_object(noun), *reader.of_noun_itself(noun), *reader.of_trigger(match)]}
        for cluster in self.clusters:
            kind = cluster.type()
            # Of arms alone it is not told whether they are those of a trade before: "approved missiles for Riyadh".
            if kind is None or finding is None or (match.rule.type is None and finding.type == "arms_transfer"):
                continue
            if cluster.first_sentence > self.sentences[noun.i] and not self._taken_up(cluster, noun, target):
                continue
            if cluster.distinguishing and cluster.first_sentence > self.sentences[noun.i]:
                continue
            if kind.type != finding.type and not {kind.type, finding.type} <= TRADING:
                continue
            sides = self._sides(cluster)
            if len(here) > 1 and len(sides) > 1 and not (here <= sides or sides <= here):
                continue
            fitting = sides if target.kind == "goods" else set(cluster.parties())
            if not here or here & fitting or not fitting:
                return self._trade(noun, cluster, here)
        head = self.doc[match.head]
        purpose = head.tag_ == "VB" and head.dep_ in {"advcl", "acl", "relcl"}
        # Arms that arrive are delivered where they are for somebody: "the jets *for Nigeria* landed in Kano".
        meant = target.slot != "subject" or any(c.relation in {"for", "to"} for c in reader.of_object(noun))
        enough = 1 if match.rule.one_side and is_counted(noun) and meant and not purpose else 2
        # "Arms deliveries from the US": of one side only, the text tells the other.
        words = self.identity.rules.words
        if noun.lower_ in words["flows"] | (words["joint_work"] - words["schooling"]):
            enough = 1
        if target.kind == "goods" and len(here) < enough:
            elsewhere = self._traded_elsewhere(noun, here, finding)
            if elsewhere is not None or not self._handed_between_two(match, target, here):
                return elsewhere
        if target.kind == "implied" and match.rule.status == "delivered":
            return None
        cluster = self._new(self.sentences[noun.i])
        cluster.goods = target.kind == "goods"
        if finding is not None:
            cluster.types.append(finding)
        return self._trade(noun, cluster, here)

    def _traded_elsewhere(self, goods: Token, here: set[str], finding: TypeFinding | None) -> Cluster | None:
        """Return the trade between whose parties goods of one side change hands: told by a later sentence.

        "The first plane for Chile will arrive in May. ... The contract between Chile and Embraer": that one, where
        the text knows of no other trade of the same side.
        """
        if finding is None or not here:
            return None
        found = []
        for cluster in self.clusters:
            kind = cluster.type()
            known = self._sides(cluster)
            if kind is not None and {kind.type, finding.type} <= TRADING and here <= known and len(known) > 1:
                found.append((frozenset(known), cluster))
        return self._trade(goods, found[0][1], here) if len({known for known, _ in found}) == 1 else None

    def _handed_between_two(self, match: Match, target: Target, here: set[str]) -> bool:
        """Tell whether arms handed over by or to one side can only be the other's that the text speaks of.

        "The US embassy said ... The ship was transferred to Vietnam's coast guard": of two states, of which each acts;
        or of a maker and the only state beside its own.
        """
        if match.rule.status != "delivered" or target.slot != "object" or match.rule.subject_role == "buyer":
            return False
        return bool(here) and (self.reader.fill_ins.two_that_act(here) or bool(self.reader.fill_ins.customer(here)))

    def _sides(self, cluster: Cluster) -> set[str]:
        """Return the ids of all that are told to be of an agreement, makers and traders included."""
        return set(cluster.parties()) | cluster.company | self.traders.get(cluster.number, set())

    def _trade(self, goods: Token, cluster: Cluster, traders: set[str]) -> Cluster:
        """Note that goods stand for an agreement, and between whom."""
        self.goods[goods.i] = cluster
        cluster.traded |= self.reader.things.is_arms(goods)
        self.traders.setdefault(cluster.number, set()).update(traders)
        return cluster

    def _taken_up(self, cluster: Cluster, goods: Token, target: Target) -> bool:
        """Tell whether the next sentences speak of a trade with a word of their own: "*The contract* is worth ..."."""
        if target.kind != "goods" or cluster.number in self.traders or not cluster.mentions:
            return False
        mention = self.mentions[cluster.mentions[0]]
        near = cluster.first_sentence - self.sentences[goods.i] <= TAKEN_UP
        new = mention.distinguishing or mention.involved or mention.goods or mention.ordinal
        return near and mention.determiner == "definite" and not new


def is_counted(goods: Token) -> bool:
    """Tell whether arms are counted or named, as those that change hands are: "96 Apaches", "a batch of guns"."""
    above = goods.head.head if goods.dep_ == "pobj" and goods.head.lower_ == "of" else None
    if above is not None and (above.tag_ == "CD" or above.lower_ in LOTS):
        return True
    if any(child.tag_ == "NNP" for child in syntax.children(goods, "appos")):
        return True
    return any(
        token.tag_ == "CD" or token.lower_ in LOTS or token.ent_type_ in {"WEAPON", "PLATFORM"}
        for token in (goods, *goods.lefts, *inner(goods), *run_before(goods))
    )


def run_before(goods: Token) -> list[Token]:
    """Return the nouns and figures right before goods, whatever the parser made of them: "*32 Boeing F-15* jets"."""
    first = goods.i
    while first > goods.sent.start and (
        (before := goods.doc[first - 1]).tag_.startswith("NN")
        or before.is_digit
        or before.ent_type_ in {"WEAPON", "PLATFORM"}
    ):
        first -= 1
    return list(goods.doc[first : goods.i])


def inner(goods: Token) -> list[Token]:
    """Return the words inside what stands before goods: "six *PzH* 2000 howitzers"."""
    return [token for child in goods.lefts for token in child.subtree]
