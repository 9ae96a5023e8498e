-- The analytics store of Pactwire, schema version 1.

CREATE TYPE status AS ENUM ('proposed', 'negotiating', 'agreed_in_principle', 'approved', 'signed', 'ratified', 'in_force', 'extended', 'amended', 'suspended', 'terminated', 'violated', 'rejected', 'delivered');

CREATE TYPE modality AS ENUM ('asserted', 'planned', 'possible', 'negated', 'denied');

CREATE TYPE agreement_type AS ENUM ('mutual_defense', 'defense_cooperation', 'logistics_support', 'visiting_forces', 'basing_access', 'information_security', 'arms_transfer', 'procurement_contract', 'research_codevelopment', 'training_exercise', 'military_aid', 'arms_control', 'ceasefire', 'maritime_security', 'other');

CREATE TYPE party_kind AS ENUM ('state', 'organisation', 'company', 'armed_group');

CREATE TYPE party_role AS ENUM ('donor', 'recipient', 'buyer', 'seller');

CREATE TYPE event_role AS ENUM ('main', 'background');

CREATE TYPE published_basis AS ENUM ('metadata', 'text', 'inferred', 'unknown');

CREATE TYPE outlet_basis AS ENUM ('metadata', 'url', 'folder', 'file_name', 'credit', 'unknown');

CREATE TYPE timex_type AS ENUM ('DATE', 'TIME', 'DURATION', 'SET');

CREATE TYPE date_precision AS ENUM ('time', 'day', 'month', 'season', 'year', 'decade', 'century', 'interval', 'partial');

CREATE TYPE fact_name AS ENUM ('status', 'date', 'parties', 'amount', 'place', 'signatories', 'items', 'name', 'attribution', 'persons', 'spellings', 'offices', 'sums', 'counts', 'days');

CREATE TYPE verdict AS ENUM ('unanimous', 'compatible', 'conflict', 'single_source');

CREATE TYPE standing AS ENUM ('agrees', 'compatible', 'differs', 'undecided');

CREATE TYPE failed_stage AS ENUM ('reading', 'extraction', 'writing');

CREATE TYPE aside_reason AS ENUM ('language', 'not_an_article');

-- One row: what made the store.
CREATE TABLE store_info (
    schema_version INTEGER NOT NULL,  -- version of the tables and views
    pactwire VARCHAR NOT NULL,  -- version of the program
    model VARCHAR,  -- name and version of the model that made the records
    ruleset_sha256 VARCHAR  -- hash of the rules and lexicons
);

-- Which events tell of which stage.
CREATE TABLE stage_events (
    stage_id VARCHAR NOT NULL,  -- stage
    dossier_id VARCHAR NOT NULL,  -- dossier
    event_id VARCHAR NOT NULL  -- event; each is in one stage
);

-- One row per article, in the order in which they were read.
CREATE TABLE articles (
    article_id VARCHAR NOT NULL,  -- key
    path VARCHAR NOT NULL,  -- file that it was read from
    line INTEGER,  -- line or row in a file that holds several
    outlet VARCHAR,  -- who published it
    outlet_basis outlet_basis NOT NULL,  -- how the outlet is known
    title VARCHAR,  -- headline
    byline VARCHAR,  -- author
    agency VARCHAR,  -- news agency whose text it is
    dateline VARCHAR,  -- dateline as printed
    published DATE,  -- day of publication
    published_basis published_basis NOT NULL,  -- how the day is known
    url VARCHAR,  -- address
    language VARCHAR NOT NULL,  -- ISO 639-1 code
    sha256 VARCHAR NOT NULL,  -- hash of the text
    characters INTEGER NOT NULL,  -- length of the text
    events INTEGER NOT NULL,  -- number of its events
    text VARCHAR NOT NULL,  -- the text as read, to which all offsets refer
    extra JSON  -- what else the input said
);

-- Named entities of the articles.
CREATE TABLE entities (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    label VARCHAR NOT NULL,  -- spaCy's OntoNotes label, or PLATFORM, WEAPON, AGREEMENT
    entity_id VARCHAR,  -- ISO 3166-1 alpha-3 for a state, else the canonical name or acronym
    name VARCHAR  -- canonical name
);

