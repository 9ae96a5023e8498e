"""The functions are the standard library's: a spawned process cannot import those of a test."""

import math
import os
from collections.abc import Iterator

import pytest

from pactwire.compare.workers import open_mapper
from pactwire.errors import PactwireError


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers: int) -> None:
    with open_mapper(workers) as mapper:
        assert list(mapper(math.factorial, range(12))) == [math.factorial(number) for number in range(12)]
        assert list(mapper(math.factorial, [])) == []
        with pytest.raises(ValueError, match="not defined for negative"):
            list(mapper(math.factorial, [1, 2, -1, 3]))


def test_one_task_needs_no_process() -> None:
    with open_mapper(2) as mapper:
        assert list(mapper(lambda _: os.getpid(), [0])) == [os.getpid()]


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with open_mapper(2) as mapper:
        assert next(mapper(math.factorial, tasks())) == 1
    assert len(taken) < 20


def test_a_lost_process_is_said() -> None:
    with open_mapper(2) as mapper, pytest.raises(PactwireError, match="ended from outside"):
        list(mapper(os._exit, [1, 1, 1]))
