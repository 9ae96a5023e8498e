"""The component `pactwire_layout`: where sentences begin, whatever the parser thinks.

Headlines, bylines and paragraphs end a sentence; the full stop of an abbreviation ("Ma. Theresa", "Lt. Gen.") does not.
"""

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

from pactwire.components import text_of
from pactwire.reading.datelines import datelines
from pactwire.resources import Row, read_csv

# A text counts as wrapped at up to 120 characters a line, if four in ten of at least four single breaks stand inside a
# sentence; a line that could have held the next word and ten characters more ends on purpose.
WIDEST, INSIDE, FEWEST, SLACK = 120, 0.4, 4, 10
ENDS = frozenset('.!?:;"”’)]')


class Abbreviation(Row):
    """One row of `gazetteers/abbreviations.csv`: lower case, without its full stop."""

    term: str


SUMS = frozenset({"m.", "bn.", "mn.", "k.", "tn."})


class LayoutComponent:
    """Marks where sentences begin and where they do not; it must run before the parser."""

    def __init__(self) -> None:
        self.abbreviations = {row.term for row in read_csv("gazetteers/abbreviations.csv", Abbreviation)}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        text = text_of(doc)
        width = wrap_width(text)
        forms = doc.to_array("ORTH").tolist()
        # A look at each form once, not at each token: most of a text is neither a break nor ends with a full stop.
        marked = {form for form in set(forms) if (word := doc.vocab.strings[form]).endswith(".") or "\n" in word}
        for token in (doc[i] for i, form in enumerate(forms[:-1]) if form in marked):
            following = doc[token.i + 1]
            if following.is_space:
                continue
            if token.is_space and "\n" in token.text:
                if breaks(token, following, text, width):
                    following.is_sent_start = True
            elif token.text.endswith(".") and closes_sum(token, following):
                following.is_sent_start = True
            elif token.text.endswith(".") and self._abbreviates(token):
                following.is_sent_start = False
        for start in stories(text):
            for token in doc.char_span(start, start + 1, alignment_mode="expand") or ():
                token.is_sent_start = True
        return doc

    def _abbreviates(self, token: Token) -> bool:
        word = token.lower_.rstrip(".")
        if word or token.i == 0:
            return word in self.abbreviations
        previous = token.doc[token.i - 1]
        return not previous.whitespace_ and previous.lower_ in self.abbreviations


def closes_sum(token: Token, following: Token) -> bool:
    """Tell whether a unit behind a number ends a sentence: "is worth £150m. The"."""
    return (
        token.lower_ in SUMS
        and token.i > 0
        and token.nbor(-1).like_num
        and not token.nbor(-1).whitespace_
        and following.text[:1].isupper()
    )


@Language.factory("pactwire_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> LayoutComponent:
    """Create the component."""
    del nlp, name
    return LayoutComponent()


def stories(text: str) -> Iterator[int]:
    """Yield where the sentence behind each dateline begins, in the first lines of a text.

    "KUALA LUMPUR, July 28 - Thailand and Cambodia agreed": with the dateline, the parser takes the place for a subject.
    """
    for start, dateline in datelines(text):
        story = start + dateline.end
        while story < len(text) and text[story].isspace() and text[story] != "\n":
            story += 1
        if story < len(text) and text[story] != "\n":
            yield story


def wrap_width(text: str) -> int | None:
    """Return the width at which a text is hard-wrapped, in characters, or `None` where its lines are paragraphs.

    A wrapped text has short lines, and many of its line breaks stand in the middle of a sentence.
    """
    lines = text.split("\n")
    breaks_after = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(breaks_after) < FEWEST:
        return None
    width = max(len(line) for line, _ in breaks_after)
    inside = sum(after.lstrip()[:1].islower() for _, after in breaks_after)
    return width if width <= WIDEST and inside >= INSIDE * len(breaks_after) else None


def breaks(space: Token, following: Token, text: str, width: int | None) -> bool:
    """Tell whether a line break ends a sentence; in wrapped prose only one that came before the line was full does."""
    if space.text.count("\n") > 1 or space.i == 0:
        return True
    previous = space.doc[space.i - 1]
    if width is not None:
        line = previous.idx + len(previous) - (text.rfind("\n", 0, previous.idx) + 1)
        return line + 1 + len(following) < width - SLACK
    return previous.text[-1] in ENDS or not following.text[:1].islower()
