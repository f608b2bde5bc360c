import pytest

from .sheets import Imports


@pytest.fixture
def imports(db, tmp_path):
    return Imports(tmp_path)
