"""Files that are complete or not there: written beside their place and moved in at the end."""

import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pactwire.errors import OutputError


class AtomicFile:
    """A file under construction. Until `commit`, an older file of the name stays as it was."""

    def __init__(self, path: Path) -> None:
        """Open a hidden temporary file in the folder of `path`.

        Raises:
            OutputError: the folder cannot be written.
        """
        self.path = path
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            self.handle: BinaryIO = self._temporary.open("wb")
        except OSError as error:
            raise OutputError(f"cannot write to {path.parent}: {error.strerror}") from error

    def write(self, text: str) -> None:
        """Write text as UTF-8."""
        self.handle.write(text.encode())

    def close(self) -> None:
        """Bring all bytes to the disk, still under the temporary name."""
        if not self.handle.closed:
            self.handle.flush()
            os.fsync(self.handle.fileno())
            self.handle.close()

    def commit(self) -> None:
        """Move the finished file to its place."""
        self.close()
        self._temporary.replace(self.path)

    def abort(self) -> None:
        """Throw the unfinished file away."""
        # Closing writes what is left, which a full disk does not take.
        with suppress(OSError):
            self.handle.close()
        self._temporary.unlink(missing_ok=True)


def clear_leftovers(folder: Path, names: Collection[str]) -> None:
    """Delete temporary files and folders that killed processes left of those of these names.

    Raises:
        OutputError: the folder cannot be listed, or a file in it not deleted.
    """
    try:
        for path in sorted(folder.iterdir()):
            left = re.fullmatch(r"\.(.+)\.(\d+)\.tmp", path.name)
            if left and left[1] in names and not _is_running(int(left[2])):
                remove(path)
    except OSError as error:
        raise OutputError(f"cannot clear {folder} of unfinished files: {error.strerror}") from error


def remove(path: Path) -> None:
    """Delete a file, or a folder with all that is in it; one that is not there is no error."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        # There, asking would end the process.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        # Somebody else's.
        return True
    return True


def write_atomically(path: Path, text: str) -> None:
    """Write a whole text file.

    Raises:
        OutputError: it cannot be written.
    """
    file = AtomicFile(path)
    try:
        file.write(text)
        file.commit()
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from error
    finally:
        file.abort()
