"""Goods by their designations."""


def same_goods(left: str, right: str) -> bool:
    """Tell whether two folded designations are of one kind of goods: "rafale m" and "26 rafale marine jets".

    >>> same_goods("rafale m", "rafale marine"), same_goods("rafale m", "gripen e")
    (True, False)
    """
    one, other = left.split(), right.split()
    if not one or not other:
        return False
    if len(one) > len(other):
        one, other = other, one
    return all(any(word.startswith(part) or part.startswith(word) for word in other) for part in one)
