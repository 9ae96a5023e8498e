"""Phrases in sentences: which words are a time, its TIMEX3 value and its EDTF."""

from datetime import date

import pytest

from pactwire.dates import find_dates
from pactwire.records import DateMention

FRIDAY = date(2026, 1, 16)

# Published on Friday, 16 January 2026. Square brackets mark the one time of the sentence.
CASES = [
    ("They signed it on [15 January 2026].", "2026-01-15", "2026-01-15"),
    ("They signed it on [January 15, 2026], in Manila.", "2026-01-15", "2026-01-15"),
    ("The pact of [Jan. 15, 2026] stands.", "2026-01-15", "2026-01-15"),
    ("Signed on [Thursday, 15 January 2026], it runs.", "2026-01-15", "2026-01-15"),
    ("Signed on [Thursday, Jan. 15, 2026], it runs.", "2026-01-15", "2026-01-15"),
    ("Done at Manila on the [15th of January, 2026].", "2026-01-15", "2026-01-15"),
    ("It took effect on [1st May 2011].", "2011-05-01", "2011-05-01"),
    ("It took effect on [Sept. 11, 2025].", "2025-09-11", "2025-09-11"),
    ("The treaty of [8 September 1951] is still in force.", "1951-09-08", "1951-09-08"),
    ("The treaty was signed on [August 30 1951].", "1951-08-30", "1951-08-30"),
    ("The file says [15-Jan-2026].", "2026-01-15", "2026-01-15"),
    ("Done at Manila, [15JAN2026], in two copies.", "2026-01-15", "2026-01-15"),
    ("Done at Manila, [15JAN26].", "2026-01-15", "2026-01-15"),
    ("The log says [03-Feb-26].", "2026-02-03", "2026-02-03"),
    ("They will meet [a week on Tuesday].", "2026-01-27", "2026-01-27"),
    ("They will meet [Tuesday week].", "2026-01-27", "2026-01-27"),
    ("They will meet [Friday fortnight].", "2026-02-06", "2026-02-06"),
    ("The jets come by [year-end 2027].", "2027-12-31", "2027-12-31"),
    ("It is due [this autumn].", "2026-FA", "2026-23"),
    ("The Pentagon pays in [the third quarter of FY2026].", "2026-Q3", "2026-04/2026-06"),
    ("Japan pays in [Q1 FY26].", "2026-Q1", "2026-04/2026-06"),
    ("The firm reports [Q1 FY27].", "2027-Q1", None),
    ("The file says [2026-01-15].", "2026-01-15", "2026-01-15"),
    ("The file says [2026/01/15].", "2026-01-15", "2026-01-15"),
    ("The file says [15/01/2026].", "2026-01-15", "2026-01-15"),
    ("The file says [01/15/2026].", "2026-01-15", "2026-01-15"),
    ("The file says [15.01.2026].", "2026-01-15", "2026-01-15"),
    ("The file says [10/01/2026].", "2026-01-10", "2026-01-10"),
    ("The file says [05/06/2019].", "2019", None),
    ("Posted [2026-01-15T08:30:00+08:00] by staff.", "2026-01-15T08:30", "2026-01-15"),
    ("On [15 January], the two countries signed.", "2026-01-15", "2026-01-15"),
    ("They signed on [January 15].", "2026-01-15", "2026-01-15"),
    ("They signed on [Dec. 20] in Tokyo.", "2025-12-20", "2025-12-20"),
    ("They will sign on [Dec. 20] in Tokyo.", "2026-12-20", "2026-12-20"),
    ("They will meet on [2 February].", "2026-02-02", "2026-02-02"),
    ("Ministers met on [Tuesday, September 30].", "2025-09-30", "2025-09-30"),
    ("Ministers met on [Monday, September 30].", "2024-09-30", "2024-09-30"),
    ("They met on [March 3 last year].", "2025-03-03", "2025-03-03"),
    ("The talks ran from [20 to 31 January].", "2026-01-20/2026-01-31", "2026-01-20/2026-01-31"),
    ("The drill runs [January 20-31].", "2026-01-20/2026-01-31", "2026-01-20/2026-01-31"),
    ("The drill ran [7–9 May 2025].", "2025-05-07/2025-05-09", "2025-05-07/2025-05-09"),
    ("They met on [May 7 and 8, 2025].", "2025-05-07/2025-05-08", "2025-05-07/2025-05-08"),
    ("It was delivered from [March to June 2025].", "2025-03/2025-06", "2025-03/2025-06"),
    ("It ran [November-February 2026].", "2025-11/2026-02", "2025-11/2026-02"),
    ("It was signed in [July 2024].", "2024-07", "2024-07"),
    ("It was signed in [early July 2024].", "2024-07", "2024-07"),
    ("It was signed in [mid-July 2024].", "2024-07", "2024-07"),
    ("It was signed at [the end of May 2024].", "2024-05", "2024-05"),
    ("In [July], the Philippines and Japan signed a pact.", "2025-07", "2025-07"),
    ("It will be signed in [July].", "2026-07", "2026-07"),
    ("It was signed [last July].", "2025-07", "2025-07"),
    ("It will be signed [next July].", "2026-07", "2026-07"),
    ("It was signed in [June last year].", "2025-06", "2025-06"),
    ("It was signed in [January this year].", "2026-01", "2026-01"),
    ("It was signed in [late November].", "2025-11", "2025-11"),
    ("It was signed in [May].", "2025-05", "2025-05"),
    ("Talks held in [March] failed.", "2025-03", "2025-03"),
    ("It was agreed at the [March] summit.", "2025-03", "2025-03"),
    ("The deal came in [the third quarter of 2025].", "2025-Q3", "2025-07/2025-09"),
    ("The deal came in [Q3 2025].", "2025-Q3", "2025-07/2025-09"),
    ("Deliveries begin in [3Q26].", "2026-Q3", "2026-07/2026-09"),
    ("The deal came in [the first quarter of last year].", "2025-Q1", "2025-01/2025-03"),
    ("It reported [third-quarter] profit.", "2025-Q3", "2025-07/2025-09"),
    ("Deliveries will begin in [the second quarter].", "2026-Q2", "2026-04/2026-06"),
    ("It fell in [the 1990 second quarter].", "1990-Q2", "1990-04/1990-06"),
    ("It comes in [the first half of 2026].", "2026-H1", "2026-01/2026-06"),
    ("It comes in [the second half of this year].", "2026-H2", "2026-07/2026-12"),
    ("It comes in [H2 2027].", "2027-H2", "2027-07/2027-12"),
    ("It will be signed by [spring 2026].", "2026-SP", "2026-21"),
    ("It was signed in [the summer of 2025].", "2025-SU", "2025-22"),
    ("It was signed [last summer].", "2025-SU", "2025-22"),
    ("It was signed [last autumn].", "2025-FA", "2025-23"),
    ("It will be signed [this fall].", "2026-FA", "2026-23"),
    ("It was agreed over [the summer].", "2025-SU", "2025-22"),
    ("It dates from [the 1990s].", "199", "199X"),
    ("It dates from [the early 1990s].", "199", "199X"),
    ("It dates from [the '80s].", "198", "198X"),
    ("It dates from [the mid-1950s].", "195", "195X"),
    ("It dates from [the nineties].", "199", "199X"),
    ("It dates from [the 19th century].", "18", "18XX"),
    ("It was signed in [2024].", "2024", "2024"),
    ("The [2016] agreement stands.", "2016", "2016"),
    ("It arrives in [late 2029].", "2029", "2029"),
    ("It arrives in [early 2027].", "2027", "2027"),
    ("It arrives in [mid-2027].", "2027", "2027"),
    ("It arrives by [the end of 2026].", "2026", "2026"),
    ("It began in [the year 2000].", "2000", "2000"),
    ("It began in [nineteen ninety-six].", "1996", "1996"),
    ("It ran in [2018-2022].", "2018/2022", "2018/2022"),
    ("The budget for [2025–26] grew.", "2025/2026", "2025/2026"),
    ("It began in ['97] with a pact.", "1997", "1997"),
    ("Japan gave aid in [fiscal year 2025].", "2025", "2025-04/2026-03"),
    ("Under Japan's [Fiscal 2025] budget it pays.", "2025", "2025-04/2026-03"),
    ("The U.S. plans it in [fiscal year 2027].", "2027", "2026-10/2027-09"),
    ("The Pentagon asked in [FY2026] for more.", "2026", "2025-10/2026-09"),
    ("India spent it in [FY 2025-26].", "2025", "2025-04/2026-03"),
    ("India spent it in [FY26].", "2026", "2025-04/2026-03"),
    ("Australia spends it in [the 2025-26 financial year].", "2025", "2025-07/2026-06"),
    ("Britain spends it in [financial year 2025/26].", "2025", "2025-04/2026-03"),
    ("South Korea spends it in [fiscal year 2026].", "2026", "2026-01/2026-12"),
    ("Japan pays in [the current fiscal year].", "2025", "2025-04/2026-03"),
    ("Japan pays in [the next fiscal year].", "2026", "2026-04/2027-03"),
    ("The US pays in [this fiscal year].", "2026", "2025-10/2026-09"),
    ("They met [today].", "2026-01-16", "2026-01-16"),
    ("They met [yesterday].", "2026-01-15", "2026-01-15"),
    ("They meet [tomorrow].", "2026-01-17", "2026-01-17"),
    ("They met [yesterday morning].", "2026-01-15TMO", "2026-01-15"),
    ("They met [the day before yesterday].", "2026-01-14", "2026-01-14"),
    ("They meet [the day after tomorrow].", "2026-01-18", "2026-01-18"),
    ("They met [earlier today].", "2026-01-16", "2026-01-16"),
    ("They meet [tonight].", "2026-01-16TNI", "2026-01-16"),
    ("They met [this morning].", "2026-01-16TMO", "2026-01-16"),
    ("They met [last night].", "2026-01-15TNI", "2026-01-15"),
    ("The ministry said on [Friday].", "2026-01-16", "2026-01-16"),
    ("They signed on [Thursday].", "2026-01-15", "2026-01-15"),
    ("They will sign on [Thursday].", "2026-01-22", "2026-01-22"),
    ("They will sign on [Friday].", "2026-01-16", "2026-01-16"),
    ("They signed [last Friday].", "2026-01-09", "2026-01-09"),
    ("They will sign [next Tuesday].", "2026-01-20", "2026-01-20"),
    ("They will sign [this coming Sunday].", "2026-01-18", "2026-01-18"),
    ("They signed on [Wednesday night].", "2026-01-14TNI", "2026-01-14"),
    ("They signed [early Tuesday].", "2026-01-13", "2026-01-13"),
    ("They signed on [Tuesday last week].", "2026-01-06", "2026-01-06"),
    ("They signed it [last week].", "2026-W02", "2026-01-05/2026-01-11"),
    ("They signed it [earlier this week].", "2026-W03", "2026-01-12/2026-01-18"),
    ("They meet [next week].", "2026-W04", "2026-01-19/2026-01-25"),
    ("They met over [the weekend].", "2026-W02-WE", "2026-01-10/2026-01-11"),
    ("They will meet at [the weekend].", "2026-W03-WE", "2026-01-17/2026-01-18"),
    ("They met [last weekend].", "2026-W02-WE", "2026-01-10/2026-01-11"),
    ("They signed it [earlier this month].", "2026-01", "2026-01"),
    ("They signed it [last month].", "2025-12", "2025-12"),
    ("They sign it [next month].", "2026-02", "2026-02"),
    ("They sign it [later this year].", "2026", "2026"),
    ("They signed it [last year].", "2025", "2025"),
    ("They sign it [early next year].", "2027", "2027"),
    ("They sign it by [the end of this year].", "2026", "2026"),
    ("They sign it by [the end of the year].", "2026", "2026"),
    ("They sign it by [year-end].", "2026-12-31", "2026-12-31"),
    ("They signed it [two years ago].", "2024", "2024"),
    ("They signed it [three months ago].", "2025-10", "2025-10"),
    ("They signed it [two weeks ago].", "2026-W01", "2025-12-29/2026-01-04"),
    ("They signed it [ten days ago].", "2026-01-06", "2026-01-06"),
    ("They signed it [more than a decade ago].", "2016", "2016"),
    ("They signed it [a year ago].", "2025", "2025"),
    ("They signed it [several years ago].", "PAST_REF", None),
    ("It comes in force [two years from now].", "2028", "2028"),
    ("They meet [a week from Friday].", "2026-01-23", "2026-01-23"),
    ("Talks began on 3 March 2025; [two days later] they signed.", "2025-03-05", "2025-03-05"),
    ("Talks began on 3 March 2025 and ended [the same day].", "2025-03-03", "2025-03-03"),
    ("Talks began on 3 March 2025 and ended [the following day].", "2025-03-04", "2025-03-04"),
    ("Talks began on 3 March 2025 and ended [the next month].", "2025-04", "2025-04"),
    ("They sent a note in August 2019, and in [November of that year] another.", "2019-11", "2019-11"),
    ("They sent a note in August 2019 and signed [later that year].", "2019", "2019"),
    ("They signed in 2016, and a second pact came [three years later].", "2019", "2019"),
    ("On [the 21st], the ministry said so.", "2025-12-21", "2025-12-21"),
    ("The summit was held on [the 12th].", "2026-01-12", "2026-01-12"),
    ("They met in [the week of March 2].", "2026-W10", "2026-03-02/2026-03-08"),
    ("It arrives by [mid-year].", "2026", "2026"),
    (
        "The Pentagon, unlike India, welcomed [the FY2026] National Defense Authorization Act.",
        "2026",
        "2025-10/2026-09",
    ),
    ("He was shot [last Oct. 23] at home.", "2025-10-23", "2025-10-23"),
    ("They will look into the [January 7] attack.", "2026-01-07", "2026-01-07"),
    ("It declared a dividend [Dec. 7] and more.", "2025-12-07", "2025-12-07"),
    ("It declared a payment due [March 7] and more.", "2026-03-07", "2026-03-07"),
    ("It has been quiet since [Jan. 13] there.", "2026-01-13", "2026-01-13"),
    ("The offer was extended until [Tuesday].", "2026-01-20", "2026-01-20"),
    ("It lasts [an additional year].", "P1Y", None),
    ("They met at [9 a.m. Tuesday].", "2026-01-13T09:00", "2026-01-13"),
    ("They met at [14:30 GMT].", "2026-01-16T14:30Z", "2026-01-16"),
    ("They met at [noon Thursday].", "2026-01-15T12:00", "2026-01-15"),
    ("They met at [10:35 UTC on January 15].", "2026-01-15T10:35Z", "2026-01-15"),
    ("They met on [Christmas Day].", "2025-12-25", "2025-12-25"),
    ("They met on [Thanksgiving].", "2025-11-27", "2025-11-27"),
    ("They met on [New Year's Eve].", "2025-12-31", "2025-12-31"),
    ("They met on [Good Friday 2025].", "2025-04-18", "2025-04-18"),
    ("It is a [five-year] deal.", "P5Y", None),
    ("He is on a [two-day] visit.", "P2D", None),
    ("It lasts [three decades].", "P30Y", None),
    ("It runs for [five and a half years].", "P5Y6M", None),
    ("It took [18 months].", "P18M", None),
    ("It rose over [the past three months].", "P3M", None),
    ("It lasted [nearly two weeks].", "P2W", None),
    ("It was delayed for [several years].", "PXY", None),
    ("It was delayed for [weeks].", "PXW", None),
    ("They train [every year].", "P1Y", None),
    ("They meet [twice a year].", "P1Y", None),
    ("They fly [daily].", "P1D", None),
    ("They meet [every Friday].", "XXXX-WXX-5", None),
    ("It has grown in [recent years].", "PAST_REF", None),
    ("It is [now] in force.", "PRESENT_REF", None),
    ("It [recently] signed a pact.", "PAST_REF", None),
    ("It may be signed in [the near future].", "FUTURE_REF", None),
]

