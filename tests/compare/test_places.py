import pytest

from pactwire.compare.places import compare_places, country_of, precision
from pactwire.records import Place

CASES = [
    ("Kyiv", "UKR", "Kiev", "UKR", "compatible"),
    ("Kyiv", None, "Kiev", None, "compatible"),
    # Newsrooms name the city for the town that belongs to it; and the hall in the town.
    ("Makati", "PHL", "Manila", "PHL", "compatible"),
    ("Camp Aguinaldo", "PHL", "Manila", "PHL", "compatible"),
    ("Makati", "PHL", "Cebu", "PHL", "conflict"),
    ("Amsterdam", "NLD", "The Hague", "NLD", "conflict"),
    ("ANKARA", None, "Ankara", None, "same"),
    ("Malacañan Palace", "PHL", "Malacañang Palace", "PHL", "compatible"),
    ("Manila", "PHL", "Malacañang", "PHL", "compatible"),
    ("New Delhi", "IND", "Nausena Bhawan", "IND", "compatible"),
    ("Manila", "PHL", "Philippines", "PHL", "compatible"),
    ("Singapore", "SGP", "Shangri-La Hotel", "SGP", "compatible"),
    ("Basa Air Base", "PHL", "Manila", "PHL", "compatible"),
    ("Reagan Building, Washington", "USA", "Washington", "USA", "compatible"),
    ("South Block", "IND", "Nausena Bhawan", "IND", "conflict"),
    ("Manila", "PHL", "Tokyo", "JPN", "conflict"),
    ("Port Vila", "VUT", "Tanna", "VUT", "conflict"),
    ("Seoul", None, "Japan", None, "conflict"),
    ("Blue House", None, "Tokyo", None, "conflict"),
    ("Hyderabad House", "IND", "Mumbai", "IND", "conflict"),
]


@pytest.mark.parametrize(("left", "left_country", "right", "right_country", "kind"), CASES)
def test_compare_places(left: str, left_country: str | None, right: str, right_country: str | None, kind: str) -> None:
    one, other = Place(name=left, country=left_country), Place(name=right, country=right_country)
    assert compare_places(one, other).kind == kind
    assert compare_places(other, one).kind == kind


def test_country_and_precision() -> None:
    assert country_of(Place(name="Kremlin")) == "RUS"
    assert country_of(Place(name="Manila")) == "PHL"
    assert country_of(Place(name="Biak")) is None
    assert [precision(Place(name=name)) for name in ("Japan", "Tokyo", "Blue House", "Clark Air Base")] == [0, 1, 2, 2]
