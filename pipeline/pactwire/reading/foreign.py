"""The border to parsers of other people's, which raise anything on damaged input and log it besides."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pactwire.reading.items import Unreadable

_TOLD = 120


@contextmanager
def foreign_parser(what: str, advice: str) -> Iterator[None]:
    """Turn whatever a foreign parser raises into one reason: what is damaged, how, and what to do.

    Raises:
        Unreadable: the parser failed.
    """
    try:
        yield
    except Unreadable:
        raise
    except BaseException as error:
        # Parsers raise OSError for damaged input, too, but only the system gives it a number. A panic of one written
        # in Rust is no Exception.
        panic = type(error).__module__ == "pyo3_runtime"
        if not (panic or isinstance(error, Exception)) or (isinstance(error, OSError) and error.errno is not None):
            raise
        told = " ".join(str(error).split())[:_TOLD].encode("utf-8", "backslashreplace").decode().replace("\0", "")
        raise Unreadable(f"damaged {what} ({type(error).__name__}{': ' if told else ''}{told}): {advice}") from error


def silence(*names: str) -> None:
    """Keep the loggers of libraries off the user's screen; what matters of their words is in the failures."""
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
