"""The meetings that a text tells of: who met whom, when, where and how, about what, and what came of it."""
