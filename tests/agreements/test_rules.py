"""Every rule fires on its own examples; a rule folder of one's own extends and overrides; wrong rules are located."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pactwire import Pipeline, agreements
from pactwire.agreements.check import Example, Fault, rule_examples, run_examples
from pactwire.agreements.detector import Detector
from pactwire.agreements.patterns import compile_pattern
from pactwire.agreements.rules import CueRule, NounRule, Trigger, TypeRule, load_rules
from pactwire.components.agreements import AgreementComponent
from pactwire.errors import ResourceError
from pactwire.resources import rule_folder

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "rules.md"
EXAMPLES = rule_examples(load_rules())

OWN_RULES = Path(__file__).parents[1] / "own_rules"
ADDED = (OWN_RULES / "added.toml").read_text(encoding="utf-8")
OVERRIDING = (OWN_RULES / "overriding.toml").read_text(encoding="utf-8")

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a maker of a rule folder: texts by file name without its ending."""

    def make(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="module")
def detector(pipeline: Pipeline) -> Detector:
    component = pipeline.nlp.get_pipe("pactwire_agreements")
    assert isinstance(component, AgreementComponent)
    return component.detector


@pytest.fixture(scope="module")
def faults(pipeline: Pipeline, detector: Detector) -> dict[Example, Fault]:
    return {fault.example: fault for fault in run_examples(pipeline.nlp, detector, EXAMPLES)}


def name_of(example: Example) -> str:
    words = "-".join(example.text.split()[:6])
    return f"{example.rule}{'-not' if example.counter else ''}-{words}"


def case(example: Example) -> Any:
    return pytest.param(example, id=name_of(example))


@pytest.mark.parametrize("example", [case(example) for example in EXAMPLES])
def test_example(example: Example, faults: dict[Example, Fault]) -> None:
    fault = faults.get(example)
    assert fault is None, f"{example.text} -> {fault.found if fault else ''}"


@pytest.mark.parametrize(
    ("rule", "text", "counter", "found"),
    [
        ("signed.verb", "Japan and Italy signed a defence pact.", True, "signed/asserted defense_cooperation"),
        ("signed.verb", "Japan and Italy will sign a defence pact.", True, "signed/planned"),
        ("signed.verb", "Japan and Italy ratified a defence pact.", False, "ratified/asserted"),
        ("signed.verb", "The minister opened a museum.", False, "nothing"),
        ("modality.not", "Japan and Italy did not sign a defence pact.", True, "signed/negated"),
        ("modality.not", "Japan and Italy signed a defence pact.", False, "signed/asserted"),
        ("modality.report", "Japan and Italy signed a defence pact.", False, "signed/asserted"),
        ("modality.report", "Japan said Italy will sign a defence pact.", False, "signed/planned"),
        ("noun.treaty", "The treaty was signed.", True, "noun.treaty"),
        ("noun.deal", "The treaty was signed.", False, "noun.treaty"),
        ("noun.goods", "Reporters saw the purchase.", False, "nothing"),
        ("type.ceasefire", "Japan and Italy signed a logistics pact.", False, "signed/asserted logistics_support"),
    ],
)
def test_wrong_example_is_found(
    rule: str, text: str, counter: bool, found: str, pipeline: Pipeline, detector: Detector
) -> None:
    example = Example(rule, text, counter)
    (fault,) = run_examples(pipeline.nlp, detector, [example])
    assert fault.example == example
    assert fault.found.startswith(found)


def test_each_rule_has_an_example_and_a_counter_example() -> None:
    bare = [rule.id for rule in load_rules().all_rules() if not (rule.examples and rule.counter_examples)]
    assert bare == []


@pytest.mark.parametrize(
    ("model", "table"), [(Trigger, "trigger"), (CueRule, "cue"), (NounRule, "noun"), (TypeRule, "type")]
)
def test_each_field_is_documented(model: type[BaseModel], table: str) -> None:
    _, chapter = DOCUMENTATION.read_text(encoding="utf-8").split(f": `[[{table}]]`\n", 1)
    chapter, *_ = chapter.split("\n## ", 1)
    assert [name for name in model.model_fields if f"| `{name}` |" not in chapter] == []


