import pytest

from pactwire.compare.goods import same_goods

GOODS = [
    ("rafale m", "rafale marine", True),
    ("rafale marine", "rafale marine jets", True),
    ("f 16", "f 16v", True),
    ("rafale m", "gripen e", False),
    ("f 16", "f 35", False),
    ("himars", "himars launchers", True),
    ("", "himars", False),
]


@pytest.mark.parametrize(("left", "right", "expected"), GOODS)
def test_same_goods(left: str, right: str, expected: bool) -> None:
    assert same_goods(left, right) is expected
    assert same_goods(right, left) is expected