-- Temporal expressions of the articles, resolved.
CREATE TABLE dates (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    timex_type timex_type NOT NULL,  -- TIMEX3 type
    timex_value VARCHAR NOT NULL,  -- TIMEX3 value
    edtf VARCHAR,  -- EDTF (ISO 8601-2)
    precision date_precision,  -- how exact the date is
    earliest DATE,  -- first day that it can mean
    latest DATE,  -- last day that it can mean
    anchor DATE,  -- day that a relative phrase was resolved against
    basis VARCHAR NOT NULL  -- how it was resolved
);

-- Amounts of money in the articles, whatever they are about; those of the agreements are in amounts.
CREATE TABLE money (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    value DOUBLE,  -- in units of the currency
    high DOUBLE,  -- upper end, where the text gives a range
    currency VARCHAR,  -- ISO 4217
    approximate BOOLEAN NOT NULL,  -- whether the text says about, nearly, ...
    qualifier VARCHAR,  -- up to, at least, more than, ...
    per VARCHAR,  -- year, month, unit for a rate
    converted_start INTEGER,  -- offset of the amount that this one converts
    converted_end INTEGER  -- offset behind it
);

-- Sums by the hour, day, week or month in the articles: they add up to nothing that the texts tell.
CREATE TABLE rates (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    value DOUBLE,  -- in units of the currency
    high DOUBLE,  -- upper end, where the text gives a range
    currency VARCHAR,  -- ISO 4217
    approximate BOOLEAN NOT NULL,  -- whether the text says about, nearly, ...
    qualifier VARCHAR,  -- up to, at least, more than, ...
    per VARCHAR,  -- year, month, unit for a rate
    converted_start INTEGER,  -- offset of the amount that this one converts
    converted_end INTEGER  -- offset behind it
);

-- The people of the articles, by name or by office alone.
CREATE TABLE people (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    name VARCHAR,  -- full name as in the text; none where only the office is named
    office VARCHAR,  -- office or post as in the text
    country VARCHAR,  -- ISO 3166-1 alpha-3 of the state that the person stands for
    mentions INTEGER NOT NULL,  -- how often the article names the person
    spans INTEGER[][]  -- offsets of the words
);

-- What the people of the articles did: who signed, announced or said something, by which word.
CREATE TABLE deeds (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    person INTEGER NOT NULL,  -- position in people
    name VARCHAR,  -- who
    office VARCHAR,  -- office or post
    country VARCHAR,  -- ISO 3166-1 alpha-3
    role VARCHAR NOT NULL,  -- signed, announced or said
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    person_start INTEGER NOT NULL,  -- offset of the words that name the person there
    person_end INTEGER NOT NULL  -- offset behind them
);

-- What in an article an analyst should look at.
CREATE TABLE warnings (
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    code VARCHAR NOT NULL,  -- kind of warning
    message VARCHAR NOT NULL,  -- what is wrong
    spans INTEGER[][]  -- offsets of the words
);

-- One agreement at one status, as one article tells it.
CREATE TABLE events (
    event_id VARCHAR NOT NULL,  -- key
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published; not the date of the event
    role event_role NOT NULL,  -- whether the article is about it
    status status NOT NULL,  -- stage that the agreement is at
    modality modality NOT NULL,  -- asserted: it happened, says the text
    agreement_key VARCHAR NOT NULL,  -- the same for the same agreement
    agreement_type agreement_type NOT NULL,  -- kind of agreement
    agreement_name VARCHAR,  -- name in the text
    agreement_acronym VARCHAR,  -- acronym in the text
    party_ids VARCHAR[] NOT NULL,  -- parties; one row each in event_parties
    date_edtf VARCHAR,  -- when the status came about, EDTF
    date_precision date_precision,  -- how exact the date is
    date_earliest DATE,  -- first day that the date can mean
    date_latest DATE,  -- last day that the date can mean
    date_text VARCHAR,  -- words of the date
    date_start INTEGER,  -- offset of these words
    date_end INTEGER,  -- offset behind them
    date_basis VARCHAR,  -- how they were resolved
    place VARCHAR,  -- where
    place_country VARCHAR,  -- ISO 3166-1 alpha-3
    place_start INTEGER,  -- offset of the place's name
    place_end INTEGER,  -- offset behind it
    attributed_to VARCHAR,  -- who says so
    quoted BOOLEAN,  -- whether inside quotation marks
    plover VARCHAR,  -- PLOVER event type
    cameo VARCHAR NOT NULL,  -- CAMEO code, with its leading zero
    confidence DOUBLE NOT NULL,  -- 0 to 1
    rule VARCHAR NOT NULL,  -- rule that fired
    evidence VARCHAR NOT NULL,  -- the sentence
    evidence_start INTEGER NOT NULL,  -- offset of the sentence
    evidence_end INTEGER NOT NULL,  -- offset behind it
    trigger_start INTEGER NOT NULL,  -- offset of the words that tell the status
    trigger_end INTEGER NOT NULL,  -- offset behind them
    dossier_id VARCHAR,  -- dossier, once outlets were compared
    stage_id VARCHAR  -- stage of the dossier
);

