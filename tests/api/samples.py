"""Beginnings of files of many types, made here: just enough of each to be known by."""

import io
import zipfile


def zipped(*names: str, mimetype: str = "") -> bytes:
    """A ZIP with these contents; of an open document its type stands first and as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        if mimetype:
            file.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            file.writestr(name, "<x/>" * 50)
    return made.getvalue()


OPEN_XML = ("[Content_Types].xml", "_rels/.rels")
PDF = b"%PDF-1.7 a scan"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 20
DOCX = zipped(*OPEN_XML, "word/document.xml")
XLSX = zipped(*OPEN_XML, "xl/workbook.xml")
DOCM = zipped(*OPEN_XML, "word/document.xml", "word/vbaProject.bin")
OFD = zipped("OFD.xml", "Doc_0/Document.xml")
ODT = zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text")
ZIP = zipped("a.txt")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
EXE = b"MZ" + b"\0" * 58 + b"\x40\0\0\0PE\0\0" + b"\0" * 30
ELF = b"\x7fELF\2\1\1" + b"\0" * 30
LNK = bytes.fromhex("4c0000000114020000000000c000000000000046") + b"\0" * 60
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
SCRIPT = b"#!/bin/sh\nrm -rf ."
TEXT = "当事人陈述如下。\n第二段".encode()
GBK = "当事人陈述如下。".encode("gb18030")
BYTES = bytes(range(256))
