"""Who gives and who takes, and the party records of an event."""

from collections.abc import Iterable, Sequence

from pactwire.agreements.candidates import Candidate
from pactwire.annotations import Actor
from pactwire.records import Party, PartyRole


def roles(status_role: PartyRole | None, found: Sequence[Candidate], type_: str) -> dict[str, PartyRole]:
    """Return who gives and who takes, by actor id, where the words say so."""
    giving = type_ in {"military_aid"}
    trading = type_ in {"arms_transfer", "procurement_contract"}
    if not giving and not trading:
        return {}
    giver: PartyRole = "donor" if giving else "seller"
    taker: PartyRole = "recipient" if giving else "buyer"
    out: dict[str, PartyRole] = {}
    for candidate in found:
        if candidate.relation == "from":
            out.setdefault(candidate.actor.id, taker if status_role == "donor" else giver)
    for candidate in found:
        if candidate.relation in {"to", "for", "asking"}:
            out.setdefault(candidate.actor.id, taker)
    for candidate in found:
        if candidate.relation in {"subject", "agent"} and candidate.actor.id not in out:
            if giver in out.values():
                out[candidate.actor.id] = taker
            elif taker in out.values():
                out[candidate.actor.id] = giver
            elif status_role is not None:
                out[candidate.actor.id] = {"buyer": taker, "seller": giver}.get(status_role, status_role)
    return out


def as_parties(found: Iterable[Candidate], role_of: dict[str, PartyRole]) -> tuple[Party, ...]:
    """Join candidates into party records, one an actor, sorted by id."""
    spans: dict[str, set[tuple[int, int]]] = {}
    actors: dict[str, Actor] = {}
    for candidate in found:
        actors.setdefault(candidate.actor.id, candidate.actor)
        spans.setdefault(candidate.actor.id, set()).add(candidate.span)
    return tuple(
        Party(
            id=key, name=actors[key].name, kind=actors[key].kind, role=role_of.get(key), spans=tuple(sorted(spans[key]))
        )
        for key in sorted(actors)
    )