-- Who is bound by the agreement of an event.
CREATE TABLE event_parties (
    event_id VARCHAR NOT NULL,  -- event
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    party_id VARCHAR NOT NULL,  -- ISO 3166-1 alpha-3 for a state, else canonical name or acronym
    name VARCHAR NOT NULL,  -- canonical name
    kind party_kind NOT NULL,  -- what it is
    role party_role,  -- what it gives or gets
    mentions INTEGER NOT NULL,  -- how often it was read in the evidence
    spans INTEGER[][]  -- offsets of the words it was read from
);

-- Sums that belong to the agreement of an event.
CREATE TABLE amounts (
    event_id VARCHAR NOT NULL,  -- event
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    value DOUBLE NOT NULL,  -- in units of the currency
    currency VARCHAR,  -- ISO 4217
    per VARCHAR  -- year, month, unit ..., where it is paid so often or for each
);

-- Goods or services that change hands.
CREATE TABLE items (
    event_id VARCHAR NOT NULL,  -- event
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL,  -- offset behind the last character
    count BIGINT,  -- how many
    designation VARCHAR  -- type designation
);

-- Persons who put a name to the agreement.
CREATE TABLE signatories (
    event_id VARCHAR NOT NULL,  -- event
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    name VARCHAR NOT NULL,  -- name
    role VARCHAR,  -- office
    country VARCHAR,  -- ISO 3166-1 alpha-3
    span_start INTEGER,  -- offset of the name's first character in the article's text
    span_end INTEGER  -- offset behind the last character
);

-- The words, and the rule that read them, on which a field of an event rests.
CREATE TABLE cues (
    event_id VARCHAR NOT NULL,  -- event
    article_id VARCHAR NOT NULL,  -- article
    outlet VARCHAR,  -- outlet of the article
    published DATE,  -- day on which the article was published
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    field VARCHAR NOT NULL,  -- field of the event
    rule VARCHAR NOT NULL,  -- rule
    text VARCHAR NOT NULL,  -- the words of the article
    span_start INTEGER NOT NULL,  -- offset of the first character in the article's text, from 0
    span_end INTEGER NOT NULL  -- offset behind the last character
);

-- One agreement across all articles.
CREATE TABLE dossiers (
    dossier_id VARCHAR NOT NULL,  -- key
    label VARCHAR NOT NULL,  -- what to call it
    name VARCHAR,  -- name that most sources use
    acronym VARCHAR,  -- acronym
    names VARCHAR[] NOT NULL,  -- all names in the texts
    type agreement_type NOT NULL,  -- kind of agreement
    types VARCHAR[] NOT NULL,  -- kinds that articles give
    party_ids VARCHAR[] NOT NULL,  -- parties; a row each in dossier_parties
    current_status status,  -- last stage reached, by what is asserted
    current_stage_id VARCHAR,  -- that stage
    current_edtf VARCHAR,  -- when it was reached, EDTF
    first_edtf VARCHAR,  -- date of the first stage
    last_edtf VARCHAR,  -- date of the last stage
    stages INTEGER NOT NULL,  -- number of stages
    events INTEGER NOT NULL,  -- number of events
    articles INTEGER NOT NULL,  -- number of articles
    outlets VARCHAR[] NOT NULL,  -- outlets that report it
    sources INTEGER NOT NULL,  -- independent sources: copies of one text count once
    warnings INTEGER NOT NULL  -- number of warnings of the dossier itself
);

