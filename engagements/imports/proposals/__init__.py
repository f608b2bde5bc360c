"""A first draft of a mapping: what the columns of a sheet may mean, and the TOML that says so."""

from .meanings import MEANINGS, ROW_KINDS, Meaning
from .proposal import ColumnChoice, MappingProposal, propose
from .toml_writer import mapping_text

__all__ = ["MEANINGS", "ROW_KINDS", "ColumnChoice", "MappingProposal", "Meaning", "mapping_text", "propose"]
