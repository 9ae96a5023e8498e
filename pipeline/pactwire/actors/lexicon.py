"""The lexicon of actors and places: every phrase that names one, from `models/gazetteers`."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pactwire.actors.phrases import Case, PhraseTable
from pactwire.annotations import Actor
from pactwire.resources import Row, read_csv, read_toml

FOLDER = "gazetteers/"

TermKind = Literal[
    "state",
    "adjective",
    "prefix",
    "capital",
    "seat",
    "organisation",
    "armed_group",
    "ministry",
    "force",
    "institution",
    "company",
    "place",
    "mask",
    "group",
]


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase of the lexicon stands for.

    `country` is where a place lies or whose institution it is; `context` marks a phrase that counts only
    where its country is named elsewhere in the text ("AFP"); `detail` is the kind of institution or place.
    """

    kind: TermKind
    name: str
    actors: tuple[Actor, ...] = ()
    label: str | None = None
    country: str | None = None
    context: bool = False
    detail: str | None = None


class StateRow(Row):
    """A state or territory; several forms in a cell are separated by a bar."""

    id: str
    name: str
    names: str | None
    abbreviations: str | None
    adjectives: str | None
    nouns: str | None
    prefixes: str | None
    capitals: str | None
    sovereign: str | None


class OrganisationRow(Row):
    """An international organisation or armed group; an `ambiguous` form counts only where its country is named."""

    id: str
    name: str
    kind: Literal["organisation", "armed_group"]
    country: str | None
    names: str | None
    ambiguous: str | None


class SeatRow(Row):
    """A seat of government that stands for its state, or a city that stands for the organisation there."""

    term: str
    id: str | None
    name: str
    kind: str


class MinistryRow(Row):
    """A named ministry, parliament or agency of one state."""

    term: str
    id: str | None
    context: str | None
    label: str | None


class ForceRow(Row):
    """A named armed force of one state."""

    term: str
    id: str
    context: str | None


class InstitutionRow(Row):
    """An institution that every state has; which one is meant follows from the words around it."""

    term: str
    kind: Literal["ministry", "government", "parliament", "force"]


class PlaceRow(Row):
    """A place that is no capital."""

    name: str
    country: str
    kind: str


class MaskRow(Row):
    """A name that holds a state's name and does not mean the state."""

    term: str
    label: str | None
    why: str


class NamedGroupRow(Row):
    """A phrase that always means the same states."""

    term: str
    ids: str


class AgencyRow(Row):
    """A news agency: no actor."""

    form: str
    agency: str


class WordLists(Row):
    """The closed word lists of `words.toml`."""

    place_prepositions: frozenset[str]
    motion_words: frozenset[str]
    visit_words: frozenset[str]
    place_heads: frozenset[str]
    place_parts: frozenset[str]
    departure_words: frozenset[str]
    place_nouns: frozenset[str]
    document_nouns: frozenset[str]
    mask_nouns: frozenset[str]
    mask_heads: frozenset[str]
    name_homonyms: frozenset[str]
    georgia_us_cues: frozenset[str]
    georgia_country_cues: frozenset[str]
    currency_nouns: frozenset[str]
    currency_verbs: frozenset[str]
    language_words: frozenset[str]
    modifier_stops: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    office_modifiers: frozenset[str]
    common_surnames: frozenset[str]
    word_surnames: frozenset[str]
    list_fillers: frozenset[str]
    settlement_nouns: frozenset[str]
    site_nouns: frozenset[str]
    settlement_verbs: frozenset[str]
    company_nouns: frozenset[str]
    body_nouns: frozenset[str]
    kin_nouns: frozenset[str]
    religions: frozenset[str]
    building_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    legal_forms: frozenset[str]
    organisation_links: frozenset[str]
    armed_nouns: frozenset[str]
    counting_words: frozenset[str]
    goods_nouns: frozenset[str]
    general_offices: frozenset[str]
    aside_words: frozenset[str]
    aside_phrases: tuple[tuple[str, ...], ...]
    aside_roles: frozenset[str]
    openers: frozenset[str]
    opener_ends: frozenset[str]
    spokesmen: frozenset[str]
    acronym_links: frozenset[str]
    organisation_heads: frozenset[str]
    loose_institutions: frozenset[str]
    mediating_roles: frozenset[str]
    before_surname: frozenset[str]
    apposition_words: frozenset[str]
    after_place: frozenset[str]
    parliament_words: frozenset[str]
    parliament_members: frozenset[str]
    before_members: frozenset[str]
    breakaway_words: frozenset[str]
    remit_heads: frozenset[str]
    remit_ranks: frozenset[str]
    national_offices: tuple[str, ...]


@cache
def word_lists() -> WordLists:
    """Return the closed word lists."""
    return read_toml(FOLDER + "words.toml", WordLists)


@cache
def actors_by_id() -> dict[str, Actor]:
    """Return every state and organisation of the lexicon by its id.

    States that ISO 3166 has no code for ("Somaliland") are organisations under their own name, without country.
    """
    actors = {
        row.id: Actor(row.id, row.name, "state", row.id)
        if len(row.id) == 3
        else Actor(row.id, row.name, "organisation")
        for row in _states()
    }
    for row in read_csv(FOLDER + "organisations.csv", OrganisationRow):
        actors[row.id] = Actor(row.id, row.name, row.kind, row.country)
    return actors


@cache
def state_ids() -> frozenset[str]:
    """Return the ids of all states, those without a code among them."""
    return frozenset(row.id for row in _states())


