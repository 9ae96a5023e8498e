import pytest

from pactwire.compare.people import compare_people, same_person

CASES = [
    ("Motegi Toshimitsu", "Toshimitsu Motegi", "same", "another order of names"),
    ("Ma. Theresa Lazaro", "Maria Theresa Lazaro", "same", "the same name"),
    ("Sebastien Lecornu", "Sébastien Lecornu", "same", "the same name"),
    ("Yoon Sukyeol", "Yoon Suk-yeol", "same", "written together and apart"),
    ("Foreign Minister Toshimitsu Motegi", "Toshimitsu Motegi", "same", "the same name"),
    ("Ma. Theresa Lazaro", "Theresa Lazaro", "compatible", "one name is shorter"),
    ("R. K. Singh", "Rajesh Kumar Singh", "compatible", "one name is shorter"),
    ("Lecornu", "Sébastien Lecornu", "compatible", "one name is shorter"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "compatible", "spelling"),
    ("Jothan Napat", "Jotham Napat", "compatible", "spelling"),
    ("Rajnath Singh", "Rajesh Kumar Singh", "conflict", None),
    ("Kim You-geun", "Kim Hyun-chong", "conflict", None),
    ("Kim Jong Un", "Kim Jong Il", "conflict", None),
    ("Wang Yi", "Wang Li", "conflict", None),
    ("R. S.", "Rajnath Singh", "conflict", "only initials agree"),
]


@pytest.mark.parametrize(("left", "right", "kind", "detail"), CASES)
def test_compare_people(left: str, right: str, kind: str, detail: str | None) -> None:
    relation = compare_people(left, right)
    assert relation.kind == kind
    assert detail is None or relation.detail == detail
    assert compare_people(right, left).kind == kind
    assert same_person(left, right) == (kind != "conflict")
