"""Reads a text that tells of a visit or a meeting, and proposes what to record of it.

Plain text and a directory in, proposals out: no model is loaded, nothing is asked of another host and
nothing is written. Of the app it needs ``common`` alone. In the order in which a text goes through it:

``text``      paragraphs, sentences, words
``dates``     dates in a sentence, and the date of the text
``places``    countries, nationalities, towns
``mentions``  people, offices, organizations and groups in a sentence: a small parser
``entities``  which mentions are of one person; whom of the directory they may be
``journeys``  who travelled where and when
``meetings``  who met whom, with topics and outcomes
``sides``     of which country each is, and on which side
``writing``   all of it as ``proposals``

See docs/reader.md.
"""

from .read import read

__all__ = ["read"]