def test_each_rule_that_is_code_is_documented() -> None:
    folder = Path(agreements.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    found = set(re.findall(r'"((?:party|date|place|amount|item|signatory|attribution)\\.[a-z_]+)"', code))
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert sorted(rule for rule in found if f"`{rule}`" not in text) == []


def test_each_word_list_is_documented() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert [name for name in sorted(load_rules().words) if f"| `{name}` |" not in text] == []


def test_each_word_list_stands_in_one_file_and_has_no_word_twice() -> None:
    """A list of the same name in two files would be one list, without anybody having wished so."""
    lists = [
        (key, words)
        for path in sorted(rule_folder().rglob("*.toml"))
        for key, words in tomllib.loads(path.read_text(encoding="utf-8")).get("words", {}).items()
    ]
    assert [key for key, count in Counter(key for key, _ in lists).items() if count > 1] == []
    twice = {key: [word for word, count in Counter(words).items() if count > 1] for key, words in lists}
    assert {key: words for key, words in twice.items() if words} == {}


def test_own_folder_adds_a_rule(folder: Folder) -> None:
    rules = load_rules(folder(own=ADDED.replace('"blurb"', '"rubber-sign"')))
    assert rules.triggers["signed.rubber_stamped"].verbs == ("rubber-sign",)
    assert rules.origin["signed.rubber_stamped"].endswith("own.toml:3")
    assert rules.triggers["signed.verb"] == load_rules().triggers["signed.verb"]
    [pattern] = [pattern for pattern in rules.patterns["rubber"] if pattern.rule == "signed.rubber_stamped"]
    assert pattern.elements[1:] == (frozenset({"-"}), frozenset({"sign", "signs", "signed", "signing"}))


def test_own_folder_overrides_a_rule(folder: Folder) -> None:
    rules = load_rules(folder(own=OVERRIDING))
    assert rules.triggers["ratified.verb"].status == "approved"
    assert {pattern.rule for pattern in rules.patterns["ratified"]} == {"ratified.alone", "ratified.verb"}
    assert rules.triggers.keys() == load_rules().triggers.keys()


def test_own_folder_extends_a_word_list(folder: Folder) -> None:
    rules = load_rules(folder(own='[words]\ngoods = ["zeppelin"]\n'))
    assert rules.words["goods"] == load_rules().words["goods"] | {"zeppelin"}


def test_rule_names_a_word_list(folder: Folder) -> None:
    rules = load_rules(folder(own=ADDED + 'excludes = ["rubber", "@earlier"]\n[words]\nearlier = ["erstwhile"]\n'))
    found = set(rules.triggers["signed.rubber_stamped"].excludes)
    assert found == {"rubber", "erstwhile"} | load_rules().words["earlier"]


CUE = """[[cue]]
id = "modality.mine"
effect = "planned"
scope = "mark"
why = "A conjunction of our own."
words = ["ere"]
examples = ["Ere Japan and Italy sign a defence pact, they talk."]
"""
NOUN = """[[noun]]
id = "noun.mine"
why = "A noun of our own."
nouns = ["zeppelin"]
strength = "goods"
examples = ["Japan bought a zeppelin from Italy."]
"""
TYPE = """[[type]]
id = "type.mine"
type = "arms_transfer"
why = "A word of our own."
words = { "zeppelin" = 2.0 }
examples = ["Japan bought a zeppelin from Italy."]
"""
MINE = "rule signed.rubber_stamped: "
INLINE = (
    'cue = [{ id = "signed.mine", effect = "planned", scope = "adverb", why = "w", words = ["x"], examples = ["e"] }]\n'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Keys
        (ADDED.replace("why", "whi"), f"5: {MINE}whi: a [[trigger]] has no such field; did you mean 'why'?"),
        (CUE.replace("words", "Words"), "6: rule modality.mine: Words: a [[cue]] has no such field; did you mean 'wor"),
        (ADDED.replace('id = "signed.rubber_stamped"\n', ""), "2: rule (no id): id: is missing: every rule of this k"),
        (ADDED + ADDED.replace("why", "whi"), f"14: {MINE}whi: a [[trigger]] has no such field"),
        (ADDED + 'disabled = ["signed.verb"]\n', f"10: {MINE}disabled: stands above all tables of a file, before the"),
        # Tables
        (
            ADDED.replace("[[trigger]]", "[[triger]]"),
            f"2: {MINE}triger: no table of rules is called so; there are [[trigger]], [[cue]], [[noun]], [[type]], "
            "[words], disabled = [...]; did you mean [[trigger]]?",
        ),
        (ADDED.replace("[[trigger]]", "[trigger]"), "2: trigger: write [[trigger]], with two brackets"),
        ('[[words]]\ngoods = ["zeppelin"]\n', "1: words: write [words], and below it the lists: goods = ["),
        ('disabled = "signed.verb"\n', '1: disabled: write ["signed.verb"]'),
        (
            'disabled = ["signed.verbs"]\n',
            "1: disabled: there is no rule 'signed.verbs': `pactwire rules list` shows al",
        ),
        # Values
        (ADDED.replace('"signed"', '"inked"'), f"4: {MINE}status: 'inked' is none of proposed, "),
        (ADDED.replace('"object"', '"objekt"'), f"7: {MINE}agreement.0: 'objekt' is none of object, "),
        (ADDED.replace('["object"]', "[]"), f"7: {MINE}agreement: must not be empty"),
        (ADDED.replace('["blurb"]', '"blurb"'), f'6: {MINE}verbs: write a list, ["blurb"]'),
        (ADDED.replace('["blurb"]', "[3]"), f"6: {MINE}verbs.0: write it in quotation marks, not 3"),
        (ADDED.replace('verbs = ["blurb"]\n', ""), f"2: {MINE}a trigger needs verbs, nouns, adjectives or phrases"),
        (ADDED + 'headline = "perhaps"\n', f"10: {MINE}headline: write true or false, not 'perhaps'"),
        (ADDED + 'plain_object = ["tanks"]\n', f"10: {MINE}plain_object.0: 'tanks' is none of goods, flows, "),
        (
            CUE.replace('["Ere Japan and Italy sign a defence pact, they talk."]', "[]"),
            "7: rule modality.mine: examples: m",
        ),
        (CUE.replace('words = ["ere"]\n', ""), "1: rule modality.mine: a cue needs verbs, nouns or words"),
        (
            CUE.replace("words", "verbs"),
            "1: rule modality.mine: a cue of the scope 'mark' needs words: verbs and nouns",
        ),
        (NOUN.replace('["zeppelin"]', "[]"), "4: rule noun.mine: nouns: must not be empty"),
        (TYPE.replace("2.0", '"high"'), "5: rule type.mine: words.zeppelin: write a number, not 'high'"),
        (
            TYPE.replace('{ "zeppelin" = 2.0 }', '["zeppelin"]'),
            "5: rule type.mine: words: write words with their weights",
        ),
        # Ids
        (
            ADDED.replace("signed.rubber_stamped", "Signed"),
            "3: rule Signed: id: 'Signed' is no id: write lower-case wor",
        ),
        (ADDED + ADDED, f"12: {MINE.removesuffix(': ')} stands in "),
        (
            CUE.replace("modality.mine", "signed.verb"),
            "2: rule signed.verb: a [[cue]] cannot replace the [[trigger]] of that id in status/signed.toml:",
        ),
        (
            NOUN.replace("noun.mine", "modality.not"),
            "2: rule modality.not: a [[noun]] cannot replace the [[cue]] of th",
        ),
        (ADDED + 'absorbs = ["modality.nott"]\n', f"3: {MINE}absorbs: there is no rule 'modality.nott', and it takes"),
        (ADDED + 'absorbs = ["signed.verb"]\n', f"3: {MINE}absorbs: 'signed.verb' is a [[trigger]], and it takes ids"),
        # Words and patterns
        (ADDED.replace('"blurb"', '"* sign"'), f"3: {MINE}pattern '* sign' must start"),
        (ADDED.replace('"blurb"', '"very? sign"'), f"3: {MINE}pattern 'very? sign' must"),
        (ADDED.replace('"blurb"', '"sign *"'), f"3: {MINE}pattern 'sign *' must not end"),
        (ADDED.replace('"blurb"', '""'), f"3: {MINE}pattern '' must start"),
        (ADDED.replace('"blurb"', '"sign|"'), f"3: {MINE}pattern 'sign|': 'sign|' is no word"),
        (ADDED.replace('"blurb"', '"sign the ACSA"'), f"3: {MINE}pattern 'sign the ACSA'"),
        (ADDED + 'requires = ["NATO"]\n', f"10: {MINE}requires.0: 'NATO' never matches: words are compared in lower"),
        (ADDED + 'requires = [\n  "arms",\n  "NATO",\n]\n', f"12: {MINE}requires.1: 'NATO' never matches"),
        (CUE.replace('"ere"', '"ere "'), "6: rule modality.mine: words.0: 'ere ' never matches: it is no word, or has"),
        (NOUN.replace('["zeppelin"]', '["Zeppelin"]'), "4: rule noun.mine: nouns.0: 'Zeppelin' never matches: wor"),
        (NOUN.replace('["zeppelin"]', '["document"]'), "2: rule noun.mine: the noun 'document' stands in rule noun."),
        (TYPE.replace('{ "zeppelin"', '{ "Zeppelin"'), "5: rule type.mine: words.Zeppelin: 'Zeppelin' never matches"),
        (ADDED + 'excludes = ["@sea"]\n', f"3: {MINE}excludes: no word list is named 'sea'"),
        ('[words]\ngoods = [\n  "zeppelin",\n  "Tank",\n]\n', "4: goods: 'Tank' never matches: words are compared in"),
        ('[words]\ngoods = "zeppelin"\n', '2: words.goods: write a list of words, ["zeppelin"]'),
        ("[words]\ngoods = [3]\n", "2: words.goods: words stand in quotation marks"),
        ('[words]\ngodos = ["zeppelin"]\n', "2: no word list is named 'godos'; docs/rules.md has all; did you mean 'g"),
        # Files
        ("[[trigger]\n", "1: not TOML: Expected"),
        (ADDED + "[words]\n[words]\n", "11: not TOML: Cannot declare"),
        ('disabled = ["signed.verb"', "1: not TOML: Unclosed array"),
        (INLINE.replace('"x"', '"X"'), "1: rule signed.mine: words.0: 'X' never matches"),
    ],
)
def test_wrong_rule_is_located(text: str, message: str, folder: Folder) -> None:
    own = folder(own=text)
    with pytest.raises(ResourceError) as caught:
        load_rules(own)
    assert str(caught.value).startswith(f"{own}/own.toml:{message}")
    assert len(str(caught.value)) - len(str(own)) < 500