-- Who is bound by the agreement of a dossier.
CREATE TABLE dossier_parties (
    dossier_id VARCHAR NOT NULL,  -- dossier
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    party_id VARCHAR NOT NULL,  -- ISO 3166-1 alpha-3 for a state, else canonical name or acronym
    name VARCHAR NOT NULL,  -- canonical name
    kind party_kind NOT NULL,  -- what it is
    sources INTEGER NOT NULL  -- independent sources that name it
);

-- One status of one agreement at one time, as several articles tell it.
CREATE TABLE stages (
    stage_id VARCHAR NOT NULL,  -- key
    dossier_id VARCHAR NOT NULL,  -- dossier
    position INTEGER NOT NULL,  -- place in the dossier's order of time, from 1
    status status NOT NULL,  -- status
    modality modality NOT NULL,  -- asserted: it happened
    date_edtf VARCHAR,  -- when, EDTF
    date_precision date_precision,  -- how exact the date is
    date_earliest DATE,  -- first day that it can mean
    date_latest DATE,  -- last day; a stage without a date has at least the day of its first report
    outlets VARCHAR[] NOT NULL,  -- outlets that report it
    sources INTEGER NOT NULL,  -- independent sources
    events INTEGER NOT NULL,  -- number of events
    articles INTEGER NOT NULL,  -- number of articles
    warnings INTEGER NOT NULL  -- number of warnings of the stage
);

-- What the outlets' values for one fact amount to.
CREATE TABLE verdicts (
    dossier_id VARCHAR NOT NULL,  -- dossier
    stage_id VARCHAR,  -- stage; null for a fact across stages
    fact fact_name NOT NULL,  -- which fact
    facet VARCHAR,  -- currency, goods or country that the values are about
    verdict verdict NOT NULL,  -- how the values stand to each other
    consensus VARCHAR,  -- value that stands
    basis VARCHAR NOT NULL,  -- why
    sources INTEGER NOT NULL  -- independent sources that state the fact
);

-- What one outlet says about one fact of a stage.
CREATE TABLE facts (
    fact_id VARCHAR NOT NULL,  -- key
    dossier_id VARCHAR NOT NULL,  -- dossier
    stage_id VARCHAR,  -- stage; null for a fact across stages
    status status,  -- status of the stage
    fact fact_name NOT NULL,  -- which fact
    facet VARCHAR,  -- currency, goods or country that the value is about
    value VARCHAR NOT NULL,  -- normalised; what verdicts compare
    text VARCHAR NOT NULL,  -- as the outlet puts it
    outlet VARCHAR NOT NULL,  -- who says so; the article's id where no outlet is known
    article_id VARCHAR NOT NULL,  -- article
    event_id VARCHAR NOT NULL,  -- event
    published DATE,  -- day on which the article was published
    source_id VARCHAR NOT NULL,  -- the same for copies of one text
    span_start INTEGER,  -- offset of the words
    span_end INTEGER,  -- offset behind them
    evidence VARCHAR NOT NULL,  -- the sentence
    evidence_start INTEGER NOT NULL,  -- offset of the sentence
    evidence_end INTEGER NOT NULL,  -- offset behind it
    standing standing NOT NULL,  -- of this value to the consensus
    verdict verdict NOT NULL,  -- on the fact, across outlets
    consensus VARCHAR,  -- value that stands
    basis VARCHAR NOT NULL,  -- why it stands
    detail VARCHAR  -- how the value differs
);

-- What an analyst should look at: orders and dates that cannot be, and what articles contradict themselves in.
CREATE TABLE compare_warnings (
    dossier_id VARCHAR NOT NULL,  -- dossier
    stage_id VARCHAR,  -- stage; null for a warning of the dossier
    position INTEGER NOT NULL,  -- place in the order of the record, from 1
    code VARCHAR NOT NULL,  -- which kind
    message VARCHAR NOT NULL,  -- what is wrong
    article_id VARCHAR,  -- article that it is about, if it is one
    event_ids VARCHAR[] NOT NULL,  -- events that it is about
    spans INTEGER[][]  -- offsets in the article that stand against each other
);

-- Articles or files that could not be processed.
CREATE TABLE failures (
    path VARCHAR NOT NULL,  -- file
    line INTEGER,  -- line or row in it
    article_id VARCHAR,  -- article, once there is one
    stage failed_stage NOT NULL,  -- where it failed
    reason VARCHAR NOT NULL  -- why
);

