"""The component `pactwire_layout`: where sentences begin, whatever the parser thinks.

Headlines, bylines and paragraphs end a sentence; the full stop of an abbreviation ("Ma. Theresa", "Lt. Gen.") does not.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from pactwire.resources import Row, read_csv

ENDS = frozenset('.!?:;"”’)]')


class Abbreviation(Row):
    """One row of `gazetteers/abbreviations.csv`: lower case, without its full stop."""

    term: str


class LayoutComponent:
    """Marks where sentences begin and where they do not; it must run before the parser."""

    def __init__(self) -> None:
        self.abbreviations = {row.term for row in read_csv("gazetteers/abbreviations.csv", Abbreviation)}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        for token in doc[:-1]:
            following = doc[token.i + 1]
            if following.is_space:
                continue
            if token.is_space and "\n" in token.text:
                if breaks(token, following):
                    following.is_sent_start = True
            elif token.text.endswith(".") and self._abbreviates(token):
                following.is_sent_start = False
        return doc

    def _abbreviates(self, token: Token) -> bool:
        word = token.lower_.rstrip(".")
        if word or token.i == 0:
            return word in self.abbreviations
        previous = token.doc[token.i - 1]
        return not previous.whitespace_ and previous.lower_ in self.abbreviations


@Language.factory("pactwire_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> LayoutComponent:
    """Create the component."""
    del nlp, name
    return LayoutComponent()


def breaks(space: Token, following: Token) -> bool:
    """Tell whether a line break ends a sentence; one in hard-wrapped prose does not."""
    if space.text.count("\n") > 1 or space.i == 0:
        return True
    previous = space.doc[space.i - 1]
    return previous.text[-1] in ENDS or not following.text[:1].islower()