@cache
def lexicon() -> PhraseTable[Term]:
    """Return the table of all phrases that name an actor or place."""
    table: PhraseTable[Term] = PhraseTable()
    _add_states(table)
    _add_organisations(table)
    _add_institutions(table)
    _add_places(table)
    _add_companies(table)
    return table


@cache
def states_with(word: str) -> frozenset[str]:
    """Return the ids of the states whose long name holds a word ("Kingdom")."""
    return frozenset(row.id for row in _states() if word in f"{row.name} {row.names or ''}")


def split_cell(cell: str | None) -> tuple[str, ...]:
    """Return the forms in one cell of a lexicon file."""
    return tuple(part for part in (cell or "").split("|") if part)


@cache
def _states() -> tuple[StateRow, ...]:
    return read_csv(FOLDER + "states.csv", StateRow)


@cache
def _capitals() -> dict[str, str]:
    return {row.id: _city(split_cell(row.capitals)[0]) for row in _states() if row.capitals}


def capital_of(state: str) -> str | None:
    """Return the capital of a state, by its id."""
    return _capitals().get(state)


def _city(form: str) -> str:
    return form.split(",")[0].removesuffix(" D.C.").removesuffix(" DC")


def _add_states(table: PhraseTable[Term]) -> None:
    for row in _states():
        territory = row.sovereign is not None
        actors = () if territory else (actors_by_id()[row.id],)
        kind: TermKind = "place" if territory else "state"
        name = Term(kind, row.name, actors, "GPE", row.id)
        for form in (row.name, *split_cell(row.names)):
            table.add(form, name)
        for form in split_cell(row.abbreviations):
            table.add(form, name, "exact")
        adjective = Term("mask" if territory else "adjective", row.name, actors, "NORP", row.id)
        for form in (*split_cell(row.adjectives), *split_cell(row.nouns)):
            table.add(form, adjective)
        for form in split_cell(row.prefixes):
            table.add(form, Term("prefix", row.name, actors, "NORP", row.id))
        for form in split_cell(row.capitals):
            kind = "place" if territory else "capital"
            table.add(form, Term(kind, _city(form), actors, "GPE", row.id, detail="city"))
    for group in read_csv(FOLDER + "named_groups.csv", NamedGroupRow):
        members = tuple(actors_by_id()[part] for part in split_cell(group.ids))
        table.add(group.term, Term("group", group.term, members), "name")


def _add_organisations(table: PhraseTable[Term]) -> None:
    for row in read_csv(FOLDER + "organisations.csv", OrganisationRow):
        actor = actors_by_id()[row.id]
        for form in (row.name, *split_cell(row.names)):
            case: Case = "exact" if form.isupper() or len(form) < 5 else "name"
            context = form in split_cell(row.ambiguous)
            table.add(form, Term(row.kind, row.name, (actor,), "ORG", row.country, context=context), case)


def _add_institutions(table: PhraseTable[Term]) -> None:
    actors = actors_by_id()
    for seat in read_csv(FOLDER + "seats.csv", SeatRow):
        if seat.kind == "city":
            continue
        held = (actors[seat.id],) if seat.id else ()
        country = seat.id if seat.id and actors[seat.id].kind == "state" else None
        label = "ORG" if seat.name in ("Pentagon", "White House", "Kremlin") else "FAC"
        table.add(seat.term, Term("seat", seat.name, held, label, country, detail=seat.kind))
    for ministry in read_csv(FOLDER + "ministries.csv", MinistryRow):
        held = (actors[ministry.id],) if ministry.id else ()
        case: Case = "exact" if ministry.term.isupper() else "name"
        context = ministry.context == "yes"
        table.add(
            ministry.term,
            Term("ministry", ministry.term, held, ministry.label, ministry.id, context, "ministry"),
            case,
        )
    for force in read_csv(FOLDER + "forces.csv", ForceRow):
        case = "exact" if force.term.isupper() else "name"
        context = force.context == "yes"
        table.add(force.term, Term("force", force.term, (actors[force.id],), "ORG", force.id, context, "force"), case)
    for institution in read_csv(FOLDER + "institutions.csv", InstitutionRow):
        case = "exact" if institution.term[:2].isupper() else "any"
        table.add(institution.term, Term("institution", institution.term, detail=institution.kind), case)


def _add_places(table: PhraseTable[Term]) -> None:
    seats = {seat.term: seat.id for seat in read_csv(FOLDER + "seats.csv", SeatRow) if seat.kind == "city" and seat.id}
    for place in read_csv(FOLDER + "places.csv", PlaceRow):
        label = "GPE" if place.kind == "city" else "FAC"
        held = (actors_by_id()[seats[place.name]],) if place.name in seats else ()
        kind: TermKind = "capital" if held else "place"
        table.add(place.name, Term(kind, place.name, held, label, place.country, detail=place.kind))
    for agency in read_csv(FOLDER + "agencies.csv", AgencyRow):
        table.add(agency.form, Term("mask", agency.agency, (), "ORG", detail="news agency"), "exact")
    for mask in read_csv(FOLDER + "masks.csv", MaskRow):
        table.add(mask.term, Term("mask", mask.term, (), mask.label, detail=mask.why))


class CompanyRow(Row):
    """A defence company."""

    name: str
    country: str
    aliases: str | None


def _add_companies(table: PhraseTable[Term]) -> None:
    for company in read_csv(FOLDER + "companies.csv", CompanyRow):
        actor = Actor(company.name, company.name, "company", company.country)
        for form in (company.name, *split_cell(company.aliases)):
            case: Case = "exact" if form.isupper() else "name"
            table.add(form, Term("company", company.name, (actor,), "ORG", company.country), case)
