"""Articles for the Python API: paths in, articles out."""

from collections.abc import Iterator
from os import PathLike

from pactwire.reading import ReadingSettings, read_inputs
from pactwire.records import Article, Failure, SetAside


def load_articles(
    *inputs: str | PathLike[str], settings: ReadingSettings | None = None
) -> Iterator[Article | Failure | SetAside]:
    """Yield the articles of files and folders, and a failure for each that cannot be read.

    Raises:
        InputError: an input does not exist.
    """
    return read_inputs([str(path) for path in inputs], settings=settings or ReadingSettings())
