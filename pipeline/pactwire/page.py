"""Explained records as one self-contained HTML page: no script, nothing loaded, everything escaped."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from pactwire.explain import Piece, article_marks, facts, headline, pieces
from pactwire.records import ArticleRecord, Event

STYLE = """
:root { color-scheme: light dark; --faint: #8884; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.about, caption, th { opacity: .75; font-weight: normal; text-align: left; }
.text { white-space: pre-wrap; border-left: 3px solid var(--faint); padding-left: 1rem; }
section { border: 1px solid var(--faint); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
table { border-collapse: collapse; } th, td { padding: .1rem 1.2rem .1rem 0; vertical-align: top; }
mark { color: inherit; background: none; }
.sentence { background: #fd06; } .trigger { font-weight: bold; border-bottom: 3px solid #c00; }
.party { border-bottom: 2px solid #06c; } .date { border-bottom: 2px solid #080; }
.amount, .item { border-bottom: 2px solid #a0a; } .place, .signatory { border-bottom: 2px dotted #06c; }
.cue { border-bottom: 2px dashed #c60; }
"""
# Only this very style sheet may apply: should a page ever hold what an article smuggled in, it stays dead text.
POLICY = f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


def html_page(records: Iterable[ArticleRecord]) -> str:
    """Return a page with the text of each article, its events marked, and the facts of each event."""
    return "".join(_page(records))


def _page(records: Iterable[ArticleRecord]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>Pactwire: agreements explained</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    for record in records:
        yield from _article(record)
    yield "</body>\n</html>\n"


def _article(record: ArticleRecord) -> Iterator[str]:
    article = record.article
    yield f"<article>\n<h1>{escape(article.title or article.id)}</h1>\n"
    about = (article.outlet, article.byline, article.published, article.path)
    yield f'<p class="about">{escape(" · ".join(part for part in about if part))}</p>\n'
    if not record.events:
        yield "<p>No agreement was found in this article.</p>\n"
    for event in record.events:
        yield from _event(event, article.text)
    for warning in record.warnings:
        yield f"<p>Warning {escape(warning.code)}: {escape(warning.message)}</p>\n"
    body = "".join(_piece(piece) for piece in pieces(article.text, article_marks(record)))
    yield f'<div class="text">{body}</div>\n</article>\n'


def _event(event: Event, text: str) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(headline(event))}</h2>\n<table>\n<caption>{escape(event.evidence.text)}</caption>\n"
    for fact in facts(event, text):
        cells = f"<td>{escape(fact.value)}</td><td>{escape(fact.because)}</td>"
        yield f'<tr><th scope="row">{escape(fact.field)}</th>{cells}</tr>\n'
    yield "</table>\n</section>\n"


def _piece(piece: Piece) -> str:
    if not piece.marks:
        return escape(piece.text)
    kinds = " ".join(dict.fromkeys(mark.kind for mark in piece.marks))
    notes = "; ".join(dict.fromkeys(mark.note for mark in piece.marks))
    return f'<mark class="{escape(kinds)}" title="{escape(notes)}">{escape(piece.text)}</mark>'
