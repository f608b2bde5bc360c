"""Countries, nationalities and towns in a sentence."""
