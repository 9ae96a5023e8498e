"""Fragments of HTML, as feeds carry them, to plain text."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def plain_text(fragment: str) -> str:
    """Return the text of a fragment, a line per block, scripts and styles left out; text without mark-up stays as it is.

    >>> plain_text("<p>Two states &amp; a <b>pact</b>.</p><p>Signed.</p>")
    'Two states & a pact.\\n\\nSigned.'
    """
    if not _TAG.search(fragment):
        return fragment
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    blocks = (" ".join(block.split()) for block in "".join(parser.parts).split("\f"))
    return "\n\n".join(block for block in blocks if block)


class _Text(HTMLParser):
    """Collects text; blocks are parted by form feeds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\f")
        self._dropped += tag in _DROPPED

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\f")
        self._dropped -= tag in _DROPPED and self._dropped > 0

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip a section of unknown kind, which the parser would stop at."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1
