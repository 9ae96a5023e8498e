"""Find a dossier by words, and tell its stages in order of time."""

from collections.abc import Iterable, Sequence

from pactwire.compare.records import Compared, Dossier, TimelineEntry
from pactwire.compare.rules import party_words, state_names
from pactwire.compare.runs import Comparison
from pactwire.compare.text import fold


def find_dossiers(comparison: Comparison, query: str) -> list[Dossier]:
    """Return the dossiers that every word of the query fits, the best reported first: see `find_entries`."""
    return [entry.dossier for entry in find_entries(comparison.entries, query)]


def find_entries(entries: Iterable[Compared], query: str) -> list[Compared]:
    """Return the agreements that every word of the query fits, the best reported first.

    Words are party ids or names, acronyms, words of names, types, items, statuses, years, or the start of a dossier's
    id.

    Args:
        entries: of a comparison.
        query: such as "JPN PHL ACSA", "japan logistics 2026" or "AUS frigates".
    """
    words = fold(query).split()
    if not words:
        return []
    found = [entry for entry in entries if _fits(entry, words)]

    def place(entry: Compared) -> tuple[int, int, str]:
        return -_weight(entry.dossier, words), -entry.dossier.sources, entry.dossier.dossier_id

    return sorted(found, key=place)


def _fits(entry: Compared, words: Sequence[str]) -> bool:
    dossier, terms = entry.dossier, _terms(entry)
    folded = " ".join(sorted(terms))
    return all(
        word in terms
        or state_names().get(word, "").casefold() in {party.id.casefold() for party in dossier.parties}
        or dossier.dossier_id.startswith(word)
        or (len(word) > 3 and any(term.startswith(word) for term in folded.split()))
        for word in words
    )


def _terms(entry: Compared) -> set[str]:
    dossier = entry.dossier
    texts = [
        *(text for fact in entry.facts if fact.fact in ("items", "name") for text in (fact.value, fact.text)),
        *(party.id for party in dossier.parties),
        *(party.name for party in dossier.parties),
        *dossier.names,
        dossier.acronym or "",
        *(kind.replace("_", " ") for kind in dossier.types),
        dossier.current_status or "",
        *((dossier.first_date or "")[:4], (dossier.last_date or "")[:4]),
    ]
    terms = {word for text in texts for word in fold(text).split()}
    return terms | {fold(text) for text in texts if text}


def _weight(dossier: Dossier, words: Sequence[str]) -> int:
    """A dossier whose name or acronym is asked for goes before one whose description fits."""
    named = {word for name in (*dossier.names, dossier.acronym or "") for word in fold(name).split()} - party_words()
    return sum(word in named for word in words) * 2 + (
        len(dossier.parties) == sum(_is_party(w, dossier) for w in words)
    )


def _is_party(word: str, dossier: Dossier) -> bool:
    ids = {party.id.casefold() for party in dossier.parties}
    return word in ids or state_names().get(word, "").casefold() in ids


def timeline(entry: Compared) -> tuple[TimelineEntry, ...]:
    """Return the stages of a dossier in order of time, each with what outlets disagree on."""
    entries = []
    for stage in sorted(entry.stages, key=lambda stage: stage.position):
        verdicts = stage.verdicts
        entries.append(
            TimelineEntry(
                date=stage.date or _bound(stage.latest),
                status=stage.status,
                modality=stage.modality,
                stage_id=stage.stage_id,
                current=stage.stage_id == entry.dossier.current_stage,
                sources=stage.sources,
                outlets=stage.outlets,
                conflicts=tuple(verdict for verdict in verdicts if verdict.verdict == "conflict"),
                place=next((verdict.consensus for verdict in verdicts if verdict.fact == "place"), None),
                amounts=tuple(v.consensus for v in verdicts if v.fact == "amount" and v.consensus),
                warnings=tuple(warning.message for warning in stage.warnings),
            )
        )
    return tuple(entries)


def _bound(latest: str | None) -> str | None:
    """A stage that no outlet dates is known to be no later than its first report."""
    return f"../{latest}" if latest else None
