"""A PDF of ours as OFD (GB/T 33190-2016), the format in which Chinese offices exchange and file documents.

Text stays text: each run is a TextObject with the place of every glyph, in the fonts of the PDF, which are embedded with the glyphs
that are used. Not there: a seal as an annotation, a signature (GM/T 0099), tags for screen readers.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from documents.glyph_runs import IDENTITY, Colour, Drawing, Face, Path, Run, Sheet
from domain.canonical import sha256

NAMESPACE = "http://www.ofdspec.org/2016"
_UNITS = 1000
_MADE = 3_029_529_600
"""The instant that an embedded font is dated with: 2000-01-01, in seconds since 1904."""
ElementTree.register_namespace("ofd", NAMESPACE)


def ofd(pdf: bytes, *, title: str, author: str, dated: date) -> bytes:
    """Return a PDF as OFD. The same PDF gives the same bytes.

    Args:
        title: Of the document, with its number.
        author: The organ in whose name it speaks.
        dated: The day that the file is dated with.

    Raises:
        ValueError: The PDF draws what no layout of ours does, such as a picture.
    """
    drawing = Drawing(pdf)
    sheets = drawing.sheets
    ids = _Ids()
    fonts = {name: ids.next() for name in drawing.faces}
    pages = [(ids.next(), _page(sheet, fonts, _codes(drawing.faces), ids)) for sheet in sheets]
    files: dict[str, bytes] = {"OFD.xml": _written(_root(sha256(pdf), title, author, dated))}
    files["Doc_0/PublicRes.xml"] = _written(_resources(fonts))
    for name, id_ in fonts.items():
        files[f"Doc_0/Res/font_{id_}.otf"] = _font(drawing.faces[name])
    for place, (_, page) in enumerate(pages):
        files[f"Doc_0/Pages/Page_{place}/Content.xml"] = _written(page)
    files["Doc_0/Document.xml"] = _written(_document(sheets, [id_ for id_, _ in pages], ids.last))
    return _zipped(files, dated)


class _Ids:
    """Numbers that name the objects of a document, each once."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _element(
    name: str, text: str = "", /, *children: ElementTree.Element, **attributes: object
) -> ElementTree.Element:
    made = ElementTree.Element(
        f"{{{NAMESPACE}}}{name}", {key: str(value) for key, value in attributes.items()}
    )
    made.text = text or None
    made.extend(children)
    return made


def _root(digest: str, title: str, author: str, dated: date) -> ElementTree.Element:
    info = _element(
        "DocInfo",
        "",
        _element("DocID", digest[:32]),
        _element("Title", title),
        _element("Author", author),
        _element("CreationDate", dated.isoformat()),
        _element("Creator", "Tingshu"),
    )
    body = _element("DocBody", "", info, _element("DocRoot", "Doc_0/Document.xml"))
    return _element("OFD", "", body, Version="1.0", DocType="OFD")


def _document(sheets: Iterable[Sheet], pages: Iterable[int], last: int) -> ElementTree.Element:
    first = next(iter(sheets))
    common = _element(
        "CommonData",
        "",
        _element("MaxUnitID", str(last)),
        _element("PageArea", "", _element("PhysicalBox", _box(first))),
        _element("PublicRes", "PublicRes.xml"),
    )
    listed = (
        _element("Page", ID=id_, BaseLoc=f"Pages/Page_{place}/Content.xml") for place, id_ in enumerate(pages)
    )
    return _element("Document", "", common, _element("Pages", "", *listed))


def _resources(fonts: Mapping[str, int]) -> ElementTree.Element:
    made = (
        _element("Font", "", _element("FontFile", f"font_{id_}.otf"), ID=id_, FontName=name, FamilyName=name)
        for name, id_ in fonts.items()
    )
    return _element("Res", "", _element("Fonts", "", *made), BaseLoc="Res")


def _page(
    sheet: Sheet, fonts: Mapping[str, int], codes: Mapping[str, Mapping[str, int]], ids: _Ids
) -> ElementTree.Element:
    layer = _element("Layer", ID=ids.next(), Type="Body")
    for drawn in sheet.drawn:
        if isinstance(drawn, Run):
            layer.append(_text(drawn, sheet, fonts[drawn.face], codes[drawn.face], ids.next()))
        else:
            layer.append(_line(drawn, sheet, ids.next()))
    area = _element("Area", "", _element("PhysicalBox", _box(sheet)))
    return _element("Page", "", area, _element("Content", "", layer))


