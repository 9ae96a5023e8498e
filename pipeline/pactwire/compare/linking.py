"""Are two mentions about one agreement? Weighed grounds, each with its reason."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pactwire.compare.dates import When, gap_days
from pactwire.compare.goods import same_goods
from pactwire.compare.mentions import Act, Mention
from pactwire.compare.names import AgreementName, name_likeness
from pactwire.compare.people import same_person
from pactwire.compare.records import Reason
from pactwire.compare.rules import compare_rules
from pactwire.records import Status

_ISO_3166 = re.compile(r"[A-Z]{3}")
_OVERLAP = 0.5  # of the content words of the shorter sentence
_STORY, _STORY_SHARE = 3, 0.3  # names that two articles share, and as a share of the fewer
_REFUSALS: frozenset[Status] = frozenset({"rejected", "violated"})


class Ground(NamedTuple):
    """One weighed ground; `Reason` once it is written down."""

    feature: str
    points: float
    detail: str


class Score(NamedTuple):
    """The sum of the grounds; `barred` where no other ground can outweigh one of them."""

    total: float
    barred: bool


def score_pair(left: Mention, right: Mention) -> Score:
    """Weigh all grounds for and against; the order of the arguments does not matter."""
    grounds, barred = _weigh(left, right)
    return Score(round(sum(ground.points for ground in grounds), 3), barred)


def explain_pair(left: Mention, right: Mention) -> tuple[Reason, ...]:
    """Return the grounds that `score_pair` sums."""
    return _reasons(_weigh(left, right)[0])


def _reasons(grounds: Iterable[Ground]) -> tuple[Reason, ...]:
    return tuple(Reason(feature=g.feature, points=g.points, detail=g.detail) for g in grounds if g.points)


def _weigh(left: Mention, right: Mention) -> tuple[list[Ground], bool]:
    points = compare_rules().points
    grounds = [Ground("prior", points.prior, "two mentions of one block")]
    barred = _parties(left, right, grounds)
    _types(left, right, grounds)
    named, apart = _names(left, right, grounds)
    _times(left, right, named, grounds)
    _amounts(left, right, grounds)
    _goods(left, right, grounds)
    _circumstances(left, right, grounds)
    return grounds, barred or apart


def merge_reasons(mention: Mention) -> tuple[Reason, ...]:
    """Return why mentions were merged unseen: what they share outweighs the prior whatever else they say."""
    points = compare_rules().points
    reasons = [
        Ground("prior", points.prior, "two mentions of one block"),
        Ground("parties", points.parties_same, _join(mention.parties)),
        Ground("type", points.type_same, mention.type.replace("_", " ")),
    ]
    if mention.name.identifying and not mention.is_goods:
        reasons.append(Ground("name", points.name_same, _called(mention)))
    else:
        days = sorted(f"{act.status} on {act.when.edtf}" for act in mention.acts if act.when and act.when.is_day)
        reasons.append(Ground("act", points.same_act, days[0] if days else mention.acts[0].status))
    return _reasons(reasons)


def copy_reasons() -> tuple[Reason, ...]:
    """Return why a reprint was merged unseen."""
    return _reasons([Ground("text", compare_rules().points.same_text, "near-copies of one text, which say the same")])


def parties_bar(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of states cannot bind one agreement: bilateral, and each names another partner."""
    return left != right and is_bilateral(left) and is_bilateral(right)


def is_bilateral(states: frozenset[str]) -> bool:
    """Whether it is two states; beside an organisation its members are parties too."""
    return len(states) == 2 and all(_ISO_3166.fullmatch(state) for state in states)


def one_of_many(left: AgreementName, right: AgreementName) -> bool:
    """Whether both are one known agreement that may bind more than two, so that each report names some of them."""
    return bool(left.key) and left.key == right.key and not left.bilateral


def _parties(left: Mention, right: Mention, grounds: list[Ground]) -> bool:
    points = compare_rules().points
    if left.parties == right.parties:
        grounds.append(Ground("parties", points.parties_same, _join(left.parties)))
        return False
    detail = f"{_join(left.parties)} and {_join(right.parties)}"
    if left.states == right.states:
        grounds.append(Ground("parties", points.parties_same, f"the same states; {detail}"))
        return False
    if left.parties <= right.parties or right.parties <= left.parties:
        grounds.append(Ground("parties", points.parties_subset, detail))
        return False
    if left.states <= right.states or right.states <= left.states:
        # A maker stands for its state in one report, the state for its maker in the other.
        grounds.append(Ground("parties", points.parties_subset, detail))
        return False
    grounds.append(Ground("parties", points.parties_overlap, detail))
    return parties_bar(left.states, right.states) and not one_of_many(left.name, right.name)