# No time at all, whatever the figures and words look like.
NEGATIVES = [
    "It may sign the pact.",
    "Mr. May said so.",
    "Troops march on the capital.",
    "They commemorate the 70th anniversary of normalization.",
    "The 10th anniversary is near.",
    "It costs $2026 apiece.",
    "It costs €1999 apiece.",
    "An F-16 flew past.",
    "An S-2000 radar stood there.",
    "Flight 1944 landed.",
    "Resolution 1701 was adopted.",
    "UN Security Council Resolution 1929 applies.",
    "They counted 1,990 shells.",
    "Some 2000 people fled.",
    "They sent 1500 troops.",
    "They sent 2000 soldiers.",
    "It weighs 1800 kg.",
    "It flew 2000 km.",
    "Boeing 2017 is no model.",
    "They met on the 16th floor.",
    "It lies on the 38th parallel.",
    "Prices fall sharply.",
    "It followed the fall of Kabul.",
    "They spring into action.",
    "He is in his twenties.",
    "Temperatures were in the eighties.",
    "The Sun shone.",
    "The Mar-a-Lago meeting ended.",
    "Foreign Minister Jan Lipavsky spoke.",
    "The Daily Telegraph wrote so.",
    "The New York Times said so.",
    "He read the Sunday Times.",
    "It is a fiscal matter.",
    "The financial crisis hit.",
    "They took second place.",
    "A 6-year-old boy was there.",
    "The ratio was 3.45 to one.",
    "It fell 8.25 points.",
    "The score was 21-19.",
    "Chapter 2019 deals with it.",
    "H1N1 spread.",
    "Article 1992 applies.",
    "Three quarters of the force left.",
    "The vote was 1950-1820.",
    "Version 2.0.25 is out.",
    "Call 555-2024 for help.",
    "He wore a Mark 15 helmet.",
    "The Type 26 frigate sailed.",
    "There were 1600 unexploded shells and 1900 missiles.",
    "The Good Shepherd mission ended.",
    "An M1A2 tank stood there.",
]

