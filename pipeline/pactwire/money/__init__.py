"""Amounts of money in text: found, valued, given a currency, and stated conversions checked."""

from pactwire.money.conversions import conversion_warnings
from pactwire.money.find import find_money, is_flow

__all__ = ["conversion_warnings", "find_money", "is_flow"]
