"""Lists of partners: "pacts with the US in 1998, Australia in 2007 and Japan in 2024" are three agreements."""

from dataclasses import dataclass

from spacy.tokens import Doc

from pactwire.agreements.actors import ActorIndex
from pactwire.annotations import Actor
from pactwire.components import annotations
from pactwire.records import DateMention

REACH = 60
CONNECTORS = frozenset(
    {",", "and", "the", "with", "in", "on", "since", "then", "later", "as", "well", "both", ";", "also"}
)


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner of a list, where it stands, and the date beside it."""

    actor: Actor
    span: tuple[int, int]
    date: DateMention | None = None


def one_for_each(doc: Doc, start: int, end: int, actors: ActorIndex) -> list[Partner]:
    """Return the partners of "two packages, *one for* Moldova's army and *one for* the Georgian forces"."""
    found: list[Partner] = []
    for i in range(start, end - 1):
        if doc[i].lower_ in {"one", "another", "other"} and doc[i + 1].lower_ in {"for", "to", "with"}:
            for noun in doc[i + 1].children:
                for item in actors.of_nominal(noun, "with", places=True) if noun.dep_ == "pobj" else ():
                    if all(item.mention.actors[0].id != partner.actor.id for partner in found):
                        found.append(Partner(item.mention.actors[0], (item.mention.start, item.mention.end)))
    return found


def list_of_partners(doc: Doc, start: int, actors: ActorIndex) -> list[Partner]:
    """Return the partners listed behind a plural mention that ends before token `start`.

    The list begins at the first "with" and ends at the first word that is no partner, date or connector; the noun that
    sums the partners up may come first: "with eight countries, Italy and Chile among them".
    """
    end = min(len(doc), start + REACH, doc[start - 1].sent.end)
    begin = next((i for i in range(start, min(end, start + 8)) if doc[i].lower_ == "with"), None)
    if begin is None:
        return one_for_each(doc, start, end, actors)
    dates = {token: date for date in annotations(doc).dates for token in range(date.start, date.end)}
    found: list[Partner] = []
    for i in range(begin, end):
        token = doc[i]
        date = dates.get(token.idx)
        mentions = actors.at_token(token, places=True)
        if date is not None:
            if found and found[-1].date is None and date.edtf:
                found[-1] = Partner(found[-1].actor, found[-1].span, date)
        elif mentions:
            mention = mentions[0]
            for actor in mention.actors if mention.via != "group" else ():
                if all(actor.id != partner.actor.id for partner in found):
                    found.append(Partner(actor, (mention.start, mention.end)))
        elif token.lower_ not in CONNECTORS and (found or not actors.opens_list(token)):
            break
    return found
