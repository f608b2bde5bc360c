"""The visit that a text is about, and the others that it names."""