# Sentence, and the bounds that the words narrow its time to.
BOUNDS = [
    ("It arrives in late 2029.", "2029-09-01", "2029-12-31"),
    ("It arrives in early 2027.", "2027-01-01", "2027-04-30"),
    ("It arrives in mid-2027.", "2027-05-01", "2027-08-31"),
    ("It arrives by the end of 2026.", "2026-10-01", "2026-12-31"),
    ("It was signed in late November 2025.", "2025-11-21", "2025-11-30"),
    ("It was signed in early November 2025.", "2025-11-01", "2025-11-10"),
    ("They signed it earlier this week.", "2026-01-12", "2026-01-16"),
    ("They sign it later this week.", "2026-01-16", "2026-01-18"),
    ("They signed it earlier this month.", "2026-01-01", "2026-01-16"),
    ("They sign it early next year.", "2027-01-01", "2027-04-30"),
    ("It dates from the late 1990s.", "1996-01-01", "1999-12-31"),
    ("It dates from the early 20th century.", "1900-01-01", "1932-12-31"),
    ("Japan gave aid in fiscal year 2025.", "2025-04-01", "2026-03-31"),
    ("The file says 05/06/2019.", "2019-05-06", "2019-06-05"),
    ("It was signed in February 2024.", "2024-02-01", "2024-02-29"),
    ("The winter of 2024 was cold.", "2024-12-01", "2025-02-28"),
]

