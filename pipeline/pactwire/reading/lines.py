"""Lines of a byte stream, with limits and numbers."""

from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 1 << 20


def read_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its length in bytes; a line longer than `limit` comes as `None`."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield len(line), line
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            length += len(line)
        yield length, None


def skip_to(stream: BinaryIO, start: int) -> tuple[int, int]:
    """Move to the first line that begins at or after byte `start`: its position and 1-based number."""
    position, lines = 0, 0
    while position < start - 1 and (chunk := stream.read(min(_CHUNK, start - 1 - position))):
        position += len(chunk)
        lines += chunk.count(b"\n")
    if start > 0:
        while chunk := stream.readline(_CHUNK):
            position += len(chunk)
            if chunk.endswith(b"\n"):
                lines += 1
                break
    return position, lines + 1
