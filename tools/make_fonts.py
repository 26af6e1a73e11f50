"""Cut the shipped fonts from the npm packages of Mukta and Anek: `python tools/make_fonts.py`.

One static TrueType file a weight, each with Latin, Latin Extended and Devanagari together. Two reasons:
WeasyPrint merges two files of one family and weight into garbage, so that the web's split by `unicode-range`
needs a family name a subset; and a line that mixes scripts keeps its height only if it is one font. Hinting goes
(paper needs none), and so do glyphs that no feature in `FEATURES` reaches.

Needs `npm` (it fetches the packages and checks them against the hashes below) and what WeasyPrint brings along.
Same packages, same fontTools: same bytes. Both families are under the SIL Open Font License and reserve no names.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fontTools import merge, subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

Font = Any  # a TTFont, whose tables get their fields when they are read: no checker knows them
FONTS = Path(__file__).resolve().parent.parent / "styles" / "fonts"

PACKAGES = {
    "@expo-google-fonts/mukta@0.4.1": "7e0b291a30acd398ed9e60a1883b060d05c6a8fdfe62dc9389e4f6a0f242d8b8",
    "@fontsource-variable/anek-devanagari@5.3.0": "0d80f555829f4887a2253d8dc1680bd12b18b009b9bfafa0c3b53bb19c60a360",
    "@fontsource-variable/anek-latin@5.3.0": "3453654fd86e56a14d05840ff0e807afc80c7ce3ff75e6b762017cc432138b99",
}
MUKTA, ANEK_DEVANAGARI, ANEK_LATIN = (name.rsplit("@", 1)[0] for name in PACKAGES)
LICENCES = {"OFL-Mukta.txt": f"{MUKTA}/LICENSE_FONT", "OFL-Anek.txt": f"{ANEK_DEVANAGARI}/LICENSE"}

FEATURES = [*subset.Options._layout_features_default, "tnum", "case", "sups", "subs"]
EPOCH = 3_849_984_000  # 2026-01-01 in seconds since 1904: `head` carries dates, and the bytes should not change daily


@dataclass(frozen=True)
class Cut:
    """A file to make; `sources` are merged in order, the first that has a character provides it."""

    file: str
    family: str
    weight: int
    sources: tuple[str, ...]
    width: int | None = None  # percent; None for a source without axes


_ANEK = (
    f"{ANEK_DEVANAGARI}/files/anek-devanagari-latin-standard-normal.woff2",
    f"{ANEK_DEVANAGARI}/files/anek-devanagari-devanagari-standard-normal.woff2",
    f"{ANEK_LATIN}/files/anek-latin-latin-ext-standard-normal.woff2",
)
CUTS = (
    Cut("Mukta-400.ttf", "Mukta", 400, (f"{MUKTA}/400Regular/Mukta_400Regular.ttf",)),
    Cut("Mukta-600.ttf", "Mukta", 600, (f"{MUKTA}/600SemiBold/Mukta_600SemiBold.ttf",)),
    Cut("Anek-500.ttf", "Anek", 500, _ANEK, width=100),
    Cut("Anek-700.ttf", "Anek", 700, _ANEK, width=100),
    Cut("AnekDisplay-700.ttf", "Anek Display", 700, _ANEK, width=82),
)

# Characters that typesetting or Babel brings in and the designers left out: the same drawing under another
# number, or a blank of so many thousandths of an em.
SAME = {0x2010: 0x2D, 0x2011: 0x2D, 0x2212: 0x2013, 0x00A0: 0x20}
BLANKS = {0x2009: 200, 0x202F: 200, 0x2007: None}  # thin, narrow no-break, figure space (as wide as a tabular zero)


def main() -> None:
    """Fetch, cut and write everything."""
    with TemporaryDirectory() as folder:
        packages = Path(folder)
        for name, digest in PACKAGES.items():
            unpack(name, digest, packages)
        FONTS.mkdir(parents=True, exist_ok=True)
        for cut in CUTS:
            make(cut, packages)
        for target, source in LICENCES.items():
            (FONTS / target).write_bytes((packages / source).read_bytes())


def unpack(name: str, digest: str, packages: Path) -> None:
    """Download one package, compare its SHA-256 and unpack it to a folder of its name."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(packages), name]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    archive = packages / printed.split()[-1]
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{name} is not the package these fonts were cut from: its SHA-256 is {found}")
    target = packages / name.rsplit("@", 1)[0]
    with tarfile.open(archive) as tar:
        tar.extractall(packages / "unpacked", filter="data")
    target.parent.mkdir(exist_ok=True)
    (packages / "unpacked" / "package").rename(target)


