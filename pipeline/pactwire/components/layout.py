"""The component `pactwire_layout`: headlines, bylines and paragraphs end a sentence, whatever the parser thinks."""

from spacy.language import Language
from spacy.tokens import Doc, Token

ENDS = frozenset(".!?:;\"”’)]")


class LayoutComponent:
    """Marks the first word after a line break as the start of a sentence; it must run before the parser."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        for token in doc[:-1]:
            following = doc[token.i + 1]
            if token.is_space and "\n" in token.text and not following.is_space and breaks(token, following):
                following.is_sent_start = True
        return doc


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