def _types(left: Mention, right: Mention, grounds: list[Ground]) -> None:
    points, types = compare_rules().points, compare_rules().types
    if left.type == right.type:
        value, detail = points.type_same, left.type.replace("_", " ")
    else:
        detail = f"{left.type} and {right.type}".replace("_", " ")
        if left.type in types.vague or right.type in types.vague:
            value = points.type_vague
        elif frozenset((left.type, right.type)) in types.near:
            value = points.type_near
        else:
            value = points.type_different
    grounds.append(Ground("type", value, detail))


def _names(left: Mention, right: Mention, grounds: list[Ground]) -> tuple[bool, bool]:
    points = compare_rules().points
    likeness = name_likeness(left.name, right.name)
    value = {
        "same": points.name_same,
        "common_same": points.name_common_same,
        "variant": points.name_variant,
        "contained": points.name_contained,
        "described": points.name_described,
        "instrument": points.name_instrument,
        "different": points.name_different,
        "unknown": 0.0,
    }[likeness]
    if value:
        grounds.append(Ground("name", value, f"{_called(left)} and {_called(right)}"))
    return likeness in ("same", "variant", "contained"), likeness == "different"


def _times(left: Mention, right: Mention, named: bool, grounds: list[Ground]) -> None:
    points, join = compare_rules().points, compare_rules().join
    act = _shared_act(left, right)
    if act:
        grounds.append(Ground("act", points.same_act if act[0] else points.act_roughly, act[1]))
    elif left.proper_words & right.proper_words or not (_repeats(left) or _repeats(right)):
        led = _shared_status(left, right)
        if led:
            grounds.append(Ground("act", points.act_undated, led))
    if left.first is not None and left.last is not None and right.first is not None and right.last is not None:
        days = max(0, right.first - left.last, left.first - right.last)
        if days <= join.near_days:
            grounds.append(Ground("time", points.near_in_time, f"{days} days apart"))
        elif days <= join.related_days:
            grounds.append(Ground("time", points.related_in_time, f"{days} days apart"))
        elif not named:
            value = points.far_in_time if days > join.far_days else points.apart_in_time
            grounds.append(Ground("time", value, f"{days} days apart"))
    apart = _signed_apart(left, right)
    if apart is not None and apart > join.signed_apart_days:
        goods = left.is_goods or right.is_goods
        value = points.signed_apart_goods if goods else points.signed_apart
        grounds.append(Ground("signed", value, f"signed {apart} days apart"))


def _repeats(mention: Mention) -> bool:
    return mention.is_goods or mention.type in compare_rules().types.vague


def _shared_status(left: Mention, right: Mention) -> str | None:
    """Find a status that both articles lead with, though nothing dates it in one of them."""
    for one in left.acts:
        for other in right.acts:
            undated = (one.when is None and one.published is None) or (other.when is None and other.published is None)
            if undated and one.main and other.main and (one.status, one.modality) == (other.status, other.modality):
                return f"{one.status} leads both, one of them undated"
    return None


def _shared_act(left: Mention, right: Mention) -> tuple[bool, str] | None:
    """Find an act that both tell of; the first of the pair says whether it is the same to the day."""
    near = compare_rules().stages.near_days
    roughly: str | None = None
    for one in left.acts:
        for other in right.acts:
            if one.modality != other.modality or not _one_act(one.status, other.status):
                continue
            status = min(one.status, other.status)
            if one.when is not None and other.when is not None:
                if gap_days(one.when, other.when) != 0:
                    continue
                detail = f"{status} on {max(one.when.edtf, other.when.edtf, key=lambda edtf: (len(edtf), edtf))}"
                if _to_the_day(one.when) and _to_the_day(other.when):
                    return True, detail
                if max(one.when.length, other.when.length) <= 366:
                    roughly = min(roughly or detail, detail)
            elif _published_together(one, other, near):
                return True, f"{status}, published within {near} days"
    return (False, roughly) if roughly else None


def _one_act(left: Status, right: Status) -> bool:
    if left == right:
        return True
    pair = frozenset((left, right))
    return any(pair == near.statuses and near.relation == "compatible" for near in compare_rules().stages.neighbours)


def _to_the_day(when: When) -> bool:
    return when.length <= 1 or (when.month is not None and when.day is not None)


def _published_together(one: Act, other: Act, near: int) -> bool:
    if not (one.main and other.main) or one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) <= near


def _signed_apart(left: Mention, right: Mention) -> int | None:
    """Return the smallest gap between the signatures that both assert, `None` where one asserts none."""
    gaps = [
        gap
        for one in left.acts
        if one.status == "signed" and one.modality == "asserted" and one.when is not None
        for other in right.acts
        if other.status == "signed" and other.modality == "asserted" and other.when is not None
        if (gap := gap_days(one.when, other.when)) is not None
    ]
    return min(gaps, default=None)


