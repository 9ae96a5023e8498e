"""Files of one JSON object a line, read back as models."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pactwire.errors import PactwireError

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_lines(path: Path, model: type[ModelT], wrong: type[PactwireError]) -> Iterator[ModelT]:
    """Yield the objects of a file.

    Raises:
        PactwireError: of the kind `wrong`: the file cannot be read, or a line is no such object; the message names file
            and line.
    """
    try:
        with path.open(encoding="utf-8") as handle:
            for number, line in enumerate(handle, 1):
                try:
                    yield model.model_validate_json(line)
                except ValidationError as error:
                    first = error.errors()[0]
                    place = [f"{path}:{number}", ".".join(str(part) for part in first["loc"])]
                    raise wrong(f"{': '.join(filter(None, place))}: {first['msg']}") from error
    except OSError as error:
        raise wrong(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise wrong(f"cannot read {path}: {error}") from error
