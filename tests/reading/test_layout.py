"""Layouts of plain-text articles as sites, wires and archives leave them: all texts are ours."""

import pytest

from pactwire.reading import read_layout

BODY = "The two governments signed a logistics agreement at the defence ministry, officials said, after two years of talks."

LAYOUTS = [
    pytest.param(
        f"NEWS\n\nRivals seal a pact on naval visits\n\nAna Dela Cruz\n\n{BODY}\n\nMore later.",
        {"title": "Rivals seal a pact on naval visits", "byline": "Ana Dela Cruz"},
        id="section, title, bare name",
    ),
    pytest.param(
        f"\nBy Ramon Ilagan Reyes | Philippine News Agency\n{BODY}\nTalks went on.",
        {"byline": "Ramon Ilagan Reyes", "agency": "Philippine News Agency"},
        id="byline and agency, no title",
    ),
    pytest.param(
        f"Seoul to buy transport jets\n\nSEOUL, Aug. 22 (Yonhap) -- {BODY}",
        {"title": "Seoul to buy transport jets", "dateline": "SEOUL", "agency": "Yonhap"},
        id="wire with a day and no year",
    ),
    pytest.param(
        f"Senate backs the visiting forces deal\n\nBy Ana Cruz\n\nMANILA, Philippines — {BODY}",
        {"title": "Senate backs the visiting forces deal", "byline": "Ana Cruz", "dateline": "MANILA, Philippines"},
        id="place, country, long dash",
    ),
    pytest.param(
        f"New Delhi [India], April 28 (ANI): {BODY}",
        {"dateline": "New Delhi [India]", "agency": "ANI"},
        id="country in brackets",
    ),
    pytest.param(
        f"Minister in Hanoi for talks\nHanoi, 3 March 2025 (VNA) – {BODY}",
        {
            "title": "Minister in Hanoi for talks",
            "dateline": "Hanoi",
            "agency": "Vietnam News Agency",
            "published": "2025-03-03",
        },
        id="dateline with the full date",
    ),
    pytest.param(
        f"Frigate deal approved\nBy Jo Roe and Li Wei\nJanuary 16, 2026 8:05 am\n{BODY}",
        {"title": "Frigate deal approved", "byline": "Jo Roe and Li Wei", "published": "2026-01-16"},
        id="title, two names, date and time",
    ),
    pytest.param(
        f"World > Asia\nCabinet clears the base plan\nPublished: 5 Mar 2024 | Updated: 6 Mar 2024, 10:15 IST\n{BODY}",
        {"title": "Cabinet clears the base plan", "published": "2024-03-05"},
        id="breadcrumbs, published before updated",
    ),
    pytest.param(
        f"Cabinet clears the base plan\nLast updated on Wednesday, 6 March 2024 at 10:15 p.m. GMT\n{BODY}",
        {"title": "Cabinet clears the base plan", "published": "2024-03-06"},
        id="only an update is dated",
    ),
    pytest.param(
        f"Navy yard wins contract\nAnnual drill also planned for the spring, the ministry said on Monday.\n"
        f"By Jane Roe, Defence Correspondent\n12 May 2025\n\n{BODY}",
        {"title": "Navy yard wins contract", "byline": "Jane Roe", "published": "2025-05-12"},
        id="standfirst, name with a role",
    ),
    pytest.param(
        f"Border pact extended\n\nReuters | Manila | Updated: 18-09-2023 09:29 IST | Created: 18-09-2023 09:29 IST\n\n{BODY}",
        {"title": "Border pact extended", "agency": "Reuters", "dateline": "Manila", "published": "2023-09-18"},
        id="aggregator's line",
    ),
    pytest.param(
        f"(Reuters) - {BODY}\n\n(Reporting by Karen Roe in Manila; Editing by John Doe)",
        {"agency": "Reuters", "byline": "Karen Roe"},
        id="agency alone, credits under the story",
    ),
    pytest.param(
        f"\n\t   NAIROBI, Kenya (AP) _ Hundreds of soldiers, pilots and\nmechanics on Saturday boarded a ship\n"
        f"for a drill that both navies had planned.\n\t   {BODY}",
        {"dateline": "NAIROBI, Kenya", "agency": "Associated Press"},
        id="old wire, broken lines, underscore",
    ),
    pytest.param(
        "Hundreds of soldiers, pilots, engineers and mechanics\non Saturday boarded a ship for a drill that both\n"
        f"navies had planned since the winter of last year.\n\n{BODY}",
        {},
        id="broken lines are no title",
    ),
    pytest.param(
        f"NAIROBI, Kenya (AP) _\n\n{BODY}",
        {"dateline": "NAIROBI, Kenya", "agency": "Associated Press"},
        id="dateline on its own line",
    ),
    pytest.param(
        f"Ankara signs drone deal\nUnmanned aircraft to arrive next year\n\nISTANBUL\n{BODY}",
        {"title": "Ankara signs drone deal", "dateline": "ISTANBUL"},
        id="place alone in capitals",
    ),
    pytest.param(
        f"# Allies renew the basing accord\n\n*By Jane Roe*\n\n{BODY}",
        {"title": "Allies renew the basing accord", "byline": "Jane Roe"},
        id="Markdown heading",
    ),
    pytest.param(
        f"Title: Allies renew the basing accord\nAuthor: Jane Roe\nDate: 2024-07-08\n"
        f"URL: https://news.example.org/a/1\n\n{BODY}",
        {
            "title": "Allies renew the basing accord",
            "byline": "Jane Roe",
            "published": "2024-07-08",
            "url": "https://news.example.org/a/1",
        },
        id="labelled header of a crawler",
    ),
    pytest.param(
        f"Deal or no deal? Warsaw weighs its tanks\nBY JOHN DOE\n{BODY}",
        {"title": "Deal or no deal? Warsaw weighs its tanks", "byline": "JOHN DOE"},
        id="capitals in the byline",
    ),
    pytest.param(
        f"Air base row ends\nOur Correspondent\nIslamabad, Jan 28 (APP): {BODY}",
        {"title": "Air base row ends", "byline": "Our Correspondent", "dateline": "Islamabad", "agency": "APP"},
        id="unnamed byline",
    ),
    pytest.param(
        f"Air base row ends\nAgence France-Presse\nFebruary 3, 2026\n3 min read\n{BODY}",
        {"title": "Air base row ends", "agency": "Agence France-Presse", "published": "2026-02-03"},
        id="agency instead of a name",
    ),
    pytest.param(
        f"Air base row ends\n\n{BODY}\n\nThe sides meet again in May. (PTI)",
        {"title": "Air base row ends", "agency": "PTI"},
        id="agency in brackets at the end",
    ),
    pytest.param(
        f"Air base row ends\n\n{BODY}\n\n© 2026 AFP",
        {"title": "Air base row ends", "agency": "Agence France-Presse"},
        id="agency in the line of rights",
    ),
    pytest.param(
        f"WASHINGTON/SEOUL, July 15 (Reuters) - {BODY}",
        {"dateline": "WASHINGTON/SEOUL", "agency": "Reuters"},
        id="two places",
    ),
    pytest.param(
        f"MOSCOW, January 15. /TASS/. {BODY}",
        {"dateline": "MOSCOW", "agency": "TASS"},
        id="agency between slashes",
    ),
    pytest.param(
        f"Shipbuilder lands order\nARLINGTON, Va., Jan. 15, 2026 – {BODY}",
        {"title": "Shipbuilder lands order", "dateline": "ARLINGTON, Va.", "published": "2026-01-15"},
        id="contract notice",
    ),
    pytest.param(
        f"Jakarta, April 15, 2025. {BODY}",
        {"dateline": "Jakarta", "published": "2025-04-15"},
        id="dateline closed by a full stop",
    ),
    pytest.param(
        f"South China Sea\n\nManila and Tokyo hold a joint patrol off Palawan\n\n{BODY}",
        {"title": "Manila and Tokyo hold a joint patrol off Palawan"},
        id="region label is neither title nor name",
    ),
    pytest.param(
        f"Philippines, Japan to\nopen talks on logistics\n\nPhoto: a frigate at berth\n\nJane Roe - 16 Jan 2026\n\n{BODY}",
        {"title": "Philippines, Japan to open talks on logistics", "byline": "Jane Roe", "published": "2026-01-16"},
        id="title over two lines, caption, name and date",
    ),
    pytest.param(
        f"Pact signed, the U.S. says\r\n\r\nBy Jane Roe, The Example Times\r\n\r\n{BODY}\r\n",
        {"title": "Pact signed, the U.S. says", "byline": "Jane Roe", "outlet": "The Example Times"},
        id="carriage returns, outlet in the byline",
    ),
    pytest.param(
        f"Opinion | Why the pact matters now\nPhoto by John Doe\n{BODY}",
        {"title": "Opinion | Why the pact matters now"},
        id="photographer is not the writer",
    ),
    pytest.param(
        f"World | Australia\n\nFrigate order goes to Tokyo\n\nImogen Roe, diplomatic editor\nTue 5 Aug 2025 08.02 BST\nShare\n\n{BODY}",
        {"title": "Frigate order goes to Tokyo", "byline": "Imogen Roe", "published": "2025-08-05"},
        id="section and subsection, name with a role in small letters",
    ),
    pytest.param(
        f"# Frigate order goes to Tokyo\n\n*By Jonas Roe in Berlin, 24 October 2024*\n\n**BERLIN** - {BODY}",
        {
            "title": "Frigate order goes to Tokyo",
            "byline": "Jonas Roe",
            "published": "2024-10-24",
            "dateline": "BERLIN",
        },
        id="Markdown emphasis",
    ),
    pytest.param(
        f"Frigate order goes to Tokyo\nNorthern News Service\nLast updated on: 30 June,2023 02:06 pm\n{BODY}",
        {"title": "Frigate order goes to Tokyo", "agency": "Northern News Service", "published": "2023-06-30"},
        id="an agency that is not listed",
    ),
    pytest.param(f"COLOMBO, JAN. 20. {BODY}", {"dateline": "COLOMBO"}, id="old newspaper: day in capitals, full stop"),
    pytest.param(
        f"Deepak Roe\nUpdated Jun 04, 2020 | 14:55 IST\n\n{BODY}",
        {"byline": "Deepak Roe", "published": "2020-06-04"},
        id="name above the date, headline lost",
    ),
    pytest.param(
        f"Pact signed in Oslo\n\nBy JAMES ROE Associated Press\n\nOSLO (AP) — {BODY}",
        {"title": "Pact signed in Oslo", "byline": "JAMES ROE", "agency": "Associated Press", "dateline": "OSLO"},
        id="name and agency run together",
    ),
    pytest.param(
        f"Pact signed in Oslo\nMarch 3, 2024 3:04 PM GMT+1 · Updated 2 days ago\n{BODY}",
        {"title": "Pact signed in Oslo", "published": "2024-03-03"},
        id="time zone with an offset, age of the update",
    ),
    pytest.param(
        f"PRESS RELEASE\nFor immediate release\n\nOslo orders frigates\n\nLONDON, UK – 15 January 2026 – {BODY}",
        {"title": "Oslo orders frigates", "dateline": "LONDON, UK", "published": "2026-01-15"},
        id="press release",
    ),
    pytest.param(f"{BODY}\n\n{BODY}", {}, id="nothing but the story"),
    pytest.param("Japan and the Philippines sign a pact", {}, id="a single line is no title"),
    pytest.param(
        f"By the end of the year, the fleet will have been renewed, the minister said.\n{BODY}",
        {},
        id="By as a preposition",
    ),
    pytest.param(f"NATO — {BODY}", {}, id="an alliance is no dateline"),
    pytest.param(f"Analysis: {BODY}", {}, id="a label is no dateline"),
    pytest.param(f"On January 15, 2026, ministers met. {BODY}", {}, id="a date in the story is not its publication"),
    pytest.param(
        f"Pact in force\n\n{BODY}\n\nIt is called the Acquisition and Cross-Servicing Agreement (CNA)",
        {"title": "Pact in force"},
        id="an acronym at the end is no credit",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_layout(text: str, expected: dict[str, str]) -> None:
    layout = read_layout(text)
    names = ("title", "byline", "agency", "outlet", "dateline", "published", "url")
    assert {name: value for name in names if (value := getattr(layout, name)) is not None} == expected


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_offsets_lie_in_the_text(text: str, expected: dict[str, str]) -> None:
    layout = read_layout(text)
    assert 0 <= layout.body <= len(text)
    if layout.place_span:
        start, end = layout.place_span
        assert text[start:end] == expected["dateline"]


def test_story_begins_after_the_header() -> None:
    text = f"NEWS\n\nRivals seal a pact\n\nAna Cruz\n\n{BODY}"
    assert text[read_layout(text).body :] == BODY


def test_reading_begins_after_the_front_matter() -> None:
    text = f"---\nlayout: post\n---\n# Rivals seal a pact\n\n{BODY}"
    assert read_layout(text, start=22).title == "Rivals seal a pact"
