"""The report: what a run found, as one self-contained page for people."""

from pactwire.report.write import write_report

__all__ = ["write_report"]
