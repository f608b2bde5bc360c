"""Countries as they are drawn on a map of the world, from the shapes that an installed package has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from countryinfo import all_countries
from django.conf import settings

MAP_WIDTH, MAP_HEIGHT = 1000, 455
SOUTHERNMOST = -58  # Antarctica is not drawn
# Of the projection "Equal Earth", in which equal areas look equal: Šavrič, Patterson and Jenny, 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = MAP_WIDTH / 5.42  # the equator is 2 × 2.7066 long
EQUATOR_Y = 1.31 * SCALE + 8


@dataclass(frozen=True)
class CountryShape:
    """A country in the units of the map: its borders, or where there are none, the point where it lies."""

    path: str = ""
    x: float = 0
    y: float = 0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square, sixth = angle**2, angle**6
    x = (
        2
        * sqrt(3)
        * radians(longitude)
        * cos(angle)
        / (3 * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    )
    y = angle * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return MAP_WIDTH / 2 + x * SCALE, EQUATOR_Y - y * SCALE


def rings(geography: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """Yield the outlines (lists of longitude and latitude) of a GeoJSON collection."""
    for feature in geography.get("features", ()):
        geometry = feature["geometry"]
        is_multiple = geometry["type"] == "MultiPolygon"
        for polygon in geometry["coordinates"] if is_multiple else [geometry["coordinates"]]:
            yield from polygon


def path_of(geography: Mapping[str, Any]) -> str:
    """Return the outlines as the path of an SVG, to a tenth of a unit; "" where there is none."""
    parts = []
    for ring in rings(geography):
        points = [project(*point[:2]) for point in ring if point[1] > SOUTHERNMOST]
        drawn = list(dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in points))
        if len(drawn) > 2:
            parts.append(f"M{drawn[0]}L{' '.join(drawn[1:])}Z")
    return "".join(parts)


@cache
def country_shapes() -> dict[str, CountryShape]:
    """Return the shape of every country that has one, by its code."""
    shapes: dict[str, CountryShape] = {}
    for country in all_countries():
        code, position = country.iso(2), country.latlng()
        # Codes that are former states here may be others there.
        if not code or code in settings.COUNTRIES_OVERRIDE or (code in shapes and shapes[code].path):
            continue
        path = path_of(country.geo_json())
        if path:
            shapes[code] = CountryShape(path)
        elif position and position[0] > SOUTHERNMOST:
            x, y = project(position[1], position[0])
            shapes[code] = CountryShape(x=round(x, 1), y=round(y, 1))
    return shapes
