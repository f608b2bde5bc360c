"""What is exported of each kind of record: its columns, declared once for all formats."""