# Article without publication date, the phrase looked at, its EDTF, and a word of the basis.
INFERRED = [
    ("They met 26 January-2 February 2026.", "26 January", "2026-01-26", "joined"),
    ("Published: January 16, 2026\n\nThey signed on Thursday.", "Thursday", "2026-01-15", "shown on the page"),
    ("Friday, January 16, 2026 | 10:30 am\nThey signed on Thursday.", "Thursday", "2026-01-15", "line of its own"),
    ("By Ann Lee\n16 January 2026\n\nThey signed yesterday.", "yesterday", "2026-01-15", "line of its own"),
    ("TOKYO, Aug. 22, 2019 (Kyodo) -- They met on Wednesday.", "Wednesday", "2019-08-21", "dateline"),
    ("They signed on Thursday, January 15. A pact of 2024 stands.", "Thursday, January 15", "2026-01-15", "fits 2026"),
    ("It said on Friday it would stay. A rally on Nov. 22, 2019 was loud.", "Friday", "2019-11-22", "which is one"),
    (
        "It said on Friday it would stay, unlike what it said in August. A rally on Nov. 22, 2019 was loud.",
        "August",
        "2019-08",
        "which is one",
    ),
    (
        "On 15 January they signed. Aid for Japanese fiscal year 2025 follows, it said on Friday.",
        "Friday",
        "2026-01-16",
        "fiscal year",
    ),
    (
        "On 15 January they signed. Aid for Japanese fiscal year 2025 follows, it said.",
        "15 January",
        "2026-01-15",
        "fiscal year",
    ),
    ("They signed on Thursday, January 15.", "Thursday, January 15", "XXXX-01-15", "not told"),
    ("SEOUL - South Korea said on March 21 it would.", "March 21", "XXXX-03-21", "not told"),
    ("They signed on Tuesday.", "Tuesday", None, "not known"),
    ("They signed it last month.", "last month", None, "not known"),
    ("It was signed on April 8, 2010, and Moscow left it on Tuesday, in 2023.", "Tuesday", None, "not known"),
    ("They signed in July.", "July", "XXXX-07", "not told"),
    ("The drill runs 20 to 31 January.", "20 to 31 January", "XXXX-01-20/XXXX-01-31", "not told"),
    ("They will sign on January 15 and meet on January 20.", "January 15", "XXXX-01-15", "not told"),
    ("They met on January 15 and March 2, 2026.", "January 15", "2026-01-15", "joined"),
    (
        "They sent a note in August 2019 and in November of that year.",
        "November of that year",
        "2019-11",
        "told before",
    ),
]


