"""What is surely not English is set aside; what may be English is not."""

from pathlib import Path

import pytest

from pactwire.reading import ReadingSettings, read_inputs
from pactwire.reading.language import foreign_language
from pactwire.records import Article, SetAside

ENGLISH = "The two ministers signed the agreement on Friday, and said that it would enter into force in March. "
FRENCH = "Le ministre de la Défense a signé un accord avec le Japon vendredi à Manille, a-t-il dit aux journalistes. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, None),
        (FRENCH, "fr"),
        ("Die Verteidigungsminister unterzeichneten am Freitag in Berlin ein Abkommen über U-Boote.", "de"),
        ("El ministro de Defensa de España firmó el viernes un acuerdo para la compra de patrulleras.", "es"),
        ("Ang Pilipinas at Japan ay lumagda sa kasunduan noong Biyernes, ayon sa kagawaran.", "tl"),
        ("Bộ trưởng Quốc phòng đã ký thỏa thuận hợp tác với Nhật Bản hôm thứ Sáu tại Hà Nội.", "vi"),
        ("Шойгу и Лавров подписали соглашение о поставках вооружений.", "ru"),
        ("防卫部长周五签署了后勤协议", "zh"),
        # Short, without common words, or names and numbers alone: English until shown otherwise.
        ("Manila, Tokyo sign RAA", None),
        ("Pact signed", None),
        ("NATO", None),
        ("x", None),
        ("条約", None),
        ("26 Rafale-M jets", None),
        ("RAA ACSA VFA EDCA 2024-01-01 12:30", None),
        ("Teodoro Kamikawa Marcos Lazaro Brawner Nakatani Romualdez Motegi Pistorius Lecornu Hegseth Austin", None),
        ("MANILA, TOKYO SIGN LOGISTICS PACT, EYE RATIFICATION IN NEXT SESSION OF DIET; TEODORO HAILS STEP", None),
        ("The Bundeswehr deal was signed in Berlin by Boris Pistorius and Sébastien Lecornu.", None),
        # Mixed texts: English anywhere is enough.
        (ENGLISH * 3 + FRENCH * 3, None),
        (FRENCH * 60 + ENGLISH * 60, None),
        (FRENCH * 100, "fr"),
        ("The minister said in a post on Friday: “Nagkasundo kami na palakasin ang ating ugnayan sa depensa.”", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


def test_what_is_set_aside_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\n1,{FRENCH!r}\n2,{ENGLISH!r}\n".replace("'", '"'), encoding="utf-8")
    aside, article = read_inputs([tmp_path])
    assert aside == SetAside(path=str(tmp_path / "a.csv"), article_id="1", line=2, reason="language", detail="fr")
    assert isinstance(article, Article)
    both = read_inputs([tmp_path], settings=ReadingSettings(any_language=True))
    assert [type(outcome) for outcome in both] == [Article, Article]


def test_no_sample_is_set_aside() -> None:
    samples = Path(__file__).parents[2] / "corpus" / "samples"
    assert {type(outcome) for outcome in read_inputs([samples])} == {Article}
