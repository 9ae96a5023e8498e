"""What a user can set about reading."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class ReadingSettings(BaseModel):
    """Limits and hints; sizes in bytes before decoding, lengths in characters.

    `field_map` names the key or column of a field where it differs from the usual ones; dots go into nested
    objects: `{"text": "article.body"}`. `day_first` says how to read 03/04/2025; left open, such a date is unknown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_characters: int = Field(default=1_000_000, gt=0, description="longest text of one article")
    max_record_bytes: int = Field(default=16_000_000, gt=0, description="largest line, row, object or text file")
    max_page_bytes: int = Field(default=5_000_000, gt=0, description="largest HTML page")
    max_document_bytes: int = Field(default=100_000_000, gt=0, description="largest PDF document")
    max_pages: int = Field(default=2_000, gt=0, description="most pages of a PDF document")
    max_depth: int = Field(default=64, gt=0, le=200, description="deepest nesting of a JSON record")
    max_members: int = Field(default=200_000, gt=0, description="most files in one archive")
    max_ratio: int = Field(default=200, gt=0, description="most bytes out of one byte of an archive")
    field_map: Mapping[str, str] = Field(default_factory=dict)
    day_first: bool | None = None
    any_language: bool = Field(default=False, description="take every text for English")
    outlet_from_folder: bool = True