def unmarked(marked: str) -> tuple[str, int, int]:
    """Take the square brackets off a sentence and return where they stood."""
    assert marked.count("[") == marked.count("]") == 1, f"mark one span: {marked}"
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


def only(mentions: list[DateMention], text: str) -> DateMention:
    """Return the one mention of these words."""
    found = [mention for mention in mentions if mention.text == text]
    assert len(found) == 1, f"{text!r} among {[mention.text for mention in mentions]}"
    return found[0]


@pytest.mark.parametrize(("marked", "value", "edtf"), CASES)
def test_phrase_is_found_and_resolved(marked: str, value: str, edtf: str | None) -> None:
    text, start, end = unmarked(marked)
    touching = [
        mention for mention in find_dates(text, published=FRIDAY) if mention.start < end and start < mention.end
    ]
    assert [(one.start, one.end, one.timex3.value, one.edtf) for one in touching] == [(start, end, value, edtf)]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_time_is_read_into_other_words(text: str) -> None:
    assert [mention.text for mention in find_dates(text, published=FRIDAY)] == []


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_are_narrowed_by_the_words(text: str, earliest: str, latest: str) -> None:
    assert [(one.earliest, one.latest) for one in find_dates(text, published=FRIDAY)] == [(earliest, latest)]


@pytest.mark.parametrize(("text", "phrase", "edtf", "basis"), INFERRED)
def test_publication_date_is_inferred_or_left_unknown(text: str, phrase: str, edtf: str | None, basis: str) -> None:
    mention = only(find_dates(text), phrase)
    assert mention.edtf == edtf
    assert basis in mention.basis


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        (date(2026, 1, 18), "They signed it last week.", "2026-01-12/2026-01-18"),
        (date(2026, 1, 19), "They signed it last week.", "2026-01-12/2026-01-18"),
        (date(2024, 2, 29), "They signed it last year.", "2023"),
        (date(2024, 2, 29), "They signed it yesterday.", "2024-02-28"),
        (date(2024, 3, 1), "They signed it yesterday.", "2024-02-29"),
        (date(2026, 1, 1), "They signed it yesterday.", "2025-12-31"),
        (date(2025, 12, 30), "They sign it next week.", "2026-01-05/2026-01-11"),
        (date(2026, 3, 10), "Japan pays in the current fiscal year.", "2025-04/2026-03"),
        (date(2026, 4, 10), "Japan pays in the current fiscal year.", "2026-04/2027-03"),
        (date(2026, 9, 30), "The U.S. pays in the current fiscal year.", "2025-10/2026-09"),
        (date(2026, 10, 1), "The U.S. pays in the current fiscal year.", "2026-10/2027-09"),
        (date(2023, 3, 30), "Last May both applied.", "2022-05"),
        (date(2023, 3, 30), "In June they signed a memorandum.", "2022-06"),
        (date(2019, 8, 23), "They signed it on Thursday.", "2019-08-22"),
        (date(2020, 7, 12), "They spoke on Friday evening, July 10, 2020.", "2020-07-10"),
    ],
)
def test_day_of_publication_is_the_anchor(published: date, text: str, edtf: str) -> None:
    assert [mention.edtf for mention in find_dates(text, published=published)][-1] == edtf


