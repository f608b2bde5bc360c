"""What pages and files tell of many records: counts, the matrix of who met whom, relationships, charts."""
