import pytest

from pactwire.compare.names import compare_agreement_names, name_likeness, read_name

ACSA = "Acquisition and Cross-Servicing Agreement"
RAA = "Reciprocal Access Agreement"
GSOMIA = "General Security of Military Information Agreement"

# (name, acronym), (name, acronym), how they stand to each other
LIKENESS = [
    ((ACSA, None), ("Acquisition and Cross Servicing Agreement", "ACSA"), "same"),
    ((ACSA, None), (None, "ACSA"), "same"),
    (("Agreement concerning the Reciprocal Provision of Supplies and Services", None), (None, "ACSA"), "same"),
    (("Japan-Philippines Reciprocal Access Agreement", None), (RAA, "RAA"), "same"),
    (("New START", None), ("New Strategic Arms Reduction Treaty", None), "same"),
    (("New START treaty", None), ("strategic offensive arms treaty", None), "same"),
    ((GSOMIA, None), ("General Security of Military Intelligence Agreement", None), "variant"),
    ((GSOMIA, "GSOMIA"), ("General Security of Military Intelligence Agreement", "GSOMIA"), "same"),
    (("Trinity House Agreement", None), ("Trinity House Agreement on Defence", None), "same"),
    (("Kensington Treaty", None), ("Kensington Treaty on Friendship", None), "contained"),
    (("Nakamal Agreement", None), ("Pukpuk Treaty", None), "different"),
    ((ACSA, "ACSA"), (RAA, "RAA"), "different"),
    (("Official Security Assistance", "OSA"), (ACSA, "ACSA"), "different"),
    (("2024 Visiting Forces Agreement", "VFA"), ("2025 Status of Visiting Forces Agreement", "SOVFA"), "different"),
    (("Visiting Forces Agreement", None), ("Status of Visiting Forces Agreement", None), "different"),
    (("START I", None), ("START II", None), "different"),
    (("security memorandum", None), ("joint memorandum", None), "unknown"),
    (("Memorandum of Understanding", "MoU"), ("Inter-Governmental Agreement", "IGA"), "unknown"),
    ((None, None), (ACSA, None), "unknown"),
    (("defence cooperation pact", None), (ACSA, None), "unknown"),
    (("Defense Cooperation Agreement", "DCA"), (ACSA, None), "different"),
    (("mutual defence treaty", None), ("Mutual Defense Treaty", None), "common_same"),
    (("protocol on Finland's membership in NATO", None), ("accession protocols", None), "described"),
    # Names of common words only are not the same for that.
    (("Warsaw Pact", None), ("defense cooperation agreement", "DCA"), "different"),
    (("Warsaw Pact", None), ("Vienna Document", None), "different"),
    # A treaty of many states is no kind that pairs of states have, but may be described by its own kind.
    (("Treaty on Conventional Armed Forces in Europe", "CFE"), ("defence cooperation agreement", None), "different"),
    (("AUKUS", None), ("security pact", None), "unknown"),
    (("Pukpuk Treaty", None), ("Mutual Defence Treaty", None), "described"),
    (("Memorandum of Understanding on Defense Cooperation", None), ("Visiting Forces Agreement", "VFA"), "different"),
    (
        ("Memorandum of Understanding on Defense Cooperation", None),
        ("Defense Cooperation Agreement", None),
        "common_same",
    ),
    (
        ("Memorandum of Understanding on logistics", None),
        ("Memorandum of Understanding on Defense Cooperation", None),
        "unknown",
    ),
    (("Pukpuk Treaty", None), ("Status of Forces Agreement", "SOFA"), "different"),
]


@pytest.mark.parametrize(("left", "right", "expected"), LIKENESS)
def test_name_likeness(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], expected: str
) -> None:
    one, other = read_name(*left), read_name(*right)
    assert name_likeness(one, other) == expected
    assert name_likeness(other, one) == expected


# What is already one agreement: which names contradict each other.
COMPARED = [
    ((ACSA, None), ("acquisition and cross-servicing agreement", None), "same"),
    ((ACSA, None), ("Acquisition and Cross Servicing Agreement", None), "compatible"),
    ((ACSA, None), (None, "ACSA"), "compatible"),
    (("New START", None), ("New Strategic Arms Reduction Treaty", None), "compatible"),
    (("New START", None), ("New START Treaty", None), "compatible"),
    (("Nakamal Agreement", None), ("security and development deal", None), "compatible"),
    ((GSOMIA, "GSOMIA"), ("General Security of Military Intelligence Agreement", "GSOMIA"), "conflict"),
    (("Nakamal Agreement", None), ("Nakatan Agreement", None), "conflict"),
    (("Pukpuk Treaty", None), ("Mutual Defence Treaty", None), "compatible"),
]


@pytest.mark.parametrize(("left", "right", "expected"), COMPARED)
def test_compare_agreement_names(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], expected: str
) -> None:
    one, other = read_name(*left), read_name(*right)
    assert compare_agreement_names(one, other).kind == expected
    assert compare_agreement_names(other, one).kind == expected


def test_parties_in_a_name_do_not_identify_it() -> None:
    assert sorted(read_name("U.S.-Philippines Grant Programme", None).distinct) == ["grant", "program"]
    assert not read_name("Japanese-French Defence Cooperation Agreement", None).distinct
