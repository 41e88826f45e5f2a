"""Types of files (文件类型): which names a type goes by, and whether a browser may show it. One table."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from domain.case.file_names import extension

OCTETS = "application/octet-stream"


class Handling(Enum):
    """What a browser gets to do with a file."""

    SHOWN = "shown"
    """Pictures and PDF: in the window, by their own type."""
    SAVED = "saved"
    """Saved by their own type: what an office programme or a player opens."""
    INERT = "inert"
    """Saved as mere bytes: what could run somewhere, or holds what could."""


class FileType(NamedTuple):
    media_type: str
    extensions: tuple[str, ...] = ()
    """As they end names, the usual one first."""
    aliases: tuple[str, ...] = ()
    """Other media types under which senders know it."""
    handling: Handling = Handling.INERT
    is_text: bool = False

    def goes_by(self, declared: str) -> bool:
        """Whether a sender may declare this media type; who says no more than that it is bytes says nothing wrong."""
        if declared in ("", OCTETS, self.media_type, *self.aliases):
            return True
        if self.is_text:
            return declared.startswith("text/") or declared.endswith(("+xml", "+json"))
        return self is UNKNOWN and declared not in _DECLARED

    def goes_with(self, name: str) -> bool:
        """Whether a file of this name may be of this type: an ending that stands for no other one may."""
        ending = extension(name)
        return not ending or ending in self.extensions or ending not in _ENDINGS


_SHOWN, _SAVED = Handling.SHOWN, Handling.SAVED
_MOVING = ("mp4", "m4v", "m4a", "mov", "3gp", "3gpp", "qt")
"""Endings that cameras and telephones give to one and the same container."""
_OF_TEXTS = ("txt", "csv", "tsv", "json", "md", "log", "ini", "yaml", "yml", "toml", "eml", "srt", "sql")
_OF_SCRIPTS = ("js", "mjs", "sh", "bat", "cmd", "ps1", "vbs", "wsf", "hta", "py", "php", "reg", "css")
_OF_MARKUP = ("html", "htm", "xhtml", "xht", "mht", "mhtml", "svg", "xml", "xsl", "xsd")
_ANY_TEXT = (*_OF_TEXTS, *_OF_SCRIPTS, *_OF_MARKUP)
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

UNKNOWN = FileType(OCTETS)
PLAIN = FileType(
    "text/plain",
    _ANY_TEXT,
    ("application/json", "application/x-yaml", "message/rfc822"),
    _SAVED,
    is_text=True,
)
HTML = FileType("text/html", ("html", *_ANY_TEXT), ("application/xhtml+xml",), is_text=True)
SVG = FileType("image/svg+xml", ("svg", *_ANY_TEXT), is_text=True)
XML = FileType("text/xml", ("xml", *_ANY_TEXT), ("application/xml",), is_text=True)
SCRIPT = FileType(
    "text/x-script", ("sh", *_ANY_TEXT), ("application/x-sh", "application/javascript"), is_text=True
)
ZIP = FileType(
    "application/zip",
    ("zip", "jar", "apk", "epub", "xmind"),
    ("application/x-zip-compressed", "application/java-archive", "application/epub+zip"),
)
OLE = FileType(
    "application/x-ole-storage",
    # An office document under a password is one of these as well.
    (
        "doc",
        "xls",
        "ppt",
        "wps",
        "et",
        "dps",
        "dot",
        "xlt",
        "pot",
        "msg",
        "vsd",
        "msi",
        "docx",
        "xlsx",
        "pptx",
    ),
    (
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-office",
    ),
)
MACROS = FileType(
    "application/vnd.ms-office.macroenabled",
    ("docm", "xlsm", "pptm", "dotm", "xltm", "potm", "xlam", "ppam"),
    (
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    ),
)
DOCX = FileType(f"{_OPEN_XML}wordprocessingml.document", ("docx", "dotx"), (), _SAVED)
XLSX = FileType(f"{_OPEN_XML}spreadsheetml.sheet", ("xlsx", "xltx"), (), _SAVED)
PPTX = FileType(f"{_OPEN_XML}presentationml.presentation", ("pptx", "ppsx", "potx"), (), _SAVED)
OFD = FileType("application/ofd", ("ofd",), (), _SAVED)
PDF = FileType("application/pdf", ("pdf",), ("application/x-pdf",), _SHOWN)

TYPES = (
    *(UNKNOWN, PLAIN, HTML, SVG, XML, SCRIPT, ZIP, OLE, MACROS, DOCX, XLSX, PPTX, OFD, PDF),
    FileType("image/png", ("png",), ("image/x-png", "image/apng"), _SHOWN),
    FileType("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), ("image/jpg", "image/pjpeg"), _SHOWN),
    FileType("image/gif", ("gif",), (), _SHOWN),
    FileType("image/webp", ("webp",), (), _SHOWN),
    FileType("image/bmp", ("bmp", "dib"), ("image/x-ms-bmp", "image/x-bmp"), _SHOWN),
    FileType("image/tiff", ("tif", "tiff"), (), _SAVED),
    FileType("image/heic", ("heic", "heif"), ("image/heif",), _SAVED),
    FileType("image/avif", ("avif",), (), _SAVED),
    FileType("audio/mpeg", ("mp3",), ("audio/mp3",), _SAVED),
    FileType("audio/x-wav", ("wav",), ("audio/wav", "audio/wave"), _SAVED),
    FileType("audio/amr", ("amr",), (), _SAVED),
    FileType("audio/aac", ("aac",), ("audio/x-aac",), _SAVED),
    FileType("audio/x-flac", ("flac",), ("audio/flac",), _SAVED),
    FileType("audio/ogg", ("ogg", "oga", "opus"), ("application/ogg", "audio/opus"), _SAVED),
    FileType("audio/mp4", _MOVING, ("audio/x-m4a", "video/mp4"), _SAVED),
    FileType("video/mp4", _MOVING, ("video/x-m4v", "video/quicktime", "audio/mp4", "video/3gpp"), _SAVED),
    FileType("video/quicktime", ("mov", *_MOVING), ("video/mp4",), _SAVED),
    FileType("video/3gpp", ("3gp", *_MOVING), ("audio/3gpp", "video/mp4"), _SAVED),
    FileType("video/x-m4v", ("m4v", *_MOVING), ("video/mp4",), _SAVED),
    FileType("video/x-msvideo", ("avi",), ("video/avi",), _SAVED),
    FileType("video/x-matroska", ("mkv",), (), _SAVED),
    FileType("video/webm", ("webm",), ("audio/webm",), _SAVED),
    FileType("video/x-ms-wmv", ("wmv", "wma", "asf"), ("audio/x-ms-wma", "video/x-ms-asf"), _SAVED),
    FileType("video/mpeg", ("mpg", "mpeg"), (), _SAVED),
    FileType(f"{_OPEN_DOCUMENT}text", ("odt",), (), _SAVED),
    FileType(f"{_OPEN_DOCUMENT}spreadsheet", ("ods",), (), _SAVED),
    FileType(f"{_OPEN_DOCUMENT}presentation", ("odp",), (), _SAVED),
    FileType("application/rtf", ("rtf", "doc"), ("text/rtf", "application/msword"), _SAVED),
    FileType(
        "application/x-msdownload", ("exe", "dll", "scr", "com", "sys", "cpl"), ("application/x-dosexec",)
    ),
    FileType(
        "application/x-executable", ("elf", "so", "bin"), ("application/x-elf", "application/x-sharedlib")
    ),
    FileType("application/x-rar-compressed", ("rar",), ("application/vnd.rar", "application/x-rar")),
    FileType("application/x-7z-compressed", ("7z",)),
    FileType("application/gzip", ("gz", "tgz"), ("application/x-gzip",)),
    FileType("application/x-tar", ("tar",)),
    FileType("application/x-bzip2", ("bz2",), ("application/x-bzip",)),
    FileType("application/x-xz", ("xz",)),
    FileType("application/x-lnk", ("lnk", "url")),
)
_BY_NAME = {kind.media_type: kind for kind in TYPES}


def _declared() -> Iterator[str]:
    for kind in TYPES:
        yield from (kind.media_type, *kind.aliases)


_DECLARED = frozenset(_declared())
_ENDINGS = frozenset(ending for kind in TYPES for ending in kind.extensions)


def of_media_type(name: str) -> FileType:
    """Return the type of this name; one that the table does not have is saved as mere bytes."""
    return _BY_NAME.get(name) or FileType(name)
