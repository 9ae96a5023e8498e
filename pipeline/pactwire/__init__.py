"""Evidenced records of defence agreements from folders of news."""

__version__ = "0.1.0"
