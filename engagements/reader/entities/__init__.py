"""Who is who: which mentions of a text are of one person, office, group or organization."""
