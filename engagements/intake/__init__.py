"""Files in, drafts out: the text of files is taken, so that it is found."""
