"""Countries as they are drawn on a map of the world, from the shapes that an installed package has."""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from countryinfo import all_countries
from django.conf import settings

WIDTH, HEIGHT = 1000, 455
SOUTHERNMOST = -58  # Antarctica is not drawn
# Of the projection "Equal Earth", in which equal areas look equal: Šavrič, Patterson and Jenny, 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / 5.42  # the equator is 2 × 2.7066 long
MIDDLE = 1.31 * SCALE + 8


@dataclass(frozen=True)
class Shape:
    """A country in the units of the map: its borders, or where there are none, the point where it lies."""

    path: str = ""
    x: float = 0
    y: float = 0


def project(longitude, latitude):
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    two, six = angle**2, angle**6
    x = (
        2
        * sqrt(3)
        * radians(longitude)
        * cos(angle)
        / (3 * (A1 + 3 * A2 * two + six * (7 * A3 + 9 * A4 * two)))
    )
    y = angle * (A1 + A2 * two + six * (A3 + A4 * two))
    return WIDTH / 2 + x * SCALE, MIDDLE - y * SCALE


def rings(geography):
    """Yield the outlines (lists of longitude and latitude) of a GeoJSON collection."""
    for feature in geography.get("features", ()):
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for polygon in polygons:
            yield from polygon


def path_of(geography):
    """Return the outlines as the path of an SVG, to a tenth of a unit; "" where there is none."""
    parts = []
    for ring in rings(geography):
        points = [project(*point[:2]) for point in ring if point[1] > SOUTHERNMOST]
        drawn = list(dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in points))
        if len(drawn) > 2:
            parts.append(f"M{drawn[0]}L{' '.join(drawn[1:])}Z")
    return "".join(parts)


@cache
def shapes():
    """Return the shape of every country that has one, by its code."""
    found = {}
    for country in all_countries():
        code, position = country.iso(2), country.latlng()
        # Codes that are former states here may be others there.
        if not code or code in settings.COUNTRIES_OVERRIDE or (code in found and found[code].path):
            continue
        path = path_of(country.geo_json())
        if path:
            found[code] = Shape(path)
        elif position and position[0] > SOUTHERNMOST:
            x, y = project(position[1], position[0])
            found[code] = Shape(x=round(x, 1), y=round(y, 1))
    return found