@pytest.mark.parametrize(
    ("text", "phrase", "basis"),
    [
        ("MANILA, Jan. 16 (PNA) -- They signed on Thursday.", "Jan. 16", "page: dateline"),
        ("ANKARA, March 31. /TASS/. They signed on Thursday.", "March 31", "page: dateline"),
        ("Feb. 21 (UPI) -- They signed on Thursday.", "Feb. 21", "page: dateline"),
        ("Istanbul, Mar 31: They signed.", "Mar 31", "page: dateline"),
        ("Updated: January 16, 2026\n\nThey signed.", "January 16, 2026", "page: date shown"),
        ("They signed.\n16 January 2026\nThey left.", "16 January 2026", "page: date in a line of its own"),
        ("MANILA, Philippines - On January 15 they signed.", "January 15", "year from"),
        ("They signed on January 15 - a first.", "January 15", "year from"),
        ("On January 15 - a Thursday - they signed.", "January 15", "year from"),
        ("In Manila, January 15: they signed.", "January 15", "year from"),
        ("NEW DELHI, India, Jan. 16 (PTI) They signed.", "Jan. 16", "page: dateline"),
        ("Dar es Salaam, 16 January 2026 - They signed.", "16 January 2026", "page: dateline"),
    ],
)
def test_dates_of_the_page_are_told_from_those_of_the_story(text: str, phrase: str, basis: str) -> None:
    assert only(find_dates(text, published=FRIDAY), phrase).basis.startswith(basis)


def test_a_given_tense_outranks_the_words() -> None:
    text = "They signed on Monday."
    assert [one.edtf for one in find_dates(text, published=FRIDAY, tense=lambda _start, _end: "future")] == [
        "2026-01-19"
    ]
    assert [one.edtf for one in find_dates(text, published=FRIDAY)] == ["2026-01-12"]
