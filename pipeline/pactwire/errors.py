"""Errors that tell the user what to do."""


class PactwireError(Exception):
    """Base of every error that Pactwire raises on purpose."""


class InputError(PactwireError):
    """An input path, format or option cannot be used as given."""


class ResourceError(PactwireError):
    """A file of `models/` or of a user's rule folder is missing or wrong."""


class ModelError(PactwireError):
    """A spaCy pipeline is missing, incomplete or not the one expected."""


class OutputError(PactwireError):
    """An output folder or file cannot be written or read."""
