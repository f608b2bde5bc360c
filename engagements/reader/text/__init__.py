"""A text as paragraphs, sentences and words, each with its place in the original."""
