"""What the CAMEO codes of events stand for, with the scales that analysts of event data use."""

from functools import cache

from pydantic import Field

from pactwire.resources import Row, read_csv


class CameoCode(Row):
    """One code: its quad class as GDELT derives it from the category, its value on Goldstein's scale."""

    cameo: str = Field(pattern=r"^\d{3,4}$")
    description: str
    quad_class: int = Field(ge=1, le=4)
    goldstein: float = Field(ge=-10, le=10)

    @property
    def root(self) -> str:
        """Return the category, the first two digits."""
        return self.cameo[:2]


@cache
def cameo_codes() -> tuple[CameoCode, ...]:
    """Return the codes that events carry."""
    return read_csv("gazetteers/cameo.csv", CameoCode)
