"""Records as HTML for notebooks: small, escaped, without script; colours follow the page's own."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape
from typing import Any

from pactwire.compare.records import Compared, Dossier, Fact, Stage
from pactwire.explain import Piece, facts, headline, marks, pieces
from pactwire.records import Article, ArticleRecord, Event, Record

# A text longer than this is cut; a list shows so many things and says how many more there are.
SHOWN_TEXT, SHOWN_ROWS = 600, 10

# Where marks lie over each other, the first of these shows.
STYLES = {
    "trigger": "border-bottom:3px solid #d43a3a;font-weight:bold",
    "party": "border-bottom:2px solid #2b7de9",
    "date": "border-bottom:2px solid #2e9d4e",
    "place": "border-bottom:2px dotted #2b7de9",
    "signatory": "border-bottom:2px dotted #2b7de9",
    "amount": "border-bottom:2px solid #a347c2",
    "item": "border-bottom:2px solid #a347c2",
    "cue": "border-bottom:2px dashed #c77700",
}
FRAME = "max-width:60em;line-height:1.45;padding:.4em 0"
FAINT = "opacity:.7"
CELL = "text-align:left;vertical-align:top;padding:.1em 1.2em .1em 0"


@singledispatch
def record_html(record: Record) -> str:
    """Return what a notebook shows for a record: a table of its fields, or what is registered for its kind."""
    rows = [(name, _short(getattr(record, name))) for name in type(record).model_fields]
    return _box(_title(type(record).__name__), _table(rows))


@record_html.register
def _(event: Event) -> str:
    evidence = event.evidence
    # The text of the article is not in the event; its words stand at the offsets of the sentence.
    text = " " * evidence.start + evidence.text
    sentence = "".join(_marked(piece) for piece in pieces(text, marks(event), start=evidence.start, end=evidence.end))
    shown = [(fact.field, fact.value) for fact in facts(event, text) if not fact.field.startswith("cue")]
    about = _about(event.outlet, event.published, event.event_id)
    return _box(_title(headline(event)), about, f'<p style="margin:.3em 0">{sentence}</p>', _table(shown))


@record_html.register
def _(article: Article) -> str:
    body = f'<p style="margin:.3em 0;white-space:pre-wrap">{escape(_cut(article.text))}</p>'
    return _box(_title(article.title or article.id), _about(article.outlet, article.published, article.path), body)


@record_html.register
def _(record: ArticleRecord) -> str:
    article = record.article
    counts = ", ".join(
        f"{len(found):,} {name}"
        for name, found in (("entities", record.entities), ("dates", record.dates), ("amounts of money", record.money))
    )
    parts = [_title(article.title or article.id), _about(article.outlet, article.published, article.path)]
    rows = [
        (f"{event.status}/{event.modality}", f"{headline(event).split(': ', 1)[1]}: {_cut(event.evidence.text, 200)}")
        for event in record.events
    ]
    parts.append(_rows(rows) if rows else '<p style="margin:.3em 0">No agreement was found in this article.</p>')
    parts += [f'<p style="margin:.3em 0">Warning: {escape(warning.message)}</p>' for warning in record.warnings]
    return _box(*parts, f'<p style="margin:.3em 0;{FAINT}">{counts}</p>')


@record_html.register
def _(dossier: Dossier) -> str:
    rows = [
        ("type", dossier.type),
        ("parties", ", ".join(f"{party.name} ({party.sources})" for party in dossier.parties)),
        (
            "now",
            " ".join(part for part in (dossier.current_status, dossier.current_date) if part) or "no stage reached",
        ),
        ("reported by", _reported(dossier)),
        ("holds", f"{len(dossier.stage_ids)} stages, {len(dossier.event_ids)} events"),
        *(("warning", warning.message) for warning in dossier.warnings),
    ]
    return _box(_title(dossier.label), _about(dossier.dossier_id), _table(rows))


@record_html.register
def _(stage: Stage) -> str:
    rows = [("reported by", _reported(stage))]
    rows += [
        (
            f"{verdict.fact} {verdict.facet or ''}".strip(),
            f"{verdict.consensus or 'open'} ({verdict.verdict}, {verdict.basis})",
        )
        for verdict in stage.verdicts
    ]
    title = f"{stage.status}/{stage.modality} {stage.date or 'without a date'}"
    return _box(_title(title), _about(stage.stage_id), _table(rows))


@record_html.register
def _(fact: Fact) -> str:
    rows = [
        ("says", f"{fact.text} = {fact.value}" if fact.text != fact.value else fact.value),
        ("stands", f"{fact.standing}: {fact.detail}" if fact.detail else fact.standing),
        ("verdict", f"{fact.verdict}: {fact.consensus or 'open'} ({fact.basis})"),
        ("evidence", fact.evidence),
    ]
    return _box(
        _title(f"{fact.outlet} on {fact.fact} {fact.facet or ''}".strip()), _about(fact.published), _table(rows)
    )


@record_html.register
def _(compared: Compared) -> str:
    stages = [
        (
            stage.date or "",
            f"{stage.status}/{stage.modality}: {', '.join(stage.outlets)}"
            + "".join(f"; conflict on {v.fact}" for v in stage.verdicts if v.verdict == "conflict"),
        )
        for stage in sorted(compared.stages, key=lambda stage: stage.position)
    ]
    return record_html(compared.dossier) + _box(_rows(stages))


def frames_html(
    kind: str, sizes: Iterable[tuple[str, int, int]], shown: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    """Return what a notebook shows for a set of tables: their sizes, and the first rows of one.

    Args:
        sizes: name, rows and columns of each table.
    """
    table = "".join(
        f'<tr><th style="{CELL}">{escape(name)}</th><td style="{CELL};text-align:right">{height:,}</td>'
        f'<td style="{CELL};text-align:right">{width}</td></tr>'
        for name, height, width in sizes
    )
    head = "".join(f'<th style="{CELL};{FAINT}">{name}</th>' for name in ("table", "rows", "columns"))
    first = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(_cut(cell, 80))}</td>' for cell in row) + "</tr>" for row in rows
    )
    names = "".join(f'<th style="{CELL};{FAINT}">{escape(name)}</th>' for name in columns)
    return _box(
        _title(kind),
        f"<table><tr>{head}</tr>{table}</table>",
        f"<details><summary>first rows of {escape(shown)}</summary><table><tr>{names}</tr>{first}</table></details>",
    )


def _reported(told: Dossier | Stage) -> str:
    return f"{', '.join(told.outlets)}: {told.sources} independent source{'' if told.sources == 1 else 's'}"


def _box(*parts: str) -> str:
    return f'<div style="{FRAME}">{"".join(parts)}</div>'


def _title(text: str) -> str:
    return f'<div style="font-weight:bold">{escape(_cut(text, 200))}</div>'


def _about(*parts: str | None) -> str:
    return f'<div style="{FAINT}">{escape(" · ".join(part for part in parts if part))}</div>'


def _table(rows: Sequence[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><th style="{CELL};font-weight:normal;{FAINT}">{escape(name)}</th><td style="{CELL}">{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f"<table>{cells}</table>"


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    more = [("", f"and {len(rows) - SHOWN_ROWS} more")] if len(rows) > SHOWN_ROWS else []
    return _table([*rows[:SHOWN_ROWS], *more])


def _marked(piece: Piece) -> str:
    kinds = {mark.kind for mark in piece.marks}
    text = escape(piece.text)
    style = next((style for kind, style in STYLES.items() if kind in kinds), None)
    if style is None:
        return text
    notes = "; ".join(dict.fromkeys(mark.note for mark in piece.marks if mark.kind in STYLES))
    return f'<span style="{style}" title="{escape(notes)}">{text}</span>'


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return f"{len(value)} of {type(value[0]).__name__}"
    return _cut(str(value), 200)


def _cut(text: str, length: int = SHOWN_TEXT) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
