"""From what was read in a readout to drafts of records, with a person in between.

A `DraftForm` is one form of many rows: each row is a proposal to accept, correct or drop, with the words
that it comes from. It is filled from a reading, or from what was sent, and holds all that it needs
itself: nothing is kept between the two, and only `DraftForm.save()` writes.
"""
