from collections.abc import Callable

import pytest

from pactwire.compare.runs import compare_records
from pactwire.compare.spellings import Person, compare_spellings, find_persons, group_spellings
from pactwire.records import ArticleRecord, Entity, Event

CASES = [
    ("Motegi Toshimitsu", "Toshimitsu Motegi", "compatible", "another order of names"),
    ("Jotham Napat", "Jothan Napat", "compatible", "spelling"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "compatible", "spelling"),
    ("Yoon Sukyeol", "Yoon Suk-yeol", "compatible", "written together and apart"),
    ("Sébastien Lecornu", "Sebastien Lecornu", "same", "the same name"),
    ("President Marcos Jr.", "Marcos", "same", "the same name"),
    ("Rajnath Singh", "Rajesh Kumar Singh", "conflict", None),
    ("Sjafrie Sjamsoeddin", "Syafri Syamsoeddin", "compatible", "spelling"),
    ("Amadou Abdramane", "Amadou Abra Rahman", "compatible", "spelling, and parted otherwise"),
    ("Amadou Abdramane", "Amadou Abdoulaye Diallo", "conflict", None),
    ("John Smith", "Joan Smith", "conflict", None),
    ("Kim Jong Un", "Kim Jong Il", "conflict", None),
    ("Theresa Lazaro", "Maria Theresa Lazaro", "conflict", None),
]


@pytest.mark.parametrize(("left", "right", "kind", "detail"), CASES)
def test_compare_spellings(left: str, right: str, kind: str, detail: str | None) -> None:
    relation = compare_spellings(left, right)
    assert relation.kind == compare_spellings(right, left).kind == kind
    assert detail is None or relation.detail == detail


def test_the_most_frequent_spelling_stands_for_all() -> None:
    articles = {
        "1": [Person("Volodymyr Zelenskyy", 0, 19), Person("Ulf Kristersson", 30, 45)],
        "2": [Person("Volodymyr Zelenskyy", 0, 19)],
        "3": [Person("Volodymyr Zelensky", 0, 18), Person("Ulf Kristersson", 30, 45)],
        "4": [Person("Volodymyr Zelenskiy", 0, 19)],
    }
    best = "Volodymyr Zelenskyy"
    assert group_spellings(articles) == {best: best, "Volodymyr Zelensky": best, "Volodymyr Zelenskiy": best}


def test_names_come_from_person_entities(make_record: Callable[..., ArticleRecord]) -> None:
    text = "Jotham Napat met Albanese. Jotham Napat spoke in Port Vila."
    entities = (
        Entity(text="Jotham Napat", start=0, end=12, label="PERSON"),
        Entity(text="Albanese", start=17, end=25, label="PERSON"),
        Entity(text="Jotham Napat", start=27, end=39, label="PERSON"),
        Entity(text="Port Vila", start=49, end=58, label="GPE"),
    )
    assert find_persons(make_record(text=text, entities=entities)) == (Person("Jotham Napat", 0, 12),)


def test_spellings_stand_side_by_side_in_the_dossier(
    make_event: Callable[..., Event], make_record: Callable[..., ArticleRecord]
) -> None:
    records = []
    for article, name in (("1", "Jotham Napat"), ("2", "Jothan Napat"), ("3", "Jotham Napat")):
        event = make_event(article, name="Nakamal Agreement", parties="AUS VUT", type="defense_cooperation")
        text = f"{event.evidence.text}. {name} agreed."
        at = text.index(name)
        entity = Entity(text=name, start=at, end=at + len(name), label="PERSON")
        records.append(make_record(event, text=text, entities=(entity,)))
    comparison = compare_records(records)
    rows = [fact for fact in comparison.facts if fact.fact == "persons"]
    assert [(row.outlet, row.value, row.standing, row.verdict, row.consensus) for row in rows] == [
        ("1.example", "Jotham Napat", "agrees", "compatible", "Jotham Napat"),
        ("2.example", "Jothan Napat", "compatible", "compatible", "Jotham Napat"),
        ("3.example", "Jotham Napat", "agrees", "compatible", "Jotham Napat"),
    ]
    assert all(records[n].article.text[row.start : row.end] == row.value for n, row in enumerate(rows))
