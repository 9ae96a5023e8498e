"""Dates in text: a span grammar kept as data, and what each phrase means."""

from pactwire.dates.find import find_dates

__all__ = ["find_dates"]
