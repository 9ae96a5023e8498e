"""The examples in `compare.toml`: what the words and limits there make of two texts."""

from collections.abc import Callable

import pytest

from pactwire.compare.amounts import Sum, compare_sums, read_bound
from pactwire.compare.counts import compare_counts, find_counts
from pactwire.compare.names import compare_agreement_names, read_name
from pactwire.compare.people import compare_people
from pactwire.compare.places import compare_places
from pactwire.compare.records import Relation
from pactwire.compare.rules import Example, compare_rules
from pactwire.records import ArticleRecord, Place


def sum_of(text: str) -> Sum:
    before, _, number = text.rpartition(" ")
    bound, about = read_bound(f"{before} ")
    return Sum(float(number), "EUR", text, about, bound)


COMPARE: dict[str, Callable[[str, str], Relation]] = {
    "people": compare_people,
    "places": lambda left, right: compare_places(Place(name=left), Place(name=right)),
    "names": lambda left, right: compare_agreement_names(read_name(left, None), read_name(right, None)),
    "sums": lambda left, right: compare_sums(sum_of(left), sum_of(right)),
}
EXAMPLES = {str(kind): examples for kind, examples in compare_rules().examples.items()}


@pytest.mark.parametrize(("kind", "example"), [(kind, e) for kind in sorted(COMPARE) for e in EXAMPLES[kind]])
def test_examples(kind: str, example: Example) -> None:
    assert COMPARE[kind](example.left, example.right).kind == example.kind
    assert COMPARE[kind](example.right, example.left).kind == example.kind


@pytest.mark.parametrize("example", EXAMPLES["counts"])
def test_examples_of_counts(example: Example, make_record: Callable[..., ArticleRecord]) -> None:
    (left,), (right,) = (find_counts(make_record(text=text)) for text in (example.left, example.right))
    assert compare_counts(left, right).kind == example.kind


def test_every_kind_of_example_is_run() -> None:
    assert set(EXAMPLES) == {*COMPARE, "counts"}
