"""What is dangerous in a file, by its form: each kind by one made here, and what is harmless all the same."""

import io
import zipfile
from collections.abc import Callable
from itertools import count
from typing import Any

import pikepdf
import pytest

from desk.inspecting import inspected
from desk.sniffing import Ends, sniffed
from domain.case.dangers import Danger
from register.sealing import SealedReader, seal
from tests.api import samples

OFFICE = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def found(data: bytes) -> set[Danger]:
    ends = Ends()
    ends.see(data)
    return set(inspected(SealedReader(io.BytesIO(seal(data))), sniffed(ends.head, ends.tail), ends))


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def related(kind: str, mode: str) -> bytes:
    relation = (
        f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="http://evil.invalid/t" {mode}/>'
    )
    parts = {name: b"<x/>" for name in OFFICE} | {
        "word/_rels/settings.xml.rels": f"<R>{relation}</R>".encode()
    }
    return packed(**parts)


def pdf(change: Callable[[pikepdf.Pdf], None], encryption: pikepdf.Encryption | None = None) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as one:
        one.add_blank_page()
        change(one)
        # As most writers do: what stands in an object stream is not found by looking for words.
        one.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=encryption)
    return made.getvalue()


def opens_with(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(one: pikepdf.Pdf) -> None:
        one.Root.OpenAction = one.make_indirect(pikepdf.Dictionary(**action))

    return change


def within_an_annotation(one: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    one.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def attaches(name: str) -> Callable[[pikepdf.Pdf], None]:
    def change(one: pikepdf.Pdf) -> None:
        one.attachments[name] = pikepdf.AttachedFileSpec(one, b"content", filename=name)

    return change


def locked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", b"secret")
    data = bytearray(made.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


SCRIPT = {"S": pikepdf.Name.JavaScript, "JS": pikepdf.String("app.alert(1)")}
LAUNCH = {"S": pikepdf.Name.Launch, "F": pikepdf.String("cmd.exe")}


@pytest.mark.parametrize(
    ("data", "dangers"),
    [
        (samples.EXE, {Danger.PROGRAMME}),
        (samples.ELF, {Danger.PROGRAMME}),
        (samples.LNK, {Danger.PROGRAMME}),
        (samples.SCRIPT, {Danger.PROGRAMME}),
        (OLE + bytes.fromhex("84100c0000000000c000000000000046"), {Danger.PROGRAMME}),
        (packed(**{"a.txt": b"x"}), {Danger.ARCHIVE}),
        (packed(**{"a.zip": b"x"}), {Danger.ARCHIVE, Danger.NESTED}),
        (packed(**{"照片.jpg.exe": b"x"}), {Danger.ARCHIVE, Danger.PROGRAMME_INSIDE}),
        (locked(), {Danger.ARCHIVE, Danger.ENCRYPTED}),
        (packed(**{"a.txt": b"x"})[:-30], {Danger.ARCHIVE, Danger.UNCLEAR}),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, {Danger.ARCHIVE}),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, {Danger.ARCHIVE}),
        (samples.DOCM, {Danger.MACROS}),
        (packed(**dict.fromkeys((*OFFICE, "word/activeX/activeX1.xml"), b"<x/>")), {Danger.MACROS}),
        (packed(**dict.fromkeys((*OFFICE, "word/embeddings/oleObject1.bin"), b"<x/>")), {Danger.EMBEDDED}),
        (related("attachedTemplate", 'TargetMode="External"'), {Danger.EXTERNAL}),
        (related("oleObject", "TargetMode='External'"), {Danger.EXTERNAL}),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), {Danger.MACROS}),
        (OLE + "EncryptedPackage".encode("utf-16-le"), {Danger.ENCRYPTED}),
        (OLE + b"\0" * (1024 * 1024 - 620) + "\x01Ole10Native".encode("utf-16-le"), {Danger.EMBEDDED}),
        (b"{\\rtf1 {\\object\\objemb{\\objdata 0105}}}", {Danger.EMBEDDED}),
        (pdf(opens_with(**SCRIPT)), {Danger.SCRIPTED}),
        (pdf(within_an_annotation), {Danger.SCRIPTED}),
        (pdf(opens_with(**LAUNCH)), {Danger.LAUNCHING}),
        (pdf(attaches("tool.exe")), {Danger.PROGRAMME_INSIDE}),
        (pdf(attaches("all.zip")), {Danger.NESTED}),
        (pdf(lambda one: None, encryption=pikepdf.Encryption(user="u", owner="o")), {Danger.ENCRYPTED}),
        (b"%PDF-1.7 cut off /OpenAction << /S /JavaScript /JS (app.alert) >>", {Danger.SCRIPTED}),
        (pdf(lambda one: None) + packed(**{"a.txt": b"x"}), {Danger.TWO_IN_ONE}),
        (samples.JPEG + packed(**{"a.txt": b"x"}), {Danger.TWO_IN_ONE}),
        (samples.JPEG + pdf(lambda one: None), {Danger.TWO_IN_ONE}),
    ],
    ids=count(),
)
def test_a_danger_is_named(data: bytes, dangers: set[Danger]):
    assert found(data) == dangers


@pytest.mark.parametrize(
    "data",
    [
        samples.PDF,
        samples.PNG,
        samples.JPEG,
        samples.DOCX,
        samples.XLSX,
        samples.OFD,
        samples.ODT,
        samples.OLE,
        samples.TEXT,
        samples.GBK,
        samples.HTML,
        samples.BYTES,
        related("hyperlink", 'TargetMode="External"'),
        packed(**dict.fromkeys((*OFFICE, "word/embeddings/table.xlsx"), b"<x/>")),
        pdf(lambda one: None),
        # An electronic invoice carries its data with it.
        pdf(attaches("invoice.xml")),
        # Anybody may read it, and only changing is locked.
        pdf(lambda one: None, encryption=pikepdf.Encryption(user="", owner="o")),
        b"{\\rtf1 a statement}",
    ],
    ids=count(),
)
def test_what_is_harmless_is_handed_on(data: bytes):
    assert found(data) == set()


def test_a_bomb_is_not_unpacked():
    bomb = packed(**{name: b"<x/>" for name in OFFICE} | {"word/_rels/document.xml.rels": b" " * 50_000_000})
    assert len(bomb) < 100_000
    assert found(bomb) == {Danger.UNCLEAR}


def test_an_archive_of_very_many_parts_is_not_looked_through():
    """As its end says it: 60,000 parts in a list of contents of a few bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(20_001):
            archive.writestr(str(number), b"")
    assert found(made.getvalue()) == {Danger.ARCHIVE, Danger.UNCLEAR}


def test_a_programme_alone_is_refused():
    assert [danger for danger in Danger if danger.refused] == [Danger.PROGRAMME]
