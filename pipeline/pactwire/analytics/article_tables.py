"""The tables that are filled from single articles and their events."""

from pactwire.analytics.layout import PARTY, POSITION, Column, Table, unnested

ARTICLE = (
    Column("article_id", "VARCHAR NOT NULL", "article_id", "article"),
    Column("outlet", "VARCHAR", "outlet", "outlet of the article"),
    Column("published", "DATE", "published", "day on which the article was published"),
)
MENTION_SPAN = (
    Column("span_start", "INTEGER NOT NULL", "m.start", "offset of the first character in the article's text, from 0"),
    Column("span_end", "INTEGER NOT NULL", 'm."end"', "offset behind the last character"),
)
MENTION_TEXT = Column("text", "VARCHAR NOT NULL", "m.text", "the words of the article")
LOOSE_SPAN = (
    Column("span_start", "INTEGER", "m.start", "offset of the name's first character in the article's text"),
    Column("span_end", "INTEGER", 'm."end"', "offset behind the last character"),
)
EVENT = (Column("event_id", "VARCHAR NOT NULL", "event_id", "event"), *ARTICLE)


def _of_article(field: str) -> str:
    columns = "article.id AS article_id, article.outlet AS outlet, article.published::DATE AS published"
    return unnested("source_articles", columns, field)


def _of_event(field: str) -> str:
    return unnested("source_events", "event_id, article_id, outlet, published::DATE AS published", field)


DEEDS_OF_PEOPLE = (
    "(SELECT article_id, outlet, published, position AS person, m.name AS name, m.office AS office, "
    "m.country AS country, unnest(m.deeds) AS m, generate_subscripts(m.deeds, 1) AS position "
    f"FROM {_of_article('people')})"
)

