"""Dates in a sentence: a case for each form."""

# ruff: noqa: E501 (a case is read more easily on one line)

import datetime

import pytest

from engagements.reader.dates.date_context import DateContext
from engagements.reader.dates.finding import find_dates
from tests.reader.probes import dates_in

THURSDAY = datetime.date(2024, 5, 16)
JANUARY = datetime.date(2024, 1, 16)
DECEMBER = datetime.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ISO
        ("2021-12-06", ["2021-12-06; 2021-12-06/2021-12-06 exact; day; the account gives the date"]),
        ("2021-12-06/2021-12-08", ["2021-12-06/2021-12-08; 2021-12-06/2021-12-08 exact; day; the account gives the date"]),
        ("2021-12-06 to 2022-01-08", ["2021-12-06 to 2022-01-08; 2021-12-06/2022-01-08 exact; day; the account gives the date"]),
        ("2021-12-06-08", []),
        ("2021-13-06", []),
        ("2021-12-08 - 2021-12-06", []),
        # parts of a year
        # from a day of a month to one of another
        ("28 February to 2 March 2024", ["28 February to 2 March 2024; 2024-02-28/2024-03-02 exact; day; the account gives the date"]),
        ("28 February 2023 until 2 March 2024", ["28 February 2023 until 2 March 2024; 2023-02-28/2024-03-02 exact; day; the account gives the date"]),
        ("on 28th of February through Saturday, the 2nd of March 2024", ["28th of February through Saturday, the 2nd of March 2024; 2024-02-28/2024-03-02 exact; day; the account gives the date"]),
        ("30 December to 2 January 2022", ["30 December to 2 January 2022; 2021-12-30/2022-01-02 exact; day; the account gives the date"]),
        ("30 Dec. 2021 to 2 Jan. 2022", ["30 Dec. 2021 to 2 Jan. 2022; 2021-12-30/2022-01-02 exact; day; the account gives the date"]),
        ("28 February - 2 March", ["28 February - 2 March; unknown; day; the account does not say of which year"]),
        ("February 28 to March 2, 2024", ["February 28 to March 2, 2024; 2024-02-28/2024-03-02 exact; day; the account gives the date"]),
        ("December 30 to January 2, 2022", ["December 30 to January 2, 2022; 2021-12-30/2022-01-02 exact; day; the account gives the date"]),
        ("Feb. 28, 2023 till Mar. 2, 2024", ["Feb. 28, 2023 till Mar. 2, 2024; 2023-02-28/2024-03-02 exact; day; the account gives the date"]),
        ("March 9 to March 2, 2024", ["March 9 to March 2, 2024; 2023-03-09/2024-03-02 exact; day; the account gives the date"]),
        # days of one month
        ("December 6-8, 2021", ["December 6-8, 2021; 2021-12-06/2021-12-08 exact; day; the account gives the date"]),
        ("December 6 and 8, 2021", ["December 6 and 8, 2021; 2021-12-06/2021-12-08 within; day; the account names two days, not the days between"]),
        ("December 6 & 7, 2021", ["December 6 & 7, 2021; 2021-12-06/2021-12-07 exact; day; the account gives the date"]),
        ("December 6th thru Wed. 8th of 2021", ["December 6th thru Wed. 8th of 2021; 2021-12-06/2021-12-08 exact; day; the account gives the date"]),
        ("6-8 December 2021", ["6-8 December 2021; 2021-12-06/2021-12-08 exact; day; the account gives the date"]),
        ("6 to 8 December, 2021", ["6 to 8 December, 2021; 2021-12-06/2021-12-08 exact; day; the account gives the date"]),
        ("6th and 9th of May 2021", ["6th and 9th of May 2021; 2021-05-06/2021-05-09 within; day; the account names two days, not the days between"]),
        ("6 and 7 May 2021", ["6 and 7 May 2021; 2021-05-06/2021-05-07 exact; day; the account gives the date"]),
        ("8-6 May 2021", []),
        ("May 3-5:30", ["May 3; unknown; day; the account does not say of which year"]),
        # one day
        ("May 3, 2021", ["May 3, 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("May 3rd of 2021", ["May 3rd of 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("Sept. 3 2021", ["Sept. 3 2021; 2021-09-03/2021-09-03 exact; day; the account gives the date"]),
        ("3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3-May-2021", ["3-May-2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3rd of May, 2021", ["3rd of May, 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("the 3 may 2021", ["3 may 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("May 3:30", []),
        ("99 May 2021", []),
        ("31 February 2021", []),
        ("on 23 June 09.00, 2024", ["23 June; unknown; day; the account does not say of which year"]),
        ("2024/06/03", ["2024/06/03; 2024-06-03/2024-06-03 exact; day; the account gives the date"]),
        ("3 May 1499", ["3 May; unknown; day; the account does not say of which year"]),
        ("3 May 1500", ["3 May 1500; 1500-05-03/1500-05-03 exact; day; the account gives the date"]),
        ("3 May 2199", ["3 May 2199; 2199-05-03/2199-05-03 exact; day; the account gives the date"]),
        ("3 May 2200", ["3 May; unknown; day; the account does not say of which year"]),
        ("0 May 2021", []),
        # numbers
        ("25/12/2021", ["25/12/2021; 2021-12-25/2021-12-25 exact; day; the account gives the date"]),
        ("12/25/2021", ["12/25/2021; 2021-12-25/2021-12-25 exact; day; the account gives the date"]),
        ("06/06/2021", ["06/06/2021; 2021-06-06/2021-06-06 exact; day; the account gives the date"]),
        ("06/12/2021", []),
        ("13/14/2021", []),
        ("25/13/2021", []),
        ("3.5.2021", ["3.5.2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("31.12.2021", ["31.12.2021; 2021-12-31/2021-12-31 exact; day; the account gives the date"]),
        ("3.13.2021", []),
        ("3.0.2021", []),
        ("3.5.21", []),
        # a month
        ("March 2024", ["March 2024; 2024-03-01/2024-03-31 within; month; the account gives the month, not the day"]),
        ("of March 2024", ["March 2024; 2024-03-01/2024-03-31 within; month; the account gives the month, not the day"]),
        ("in February 2024", ["February 2024; 2024-02-01/2024-02-29 within; month; the account gives the month, not the day"]),
        ("early March 2024", ["March 2024; 2024-03-01/2024-03-10 within; month; the account gives the month, not the day"]),
        ("mid-February 2023", ["February 2023; 2023-02-11/2023-02-20 within; month; the account gives the month, not the day"]),
        ("late February 2023", ["February 2023; 2023-02-21/2023-02-28 within; month; the account gives the month, not the day"]),
        ("beginning of June 2023", ["June 2023; 2023-06-01/2023-06-10 within; month; the account gives the month, not the day; is_due"]),
        ("start of June 2023", ["June 2023; 2023-06-01/2023-06-10 within; month; the account gives the month, not the day"]),
        ("middle of June 2023", ["June 2023; 2023-06-11/2023-06-20 within; month; the account gives the month, not the day"]),
        ("end of June 2023", ["June 2023; 2023-06-21/2023-06-30 within; month; the account gives the month, not the day; is_due"]),
        ("the first half of June 2023", ["June 2023; 2023-06-01/2023-06-15 within; month; the account gives the month, not the day"]),
        ("second half of February 2023", ["February 2023; 2023-02-16/2023-02-28 within; month; the account gives the month, not the day"]),
        ("EARLY March 2024", ["March 2024; 2024-03-01/2024-03-10 within; month; the account gives the month, not the day"]),
        ("Mar. 2024", ["Mar. 2024; 2024-03-01/2024-03-31 within; month; the account gives the month, not the day"]),
        ("Sept 2024", ["Sept 2024; 2024-09-01/2024-09-30 within; month; the account gives the month, not the day"]),
        # a year, where something says that it is one
        ("in 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone"]),
        ("during 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone"]),
        ("since early 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone; is_due"]),
        ("by late 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone; is_due"]),
        ("year 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone"]),
        ("of 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone"]),
        ("in 1899", []),
        ("in 2100", []),
        ("room 2019", []),
        ("IN 2019", ["2019; 2019-01-01/2019-12-31 within; year; the account gives the year alone"]),
        # the week of a day
        ("the week of 4 March 2024", ["4 March 2024; 2024-03-04/2024-03-10 within; day; the account gives the week, not the day"]),
        ("week of the 4 March 2024", ["4 March 2024; 2024-03-04/2024-03-10 within; day; the account gives the week, not the day"]),
        ("week of March 4, 2024", ["March 4, 2024; 2024-03-04/2024-03-10 within; day; the account gives the week, not the day"]),
        ("weeks of 4 March 2024", ["4 March 2024; 2024-03-04/2024-03-04 exact; day; the account gives the date"]),
        # several in a row
        ("on 3 May 2021, 5 May 2021 and in June 2022", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date", "5 May 2021; 2021-05-05/2021-05-05 exact; day; the account gives the date", "June 2022; 2022-06-01/2022-06-30 within; month; the account gives the month, not the day"]),
        ("on 3 May 2021 in Oslo, on 2021-05-04", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date", "2021-05-04; 2021-05-04/2021-05-04 exact; day; the account gives the date"]),
    ],
)  # fmt: skip
def test_forms(text, expected):
    assert dates_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("6 December", {}, ["6 December; unknown; day; the account does not say of which year"]),
        ("on 6 december", {}, []),
        ("December 6", {}, ["December 6; unknown; day; the account does not say of which year"]),
        ("in March", {}, ["March; unknown; day; the account does not say of which year"]),
        ("in early March", {}, ["March; unknown; day; the account does not say of which year"]),
        ("March was cold", {}, []),
        ("they may meet in may", {}, []),
        ("in May", {}, ["May; unknown; day; the account does not say of which year"]),
        ("in Mar", {}, []),
        ("in mar.", {}, []),
        ("by the end of June", {}, ["June; unknown; day; the account does not say of which year; is_due"]),
        ("for June", {}, ["June; unknown; day; the account does not say of which year"]),
        ("last June", {}, ["June; unknown; day; the account does not say of which year"]),
        ("until Dec", {}, []),
        ("in Sep", {}, []),
        ("of Sat", {}, []),
        ("6 December", {"year": 2021}, ["6 December; 2021-12-06/2021-12-06 exact; day; the year is taken from another date in the account"]),
        ("in March", {"year": 2021}, ["March; 2021-03-01/2021-03-31 within; month; the year is taken from another date in the account"]),
        ("in early March", {"year": 2021}, ["March; 2021-03-01/2021-03-10 within; month; the year is taken from another date in the account"]),
        ("6 December", {"text_date": THURSDAY}, ["6 December; 2023-12-06/2023-12-06 exact; day; the year is taken from the date of the account"]),
    ],
)  # fmt: skip
def test_dates_without_a_year(text, options, expected):
    assert dates_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # as near as can be before the date of the text, or a little after it
        ("on 30 June", {"text_date": THURSDAY}, ["30 June; 2024-06-30/2024-06-30 exact; day; the year is taken from the date of the account"]),
        ("on 1 July", {"text_date": THURSDAY}, ["1 July; 2023-07-01/2023-07-01 exact; day; the year is taken from the date of the account"]),
        ("on 1 January", {"text_date": THURSDAY}, ["1 January; 2024-01-01/2024-01-01 exact; day; the year is taken from the date of the account"]),
        ("on 15 June", {"text_date": THURSDAY, "year": 2020}, ["15 June; 2024-06-15/2024-06-15 exact; day; the year is taken from the date of the account"]),
        # where it speaks of what is to come, after it, or a little before
        ("on 1 July", {"text_date": THURSDAY, "ahead": True}, ["1 July; 2024-07-01/2024-07-01 exact; day; the year is taken from the date of the account"]),
        ("on 1 April", {"text_date": THURSDAY, "ahead": True}, ["1 April; 2024-04-01/2024-04-01 exact; day; the year is taken from the date of the account"]),
        ("on 31 March", {"text_date": THURSDAY, "ahead": True}, ["31 March; 2025-03-31/2025-03-31 exact; day; the year is taken from the date of the account"]),
        ("on 29 February", {"text_date": THURSDAY}, ["29 February; 2024-02-29/2024-02-29 exact; day; the year is taken from the date of the account"]),
        ("on 30 February", {"text_date": THURSDAY}, []),
        ("in July", {"text_date": THURSDAY}, ["July; 2023-07-01/2023-07-31 within; month; the year is taken from the date of the account"]),
        ("in June", {"text_date": THURSDAY}, ["June; 2024-06-01/2024-06-30 within; month; the year is taken from the date of the account"]),
    ],
)  # fmt: skip
def test_the_year_of_a_date_without_one(text, options, expected):
    assert dates_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("met today", {"text_date": THURSDAY}, ["today; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("earlier today", {"text_date": THURSDAY}, ["earlier today; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("later today", {"text_date": THURSDAY}, ["later today; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("tonight", {"text_date": THURSDAY}, ["tonight; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("this morning", {"text_date": THURSDAY}, ["this morning; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("this evening", {"text_date": THURSDAY}, ["this evening; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("today and tomorrow", {"text_date": THURSDAY}, ["today and tomorrow; 2024-05-16/2024-05-17 exact; day; counted from the date of the account"]),
        ("Monday and Wednesday", {"text_date": THURSDAY}, ["Monday; 2024-05-13/2024-05-13 exact; day; counted from the date of the account", "Wednesday; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        ("Monday through Wednesday", {"text_date": THURSDAY}, ["Monday through Wednesday; 2024-05-13/2024-05-15 exact; day; counted from the date of the account"]),
        ("on Monday and Tuesday of this week", {"text_date": THURSDAY}, ["on Monday and Tuesday; 2024-05-13/2024-05-14 exact; day; counted from the date of the account", "this week; 2024-05-13/2024-05-19 within; week; counted from the date of the account"]),
        ("this noon", {"text_date": THURSDAY}, ["this noon; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("this Wednesday 23", {"text_date": THURSDAY}, ["this Wednesday; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        ("The return is on the 30th.", {"text_date": THURSDAY}, ["on the 30th; 2024-05-30/2024-05-30 exact; day; counted from the date named before it"]),
        ("on the 30th floor", {"text_date": THURSDAY}, []),
        ("They met on Monday, and will meet on Tuesday", {"text_date": THURSDAY, "ahead": True}, ["on Monday; 2024-05-13/2024-05-13 exact; day; counted from the date of the account", "on Tuesday; 2024-05-21/2024-05-21 exact; day; counted from the date of the account"]),
        ("Roe today issued a statement", {"text_date": THURSDAY}, ["today; 2024-05-16/2024-05-16 exact; day; counted from the date of the account; is_due"]),
        ("yesterday", {"text_date": THURSDAY}, ["yesterday; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        ("tomorrow", {"text_date": THURSDAY}, ["tomorrow; 2024-05-17/2024-05-17 exact; day; counted from the date of the account"]),
        ("last night", {"text_date": THURSDAY}, ["last night; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        ("the previous night", {"text_date": THURSDAY}, ["the previous night; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        # weekdays
        ("on Thursday", {"text_date": THURSDAY}, ["on Thursday; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        ("on Wednesday", {"text_date": THURSDAY}, ["on Wednesday; 2024-05-15/2024-05-15 exact; day; counted from the date of the account"]),
        ("on Friday", {"text_date": THURSDAY}, ["on Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("last Thursday", {"text_date": THURSDAY}, ["last Thursday; 2024-05-09/2024-05-09 exact; day; counted from the date of the account"]),
        ("last Friday", {"text_date": THURSDAY}, ["last Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("this Friday", {"text_date": THURSDAY}, ["this Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("next Thursday", {"text_date": THURSDAY}, ["next Thursday; 2024-05-23/2024-05-23 exact; day; counted from the date of the account"]),
        ("next Friday", {"text_date": THURSDAY}, ["next Friday; 2024-05-17/2024-05-17 exact; day; counted from the date of the account"]),
        ("by Friday", {"text_date": THURSDAY}, ["Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account; is_due"]),
        ("the office said Friday", {"text_date": THURSDAY}, ["Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account; is_due"]),
        ("spoke by phone Friday", {"text_date": THURSDAY}, ["Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("by letter on Friday", {"text_date": THURSDAY}, ["on Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("from Monday to Wednesday", {"text_date": THURSDAY}, ["from Monday to Wednesday; 2024-05-13/2024-05-15 exact; day; counted from the date of the account"]),
        ("between Friday and Monday", {"text_date": THURSDAY}, ["between Friday and Monday; 2024-05-10/2024-05-13 exact; day; counted from the date of the account"]),
        ("from Monday through Wednesday", {"text_date": THURSDAY, "ahead": True}, ["from Monday through Wednesday; 2024-05-20/2024-05-22 exact; day; counted from the date of the account"]),
        ("from Monday to Wednesday", {}, []),
        ("She is here from Tuesday to Friday", {"text_date": THURSDAY}, ["from Tuesday to Friday; 2024-05-14/2024-05-17 exact; day; counted from the date of the account"]),
        ("She was here from Tuesday to Friday", {"text_date": THURSDAY}, ["from Tuesday to Friday; 2024-05-07/2024-05-10 exact; day; counted from the date of the account"]),
        ("On Friday", {"spans": [(datetime.date(2024, 5, 15), THURSDAY + datetime.timedelta(days=2))]}, ["On Friday; 2024-05-17/2024-05-17 exact; day; counted from the date named before it"]),
        ("On Monday", {"spans": [(datetime.date(2024, 5, 15), THURSDAY)]}, ["On Monday; unknown; day; it counts from the date of the account, which is not known"]),
        ("On FRIDAY", {"text_date": THURSDAY}, ["On FRIDAY; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("on Thursday", {"text_date": THURSDAY, "ahead": True}, ["on Thursday; 2024-05-23/2024-05-23 exact; day; counted from the date of the account"]),
        ("on Friday", {"text_date": THURSDAY, "ahead": True}, ["on Friday; 2024-05-17/2024-05-17 exact; day; counted from the date of the account"]),
        ("last Friday", {"text_date": THURSDAY, "ahead": True}, ["last Friday; 2024-05-10/2024-05-10 exact; day; counted from the date of the account"]),
        ("Tuesday was cold", {"text_date": THURSDAY}, ["Tuesday; 2024-05-14/2024-05-14 exact; day; counted from the date of the account"]),
        ("Tuesday is near", {"text_date": THURSDAY, "ahead": True}, ["Tuesday; 2024-05-21/2024-05-21 exact; day; counted from the date of the account"]),
        ("a Thursday", {"text_date": THURSDAY}, ["Thursday; 2024-05-16/2024-05-16 exact; day; counted from the date of the account"]),
        # beside a date a weekday is no date of its own
        ("Tuesday, 3 May 2021", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3 May 2021 (Tuesday)", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("Tuesday in Oslo, 3 May 2021", {"text_date": THURSDAY}, ["Tuesday; 2024-05-14/2024-05-14 exact; day; counted from the date of the account", "3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3 May 2021 in Oslo, a Tuesday", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date", "Tuesday; 2024-05-14/2024-05-14 exact; day; counted from the date of the account"]),
        ("1234567 Tuesday", {"text_date": THURSDAY}, ["Tuesday; 2024-05-14/2024-05-14 exact; day; counted from the date of the account"]),
        ("3 May 2021 abcdefgTuesday", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3 May 2021 abcde Tuesday", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("3 May 2021 abcdef Tuesday", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date", "Tuesday; 2024-05-14/2024-05-14 exact; day; counted from the date of the account"]),
        ("Tuesday abcde 3 May 2021", {"text_date": THURSDAY}, ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        # weeks, months and years
        ("this week", {"text_date": THURSDAY}, ["this week; 2024-05-13/2024-05-19 within; week; counted from the date of the account"]),
        ("last week", {"text_date": THURSDAY}, ["last week; 2024-05-06/2024-05-12 within; week; counted from the date of the account"]),
        ("next week", {"text_date": THURSDAY}, ["next week; 2024-05-20/2024-05-26 within; week; counted from the date of the account"]),
        ("earlier this week", {"text_date": THURSDAY}, ["earlier this week; 2024-05-13/2024-05-16 within; week; counted from the date of the account"]),
        ("this month", {"text_date": THURSDAY}, ["this month; 2024-05-01/2024-05-31 within; month; counted from the date of the account"]),
        ("last month", {"text_date": THURSDAY}, ["last month; 2024-04-01/2024-04-30 within; month; counted from the date of the account"]),
        ("next month", {"text_date": THURSDAY}, ["next month; 2024-06-01/2024-06-30 within; month; counted from the date of the account"]),
        ("earlier this month", {"text_date": THURSDAY}, ["earlier this month; 2024-05-01/2024-05-16 within; month; counted from the date of the account"]),
        ("this year", {"text_date": THURSDAY}, ["this year; 2024-01-01/2024-12-31 within; year; counted from the date of the account"]),
        ("last year", {"text_date": THURSDAY}, ["last year; 2023-01-01/2023-12-31 within; year; counted from the date of the account"]),
        ("next year", {"text_date": THURSDAY}, ["next year; 2025-01-01/2025-12-31 within; year; counted from the date of the account"]),
        ("earlier this year", {"text_date": THURSDAY}, ["earlier this year; 2024-01-01/2024-05-16 within; year; counted from the date of the account"]),
        ("last month", {"text_date": JANUARY}, ["last month; 2023-12-01/2023-12-31 within; month; counted from the date of the account"]),
        ("next month", {"text_date": DECEMBER}, ["next month; 2025-01-01/2025-01-31 within; month; counted from the date of the account"]),
        # without the date of the text
        ("today", {}, ["today; unknown; day; it counts from the date of the account, which is not known"]),
        ("last week", {}, ["last week; unknown; day; it counts from the date of the account, which is not known"]),
        ("on Tuesday", {}, ["on Tuesday; unknown; day; it counts from the date of the account, which is not known"]),
        ("Tuesday", {}, []),
        ("by Friday", {}, ["by Friday; unknown; day; it counts from the date of the account, which is not known"]),
        ("on Tuesday", {"anchor": THURSDAY}, ["on Tuesday; 2024-05-21/2024-05-21 exact; day; counted from the date named before it"]),
        ("on Thursday", {"anchor": THURSDAY}, ["on Thursday; 2024-05-16/2024-05-16 exact; day; counted from the date named before it"]),
        ("next Tuesday", {"anchor": THURSDAY}, ["next Tuesday; unknown; day; it counts from the date of the account, which is not known"]),
        ("today", {"anchor": THURSDAY}, ["today; unknown; day; it counts from the date of the account, which is not known"]),
    ],
)  # fmt: skip
def test_days_that_count_from_another(text, options, expected):
    assert dates_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("by 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("until the 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("signed on 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("a treaty dated 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("before May 3, 2021", ["May 3, 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("ahead of the summit 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("due 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("scheduled for 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due; is_planned"]),
        ("planned for 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due; is_planned"]),
        ("originally on 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_planned"]),
        ("set to take place on 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_planned"]),
        ("foreseen from the 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_planned"]),
        ("met on 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("beginning 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("adopted in May 2021", ["May 2021; 2021-05-01/2021-05-31 within; month; the account gives the month, not the day; is_due"]),
        ("elected in 2021", ["2021; 2021-01-01/2021-12-31 within; year; the account gives the year alone; is_due"]),
        ("born in 1970", ["1970; 1970-01-01/1970-12-31 within; year; the account gives the year alone; is_due"]),
        ("the end of May 2021", ["May 2021; 2021-05-21/2021-05-31 within; month; the account gives the month, not the day; is_due"]),
        ("starting the new 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("By 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("since xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date; is_due"]),
        ("since xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
        ("since xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021", ["3 May 2021; 2021-05-03/2021-05-03 exact; day; the account gives the date"]),
    ],
)  # fmt: skip
def test_dates_of_something_else(text, expected):
    assert dates_in(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The following day she left", "2024-05-17"),
        ("and was shown the port the next morning", "2024-05-17"),
        ("Next morning we saw the port", "2024-05-17"),
        ("the previous evening", "2024-05-15"),
        ("In Tema two days later, they met", "2024-05-18"),
        ("Two days later, they met", "2024-05-18"),
        ("A day earlier, they met", "2024-05-15"),
        ("three days before", "2024-05-13"),
        ("on the same day", "2024-05-16"),
        ("That afternoon she left", "2024-05-16"),
        ("Later in the day she left", "2024-05-16"),
        ("In the evening she left", "2024-05-16"),
        ("Before the talks, she laid a wreath", "2024-05-16"),
        ("The next day after the visit she wrote", ""),
        ("two days before the summit", ""),
        ("she works in the evening", ""),
        ("the following days", ""),
    ],
)
def test_days_that_count_from_the_day_named_last(text, day):
    expected = [day] if day else []
    assert [str(date.start) for date in find_dates(text, 0, DateContext(last_day=THURSDAY))] == expected
    assert dates_in(text) == []


def test_days_that_count_from_one_of_the_same_sentence():
    dates = find_dates("met A on 3 May 2021 and B two days later", 0, DateContext(last_day=THURSDAY))
    assert [str(date.start) for date in dates] == ["2021-05-03", "2021-05-05"]


def test_days_by_their_number_are_the_nearest_to_those_named():
    spans = [(datetime.date(2024, 5, 30), datetime.date(2024, 6, 2)), (THURSDAY, THURSDAY)]
    for text, day in (("On the 31st we met", "2024-05-31"), ("on the 2nd", "2024-06-02")):
        dates = find_dates(text, 0, DateContext(spans=spans))
        assert [str(date.start) for date in dates] == [day]


def test_a_weekday_with_its_article_is_of_the_days_named_last():
    context = DateContext(text_date=THURSDAY, spans=[(datetime.date(2024, 6, 9), datetime.date(2024, 6, 14))])
    dates = find_dates("on the Monday they met", 0, context)
    assert [str(date.start) for date in dates] == ["2024-06-10"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("On her first day", 1),
        ("on the second day of the visit", 2),
        ("on the final day of her short visit", -1),
        ("on day two", 2),
        ("On day 3", 3),
        ("on the first day of the summit", 0),
        ("on the first day of a summit", 0),
    ],
)
def test_days_of_a_visit(text, number):
    dates = find_dates(text, 0, DateContext())
    assert [date.day_of_visit for date in dates] == ([number] if number else [])


def test_passages_are_counted_from_the_beginning_of_the_text():
    (first, second) = find_dates("On 3 May 2021, and on 4 May 2021.", 100, DateContext())
    assert [(date.passage.start, date.passage.end, date.words) for date in (first, second)] == [
        (103, 113, "3 May 2021"),
        (122, 132, "4 May 2021"),
    ]
    (today, tuesday) = find_dates("today, or any Tuesday", 100, DateContext(THURSDAY))
    assert [(date.passage.start, date.passage.end) for date in (today, tuesday)] == [(100, 105), (114, 121)]


def test_a_date_that_can_be_two_days_is_noted():
    context = DateContext()
    find_dates("on 06/12/2021, 12/06/2021 and 25/12/2021", 0, context)
    assert context.notes == [
        "“06/12/2021” can be two days, so it was not read as a date.",
        "“12/06/2021” can be two days, so it was not read as a date.",
    ]


def test_a_day_that_no_month_has_is_noted():
    context = DateContext()
    assert find_dates("on 31 February 2024", 0, context) == []
    assert context.notes == ["“31 February 2024” is no day, so it was not read as a date."]


@pytest.mark.parametrize(
    ("text", "is_one_day", "days"),
    [("3 May 2021", True, 0), ("3-5 May 2021", False, 2), ("May 2021", False, 30), ("on Tuesday", False, 0)],
)
def test_how_long_it_is(text, is_one_day, days):
    (date,) = find_dates(text if "Tues" in text else f"in {text}", 0, DateContext())
    assert (date.is_one_day, date.length.days) == (is_one_day, days)
