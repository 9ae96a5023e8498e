"""PDF documents: lines to paragraphs, without running titles and page numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pactwire.reading import read_file
from pactwire.records import Article, Failure

Make = Callable[..., bytes]

PAGES = [
    [
        "MINISTRY OF DEFENCE",
        "Manila and Tokyo sign logistics pact",
        "16 January 2026",
        "",
        "The defence ministers of Japan and the Philippines signed an Acquisition and Cross-",
        "Servicing Agreement in Manila on Thursday, which lets their forces share fuel, ammu-",
        "nition and spare parts. The agreement needs the consent of both parliaments, and the",
        "Page 1 of 3",
    ],
    [
        "MINISTRY OF DEFENCE",
        "foreign ministers will meet in Tokyo in March. “We welcome it”, the minister said, and",
        "thanked his counterpart.",
        "Points agreed:",
        "• exchange of supplies in exercises and in disaster relief, on a basis to be set out in",
        "an annex",
        "• a yearly meeting of the chiefs of staff",
        "Page 2 of 3",
    ],
    ["MINISTRY OF DEFENCE", "The pact (ACSA) is for ten years.", "Page 3 of 3"],
]
TEXT = """Manila and Tokyo sign logistics pact

16 January 2026

The defence ministers of Japan and the Philippines signed an Acquisition and Cross-Servicing Agreement in Manila on Thursday, which lets their forces share fuel, ammunition and spare parts. The agreement needs the consent of both parliaments, and the foreign ministers will meet in Tokyo in March. “We welcome it”, the minister said, and thanked his counterpart.

Points agreed:

• exchange of supplies in exercises and in disaster relief, on a basis to be set out in an annex

• a yearly meeting of the chiefs of staff

The pact (ACSA) is for ten years."""


def test_a_press_release(tmp_path: Path, make_pdf: Make) -> None:
    info = {"Title": "Logistics pact", "Author": "Press Office", "CreationDate": "D:20260117080000Z"}
    (tmp_path / "a.pdf").write_bytes(make_pdf(PAGES, info))
    (article,) = read_file(tmp_path / "a.pdf")
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.title, article.published, article.published_basis) == ("Logistics pact", "2026-01-16", "text")
    assert article.extra == {"pdf_created": "D:20260117080000Z", "pdf_author": "Press Office"}


@pytest.mark.parametrize("title", ["Microsoft Word - pact.docx", "pact_final.indd", "Untitled"])
def test_a_program_s_title_is_none(tmp_path: Path, make_pdf: Make, title: str) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([["The two states signed a pact on Friday."]], {"Title": title}))
    (article,) = read_file(tmp_path / "a.pdf")
    assert isinstance(article, Article)
    assert article.title is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "damaged PDF (EmptyFileError"),
        (b"no document", "damaged PDF (Pdf"),
        (b"%PDF-1.4\n" + b"<<" * 20_000, "damaged PDF ("),
        (b"%PDF-1.4\n" + b"[" * 20_000 + b"\nstartxref\n9\n%%EOF", "damaged PDF ("),
    ],
)
def test_what_is_no_document(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    (failure,) = read_file(tmp_path / "a.pdf")
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(told)


def test_pictures_of_pages_have_no_text(tmp_path: Path, make_pdf: Make) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([[], []]))
    (failure,) = read_file(tmp_path / "a.pdf")
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("a PDF without text, perhaps scanned")
