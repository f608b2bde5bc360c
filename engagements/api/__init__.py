"""The API: read-only, over the filters of the lists and `visible_to`."""
