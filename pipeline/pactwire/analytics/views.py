"""The questions that are asked most, as views of the store."""

from pactwire.analytics.layout import View

STAGE_MOVES = View(
    "stage_moves",
    "Which agreement moved from which stage to which, when, by what is asserted. `month` is the first day of the month "
    "of the move, where the date is at least that exact.",
    """
SELECT dossiers.label,
       lag(stages.status) OVER (PARTITION BY dossier_id ORDER BY stages.position) AS from_status,
       stages.status AS to_status, stages.date_edtf, stages.date_precision, stages.date_earliest,
       stages.date_latest,
       CASE WHEN date_trunc('month', stages.date_earliest) = date_trunc('month', stages.date_latest)
            THEN date_trunc('month', stages.date_earliest)::DATE END AS month,
       stages.sources, stages.outlets, dossiers.party_ids, dossiers.type, dossier_id, stages.stage_id, stages.position
FROM stages JOIN dossiers USING (dossier_id)
WHERE stages.modality = 'asserted'
ORDER BY stages.date_latest, dossier_id, stages.position
""",
)
DISPUTES = View(
    "disputes",
    "What outlets say of the facts on which they contradict each other, a row for each outlet's article.",
    """
SELECT dossiers.label, facts.status, facts.fact, facts.facet, facts.outlet, facts.value, facts.text, facts.standing,
       facts.consensus, facts.detail, facts.published, facts.evidence, facts.dossier_id, facts.stage_id,
       facts.article_id, facts.event_id
FROM facts JOIN dossiers USING (dossier_id)
WHERE facts.verdict = 'conflict'
ORDER BY dossiers.label, facts.dossier_id, facts.stage_id, facts.fact, facts.facet, facts.value, facts.outlet
""",
)
SIGNED_PAIRS = View(
    "signed_pairs",
    "Who signed with whom: a row for each pair of parties of each signing, which counts once however many report it. "
    "`year` is null where the year is not known.",
    """
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
ORDER BY year, party_a, party_b, stages.stage_id
""",
)
FIRST_REPORTS = View(
    "first_reports",
    "Who reported a stage first: the outlets of the earliest day on which an article told it, by days of publication.",
    """
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
ORDER BY told.first_published, stage_id
""",
)
DOSSIER_AMOUNTS = View(
    "dossier_amounts",
    "The sums of an agreement, each once with the outlets that give it; `per` where it is paid by the year or for each "
    "thing. `usd_low` and `usd_high` bound it in US dollars by the rates of the year (currency_bands): an order of magnitude, not a conversion.",
    """
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
ORDER BY dossiers.label, sums.dossier_id, sums.currency, sums.value, sums.per
""",
)
DYADS = View(
    "dyads",
    "The events as directed pairs of parties, as event data sets have them: an event of n parties is n(n-1) rows, with "
    "its id in each; a delivery goes from donor or seller to recipient or buyer only. Events of one party have no "
    "target, those of none no row.",
    """
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
ORDER BY events.rowid, a.position, b.position
""",
)
VIEWS = (STAGE_MOVES, DISPUTES, SIGNED_PAIRS, FIRST_REPORTS, DOSSIER_AMOUNTS, DYADS)
