"""How long one article may take in this process: its clock interrupts what takes longer."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """The time is over, and why. Not an `Exception`: no component may take it for its own."""


def too_long(limit: float) -> str:
    """Return the reason of the failure of an article that took longer than it may."""
    return f"not done after {limit:g} seconds: raise --time-limit or split the article"


def can_limit_time() -> bool:
    """Say whether this process can be interrupted by its clock."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise `OutOfTime` in the block after so many seconds; `None` is for ever.

    A library that is not in Python is interrupted when it returns.
    """
    if seconds is None:
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime(too_long(seconds))

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
