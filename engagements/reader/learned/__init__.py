"""What is learned from accounts and not ruled: who met, who travelled, by the words around their names."""