ARTICLES = Table(
    "articles",
    "One row per article, in the order in which they were read.",
    "source_articles",
    (
        Column("article_id", "VARCHAR NOT NULL", "article.id", "key"),
        Column("path", "VARCHAR NOT NULL", "article.path", "file that it was read from"),
        Column("line", "INTEGER", "article.line", "line or row in a file that holds several"),
        Column("outlet", "VARCHAR", "article.outlet", "who published it"),
        Column("outlet_basis", "outlet_basis NOT NULL", "article.outlet_basis", "how the outlet is known"),
        Column("title", "VARCHAR", "article.title", "headline"),
        Column("byline", "VARCHAR", "article.byline", "author"),
        Column("agency", "VARCHAR", "article.agency", "news agency whose text it is"),
        Column("dateline", "VARCHAR", "article.dateline", "dateline as printed"),
        Column("published", "DATE", "article.published", "day of publication"),
        Column("published_basis", "published_basis NOT NULL", "article.published_basis", "how the day is known"),
        Column("url", "VARCHAR", "article.url", "address"),
        Column("language", "VARCHAR NOT NULL", "article.language", "ISO 639-1 code"),
        Column("sha256", "VARCHAR NOT NULL", "article.sha256", "hash of the text"),
        Column("characters", "INTEGER NOT NULL", "length(article.text)", "length of the text"),
        Column("events", "INTEGER NOT NULL", "len(events)", "number of its events"),
        Column("text", "VARCHAR NOT NULL", "article.text", "the text as read, to which all offsets refer"),
        Column("extra", "JSON", "article.extra", "what else the input said"),
    ),
    month="published",
)
ENTITIES = Table(
    "entities",
    "Named entities of the articles.",
    _of_article("entities"),
    (
        *ARTICLE,
        POSITION,
        MENTION_TEXT,
        *MENTION_SPAN,
        Column("label", "VARCHAR NOT NULL", "m.label", "spaCy's OntoNotes label, or PLATFORM, WEAPON, AGREEMENT"),
        Column("entity_id", "VARCHAR", "m.id", "ISO 3166-1 alpha-3 for a state, else the canonical name or acronym"),
        Column("name", "VARCHAR", "m.name", "canonical name"),
    ),
    month="published",
)
DATES = Table(
    "dates",
    "Temporal expressions of the articles, resolved.",
    _of_article("dates"),
    (
        *ARTICLE,
        POSITION,
        MENTION_TEXT,
        *MENTION_SPAN,
        Column("timex_type", "timex_type NOT NULL", "m.timex3.type", "TIMEX3 type"),
        Column("timex_value", "VARCHAR NOT NULL", "m.timex3.value", "TIMEX3 value"),
        Column("edtf", "VARCHAR", "m.edtf", "EDTF (ISO 8601-2)"),
        Column("precision", "date_precision", "precision_of(m.edtf)", "how exact the date is"),
        Column("earliest", "DATE", "m.earliest", "first day that it can mean"),
        Column("latest", "DATE", "m.latest", "last day that it can mean"),
        Column("anchor", "DATE", "m.anchor", "day that a relative phrase was resolved against"),
        Column("basis", "VARCHAR NOT NULL", "m.basis", "how it was resolved"),
    ),
    month="published",
)
MONEY_COLUMNS = (
    *ARTICLE,
    POSITION,
    MENTION_TEXT,
    *MENTION_SPAN,
    Column("value", "DOUBLE", "m.value", "in units of the currency"),
    Column("high", "DOUBLE", "m.high", "upper end, where the text gives a range"),
    Column("currency", "VARCHAR", "m.currency", "ISO 4217"),
    Column("approximate", "BOOLEAN NOT NULL", "m.approximate", "whether the text says about, nearly, ..."),
    Column("qualifier", "VARCHAR", "m.qualifier", "up to, at least, more than, ..."),
    Column("per", "VARCHAR", "m.per", "year, month, unit for a rate"),
    Column("converted_start", "INTEGER", "m.converted_from[1]", "offset of the amount that this one converts"),
    Column("converted_end", "INTEGER", "m.converted_from[2]", "offset behind it"),
)
MONEY = Table(
    "money",
    "Amounts of money in the articles, whatever they are about; those of the agreements are in amounts.",
    _of_article("money"),
    MONEY_COLUMNS,
    month="published",
)
RATES = Table(
    "rates",
    "Sums by the hour, day, week or month in the articles: they add up to nothing that the texts tell.",
    _of_article("rates"),
    MONEY_COLUMNS,
    month="published",
)
PEOPLE = Table(
    "people",
    "The people of the articles, by name or by office alone.",
    _of_article("people"),
    (
        *ARTICLE,
        POSITION,
        Column("name", "VARCHAR", "m.name", "full name as in the text; none where only the office is named"),
        Column("office", "VARCHAR", "m.office", "office or post as in the text"),
        Column("country", "VARCHAR", "m.country", "ISO 3166-1 alpha-3 of the state that the person stands for"),
        Column("mentions", "INTEGER NOT NULL", "len(m.spans)", "how often the article names the person"),
        Column("spans", "INTEGER[][]", "m.spans", "offsets of the words"),
    ),
    month="published",
)
DEEDS = Table(
    "deeds",
    "What the people of the articles did: who signed, announced or said something, by which word.",
    DEEDS_OF_PEOPLE,
    (
        *ARTICLE,
        POSITION,
        Column("person", "INTEGER NOT NULL", "person", "position in people"),
        Column("name", "VARCHAR", "name", "who"),
        Column("office", "VARCHAR", "office", "office or post"),
        Column("country", "VARCHAR", "country", "ISO 3166-1 alpha-3"),
        Column("role", "VARCHAR NOT NULL", "m.role", "signed, announced or said"),
        MENTION_TEXT,
        *MENTION_SPAN,
        Column("person_start", "INTEGER NOT NULL", "m.person[1]", "offset of the words that name the person there"),
        Column("person_end", "INTEGER NOT NULL", "m.person[2]", "offset behind them"),
    ),
    month="published",
)
WARNINGS = Table(
    "warnings",
    "What in an article an analyst should look at.",
    _of_article("warnings"),
    (
        *ARTICLE,
        POSITION,
        Column("code", "VARCHAR NOT NULL", "m.code", "kind of warning"),
        Column("message", "VARCHAR NOT NULL", "m.message", "what is wrong"),
        Column("spans", "INTEGER[][]", "m.spans", "offsets of the words"),
    ),
    month="published",
)
EVENTS = Table(
    "events",
    "One agreement at one status, as one article tells it.",
    "source_events LEFT JOIN stage_events USING (event_id)",
    (
        Column("event_id", "VARCHAR NOT NULL", "event_id", "key"),
        *ARTICLE[:2],
        Column("published", "DATE", "published", "day on which the article was published; not the date of the event"),
        Column("role", "event_role NOT NULL", "role", "whether the article is about it"),
        Column("status", "status NOT NULL", "status", "stage that the agreement is at"),
        Column("modality", "modality NOT NULL", "modality", "asserted: it happened, says the text"),
        Column("agreement_key", "VARCHAR NOT NULL", "agreement.key", "the same for the same agreement"),
        Column("agreement_type", "agreement_type NOT NULL", "agreement.type", "kind of agreement"),
        Column("agreement_name", "VARCHAR", "agreement.name", "name in the text"),
        Column("agreement_acronym", "VARCHAR", "agreement.acronym", "acronym in the text"),
        Column("party_ids", "VARCHAR[] NOT NULL", "[p.id for p in parties]", "parties; one row each in event_parties"),
        Column("date_edtf", "VARCHAR", '"date".edtf', "when the status came about, EDTF"),
        Column("date_precision", "date_precision", 'precision_of("date".edtf)', "how exact the date is"),
        Column("date_earliest", "DATE", '"date".earliest', "first day that the date can mean"),
        Column("date_latest", "DATE", '"date".latest', "last day that the date can mean"),
        Column("date_text", "VARCHAR", '"date".text', "words of the date"),
        Column("date_start", "INTEGER", '"date".start', "offset of these words"),
        Column("date_end", "INTEGER", '"date"."end"', "offset behind them"),
        Column("date_basis", "VARCHAR", '"date".basis', "how they were resolved"),
        Column("place", "VARCHAR", "place.name", "where"),
        Column("place_country", "VARCHAR", "place.country", "ISO 3166-1 alpha-3"),
        Column("place_start", "INTEGER", "place.start", "offset of the place's name"),
        Column("place_end", "INTEGER", 'place."end"', "offset behind it"),
        Column("attributed_to", "VARCHAR", "attribution.source", "who says so"),
        Column("quoted", "BOOLEAN", "attribution.quoted", "whether inside quotation marks"),
        Column("plover", "VARCHAR", "codes.plover", "PLOVER event type"),
        Column("cameo", "VARCHAR NOT NULL", "codes.cameo", "CAMEO code, with its leading zero"),
        Column("confidence", "DOUBLE NOT NULL", "confidence", "0 to 1"),
        Column("rule", "VARCHAR NOT NULL", "evidence.rule", "rule that fired"),
        Column("evidence", "VARCHAR NOT NULL", "evidence.text", "the sentence"),
        Column("evidence_start", "INTEGER NOT NULL", "evidence.start", "offset of the sentence"),
        Column("evidence_end", "INTEGER NOT NULL", 'evidence."end"', "offset behind it"),
        Column("trigger_start", "INTEGER NOT NULL", "evidence.trigger[1]", "offset of the words that tell the status"),
        Column("trigger_end", "INTEGER NOT NULL", "evidence.trigger[2]", "offset behind them"),
        Column("dossier_id", "VARCHAR", "stage_events.dossier_id", "dossier, once outlets were compared"),
        Column("stage_id", "VARCHAR", "stage_events.stage_id", "stage of the dossier"),
    ),
    month="published",
)
EVENT_PARTIES = Table(
    "event_parties",
    "Who is bound by the agreement of an event.",
    _of_event("parties"),
    (
        *EVENT,
        POSITION,
        *PARTY,
        Column("role", "party_role", "m.role", "what it gives or gets"),
        Column("mentions", "INTEGER NOT NULL", "len(m.spans)", "how often it was read in the evidence"),
        Column("spans", "INTEGER[][]", "m.spans", "offsets of the words it was read from"),
    ),
    month="published",
)
AMOUNTS = Table(
    "amounts",
    "Sums that belong to the agreement of an event.",
    _of_event("amounts"),
    (
        *EVENT,
        POSITION,
        MENTION_TEXT,
        *MENTION_SPAN,
        Column("value", "DOUBLE NOT NULL", "m.value", "in units of the currency"),
        Column("currency", "VARCHAR", "m.currency", "ISO 4217"),
        Column("per", "VARCHAR", "m.per", "year, month, unit ..., where it is paid so often or for each"),
    ),
    month="published",
)
ITEMS = Table(
    "items",
    "Goods or services that change hands.",
    _of_event("items"),
    (
        *EVENT,
        POSITION,
        MENTION_TEXT,
        *MENTION_SPAN,
        Column("count", "BIGINT", "m.count", "how many"),
        Column("designation", "VARCHAR", "m.designation", "type designation"),
    ),
    month="published",
)
SIGNATORIES = Table(
    "signatories",
    "Persons who put a name to the agreement.",
    _of_event("signatories"),
    (
        *EVENT,
        POSITION,
        Column("name", "VARCHAR NOT NULL", "m.name", "name"),
        Column("role", "VARCHAR", "m.role", "office"),
        Column("country", "VARCHAR", "m.country", "ISO 3166-1 alpha-3"),
        *LOOSE_SPAN,
    ),
    month="published",
)
CUES = Table(
    "cues",
    "The words, and the rule that read them, on which a field of an event rests.",
    _of_event("evidence.cues"),
    (
        *EVENT,
        POSITION,
        Column("field", "VARCHAR NOT NULL", "m.field", "field of the event"),
        Column("rule", "VARCHAR NOT NULL", "m.rule", "rule"),
        MENTION_TEXT,
        *MENTION_SPAN,
    ),
    month="published",
)
TABLES = (
    *(ARTICLES, ENTITIES, DATES, MONEY, RATES, PEOPLE, DEEDS, WARNINGS, EVENTS),
    *(EVENT_PARTIES, AMOUNTS, ITEMS, SIGNATORIES, CUES),
)