-- Articles left out because they came before, in the same words from the same outlet.
CREATE TABLE duplicates (
    article_id VARCHAR NOT NULL,  -- article
    path VARCHAR NOT NULL,  -- file of the copy
    line INTEGER,  -- line or row in it
    first_path VARCHAR NOT NULL,  -- file of the one that was kept
    first_line INTEGER  -- line or row in it
);

-- What was read and is no article in English.
CREATE TABLE set_aside (
    path VARCHAR NOT NULL,  -- file
    line INTEGER,  -- line, row or record in it
    article_id VARCHAR,  -- article, where it is one
    reason aside_reason NOT NULL,  -- kind
    detail VARCHAR NOT NULL  -- language, or what it is
);

-- Units of a currency per US dollar, lowest and highest by years, rounded outward.
CREATE TABLE currency_bands (
    currency VARCHAR NOT NULL,  -- ISO 4217
    from_year INTEGER NOT NULL,  -- first year
    to_year INTEGER NOT NULL,  -- last year
    low DOUBLE NOT NULL,  -- fewest units that a dollar cost
    high DOUBLE NOT NULL  -- most units that a dollar cost
);

-- The CAMEO codes that events carry.
CREATE TABLE cameo_codes (
    cameo VARCHAR NOT NULL,  -- key
    description VARCHAR NOT NULL,  -- what the code stands for
    root VARCHAR NOT NULL,  -- its category, the first two digits
    quad_class INTEGER NOT NULL,  -- 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
    goldstein DOUBLE NOT NULL  -- Goldstein's scale of conflict and cooperation, -10 to 10
);

-- Which agreement moved from which stage to which, when, by what is asserted. `month` is the first day of the month of the move, where the date is at least that exact.
CREATE VIEW stage_moves AS
SELECT dossiers.label,
       lag(stages.status) OVER (PARTITION BY dossier_id ORDER BY stages.position) AS from_status,
       stages.status AS to_status, stages.date_edtf, stages.date_precision, stages.date_earliest,
       stages.date_latest,
       CASE WHEN date_trunc('month', stages.date_earliest) = date_trunc('month', stages.date_latest)
            THEN date_trunc('month', stages.date_earliest)::DATE END AS month,
       stages.sources, stages.outlets, dossiers.party_ids, dossiers.type, dossier_id, stages.stage_id, stages.position
FROM stages JOIN dossiers USING (dossier_id)
WHERE stages.modality = 'asserted'
ORDER BY stages.date_latest, dossier_id, stages.position;

-- What outlets say of the facts on which they contradict each other, a row for each outlet's article.
CREATE VIEW disputes AS
SELECT dossiers.label, facts.status, facts.fact, facts.facet, facts.outlet, facts.value, facts.text, facts.standing,
       facts.consensus, facts.detail, facts.published, facts.evidence, facts.dossier_id, facts.stage_id,
       facts.article_id, facts.event_id
FROM facts JOIN dossiers USING (dossier_id)
WHERE facts.verdict = 'conflict'
ORDER BY dossiers.label, facts.dossier_id, facts.stage_id, facts.fact, facts.facet, facts.value, facts.outlet;

-- Who signed with whom: a row for each pair of parties of each signing, which counts once however many report it. `year` is null where the year is not known.
CREATE VIEW signed_pairs AS
SELECT CASE WHEN year(stages.date_earliest) = year(stages.date_latest) THEN year(stages.date_earliest)::INTEGER END
           AS year,
       a.party_id AS party_a, b.party_id AS party_b, a.name AS name_a, b.name AS name_b, a.kind AS kind_a,
       b.kind AS kind_b, dossiers.label, dossiers.type, stages.date_edtf, stages.date_earliest, stages.date_latest,
       stages.sources, dossier_id, stages.stage_id
FROM stages
JOIN dossiers USING (dossier_id)
JOIN dossier_parties AS a USING (dossier_id)
JOIN dossier_parties AS b USING (dossier_id)
WHERE stages.status = 'signed' AND stages.modality = 'asserted' AND a.party_id < b.party_id
ORDER BY year, party_a, party_b, stages.stage_id;

