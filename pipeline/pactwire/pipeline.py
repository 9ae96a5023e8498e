"""Articles in, records out: the whole extraction in one process, as a Python API."""

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc

from pactwire.batches import BATCH_ARTICLES, Item, Outcome, batches, extraction_failure
from pactwire.components import TEXT, annotations
from pactwire.errors import PactwireError
from pactwire.events import article_record
from pactwire.nlp import LAYOUT, MODEL, build_nlp, model_info, prospects
from pactwire.records import Article, ArticleRecord, Failure, SetAside
from pactwire.runs import Profile

logger = logging.getLogger(__name__)

# Words of the first articles that stay in the vocabulary, so that most of all later ones are there: 8 MB. spaCy takes
# four times as long to cut a text into words that it has to free again.
KEPT_WORDS = 30_000


class Pipeline:
    """Reads records of agreements out of articles.

    >>> for record in Pipeline().process(load_articles("corpus/samples")):  # doctest: +SKIP
    ...     print(record.article.outlet, [event.status for event in record.events])
    """

    def __init__(self, model: str = MODEL, *, rules: Path | None = None, profile: Profile = "full") -> None:
        """Load the model and the rules.

        Args:
            model: an installed spaCy pipeline; see `pactwire.nlp.build_nlp`.
            rules: a folder of rules that extend or override the built-in ones.
            profile: with "events", articles whose words cannot tell of an agreement are not read any further: their
                records have no entities, dates and amounts. All other records are those of "full".
        """
        with uncollected():
            self.nlp = build_nlp(model, rules=rules)
            self.model = model_info(self.nlp, model)
            self.prospects = prospects(self.nlp) if profile == "events" else None
            # Lexicons are loaded on first use: what is wrong with one should show now, and no batch should wait for it.
            self.nlp("Japan paid $2 million in May.")
        self.failures: list[Failure] = []
        self.set_aside: list[SetAside] = []

    def process(self, articles: Iterable[Item]) -> Iterator[ArticleRecord]:
        """Yield the record of each article, in order.

        What could not be read or processed is kept in `failures`, with a warning in the log, and what is no article in
        English in `set_aside`; the rest goes on.
        """
        for outcome in self.outcomes(articles):
            if isinstance(outcome, Failure):
                logger.warning("%s: %s failed: %s", outcome.path, outcome.stage, outcome.reason)
                self.failures.append(outcome)
            elif isinstance(outcome, SetAside):
                logger.info("%s: set aside: %s, %s", outcome.path, outcome.reason, outcome.detail)
                self.set_aside.append(outcome)
            else:
                yield outcome

    def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
        """Yield a record or a failure for each article, and what is no article as it is, in order."""
        for batch in batches(articles):
            yield from self.extract(batch)

    def extract(self, batch: Sequence[Item]) -> list[Outcome]:
        """Return a record or a failure for each article of one batch, and the rest of it as it is, in order."""
        articles = [item for item in batch if isinstance(item, Article)]
        extracted = iter(self._extract(articles))
        return [next(extracted) if isinstance(item, Article) else item for item in batch]

    def _extract(self, articles: Sequence[Article]) -> Sequence[ArticleRecord | Failure]:
        try:
            with self._vocabulary():
                docs = [self._doc(article) for article in articles]
                worth = [self.prospects is None or self.prospects.has_any(doc) for doc in docs]
                read = self.nlp.pipe(
                    [doc for doc, is_worth in zip(docs, worth, strict=True) if is_worth],
                    batch_size=BATCH_ARTICLES,
                    disable=[LAYOUT] if self.prospects else [],  # the prospects have asked for it
                )
                return [
                    article_record(next(read), article) if is_worth else ArticleRecord(article=article)
                    for article, is_worth in zip(articles, worth, strict=True)
                ]
        except PactwireError:  # a wrong rule or lexicon is not the article's fault
            raise
        except Exception as error:  # whatever a component raises, the other articles go on
            if len(articles) > 1:
                return [outcome for article in articles for outcome in self._extract([article])]
            logger.debug("extraction of %s failed", articles[0].path, exc_info=True)
            return [extraction_failure(articles[0], f"{type(error).__name__}: {error}")]

    def _vocabulary(self) -> AbstractContextManager[object]:
        """Free what a batch adds to the vocabulary, once it holds the frequent words: it would grow without end."""
        return self.nlp.memory_zone() if len(self.nlp.vocab) >= KEPT_WORDS else nullcontext()

    def _doc(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.text)
        if isinstance(self.nlp.tokenizer, Tokenizer):
            doc.user_data[TEXT] = article.text  # spaCy's own keeps every character; of others it is checked
        annotations(doc).published = article.published
        return doc


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search for garbage: loading makes many objects that all stay, and is a seventh faster without."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
