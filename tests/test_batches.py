"""How a stream is cut into batches."""

from collections.abc import Callable

import pytest

from pactwire.batches import BATCH_ARTICLES, BATCH_CHARACTERS, batches
from pactwire.records import Article, Failure

FAILURE = Failure(path="broken.txt", stage="reading", reason="empty")
SHORT, LONG = 10, BATCH_CHARACTERS // 2


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([SHORT], [1], id="one"),
        pytest.param([SHORT] * BATCH_ARTICLES, [BATCH_ARTICLES], id="a full batch"),
        pytest.param([SHORT] * (BATCH_ARTICLES + 1), [BATCH_ARTICLES, 1], id="one more"),
        pytest.param([LONG, LONG, LONG], [2, 1], id="long articles"),
        pytest.param([SHORT, 3 * LONG, SHORT], [1, 1, 1], id="longer than a batch"),
        pytest.param([None, SHORT, None], [3], id="failures travel along"),
    ],
)
def test_batches(make_article: Callable[..., Article], lengths: list[int | None], expected: list[int]) -> None:
    items = [FAILURE if length is None else make_article("x" * length) for length in lengths]
    found = list(batches(items))
    assert [len(batch) for batch in found] == expected
    assert [item for batch in found for item in batch] == items