-- Who reported a stage first: the outlets of the earliest day on which an article told it, by days of publication.
CREATE VIEW first_reports AS
WITH told AS (
    SELECT stage_id, events.dossier_id, events.published, events.article_id, coalesce(events.outlet, article_id) AS outlet,
           min(events.published) OVER (PARTITION BY stage_id) AS first_published
    FROM events WHERE stage_id IS NOT NULL
)
SELECT dossiers.label, stages.status, stages.modality, stages.date_edtf, told.first_published,
       list_sort(list(DISTINCT told.outlet) FILTER (told.published = told.first_published)) AS first_outlets,
       count(DISTINCT told.outlet) FILTER (told.published > told.first_published)::INTEGER AS later_outlets,
       list_sort(list(DISTINCT told.article_id) FILTER (told.published = told.first_published)) AS first_articles,
       told.dossier_id, stage_id
FROM told JOIN stages USING (stage_id) JOIN dossiers ON dossiers.dossier_id = told.dossier_id
GROUP BY ALL
ORDER BY told.first_published, stage_id;

-- The sums of an agreement, each once with the outlets that give it; `per` where it is paid by the year or for each thing. `usd_low` and `usd_high` bound it in US dollars by the rates of the year (currency_bands): an order of magnitude, not a conversion.
CREATE VIEW dossier_amounts AS
WITH sums AS (
    SELECT events.dossier_id, amounts.value, amounts.currency, amounts.per,
           coalesce(events.outlet, events.article_id) AS outlet,
           coalesce(year(events.date_latest), year(events.published)) AS year, amounts.text
    FROM amounts JOIN events USING (event_id) WHERE events.dossier_id IS NOT NULL
)
SELECT dossiers.label, sums.currency, sums.value, sums.per,
       min(CASE WHEN sums.currency = 'USD' THEN sums.value ELSE sums.value / bands.high END) AS usd_low,
       max(CASE WHEN sums.currency = 'USD' THEN sums.value ELSE sums.value / bands.low END) AS usd_high,
       list_sort(list(DISTINCT sums.outlet)) AS outlets, list_sort(list(DISTINCT sums.text)) AS texts, sums.dossier_id
FROM sums
JOIN dossiers USING (dossier_id)
LEFT JOIN currency_bands AS bands
    ON bands.currency = sums.currency AND sums.year BETWEEN bands.from_year AND bands.to_year
GROUP BY dossiers.label, sums.dossier_id, sums.currency, sums.value, sums.per
ORDER BY dossiers.label, sums.dossier_id, sums.currency, sums.value, sums.per;

-- The events as directed pairs of parties, as event data sets have them: an event of n parties is n(n-1) rows, with its id in each; a delivery goes from donor or seller to recipient or buyer only. Events of one party have no target, those of none no row.
CREATE VIEW dyads AS
SELECT events.event_id || '-' || a.position || '-' || coalesce(b.position, 0) AS dyad_id, events.event_id,
       events.article_id, events.outlet, events.published,
       CASE WHEN events.date_precision IN ('day', 'time') THEN events.date_earliest END AS event_date,
       events.date_edtf, events.date_precision, events.date_earliest, events.date_latest,
       a.party_id AS source, a.name AS source_name, a.kind AS source_kind, a.role AS source_role,
       b.party_id AS target, b.name AS target_name, b.kind AS target_kind, b.role AS target_role,
       len(events.party_ids)::INTEGER AS parties, events.plover, events.cameo, codes.description AS cameo_text,
       codes.root AS cameo_root, codes.quad_class, codes.goldstein, events.status, events.modality,
       events.agreement_type, events.agreement_name, events.role AS event_role, events.place, events.place_country,
       events.confidence, events.evidence, articles.title, articles.url, articles.path, events.dossier_id,
       events.stage_id
FROM events
JOIN event_parties AS a USING (event_id)
LEFT JOIN event_parties AS b ON b.event_id = events.event_id AND b.position <> a.position
LEFT JOIN cameo_codes AS codes USING (cameo)
JOIN articles ON articles.article_id = events.article_id
WHERE NOT (events.status = 'delivered'
           AND (a.role IN ('recipient', 'buyer') OR b.role IN ('donor', 'seller'))
           AND (a.role IS NOT NULL AND b.role IS NOT NULL))
ORDER BY events.rowid, a.position, b.position;
