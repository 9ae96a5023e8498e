"""The component: dates in the annotations, tense by the parse where there is one."""

from collections.abc import Iterable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pactwire.components import annotations
from pactwire.components.date_spans import tense_by_parse

# Words, tags, heads and dependencies of a clause, the date in it, and where its tense points to.
PARSED = [
    ("They will sign on Friday", "PRP MD VB IN NNP", [2, 2, 2, 2, 3], "nsubj aux ROOT prep pobj", "future"),
    ("They signed on Friday", "PRP VBD IN NNP", [1, 1, 1, 2], "nsubj ROOT prep pobj", "past"),
    ("They have signed on Friday", "PRP VBP VBN IN NNP", [2, 2, 2, 2, 3], "nsubj aux ROOT prep pobj", "past"),
    ("It was signed on Friday", "PRP VBD VBN IN NNP", [2, 2, 2, 2, 3], "nsubjpass auxpass ROOT prep pobj", "past"),
    (
        "They plan to sign on Friday",
        "PRP VBP TO VB IN NNP",
        [1, 1, 3, 1, 3, 4],
        "nsubj ROOT aux xcomp prep pobj",
        "future",
    ),
    (
        "They met to sign on Friday",
        "PRP VBD TO VB IN NNP",
        [1, 1, 3, 1, 3, 4],
        "nsubj ROOT aux advcl prep pobj",
        "past",
    ),
    ("It would have begun Friday", "PRP MD VB VBN NNP", [3, 3, 3, 3, 3], "nsubj aux aux ROOT npadvmod", "past"),
    ("They are meeting on Friday", "PRP VBP VBG IN NNP", [2, 2, 2, 2, 3], "nsubj aux ROOT prep pobj", "future"),
    ("It expires on Friday", "PRP VBZ IN NNP", [1, 1, 1, 2], "nsubj ROOT prep pobj", "future"),
    ("It follows Friday talks", "PRP VBZ NNP NNS", [1, 1, 3, 1], "nsubj ROOT compound dobj", None),
    ("a summit scheduled for Friday", "DT NN VBN IN NNP", [1, 1, 1, 2, 3], "det ROOT acl prep pobj", "future"),
    ("They planned talks on Friday", "PRP VBD NNS IN NNP", [1, 1, 1, 1, 3], "nsubj ROOT dobj prep pobj", "future"),
    ("It was expected on Friday", "PRP VBD VBN IN NNP", [2, 2, 2, 2, 3], "nsubjpass auxpass ROOT prep pobj", "future"),
    (
        "It had been scheduled to expire on Friday",
        "PRP VBD VBN VBN TO VB IN NNP",
        [3, 3, 3, 3, 5, 3, 5, 6],
        "nsubjpass aux auxpass ROOT aux xcomp prep pobj",
        "past",
    ),
    (
        "They would appeal Friday ruling",
        "PRP MD VB NNP NN",
        [2, 2, 2, 4, 2],
        "nsubj aux ROOT poss dobj",
        "past",
    ),
    ("a pact signed on Friday", "DT NN VBN IN NNP", [1, 1, 1, 2, 3], "det ROOT acl prep pobj", "past"),
    (
        "He said it is on Friday",
        "PRP VBD PRP VBZ IN NNP",
        [1, 1, 3, 1, 3, 4],
        "nsubj ROOT nsubj ccomp prep pobj",
        "future",
    ),
    (
        "He said the pact covers Friday",
        "PRP VBD DT NN VBZ NNP",
        [1, 1, 3, 4, 1, 4],
        "nsubj ROOT det nsubj ccomp npadvmod",
        None,
    ),
]


@pytest.fixture
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("pactwire_date_spans")
    return blank


def parsed(text: str, tags: str, heads: list[int], deps: str) -> Doc:
    """Make a doc by hand, so that no model is the subject."""
    return Doc(spacy.blank("en").vocab, words=text.split(), tags=tags.split(), heads=heads, deps=deps.split())


def edtfs(doc: Doc) -> Iterable[str | None]:
    return [mention.edtf for mention in annotations(doc).dates]


@pytest.mark.parametrize(("text", "tags", "heads", "deps", "expected"), PARSED)
def test_tense_is_that_of_the_governing_verb(
    text: str, tags: str, heads: list[int], deps: str, expected: str | None
) -> None:
    tense = tense_by_parse(parsed(text, tags, heads, deps))
    assert tense is not None
    start = text.index("Friday")
    assert tense(start, start + len("Friday")) == expected


def test_words_decide_where_no_verb_is_above_the_date() -> None:
    doc = parsed(
        "Talks on Friday . They will meet",
        "NNS IN NNP . PRP MD VB",
        [0, 0, 1, 0, 6, 6, 6],
        "ROOT prep pobj punct nsubj aux ROOT",
    )
    tense = tense_by_parse(doc)
    assert tense is not None
    assert tense(9, 15) is None


def test_blank_pipeline_has_no_parse_and_reads_the_words(nlp: Language) -> None:
    doc = nlp.make_doc("They signed on Monday and will meet on Tuesday.")
    annotations(doc).published = "2026-01-16"
    assert tense_by_parse(doc) is None
    assert edtfs(nlp(doc)) == ["2026-01-12", "2026-01-20"]


def test_mentions_quote_the_doc(nlp: Language) -> None:
    doc = nlp("São Tomé signed it on 15 January 2026 – “at noon”.")
    assert [(one.text, doc.text[one.start : one.end]) for one in annotations(doc).dates] == [
        ("15 January 2026", "15 January 2026"),
        ("noon", "noon"),
    ]


def test_published_may_carry_a_time_and_may_be_missing(nlp: Language) -> None:
    doc = nlp.make_doc("They met yesterday.")
    annotations(doc).published = "2026-01-16T08:00:00Z"
    assert edtfs(nlp(doc)) == ["2026-01-15"]
    assert edtfs(nlp("They met yesterday.")) == [None]


def test_parse_can_be_left_out() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("pactwire_date_spans", config={"use_parse": False})
    doc = parsed("They will sign on Friday", "PRP MD VB IN NNP", [2, 2, 2, 2, 3], "nsubj aux ROOT prep pobj")
    annotations(doc).published = "2026-01-15"
    assert edtfs(blank.get_pipe("pactwire_date_spans")(doc)) == ["2026-01-16"]


def test_pipeline_has_no_problem(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {"pactwire_date_spans": []}
