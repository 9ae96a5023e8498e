"""Events in the columns that users of event data sets know: one row per directed pair of parties.

The columns of ICEWS (doi:10.7910/DVN/28075), of GDELT 2.0 (codebook of 2015-02-19) and of POLECAT
(doi:10.7910/DVN/AJGVIT), in their order; what Pactwire does not know stays empty.
"""

from collections.abc import Mapping
from typing import Literal

Layout = Literal["pactwire", "icews", "gdelt", "polecat"]

# Behind the columns of the other data sets, so that the n-party event can be put together again.
OURS: Mapping[str, str] = {
    "Pactwire Event ID": "event_id",
    "Parties": "parties",
    "Status": "status",
    "Modality": "modality",
    "Agreement Type": "agreement_type",
    "Confidence": "confidence",
    "Evidence": "evidence",
}

ICEWS: Mapping[str, str] = {
    "Event ID": "dyad_id",
    "Event Date": "event_date",
    "Source Name": "source_name",
    "Source Sectors": "",
    "Source Country": "CASE WHEN source_kind = 'state' THEN source END",
    "Event Text": "cameo_text",
    "CAMEO Code": "cameo",
    "Intensity": "goldstein",
    "Target Name": "target_name",
    "Target Sectors": "",
    "Target Country": "CASE WHEN target_kind = 'state' THEN target END",
    "Story ID": "article_id",
    "Sentence Number": "",
    "Publisher": "outlet",
    "City": "place",
    "District": "",
    "Province": "",
    "Country": "place_country",
    "Latitude": "",
    "Longitude": "",
}


def _known(column: str, pattern: str, unit: str) -> str:
    """A part of the date, where both ends of what it can mean agree on it."""
    first, last = (f"date_trunc('{unit}', {end})" for end in ("date_earliest", "date_latest"))
    return f"CASE WHEN {first} = {last} THEN strftime({column}, '{pattern}')::INTEGER END"


def _gdelt_actor(number: int, side: str) -> dict[str, str]:
    kind = (
        f"CASE {side}_kind WHEN 'organisation' THEN 'IGO' WHEN 'company' THEN 'BUS' WHEN 'armed_group' THEN 'UAF' END"
    )
    country = f"CASE WHEN {side}_kind = 'state' THEN {side} END"
    empty = ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return {
        f"Actor{number}Code": f"coalesce({country}, {kind})",
        f"Actor{number}Name": f"{side}_name",
        f"Actor{number}CountryCode": country,
        **{f"Actor{number}{name}": "" for name in empty},
        f"Actor{number}Type1Code": kind,
        f"Actor{number}Type2Code": "",
        f"Actor{number}Type3Code": "",
    }


def _gdelt_place(of: str, name: str = "") -> dict[str, str]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return {f"{of}Geo_{part}": name if part == "FullName" else "" for part in parts}


GDELT: Mapping[str, str] = {
    "GLOBALEVENTID": "dyad_id",
    "SQLDATE": "strftime(event_date, '%Y%m%d')::INTEGER",
    "MonthYear": _known("date_earliest", "%Y%m", "month"),
    "Year": _known("date_earliest", "%Y", "year"),
    "FractionDate": "round(year(event_date) + (month(event_date) * 30 + day(event_date)) / 365, 4)",
    **_gdelt_actor(1, "source"),
    **_gdelt_actor(2, "target"),
    "IsRootEvent": "(event_role = 'main')::INTEGER",
    "EventCode": "cameo",
    "EventBaseCode": "substring(cameo, 1, 3)",
    "EventRootCode": "cameo_root",
    "QuadClass": "quad_class",
    "GoldsteinScale": "goldstein",
    "NumMentions": "1",
    "NumSources": "1",
    "NumArticles": "1",
    "AvgTone": "",
    **_gdelt_place("Actor1"),
    **_gdelt_place("Actor2"),
    **_gdelt_place("Action", "place"),
    "DATEADDED": "strftime(published, '%Y%m%d000000')::BIGINT",
    "SOURCEURL": "coalesce(url, path)",
}


def _polecat_actor(who: str, side: str) -> dict[str, str]:
    sector = (
        f"CASE {side}_kind WHEN 'state' THEN 'GOV' WHEN 'organisation' THEN 'IGO' WHEN 'company' THEN 'BUS' "
        "WHEN 'armed_group' THEN 'UAF' END"
    )
    return {
        f"{who} Name": f"{side}_name",
        f"{who} Country": f"CASE WHEN {side}_kind = 'state' THEN {side} END",
        f"{who} COW": "",
        f"Primary {who} Sector": sector,
        f"{who} Sectors": sector,
        f"{who} Title": "",
        f"{who} Name Raw": "",
        f"Wikipedia {who} ID": "",
    }


POLECAT: Mapping[str, str] = {
    "Event ID": "dyad_id",
    "Event Date": "event_date",
    "Event Type": "plover",
    "Event Mode": "",
    "Intensity": "",
    "Quad Code": "",
    "Contexts": "CASE modality WHEN 'planned' THEN 'future' WHEN 'possible' THEN 'hypothetical' END",
    **_polecat_actor("Actor", "source"),
    **_polecat_actor("Recipient", "target"),
    "Placename": "place",
    "City": "",
    "District": "",
    "Province": "",
    "Country": "place_country",
    "Latitude": "",
    "Longitude": "",
    "GeoNames ID": "",
    "Raw Placename": "",
    "Feature Type": "",
    "Source": "outlet",
    "Publication Date": "published",
    "Story People": "",
    "Story Organizations": "",
    "Story Locations": "",
    "Language": "'English'",
    "Version": "(SELECT 'pactwire ' || pactwire FROM store_info)",
}
LAYOUTS: Mapping[Layout, Mapping[str, str]] = {"icews": ICEWS, "gdelt": GDELT, "polecat": POLECAT}

# Events of which there is no pair because no party is known.
UNPAIRED = "SELECT count(*) FROM events WHERE len(party_ids) = 0"


def event_data_query(layout: Layout) -> str:
    """Return the query that gives the events in a layout; "pactwire" has all columns of the view dyads."""
    if layout == "pactwire":
        return "SELECT * FROM dyads"
    columns = {**LAYOUTS[layout], **OURS}
    selected = ", ".join(f'{expression or "NULL::VARCHAR"} AS "{name}"' for name, expression in columns.items())
    return f"SELECT {selected} FROM dyads"
