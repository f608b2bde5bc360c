"""People, offices, organizations and groups in a sentence, by the patterns of English readouts.

A small parser over words, from left to right: what stands before an office ("Mexican
Customs"), the office ("General Administrator"), what it is of ("of Labor"), the name.
"""