def test_file_in_another_encoding(folder: Folder) -> None:
    own = folder()
    (own / "own.toml").write_bytes(ADDED.replace("our own", "café").encode("latin-1"))
    with pytest.raises(ResourceError) as caught:
        load_rules(own)
    assert str(caught.value) == f"{own}/own.toml:5: not UTF-8: save the file in that encoding"


def test_file_of_another_system(folder: Folder) -> None:
    own = folder()
    (own / "own.toml").write_bytes(ADDED.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_rules(own).origin["signed.rubber_stamped"] == f"{own}/own.toml:3"


def test_rule_in_an_inline_table(folder: Folder) -> None:
    own = folder(own=INLINE)
    assert load_rules(own).origin["signed.mine"] == f"{own}/own.toml:1"


def test_names_in_a_word_list_keep_their_case(folder: Folder) -> None:
    assert "XYS" in load_rules(folder(own='[words]\nship_prefixes = ["XYS"]\n')).words["ship_prefixes"]


def test_folder_without_rules(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"no \.toml file"):
        load_rules(folder())
    with pytest.raises(ResourceError, match="no such rule folder"):
        load_rules(tmp_path / "missing")
    (tmp_path / "own.toml").write_text(ADDED)
    with pytest.raises(ResourceError, match="no such rule folder, but a file"):
        load_rules(tmp_path / "own.toml")


def test_same_id_in_two_files(folder: Folder) -> None:
    own = folder(a=ADDED, b=ADDED)
    with pytest.raises(ResourceError) as caught:
        load_rules(own)
    assert f"b.toml:3: rule signed.rubber_stamped stands in {own}/a.toml:3" in str(caught.value)


@pytest.mark.parametrize(
    ("part", "text", "elements", "optional", "head"),
    [
        ("verb", "sign", [{"sign", "signs", "signed", "signing"}], [False], 0),
        ("verb", "pull out of", [{"pull", "pulls", "pulled", "pulling"}, {"out"}, {"of"}], [False] * 3, 0),
        ("verb", "give * nod", [{"give", "gives", "gave", "given", "giving"}, None, {"nod"}], [False] * 3, 0),
        (
            "verb",
            "end|halt it?",
            [{"end", "ends", "ended", "ending", "halt", "halts", "halted", "halting"}, {"it"}],
            [False, True],
            0,
        ),
        ("noun", "exit", [{"exit", "exits"}], [False], 0),
        ("noun", "green light", [{"green"}, {"light", "lights"}], [False, False], 1),
        ("noun", "notice of exit", [{"notice", "notices"}, {"of"}, {"exit"}], [False] * 3, 0),
        ("phrase", "in force|effect", [{"in"}, {"force", "effect"}], [False, False], 0),
        ("adjective", "unsigned", [{"unsigned"}], [False], 0),
        ("verb", "co-sign to", [{"co"}, {"-"}, {"sign", "signs", "signed", "signing"}, {"to"}], [False] * 4, 2),
        ("noun", "go-ahead", [{"go"}, {"-"}, {"ahead", "aheads"}], [False] * 3, 2),
    ],
)
def test_pattern(part: str, text: str, elements: list[set[str] | None], optional: list[bool], head: int) -> None:
    pattern = compile_pattern("signed.test", part, text)  # type: ignore[arg-type]
    assert list(pattern.elements) == elements
    assert (list(pattern.optional), pattern.head) == (optional, head)


def test_possessive_in_a_pattern() -> None:
    pattern = compile_pattern("signed.test", "verb", "put POSS name to")
    assert pattern.elements[1] is not None
    assert {"its", "their", "'s"} <= pattern.elements[1]
    assert "the" not in pattern.elements[1]