def _text(run: Run, sheet: Sheet, font: int, codes: Mapping[str, int], id_: int) -> ElementTree.Element:
    """Write a run: the object's box is the page, or as much of it as the line takes up where the line is upright."""
    upright = all(abs(a - b) < 1e-6 for a, b in zip(run.at[:4], IDENTITY[:4], strict=True))
    x, y = run.at[4:]
    attributes: dict[str, object] = {"ID": id_, "Font": font, "Size": _number(run.size)}
    if upright:
        attributes["Boundary"] = _numbers((x, y - run.size, run.advance, run.size * 1.5))
        start = (0.0, run.size)
    else:
        attributes |= {"Boundary": _box(sheet), "CTM": _numbers(run.at)}
        start = (0.0, 0.0)
    made = _element("TextObject", "", _colour("FillColor", run.colour), **attributes)
    for place, glyph in enumerate(run.glyphs):
        # The font's own map gives each character one glyph; another glyph for it is named.
        if codes.get(glyph.character) != glyph.id:
            named = _element("Glyphs", str(glyph.id))
            made.append(_element("CGTransform", "", named, CodePosition=place, CodeCount=1, GlyphCount=1))
    steps = [b.x - a.x for a, b in zip(run.glyphs, run.glyphs[1:], strict=False)]
    text = "".join(glyph.character for glyph in run.glyphs)
    placed: dict[str, object] = {"X": _number(start[0]), "Y": _number(start[1])}
    if steps:
        placed["DeltaX"] = _numbers(steps)
    made.append(_element("TextCode", text, **placed))
    return made


def _line(path: Path, sheet: Sheet, id_: int) -> ElementTree.Element:
    attributes: dict[str, object] = {"ID": id_, "Boundary": _box(sheet), "LineWidth": _number(path.width)}
    colours = []
    if path.fill is not None:
        attributes["Fill"] = "true"
        colours.append(_colour("FillColor", path.fill))
    attributes["Stroke"] = "true" if path.stroke is not None else "false"
    if path.stroke is not None:
        colours.insert(0, _colour("StrokeColor", path.stroke))
    # A cubic curve is B there, and closing a figure is C.
    verbs = {"M": "M", "L": "L", "C": "B", "Z": "C"}
    data = " ".join(f"{verbs[verb]} {_numbers(points)}".rstrip() for verb, points in path.segments)
    return _element("PathObject", "", *colours, _element("AbbreviatedData", data), **attributes)


def _colour(name: str, colour: Colour) -> ElementTree.Element:
    return _element(name, Value=" ".join(map(str, colour)))


def _codes(faces: Mapping[str, Face]) -> dict[str, dict[str, int]]:
    """Which glyph the map of each font gives to a character: the first that stands for it."""
    return {
        name: {character: glyph for glyph, character in sorted(face.characters.items(), reverse=True)}
        for name, face in faces.items()
    }


def _font(face: Face) -> bytes:
    """Make an OpenType font of the glyphs that are used: their outlines as they are, and a map from Unicode."""
    outlines = CFFFontSet()
    outlines.decompile(BytesIO(face.program), None)
    order = outlines[0].getGlyphOrder()
    # Taken over byte for byte: to read and write every outline takes seconds.
    table = DefaultTable("CFF ")
    table.data = face.program
    builder = FontBuilder(unitsPerEm=_UNITS, isTTF=False)
    builder.font.sfntVersion = "OTTO"
    builder.font.recalcBBoxes = False
    builder.setupGlyphOrder(order)
    codes = _codes({face.name: face})[face.name]
    builder.setupCharacterMap({ord(c): order[g] for c, g in codes.items() if len(c) == 1 and g < len(order)})
    builder.font["CFF "] = table
    builder.setupHorizontalMetrics(
        {name: (round(face.advances.get(glyph, 0)), 0) for glyph, name in enumerate(order)}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": face.name, "styleName": "Regular", "psName": face.name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost(keepGlyphNames=False)
    # The time of making would make each file another one.
    builder.font["head"].created = builder.font["head"].modified = _MADE
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _written(root: ElementTree.Element) -> bytes:
    written: Any = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return bytes(written)


def _zipped(files: Mapping[str, bytes], dated: date) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _box(sheet: Sheet) -> str:
    return _numbers((0, 0, sheet.width, sheet.height))


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_each(values))


def _each(values: Iterable[float]) -> Iterator[str]:
    return (_number(value) for value in values)


def _number(value: float) -> str:
    """Write a length in millimetres, to a ten-thousandth: finer than any printer."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
