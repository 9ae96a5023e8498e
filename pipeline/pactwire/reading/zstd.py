"""A stream of what a Zstandard file holds, in bounded memory, that does not take a cut file for a whole one."""

import io
from typing import Any, BinaryIO

import zstandard

# Four bytes can hold a block of 128 KiB: so few at a time keep what comes out of a bomb below 32 MiB.
_PIECE = 1 << 10
_MAX_WINDOW = 1 << 27


class Unzstd(io.RawIOBase):
    """The contents of all frames of a file, one after the other."""

    def __init__(self, stored: BinaryIO) -> None:
        self._stored = stored
        self._context = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
        self._frame: Any = None
        self._waiting = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer.

        Raises:
            ZstdError: the file is damaged.
            EOFError: it ends within a frame.
        """
        while not self._ready:
            piece = self._waiting or self._stored.read(_PIECE)
            self._waiting = b""
            if not piece:
                if self._frame is not None:
                    raise EOFError("the file ends within a Zstandard frame")
                return 0
            self._frame = self._frame or self._context.decompressobj()
            self._ready = memoryview(self._frame.decompress(piece))
            if self._frame.eof:
                self._waiting, self._frame = self._frame.unused_data, None
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count