def _amounts(left: Mention, right: Mention, grounds: list[Ground]) -> None:
    points, near = compare_rules().points, compare_rules().amounts.near
    best: tuple[float, str] | None = None
    for value, currency in left.amounts:
        for other, other_currency in right.amounts:
            if currency != other_currency or not max(value, other):
                continue
            off = abs(value - other) / max(value, other)
            detail = f"{min(value, other):,.0f} and {max(value, other):,.0f} {currency or ''}".rstrip()
            if best is None or (off, detail) < best:
                best = (off, detail)
    if best is None:
        return
    off, detail = best
    goods = left.is_goods or right.is_goods
    if off <= 0.005:
        grounds.append(Ground("amount", points.amount_same, detail))
    elif off <= near:
        grounds.append(Ground("amount", points.amount_near, detail))
    else:
        value = points.amount_different_goods if goods else points.amount_different
        grounds.append(Ground("amount", value, detail))


def _goods(left: Mention, right: Mention, grounds: list[Ground]) -> None:
    if not left.goods or not right.goods:
        return
    points = compare_rules().points
    pairs = [
        (one, other) for one in left.goods for other in right.goods if same_goods(one.designation, other.designation)
    ]
    names = f"{_join({g.designation for g in left.goods})} and {_join({g.designation for g in right.goods})}"
    if not pairs:
        grounds.append(Ground("goods", points.goods_different, names))
        return
    grounds.append(Ground("goods", points.goods_same, names))
    counted = [(one.number, other.number) for one, other in pairs if one.number and other.number]
    if any(one == other for one, other in counted):
        grounds.append(Ground("count", points.goods_same_count, names))
    elif counted:
        one_count, other_count = min(sorted(pair) for pair in counted)
        grounds.append(Ground("count", points.goods_other_count, f"{one_count} and {other_count}"))


def _circumstances(left: Mention, right: Mention, grounds: list[Ground]) -> None:
    points = compare_rules().points
    places = left.places & right.places
    if places:
        grounds.append(Ground("place", points.place_same, _join(places)))
    if left.signatories and right.signatories:
        people = {one for one in left.signatories for other in right.signatories if same_person(one, other)}
        if people:
            grounds.append(Ground("signatory", points.signatory_same, _join(people)))
    smaller = min(len(left.words), len(right.words))
    if smaller >= 4 and len(left.words & right.words) >= _OVERLAP * smaller:
        shared = sorted(left.words & right.words)[:6]
        grounds.append(Ground("words", points.words_shared, " ".join(shared)))
    proper = (left.proper_words & right.proper_words) - set(left.name.words) - set(right.name.words)
    if proper:
        grounds.append(Ground("proper", points.proper_shared, " ".join(sorted(proper)[:6])))
    story = left.story & right.story
    if len(story) >= _STORY and len(story) >= _STORY_SHARE * min(len(left.story), len(right.story)):
        grounds.append(Ground("story", points.story_shared, ", ".join(sorted(story)[:6])))
    if not set(left.articles).isdisjoint(right.articles):
        _within_article(left, right, grounds)


def _within_article(left: Mention, right: Mention, grounds: list[Ground]) -> None:
    points = compare_rules().points
    if left.key == right.key:
        grounds.append(Ground("article", points.same_key, "one article takes both for one agreement"))
        return
    if left.type == right.type and (_refused(left, right) or _refused(right, left)):
        grounds.append(Ground("article", points.refusal, "one article tells of an agreement and of its refusal"))
        return
    if _unspecific(left) or _unspecific(right):
        grounds.append(Ground("article", points.same_article_vague, "in one article, and one is only called a pact"))
    else:
        grounds.append(Ground("article", points.same_article, "one article tells them apart"))
    acts = {(act.status, act.modality) for act in left.acts}
    shared = {(act.status, act.modality) for act in right.acts} & acts
    if shared:
        detail = "one article reports the same status of each"
        grounds.append(Ground("article", points.same_article_same_status, detail))


def _unspecific(mention: Mention) -> bool:
    return mention.type in compare_rules().types.vague and not mention.name.identifying


def _refused(refusal: Mention, mention: Mention) -> bool:
    """Whether one is the refusal of the other, by a state that is named as a party for it."""
    return mention.parties < refusal.parties and all(act.status in _REFUSALS for act in refusal.acts)


def _called(mention: Mention) -> str:
    return mention.name.text or mention.name.acronym or "unnamed"


def _join(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values)) or "none"
