"""Dates of publication out of metadata, headers and addresses."""

from datetime import date, datetime

import pytest

from pactwire.reading.published import date_in_path, find_dates, parse_published


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-16", "2026-01-16"),
        ("2026-01-16T23:30:00-05:00", "2026-01-16"),
        ("2026-01-16 08:00:00+00:00", "2026-01-16"),
        ("2026/1/6", "2026-01-06"),
        ("20260116", "2026-01-16"),
        (20260116, "2026-01-16"),
        ("20260116T080000Z", "2026-01-16"),
        ("20260116080000", "2026-01-16"),
        (1768521600, "2026-01-16"),
        (1768521600000, "2026-01-16"),
        ("1768521600", "2026-01-16"),
        (1768521600.25, "2026-01-16"),
        ("Fri, 16 Jan 2026 08:00:00 +0800", "2026-01-16"),
        ("Fri Jan 16 08:00:00 2026", "2026-01-16"),
        ("Fri Jan 16 08:00:00 GMT 2026", "2026-01-16"),
        ("January 16, 2026 8:00 am", "2026-01-16"),
        ("Jan. 16th, 2026", "2026-01-16"),
        ("16 January 2026", "2026-01-16"),
        ("16-Jan-2026", "2026-01-16"),
        ("SEPT 3 2025", "2025-09-03"),
        ("03/14/1998 10:36:00", "1998-03-14"),
        ("16/01/2026 - 10:30", "2026-01-16"),
        ("05/05/2025", "2025-05-05"),
        ("03.04.2025", "2025-04-03"),
        (date(2026, 1, 16), "2026-01-16"),
        (datetime(2026, 1, 16, 23, 59), "2026-01-16"),
        ("03/04/2025", None),
        ("08-09-2023 09:29 IST", None),
        ("July 2024", None),
        ("2024-07", None),
        ("2 hours ago", None),
        ("2025-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("", None),
        ("12345", None),
        ("9" * 40, None),
        (True, None),
        (float("nan"), None),
        (None, None),
        (["2026-01-16"], None),
    ],
)
def test_metadata(value: object, expected: str | None) -> None:
    assert parse_published(value) == expected


@pytest.mark.parametrize(("day_first", "expected"), [(True, "2025-04-03"), (False, "2025-03-04"), (None, None)])
def test_order_of_day_and_month_is_the_users_to_say(day_first: bool | None, expected: str | None) -> None:
    assert parse_published("03/04/2025", day_first=day_first) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://example.org/2025/4/30/pact.html", "2025-04-30"),
        ("outlet-a/2026-01-15_pact.txt", "2026-01-15"),
        ("2024/05/06/story.txt", "2024-05-06"),
        ("story_20240506.txt", "2024-05-06"),
        ("news/yjj2026011501066/pact.html", None),
        ("000_3d8675a05468489f.txt", None),
        ("2024/13/40/a.txt", None),
        ("archive/2024/05.txt", None),
    ],
)
def test_paths(path: str, expected: str | None) -> None:
    assert date_in_path(path) == expected


def test_dates_come_with_their_offsets() -> None:
    text = "Updated 16 Jan 2026; first 15 Jan 2026"
    assert [(text[found.start : found.end], found.value) for found in find_dates(text)] == [
        ("16 Jan 2026", "2026-01-16"),
        ("15 Jan 2026", "2026-01-15"),
    ]
