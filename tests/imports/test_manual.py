"""The manual of imports says what is so."""

import re
from pathlib import Path

import pytest

from engagements.imports.mapping import read_mapping
from engagements.imports.mapping.sheet_section import SHEET_NAMES
from engagements.imports.mapping.toml_reader import EXPRESSION_NAMES
from engagements.imports.record_kinds import RECORD_KINDS

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "import.md").read_text()
RECIPES = re.findall(
    r"```toml\n(.*?)```", MANUAL.partition("## Recipes")[2].partition("## Worked")[0], re.DOTALL
)


@pytest.mark.parametrize("recipe", RECIPES)
def test_recipe_is_a_mapping(recipe):
    assert read_mapping(recipe).tables


def test_there_is_a_recipe_for_each_shape():
    assert len(RECIPES) == 8


def test_every_choice_of_every_field_is_listed():
    rows = MANUAL.partition("## Choices")[2].partition("## Recipes")[0].splitlines()
    for kind in RECORD_KINDS.values():
        for name in kind.fields:
            field = kind.model._meta.get_field(name)
            if not getattr(field, "choices", None) or name == "country":
                continue
            listed = [row for row in rows if row.startswith(f"| `{name}` |") and kind.name in row]
            assert all(f"`{value}`" in listed[0] for value, _ in field.flatchoices if value), (
                kind.name,
                name,
            )


@pytest.mark.parametrize("name", sorted(SHEET_NAMES | EXPRESSION_NAMES))
def test_every_option_is_told(name):
    assert re.search(rf"`(\w+`, `)?{name}\b", MANUAL)
