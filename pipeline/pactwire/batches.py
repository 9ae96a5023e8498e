"""How a stream of articles is cut into batches: the same for every engine, so that all give the same bytes."""

from collections.abc import Iterable, Iterator

from pydantic_core import PydanticSerializationError

from pactwire.records import Article, ArticleRecord, Failure, SetAside

# What reading gives, and what becomes of it.
Item = Article | Failure | SetAside
Outcome = ArticleRecord | Failure | SetAside

# Memory grows with the characters of a batch. Articles are many, for of short ones the events profile reads only some,
# and of two at once the model reads a word in a tenth more time than of four or more.
BATCH_ARTICLES = 24
BATCH_CHARACTERS = 16_000


def batches(articles: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Group a stream into batches, by number and length only, so that every engine gets the same ones."""
    batch: list[Item] = []
    characters = 0
    for item in articles:
        length = len(item.text) if isinstance(item, Article) else 0
        if batch and (len(batch) == BATCH_ARTICLES or characters + length > BATCH_CHARACTERS):
            yield tuple(batch)
            batch, characters = [], 0
        batch.append(item)
        characters += length
    if batch:
        yield tuple(batch)


def extraction_failure(article: Article, reason: str) -> Failure:
    """Return the failure of an article that was read but not processed."""
    return Failure(path=article.path, article_id=article.id, stage="extraction", reason=reason)


def writable(item: Item) -> Item:
    """Return an item that JSON takes: itself, unless it holds something such as half of a surrogate pair."""
    try:
        item.model_dump_json()
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        if isinstance(item, Article):
            return writing_failure(item, error)
        texts = {name: value for name, value in item if isinstance(value, str)}
        return item.model_copy(update={name: _escaped(text) for name, text in texts.items()})
    return item


def writing_failure(article: Article, error: Exception) -> Failure:
    """Return the failure of an article of which something cannot be written."""
    return Failure(path=_escaped(article.path), article_id=_escaped(article.id), stage="writing", reason=str(error))


def _escaped(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
