"""The mapping: a TOML file in which each field is a template over the columns of a sheet."""

from .errors import MappingError
from .expressions import Expression
from .sheet_mapping import SheetMapping
from .table_mappings import FieldNode, TableMapping
from .templates import Constant, LookUp, Scalar, Template
from .toml_reader import SHIPPED, read_mapping, read_mapping_file

__all__ = [
    "SHIPPED",
    "Constant",
    "Expression",
    "FieldNode",
    "LookUp",
    "MappingError",
    "Scalar",
    "SheetMapping",
    "TableMapping",
    "Template",
    "read_mapping",
    "read_mapping_file",
]
