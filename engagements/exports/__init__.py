"""Exports of any filtered list, for what one user may see; docs/export.md is the manual.

``columns/`` says once what is exported of each kind, ``sheets.py`` writes it as CSV, JSON
and XLSX, ``calendars.py`` as iCalendar, and ``responses.py`` sends it.
"""
