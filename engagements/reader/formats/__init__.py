"""What each kind of file is read by, within a process with limits: loads nothing of the app but itself."""