def make(cut: Cut, packages: Path) -> None:
    """Write one font."""
    with TemporaryDirectory() as folder:
        parts = list(prepared(cut, packages, Path(folder)))
        font: Font = TTFont(parts[0]) if len(parts) == 1 else merge.Merger().merge([str(part) for part in parts])
    complete(font)
    finish(font, cut)
    font.save(FONTS / cut.file)
    print(f"{cut.file:22} {len(font.getBestCmap()):5} characters {(FONTS / cut.file).stat().st_size:8,} bytes")


def prepared(cut: Cut, packages: Path, folder: Path) -> Iterator[Path]:
    """Yield each source as a static font without hints, less the characters that an earlier one has."""
    taken: set[int] = set()
    for number, source in enumerate(cut.sources):
        font: Font = TTFont(packages / source)
        if cut.width is not None:
            font = instancer.instantiateVariableFont(font, {"wght": cut.weight, "wdth": cut.width})
        font.flavor = None
        wanted = set(font.getBestCmap()) - taken
        taken |= wanted
        thin(font, wanted)
        path = folder / f"{number}.ttf"
        font.save(path)
        yield path


def thin(font: Font, characters: set[int]) -> None:
    """Keep these characters, what `FEATURES` make of them, and no hints."""
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],
        drop_tables=["gasp", "STAT", "DSIG", "meta"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def complete(font: Font) -> None:
    """Add the characters of `SAME` and `BLANKS` that the font lacks."""
    known = font.getBestCmap()
    added = {code: known[twin] for code, twin in SAME.items() if code not in known}
    for code, thousandths in BLANKS.items():
        if code not in known:
            added[code] = f"uni{code:04X}"
            add_blank(font, added[code], advance(font, known, thousandths))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(added)


def advance(font: Font, known: dict[int, str], thousandths: int | None) -> int:
    """Return a width in font units; without `thousandths`, that of a tabular zero."""
    if thousandths is not None:
        return round(font["head"].unitsPerEm * thousandths / 1000)
    records = font["GSUB"].table.FeatureList.FeatureRecord
    lookup = next(record.Feature.LookupListIndex[0] for record in records if record.FeatureTag == "tnum")
    mapping = font["GSUB"].table.LookupList.Lookup[lookup].SubTable[0]
    mapping = getattr(mapping, "ExtSubTable", mapping).mapping
    return font["hmtx"][mapping.get(known[0x30], known[0x30])][0]


def add_blank(font: Font, name: str, width: int) -> None:
    """Add an empty glyph."""
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = TTGlyphPen(None).glyph()
    font["hmtx"][name] = (width, 0)
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef:
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def finish(font: Font, cut: Cut) -> None:
    """Name the font after the family that the styles use, and set weight and dates."""
    style = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}[cut.weight]
    compact = cut.family.replace(" ", "")
    names = {1: cut.family, 2: style, 4: f"{cut.family} {style}", 6: f"{compact}-{style}"}
    for identifier, text in names.items():
        font["name"].removeNames(nameID=identifier)
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].usWidthClass = 5  # the narrow cut is a family of its own, not a width of one
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False


if __name__ == "__main__":
    main()
