"""What columns know of officials and organizations, as an expression that databases filter and sort by."""

from collections.abc import Collection

import numpy as np
from django.db.models import BinaryField, F, Func, IntegerField, Value
from django.db.models.functions import Cast, Least

NUMBER_TYPE = np.dtype(">u4")  # its bytes sort as the numbers do

LARGEST_NUMBER = int(np.iinfo(NUMBER_TYPE).max)


def as_bytes(number: int) -> bytes:
    return np.array(number, dtype=NUMBER_TYPE).tobytes()


def number_by_id(ids: Collection[int], numbers: Collection[int] | int, others: int) -> Func:
    """Return an expression: `as_bytes` the number of the id of a row, ``others`` for none of ``ids``.

    The numbers stand one after the other in one parameter, each at the place of its id.
    """
    pks = np.array(ids, dtype=np.int64)
    table = np.full(pks.max(initial=0) + 2, others, dtype=NUMBER_TYPE)
    table[pks] = numbers
    place = Least(F("pk"), len(table) - 1) * NUMBER_TYPE.itemsize + 1
    return Func(
        Value(table.tobytes(), output_field=BinaryField()),
        Cast(place, IntegerField()),
        Value(NUMBER_TYPE.itemsize),
        function="substr",
        output_field=BinaryField(),
    )
