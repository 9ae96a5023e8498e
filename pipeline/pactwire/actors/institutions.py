"""Whose ministry, parliament or army: institutions that every state has, settled by the words around."""

from collections import Counter
from collections.abc import Sequence

from pactwire.actors.lexicon import actors_by_id, state_ids, word_lists
from pactwire.actors.named import STATE_KINDS, Found
from pactwire.actors.placing import is_dateline
from pactwire.actors.words import Words
from pactwire.annotations import Actor, ActorVia

# How many sentences on lawmakers are still those of the parliament named.
_NEAR_HOUSE = 3
# How many words in a sentence's first state may be for its officials to be who speaks.
FROM_START = 3
# Institutions that fight armed groups and conclude truces with them.
_FIGHTING = frozenset({"force", "government"})
_ARTICLES = frozenset({"the", "its", "a"})
_VIA: dict[str | None, ActorVia] = {"force": "force"}


def resolve_institutions(words: Words, found: Sequence[Found]) -> list[Found]:
    """Give each institution its state and return all mentions that have one, or that needed none.

    The state is that of the adjective or possessive before ("Japan's Defense Ministry"), of the name after
    ("the Defense Ministry in Seoul"), of the same institution earlier in the text, or, for a ministry or
    parliament, the one of the text's two main states that its sentence does not name.
    """
    resolved: list[Found] = []
    earlier: dict[str, tuple[Actor, ...]] = {}
    latest: tuple[int, tuple[Actor, ...]] | None = None
    house: tuple[int, tuple[Actor, ...]] | None = None
    at_war = state_at_war(found)
    for position, mention in enumerate(found):
        if mention.term.kind != "institution":
            resolved.append(mention)
            if mention.term.kind == "ministry" and mention.actors:
                earlier[words.keys[mention.last]] = mention.actors
                if not word_lists().parliament_words.isdisjoint(words.keys[mention.first : mention.last + 1]):
                    house = words.sentences[mention.first], mention.actors
            continue
        head = words.keys[mention.last]
        actors, rule = _by_modifier(words, found, position)
        if actors:
            if actors[0].id in state_ids():
                earlier[head] = earlier[mention.term.name] = actors
        elif words.keys[max(0, mention.first - 1)] == "its":
            actors, rule = its_state(words, resolved, mention.first - 1), "institution.its"
        elif mention.term.name in word_lists().parliament_members:
            near = house is not None and words.sentences[mention.first] - house[0] <= _NEAR_HOUSE
            if house is not None and near and _is_bare(words, mention.first):
                actors, rule = house[1], "institution.members"
        elif mention.term.name not in word_lists().loose_institutions and _is_definite(words, mention):
            actors, rule = earlier.get(mention.term.name) or earlier.get(head, ()), "institution.repeated"
            if not actors and mention.term.detail in _FIGHTING:
                actors, rule = at_war, "institution.at_war"
            if not actors and words.keys[mention.last] == "junta":
                actors, rule = home_of_groups(words, found, mention), "institution.group_home"
            if not actors and mention.alternative is not None:
                actors, rule = mention.alternative.actors, "ministry.lexicon"
            if not actors and latest is not None and words.sentences[mention.first] - latest[0] <= 2:
                actors, rule = latest[1], "institution.latest"
            if not actors and mention.term.detail == "government":
                actors, rule = whose_officials_speak(words, found, mention), "institution.speaker"
            if not actors and mention.term.detail in ("ministry", "parliament"):
                actors, rule = state_by_exclusion(words, found, mention.first), "institution.excluded"
            if actors:
                earlier[mention.term.name] = actors
        elif mention.term.detail in _FIGHTING and (_is_definite(words, mention) or mention.first < mention.last):
            actors, rule = at_war, "institution.at_war"
        if actors:
            if mention.term.detail == "parliament" and mention.term.name not in word_lists().parliament_members:
                house = words.sentences[mention.first], actors
            if actors[0].id in state_ids():
                latest = words.sentences[mention.first], actors
            mention.actors, mention.rule = actors, rule
            mention.via = _VIA.get(mention.term.detail, "ministry")
            resolved.append(mention)
    return resolved


def _by_modifier(words: Words, found: Sequence[Found], position: int) -> tuple[tuple[Actor, ...], str]:
    mention = found[position]
    for before in reversed(found[max(0, position - 2) : position]):
        if before.term.kind in (*STATE_KINDS, "organisation") and len(before.actors) == 1:
            between = words.keys[before.last + 1 : mention.first]
            if len(between) <= 4 and _modifies(between, before.term.kind):
                return before.actors, "institution.modifier"
            if before.term.kind == "state" and _is_set_in(words, before, between):
                return before.actors, "institution.where"
    if position + 1 < len(found):
        after = found[position + 1]
        between = words.keys[mention.last + 1 : after.first]
        if after.term.kind in STATE_KINDS and len(after.actors) == 1:
            linked = between in (["of"], ["of", "the"], ["of", "the", "government", "of"], ["for"])
            people = mention.term.name in word_lists().parliament_members and after.term.kind == "state"
            seated = between == ["in"] and (after.term.kind == "capital" or people)
            if (linked and after.term.kind != "adjective") or seated:
                return after.actors, "institution.of"
    return (), ""


def _modifies(between: list[str], kind: str) -> bool:
    if between[:2] == ["'", "s"]:
        between = between[2:]
    elif between[:1] == ["'"]:
        between = between[1:]
    elif kind == "seat" or (kind == "capital" and between):
        return False
    return all(key.isalpha() and key not in word_lists().modifier_stops for key in between)


