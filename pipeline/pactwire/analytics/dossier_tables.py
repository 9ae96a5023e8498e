"""The tables of the comparison, and of what became of the input."""

from pactwire.analytics.layout import PARTY, POSITION, Column, Table, unnested

DOSSIER_ID = Column("dossier_id", "VARCHAR NOT NULL", "dossier_id", "dossier")
STAGE_EVENTS = Table(
    "stage_events",
    "Which events tell of which stage.",
    "(SELECT stage_id, dossier_id, unnest(event_ids) AS event_id FROM source_stages)",
    (
        Column("stage_id", "VARCHAR NOT NULL", "stage_id", "stage"),
        DOSSIER_ID,
        Column("event_id", "VARCHAR NOT NULL", "event_id", "event; each is in one stage"),
    ),
)
DOSSIERS = Table(
    "dossiers",
    "One agreement across all articles.",
    "source_dossiers",
    (
        Column("dossier_id", "VARCHAR NOT NULL", "dossier_id", "key"),
        Column("label", "VARCHAR NOT NULL", "label", "what to call it"),
        Column("name", "VARCHAR", "name", "name that most sources use"),
        Column("acronym", "VARCHAR", "acronym", "acronym"),
        Column("names", "VARCHAR[] NOT NULL", "names", "all names in the texts"),
        Column("type", "agreement_type NOT NULL", "type", "kind of agreement"),
        Column("types", "VARCHAR[] NOT NULL", "types", "kinds that articles give"),
        Column("party_ids", "VARCHAR[] NOT NULL", "[p.id for p in parties]", "parties; a row each in dossier_parties"),
        Column("current_status", "status", "current_status", "last stage reached, by what is asserted"),
        Column("current_stage_id", "VARCHAR", "current_stage", "that stage"),
        Column("current_edtf", "VARCHAR", '"current_date"', "when it was reached, EDTF"),
        Column("first_edtf", "VARCHAR", "first_date", "date of the first stage"),
        Column("last_edtf", "VARCHAR", "last_date", "date of the last stage"),
        Column("stages", "INTEGER NOT NULL", "len(stage_ids)", "number of stages"),
        Column("events", "INTEGER NOT NULL", "len(event_ids)", "number of events"),
        Column("articles", "INTEGER NOT NULL", "len(article_ids)", "number of articles"),
        Column("outlets", "VARCHAR[] NOT NULL", "outlets", "outlets that report it"),
        Column("sources", "INTEGER NOT NULL", "sources", "independent sources: copies of one text count once"),
        Column("warnings", "INTEGER NOT NULL", "len(warnings)", "number of warnings of the dossier itself"),
    ),
)
DOSSIER_PARTIES = Table(
    "dossier_parties",
    "Who is bound by the agreement of a dossier.",
    unnested("source_dossiers", "dossier_id", "parties"),
    (
        DOSSIER_ID,
        POSITION,
        *PARTY,
        Column("sources", "INTEGER NOT NULL", "m.sources", "independent sources that name it"),
    ),
)
STAGES = Table(
    "stages",
    "One status of one agreement at one time, as several articles tell it.",
    "source_stages",
    (
        Column("stage_id", "VARCHAR NOT NULL", "stage_id", "key"),
        DOSSIER_ID,
        Column("position", "INTEGER NOT NULL", "position", "place in the dossier's order of time, from 1"),
        Column("status", "status NOT NULL", "status", "status"),
        Column("modality", "modality NOT NULL", "modality", "asserted: it happened"),
        Column("date_edtf", "VARCHAR", '"date"', "when, EDTF"),
        Column("date_precision", "date_precision", 'precision_of("date")', "how exact the date is"),
        Column("date_earliest", "DATE", "earliest", "first day that it can mean"),
        Column(
            "date_latest", "DATE", "latest", "last day; a stage without a date has at least the day of its first report"
        ),
        Column("outlets", "VARCHAR[] NOT NULL", "outlets", "outlets that report it"),
        Column("sources", "INTEGER NOT NULL", "sources", "independent sources"),
        Column("events", "INTEGER NOT NULL", "len(event_ids)", "number of events"),
        Column("articles", "INTEGER NOT NULL", "len(article_ids)", "number of articles"),
        Column("warnings", "INTEGER NOT NULL", "len(warnings)", "number of warnings of the stage"),
    ),
)
VERDICTS = Table(
    "verdicts",
    "What the outlets' values for one fact amount to.",
    "(SELECT dossier_id, NULL AS stage_id, unnest(verdicts) AS m FROM source_dossiers "
    "UNION ALL SELECT dossier_id, stage_id, unnest(verdicts) AS m FROM source_stages)",
    (
        DOSSIER_ID,
        Column("stage_id", "VARCHAR", "stage_id", "stage; null for a fact across stages"),
        Column("fact", "fact_name NOT NULL", "m.fact", "which fact"),
        Column("facet", "VARCHAR", "m.facet", "currency, goods or country that the values are about"),
        Column("verdict", "verdict NOT NULL", "m.verdict", "how the values stand to each other"),
        Column("consensus", "VARCHAR", "m.consensus", "value that stands"),
        Column("basis", "VARCHAR NOT NULL", "m.basis", "why"),
        Column("sources", "INTEGER NOT NULL", "m.sources", "independent sources that state the fact"),
    ),
)
FACTS = Table(
    "facts",
    "What one outlet says about one fact of a stage.",
    "source_facts",
    (
        Column("fact_id", "VARCHAR NOT NULL", "fact_id", "key"),
        DOSSIER_ID,
        Column("stage_id", "VARCHAR", "stage_id", "stage; null for a fact across stages"),
        Column("status", "status", "status", "status of the stage"),
        Column("fact", "fact_name NOT NULL", "fact", "which fact"),
        Column("facet", "VARCHAR", "facet", "currency, goods or country that the value is about"),
        Column("value", "VARCHAR NOT NULL", "value", "normalised; what verdicts compare"),
        Column("text", "VARCHAR NOT NULL", "text", "as the outlet puts it"),
        Column("outlet", "VARCHAR NOT NULL", "outlet", "who says so; the article's id where no outlet is known"),
        Column("article_id", "VARCHAR NOT NULL", "article_id", "article"),
        Column("event_id", "VARCHAR NOT NULL", "event_id", "event"),
        Column("published", "DATE", "published", "day on which the article was published"),
        Column("source_id", "VARCHAR NOT NULL", "source_id", "the same for copies of one text"),
        Column("span_start", "INTEGER", '"start"', "offset of the words"),
        Column("span_end", "INTEGER", '"end"', "offset behind them"),
        Column("evidence", "VARCHAR NOT NULL", "evidence", "the sentence"),
        Column("evidence_start", "INTEGER NOT NULL", "evidence_start", "offset of the sentence"),
        Column("evidence_end", "INTEGER NOT NULL", "evidence_end", "offset behind it"),
        Column("standing", "standing NOT NULL", "standing", "of this value to the consensus"),
        Column("verdict", "verdict NOT NULL", "verdict", "on the fact, across outlets"),
        Column("consensus", "VARCHAR", "consensus", "value that stands"),
        Column("basis", "VARCHAR NOT NULL", "basis", "why it stands"),
        Column("detail", "VARCHAR", "detail", "how the value differs"),
    ),
    month="published",
)
COMPARE_WARNINGS = Table(
    "compare_warnings",
    "What an analyst should look at: orders and dates that cannot be, and what articles contradict themselves in.",
    f"(FROM {unnested('source_dossiers', 'dossier_id, NULL AS stage_id', 'warnings')} "
    f"UNION ALL FROM {unnested('source_stages', 'dossier_id, stage_id', 'warnings')})",
    (
        DOSSIER_ID,
        Column("stage_id", "VARCHAR", "stage_id", "stage; null for a warning of the dossier"),
        POSITION,
        Column("code", "VARCHAR NOT NULL", "m.code", "which kind"),
        Column("message", "VARCHAR NOT NULL", "m.message", "what is wrong"),
        Column("article_id", "VARCHAR", "m.article_id", "article that it is about, if it is one"),
        Column("event_ids", "VARCHAR[] NOT NULL", "m.event_ids", "events that it is about"),
        Column("spans", "INTEGER[][]", "m.spans", "offsets in the article that stand against each other"),
    ),
)
FAILURES = Table(
    "failures",
    "Articles or files that could not be processed.",
    "source_failures",
    (
        Column("path", "VARCHAR NOT NULL", "path", "file"),
        Column("line", "INTEGER", "line", "line or row in it"),
        Column("article_id", "VARCHAR", "article_id", "article, once there is one"),
        Column("stage", "failed_stage NOT NULL", "stage", "where it failed"),
        Column("reason", "VARCHAR NOT NULL", "reason", "why"),
    ),
)
DUPLICATES = Table(
    "duplicates",
    "Articles left out because they came before, in the same words from the same outlet.",
    "source_duplicates",
    (
        Column("article_id", "VARCHAR NOT NULL", "article_id", "article"),
        Column("path", "VARCHAR NOT NULL", "path", "file of the copy"),
        Column("line", "INTEGER", "line", "line or row in it"),
        Column("first_path", "VARCHAR NOT NULL", "first_path", "file of the one that was kept"),
        Column("first_line", "INTEGER", "first_line", "line or row in it"),
    ),
)
SET_ASIDE = Table(
    "set_aside",
    "What was read and is no article in English.",
    "source_set_aside",
    (
        Column("path", "VARCHAR NOT NULL", "path", "file"),
        Column("line", "INTEGER", "line", "line, row or record in it"),
        Column("article_id", "VARCHAR", "article_id", "article, where it is one"),
        Column("reason", "aside_reason NOT NULL", "reason", "kind"),
        Column("detail", "VARCHAR NOT NULL", "detail", "language, or what it is"),
    ),
)
CURRENCY_BANDS = Table(
    "currency_bands",
    "Units of a currency per US dollar, lowest and highest by years, rounded outward.",
    "source_currency_bands",
    (
        Column("currency", "VARCHAR NOT NULL", "currency", "ISO 4217"),
        Column("from_year", "INTEGER NOT NULL", "from_year", "first year"),
        Column("to_year", "INTEGER NOT NULL", "to_year", "last year"),
        Column("low", "DOUBLE NOT NULL", "low", "fewest units that a dollar cost"),
        Column("high", "DOUBLE NOT NULL", "high", "most units that a dollar cost"),
    ),
)
CAMEO_CODES = Table(
    "cameo_codes",
    "The CAMEO codes that events carry.",
    "source_cameo_codes",
    (
        Column("cameo", "VARCHAR NOT NULL", "cameo", "key"),
        Column("description", "VARCHAR NOT NULL", "description", "what the code stands for"),
        Column("root", "VARCHAR NOT NULL", "root", "its category, the first two digits"),
        Column(
            "quad_class",
            "INTEGER NOT NULL",
            "quad_class",
            "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
        ),
        Column("goldstein", "DOUBLE NOT NULL", "goldstein", "Goldstein's scale of conflict and cooperation, -10 to 10"),
    ),
)
TABLES = (
    *(STAGE_EVENTS, DOSSIERS, DOSSIER_PARTIES, STAGES, VERDICTS, FACTS, COMPARE_WARNINGS),
    *(FAILURES, DUPLICATES, SET_ASIDE, CURRENCY_BANDS, CAMEO_CODES),
)
