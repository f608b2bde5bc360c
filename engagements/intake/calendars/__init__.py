"""Reads files of calendars, within a process with limits: loads nothing of the app but itself."""