def _is_set_in(words: Words, state: Found, between: list[str]) -> bool:
    """Tell whether an institution is said to be of a state by the place: "in Latvia, where the parliament"."""
    plain = [key for key in between if key != "," and key not in _ARTICLES]
    front = state.first > 0 and words.keys[state.first - 1] == "in" and "," in between
    opens = front and (state.first == 1 or words.sentences[state.first - 2] != words.sentences[state.first])
    return plain == ["where"] or (opens and not plain)


def its_state(words: Words, found: Sequence[Found], index: int) -> tuple[Actor, ...]:
    """Return the state that "its" at word `index` stands for: the only one its sentence names before it.

    Where the sentence names none before, it is the only one of the sentence before; else nothing.
    """
    here = words.sentences[index]
    for sentence in (here, here - 1):
        named = {
            mention.actors
            for mention in found
            if mention.last < index
            and words.sentences[mention.first] == sentence
            and mention.actors
            and mention.via not in (None, "company")
            and mention.term.kind != "armed_group"
            and not (mention.place and mention.term.kind != "state")
        }
        if named:
            (only, *others) = named
            return only if not others and len(only) == 1 and only[0].id in state_ids() else ()
    return ()


def _is_bare(words: Words, first: int) -> bool:
    """Tell whether no adjective or number before makes them some members only: "opposition lawmakers"."""
    if first == 0 or words.sentences[first - 1] != words.sentences[first]:
        return True
    return not words.forms[first - 1][0].isalpha() or words.keys[first - 1] in word_lists().before_members


def _is_definite(words: Words, mention: Found) -> bool:
    start = max(0, mention.first - 2)
    return "the" in words.keys[start : mention.first + 1] or words.forms[mention.first][0].isupper()


def state_by_exclusion(words: Words, found: Sequence[Found], index: int) -> tuple[Actor, ...]:
    """Return the state that an unmodified "the ministry" or "the president" at word `index` belongs to.

    It is the text's only state, or of its two main states the one that the sentence does not name, or the
    one in whose capital the sentence is set; a dateline goes before all of these. Otherwise nothing.
    """
    main = _main_states(found)
    if len(main) < 2:
        return main
    home = _dateline_state(words, found)
    if home:
        return home
    sentence = words.sentences[index]
    here = {
        actor
        for mention in found
        if mention.term.kind in STATE_KINDS and words.sentences[mention.first] == sentence and not mention.place
        for actor in mention.actors
    }
    left = [actor for actor in main if actor not in here]
    if len(left) == 1:
        return (left[0],)
    for mention in found:
        seated = words.sentences[mention.first] == sentence and mention.term.kind == "capital" and mention.place
        if seated and mention.actors[0] in main:
            return mention.actors
    for mention in found:
        if mention.first > index and words.sentences[mention.first] == sentence and mention.actors:
            # "the ministry notified Japan": the next state named is the other side.
            return tuple(actor for actor in main if actor not in mention.actors)[:1] if not left else ()
    return ()


def _dateline_state(words: Words, found: Sequence[Found]) -> tuple[Actor, ...]:
    """Return the state of the dateline where the text speaks of it elsewhere too."""
    for mention in found:
        if mention.place and mention.term.kind == "capital" and is_dateline(words, mention.first, mention.last):
            others = (other for other in found if other.term.kind in STATE_KINDS and not other.place)
            return mention.actors if any(other.actors == mention.actors for other in others) else ()
    return ()


def state_at_war(found: Sequence[Found]) -> tuple[Actor, ...]:
    """Return the state whose army or government fights the armed groups that a text names, where there is only one.

    All groups have it for their home, and the text names no other state more often; of groups whose home nothing
    tells it is the only state of the text.
    """
    groups = [mention.term for mention in found if mention.term.kind == "armed_group"]
    homes = {term.country for term in groups if term.country}
    counts = Counter(mention.actors for mention in found if mention.term.kind == "state" and len(mention.actors) == 1)
    if groups and not homes:
        named = {m.actors for m in found if m.term.kind in STATE_KINDS and m.actors and not m.place}
        return next(iter(named)) if len(named) == 1 else ()
    own = next((actors for actors in counts if homes == {actors[0].id}), None)
    return own if own is not None and counts[own] == max(counts.values()) else ()


def home_of_groups(words: Words, found: Sequence[Found], junta: Found) -> tuple[Actor, ...]:
    """Return the state that is home to the armed groups beside a junta: "the *Karen National Union* and the junta"."""
    here = words.sentences[junta.first]
    beside = [mention for mention in found if words.sentences[mention.first] == here]
    homes = {mention.term.country for mention in beside if mention.term.kind == "armed_group"}
    (only, *others) = homes or {None}
    return (actors_by_id()[only],) if only is not None and not others else ()


def whose_officials_speak(words: Words, found: Sequence[Found], government: Found) -> tuple[Actor, ...]:
    """Return the state that a sentence opens with, the only one before: "*Kenya's* minister denied that the government"."""
    before = [
        mention
        for mention in found
        if mention.last < government.first
        and words.sentences[mention.first] == words.sentences[government.first]
        and mention.term.kind in STATE_KINDS
        and mention.actors
    ]
    named = {mention.actors for mention in before}
    first = before[0].first if before else 0
    opens = first < FROM_START or words.sentences[first - FROM_START] != words.sentences[first]
    return before[0].actors if len(named) == 1 and opens and not before[0].place else ()


def _main_states(found: Sequence[Found]) -> tuple[Actor, ...]:
    counts: Counter[Actor] = Counter()
    for mention in found:
        if mention.term.kind in STATE_KINDS and not mention.place:
            counts.update(mention.actors)
    return tuple(actor for actor, _ in counts.most_common(2))
