"""Many outlets' values for one fact to a verdict and a consensus."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, is_dataclass

from pactwire.compare.amounts import Sum, other_rate
from pactwire.compare.figures import Figure
from pactwire.compare.grounds import Account, doubt
from pactwire.compare.records import Agreeing, FactName, Relation, Standing, VerdictName
from pactwire.compare.relations import exactness, relate
from pactwire.compare.rules import compare_rules
from pactwire.compare.values import Beside, tells

# Of these an agreement may have several: a contract under a framework, a first sum and a total.
_MANY_VALUED: frozenset[FactName] = frozenset({"amount", "items", "sums", "counts", "days", "status"})
# What changes from act to act: it is of one time.
_PRICED: frozenset[FactName] = frozenset({"amount", "items", "sums", "counts"})
_TOLD = "who states one tells of the other, too"
_MOST_VALUES = 60  # distinct values that are compared in full; the rest are compared with the consensus only


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one fact, and how each account stands to the value that holds."""

    verdict: VerdictName
    consensus: str | None
    basis: str
    sources: int
    standings: tuple[tuple[Standing, str | None], ...]


@dataclass(slots=True)
class _Value:
    payload: Hashable
    shown: str
    sources: set[str]
    outlets: set[str]
    besides: list[Beside | None]
    published: set[int]
    accounts: list[Account]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How two values stand to each other; `doubted` where they differ, but are no contradiction."""

    relation: Relation
    doubted: bool = False

    @property
    def kind(self) -> Agreeing:
        return self.relation.kind

    @property
    def detail(self) -> str:
        return self.relation.detail


def judge(fact: FactName, accounts: Sequence[Account], *, across: bool = False) -> Judgement:
    """Weigh what independent sources say.

    The value that most independent sources state or allow holds; of compatible values the most exact one. Where
    conflicting values have equally many sources, none holds. Reprints of one text count once.

    Args:
        fact: which fact.
        accounts: who states what.
        across: whether they are of several acts of one agreement.
    """
    values = _distinct(accounts)
    sources = {account.source_id for account in accounts}
    relations = _relations(fact, values[:_MOST_VALUES], accounts, across)
    kinds: set[Agreeing] = {relation.kind for relation in relations.values()}
    best, support, tied = _choose(fact, values[:_MOST_VALUES], relations)
    by_payload = {value.payload: value for value in values}
    standings = tuple(
        _standing(fact, by_payload[account.stated.payload], None if tied else best, accounts, across)
        for account in accounts
    )
    conflict = "conflict" in kinds or any(standing == "differs" for standing, _ in standings)
    if conflict:
        verdict: VerdictName = "conflict"
    elif len(sources) == 1:
        verdict = "single_source"
    else:
        verdict = "compatible" if "compatible" in kinds else "unanimous"
    shown = None if tied else best.shown
    return Judgement(verdict, shown, _basis(support, len(sources), tied, kinds), len(sources), standings)


def _distinct(accounts: Sequence[Account]) -> list[_Value]:
    """Return the different values, those with most sources first."""
    values: dict[Hashable, _Value] = {}
    for account in accounts:
        stated = account.stated
        value = values.get(stated.payload)
        if value is None:
            values[stated.payload] = _Value(
                stated.payload, stated.value, {account.source_id}, {account.outlet}, [account.beside], set(), []
            )
        else:
            value.sources.add(account.source_id)
            value.outlets.add(account.outlet)
            value.besides.append(account.beside)
            value.shown = min(value.shown, stated.value)
        values[stated.payload].accounts.append(account)
        if account.published is not None:
            values[stated.payload].published.add(account.published)
    looks = Counter((len(value.sources), value.shown) for value in values.values())

    def place(value: _Value) -> tuple[int, str, str]:
        alone = looks[len(value.sources), value.shown] == 1
        return -len(value.sources), value.shown, "" if alone else _told(value.payload)

    return sorted(values.values(), key=place)


def _told(payload: object) -> str:
    """Return a payload as words that are the same in every process, which the order of a set is not."""
    if isinstance(payload, frozenset):
        return f"{{{','.join(sorted(map(_told, payload)))}}}"
    if isinstance(payload, tuple):
        return f"({','.join(map(_told, payload))})"
    if is_dataclass(payload):
        return f"({','.join(_told(getattr(payload, field.name)) for field in fields(payload))})"
    return repr(payload)


def _relations(
    fact: FactName, values: Sequence[_Value], accounts: Sequence[Account], across: bool
) -> dict[tuple[int, int], _Weighed]:
    return {
        (left, right): _weigh(fact, values[left], values[right], accounts, across)
        for left in range(len(values))
        for right in range(left + 1, len(values))
    }


def _weigh(fact: FactName, left: _Value, right: _Value, accounts: Sequence[Account], across: bool) -> _Weighed:
    """Compare two values; what is told of them decides whether a difference is a contradiction."""
    relation = _relation(fact, left, right, across)
    if relation.kind != "conflict":
        return _Weighed(relation)
    reason = doubt(fact, left.accounts, right.accounts, accounts)
    if reason is None:
        return _Weighed(relation)
    return _Weighed(Relation(kind="compatible", detail=f"{relation.detail}; {reason}"), doubted=True)


def _relation(fact: FactName, left: _Value, right: _Value, across: bool) -> Relation:
    """Compare two values; what an outlet states side by side, or all who state one tell as well, excludes nothing."""
    relation = relate(fact, left.payload, right.payload)
    if relation.kind != "conflict" or fact not in _MANY_VALUED:
        return relation
    if left.outlets & right.outlets:
        return Relation(kind="compatible", detail="one outlet states both")
    for one, other in ((left, right), (right, left)):
        if _all_tell(fact, one, other):
            return Relation(kind="compatible", detail=_TOLD)
    return _in_time(fact, left, right, across) or relation


def _in_time(fact: FactName, left: _Value, right: _Value, across: bool) -> Relation | None:
    """Return how two values that differ go together, since they were told at different times, `None` if they do not."""
    if fact not in _PRICED or not left.published or not right.published:
        return None
    rules = compare_rules()
    days = min(abs(one - other) for one in left.published for other in right.published)
    if across and days > rules.stages.whole_days:
        return Relation(kind="compatible", detail=f"told {days} days apart, of different acts")
    if days > rules.amounts.rate_days and other_rate(_sums_of(left.payload), _sums_of(right.payload)):
        return Relation(kind="compatible", detail=f"converted {days} days apart")
    return None


def _sums_of(payload: object) -> tuple[Sum, ...]:
    if isinstance(payload, Figure):
        return (payload.total,)
    return tuple(total for total in payload if isinstance(total, Sum)) if isinstance(payload, tuple) else ()


def _all_tell(fact: FactName, one: _Value, other: _Value) -> bool:
    """Whether all who state one value tell the other as well."""
    return all(beside is not None and tells(beside, fact, other.payload) for beside in one.besides)


def _choose(
    fact: FactName, values: Sequence[_Value], relations: dict[tuple[int, int], _Weighed]
) -> tuple[_Value, int, bool]:
    """Return the value that holds, the number of its sources, and whether a conflicting one has as many."""
    supports: list[tuple[int, int, tuple[float, ...]]] = []
    for number, value in enumerate(values):
        allowing, stating = set(value.sources), set(value.sources)
        for other_number, other in enumerate(values):
            if other_number == number:
                continue
            relation = relations[min(number, other_number), max(number, other_number)]
            if relation.kind != "conflict" and not relation.doubted:
                allowing |= other.sources
            if relation.kind == "same" or (relation.detail == _TOLD and _all_tell(fact, other, value)):
                stating |= other.sources
        supports.append((len(allowing), len(stating), exactness(fact, value.payload)))
    total = len(set().union(*(value.sources for value in values)))

    def rank(number: int) -> tuple[bool, int, tuple[float, ...], int, int]:
        allowing, stating, exact = supports[number]
        # What more than half allow: the most exact of it stands. Else what most sources allow.
        most = allowing * 2 > total
        return most, 0 if most else allowing, exact, stating, -number

    best = max(range(len(values)), key=rank)
    against = [number for number in range(len(values)) if number != best and _other(relations, number, best)]
    # Exactness chooses among what is compatible; against another value the number of sources counts.
    best = max([best, *against], key=lambda number: (supports[number][1], *rank(number)))
    rivals = [number for number in range(len(values)) if number != best and _conflict(relations, number, best)]
    tied = any(supports[number][:2] == supports[best][:2] for number in rivals)
    if tied:
        common = [
            number
            for number in range(len(values))
            if not any(_conflict(relations, number, other) for other in range(len(values)) if other != number)
        ]
        if common:
            best = max(common, key=lambda number: (supports[number][2], -number))
            tied = False
    return values[best], supports[best][0], tied


def _conflict(relations: dict[tuple[int, int], _Weighed], left: int, right: int) -> bool:
    return relations[min(left, right), max(left, right)].kind == "conflict"


def _other(relations: dict[tuple[int, int], _Weighed], left: int, right: int) -> bool:
    """Whether two values are not two ways to state one: they exclude each other, or who states one tells of both."""
    relation = relations[min(left, right), max(left, right)]
    return relation.kind == "conflict" or relation.doubted or relation.detail == _TOLD


def _standing(
    fact: FactName, value: _Value, best: _Value | None, accounts: Sequence[Account], across: bool
) -> tuple[Standing, str | None]:
    if best is None:
        return "undecided", None
    if value is best:
        return "agrees", None
    relation = _weigh(fact, value, best, accounts, across)
    if relation.kind == "same":
        return "agrees", relation.detail
    return ("compatible" if relation.kind == "compatible" else "differs"), relation.detail


def _basis(support: int, sources: int, tied: bool, kinds: set[Agreeing]) -> str:
    if sources == 1:
        return "one independent source"
    if tied:
        return f"undecided: {support} of {sources} independent sources for each of two values"
    exact = ", the most exact value" if "compatible" in kinds else ""
    return f"{support} of {sources} independent sources{exact}"
