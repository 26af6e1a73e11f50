"""Colours for the press: the inks of a screen colour, given by the brand or converted through the output profile.

The profile is that of offset printing on coated paper (ISO 12647-2, FOGRA39) with at most 300 % ink.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from guidepress import assets
from guidepress.inks import Inks, thinned

if TYPE_CHECKING:
    from PIL.Image import Image


class Condition(NamedTuple):
    """A printing condition: its name in the registry of characterizations, what it stands for, and its profile."""

    identifier: str
    info: str
    profile: str


FOGRA39 = Condition("FOGRA39", "Offset on coated paper, ISO 12647-2, at most 300 % ink", "ISOcoated_v2_300_bas.icc")
REGISTRY = "http://www.color.org"
_PERCENT = 100 / 255


@cache
def profile() -> bytes:
    """Return the output profile (ICC.1), which ships with its licence."""
    return (assets.shipped("styles") / "profiles" / FOGRA39.profile).read_bytes()


@dataclass
class Separator:
    """Turns screen colours (sRGB, 0 to 1) into inks; `given` are those of #rrggbb that the brand has mixed itself.

    No colour takes more than `limit` percent of ink.
    """

    given: Mapping[str, Inks]
    limit: float = 300.0
    _known: dict[str, Inks] = field(default_factory=dict)

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """Return the inks of a colour; greys, black and white among them, are black alone."""
        levels = tuple(round(min(max(part, 0.0), 1.0) * 255) for part in (red, green, blue))
        name = "#{:02x}{:02x}{:02x}".format(*levels)
        if name not in self._known:
            inks = self.given.get(name) or _grey(levels) or _converted(levels)
            self._known[name] = thinned(inks, self.limit)
        return self._known[name]

    def inks_of_lab(self, lightness: float, a: float, b: float) -> Inks:
        """Return the inks of a colour of CIE Lab, lightness 0 to 100."""
        from PIL import Image, ImageCms

        levels = round(lightness * 2.55), round(a) & 255, round(b) & 255  # as Pillow keeps them: a and b signed
        pixel = Image.new("LAB", (1, 1), levels)
        found = ImageCms.applyTransform(pixel, _transform(ImageCms.createProfile("LAB"), "LAB"))
        return thinned(_inks_in(found), self.limit)


def _grey(levels: tuple[int, ...]) -> Inks | None:
    return (0.0, 0.0, 0.0, round(100 - levels[0] * _PERCENT, 1)) if len(set(levels)) == 1 else None


def _converted(levels: tuple[int, ...]) -> Inks:
    from PIL import Image

    return _inks_in(separated(Image.new("RGB", (1, 1), levels)))


def _inks_in(pixel: Any) -> Inks:
    return tuple(round(level * _PERCENT, 1) for level in pixel.getpixel((0, 0)))


def separated(image: Image) -> Image:
    """Return an RGB image as CMYK, from its own profile or sRGB: relative colorimetric, black point compensated."""
    from PIL import ImageCms

    embedded = image.info.get("icc_profile")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(embedded)) if embedded else ImageCms.createProfile("sRGB")
        found = ImageCms.applyTransform(image, _transform(source))
    except ImageCms.PyCMSError:  # a profile that is none, or none of RGB
        found = ImageCms.applyTransform(image, _transform(ImageCms.createProfile("sRGB")))
    assert found is not None
    return found


def within(image: Image, limit: float) -> Image:
    """Return a CMYK image that keeps an ink limit in percent, thinned as `inks.thinned` does; itself if it does so."""
    from PIL import Image, ImageMath

    cyan, magenta, yellow, black = image.split()
    said: Any = ImageMath.lambda_eval
    colours = said(lambda of: of["c"] + of["m"] + of["y"], c=cyan, m=magenta, y=yellow)
    most = int(limit * 255 / 100)
    if said(lambda of: of["colours"] + of["k"], colours=colours, k=black).getextrema()[1] <= most:
        return image
    room = said(lambda of: of["max"](most - of["k"], 0), k=black)

    def thin(of: Any) -> Any:
        return of["min"](of["ink"], of["ink"] * of["room"] / of["max"](of["colours"], 1))

    parts = [said(thin, ink=ink, room=room, colours=colours).convert("L") for ink in (cyan, magenta, yellow)]
    return Image.merge("CMYK", (*parts, black))


def _transform(source: Any, mode: str = "RGB") -> Any:
    from PIL import ImageCms

    target = ImageCms.ImageCmsProfile(BytesIO(profile()))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(source, target, mode, "CMYK", renderingIntent=intent, flags=flags)
