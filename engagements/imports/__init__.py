"""Imports of sheets: each step is a package, in the order in which an import takes them.

``mapping`` reads what a TOML file says of the columns, ``reading`` opens files as rows of cells,
``rows`` makes proposals of records of them, ``plan`` compares these with the database, and ``commit``
carries the plan out. ``record_kinds`` has what may be filled; ``uploads`` imports by the page.
"""
