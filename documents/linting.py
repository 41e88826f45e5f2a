"""The checks of an agency's own wording (模板检查): before the programme starts with it, with file and line.

What is checked: that each file is a template of a kind or a part that something puts in, is not too large, and reads as a
template; its signs, filters, parts and fields, with their types; that no required field which the release prints was left
out; that the words of the law (`documents.sentences`) are said; and that an example, and a content that knows nothing, can be
written with it.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from jinja2 import TemplateError

from documents.asking import Asked, Fault
from documents.belonging import belongs, own_file, said_at
from documents.content import Content, Part
from documents.editions import RELEASE, TEMPLATES, Edition, Templates
from documents.sentences import SENTENCES
from documents.worded import WORDED
from documents.wording import texts
from domain.bilingual import Titled, Words
from domain.characters import described, is_unprintable

Examples = Mapping[Titled, Content]

MOST_BYTES: Final = 64 * 1024
"""Of one file: ten times the longest of the release."""
MOST_FILES: Final = 200
PART: Final = ".part.jinja"
_SIGN_ALONE: Final = re.compile(r"(#|==?|>|\*|:|\||@|~|<|\^)(?=[^\s#=>*:|@~<^%{])")
"""A sign at the beginning of a line, and no space behind it."""

NO_FOLDER = Words("没有这个目录", "there is no such folder")
NAME_A_FOLDER = Words(
    "请改正 TINGSHU_TEMPLATES 或者命令中的目录", "name another folder in TINGSHU_TEMPLATES or the command"
)
NOT_A_TEMPLATE = Words("不是模板文件", "is no template")
ENDING = Words(
    "模板文件名以 .jinja 结尾；其他文件请移到别处",
    "a template's name ends with .jinja: move other files elsewhere",
)
NO_KIND = Words("没有名为 {name} 的文书或者部件", "there is no document and no part named {name}")
NAMES = Words(
    "是否为 {near}？全部名称见 docs/templates.md", "did you mean {near}? docs/templates.md has all names"
)
ALL_NAMES = Words("全部名称见 docs/templates.md", "docs/templates.md has all names")
UNUSED_PART = Words("没有模板使用部件 {name}", "no template puts in the part {name}")
USE_IT = Words("请在模板中 include，或者删除此文件", "include it in a template, or remove the file")
TOO_LARGE = Words("文件超过 64 KB", "the file is larger than 64 KB")
SHORTEN = Words("请缩短；案件的内容由字段填入", "shorten it: what a case says comes from its fields")
TOO_MANY = Words("模板超过 200 个", "there are more than 200 templates")
NOT_UTF8 = Words("文件不是 UTF-8 编码", "the file is not in UTF-8")
SAVE_AS_UTF8 = Words("请另存为 UTF-8", "save it as UTF-8")
BAD_CHARACTER = Words(
    "含有不可用的字符 {character}", "holds a character that no document may hold: {character}"
)
REMOVE_IT = Words("请删除这个字符", "remove the character")
TAB = Words("行首是制表符", "the line begins with a tab")
SPACES = Words("续行请用空格缩进", "indent a line that goes on with spaces")
NO_SPACE = Words(
    "行首的 {sign} 后面没有空格，不会成为版面标记", "no space behind {sign}: the line would print it"
)
ADD_SPACE = Words(
    "请在 {sign} 后加一个空格；标记表见 docs/templates.md",
    "put a space behind {sign}; docs/templates.md lists the signs",
)
LEFT_OUT = Words(
    "《{kind}》没有写必备字段 {field}（{title}）", "{kind}: the required field {field} ({title}) is left out"
)
PRINT_IT = Words("请写入 {{{{ {field} }}}}", "print it: {{{{ {field} }}}}")
UNSAID = Words("《{kind}》没有写“{words}”（{source}）", "{kind}: the words {words} are not said ({source})")
SAY_IT = Words("请按该条规定写明", "say it as the provision wants it")
NOT_WRITTEN = Words("《{kind}》不能按此模板写出：{said}", "{kind} cannot be written with it: {said}")
ASK_FIRST = Words("可选字段请先用 {% if %} 判断", "ask by {% if %} whether an optional field is there")


def lint(folder: Path, examples: Examples) -> tuple[Fault, ...]:
    """Return what is wrong with the templates of a folder, in order of file and line; nothing where all is well."""
    if not folder.is_dir():
        return (Fault(str(folder), 0, NO_FOLDER, NAME_A_FOLDER),)
    own, faults = dict[str, str](), list[Fault]()
    for file in sorted(folder.iterdir()):
        if not file.name.startswith((".", "README")):
            faults += _read(file, own)
    if len(own) > MOST_FILES:
        return (Fault(str(folder), 0, TOO_MANY, SHORTEN),)
    for name, text in own.items():
        faults += _lines(name, text)
    faults += _fields(own)
    if not faults:
        faults += _written(Templates(own), examples)
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line)))


def _read(file: Path, own: dict[str, str]) -> Iterator[Fault]:
    """Read a file, and see that its name is one that something asks for."""
    if file.suffix != ".jinja" or not file.is_file():
        yield Fault(file.name, 0, NOT_A_TEMPLATE, ENDING)
        return
    if file.stat().st_size > MOST_BYTES:
        yield Fault(file.name, 0, TOO_LARGE, SHORTEN)
        return
    try:
        own[file.name] = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Fault(file.name, file.read_bytes()[: error.start].count(b"\n") + 1, NOT_UTF8, SAVE_AS_UTF8)
    known = {f"{kind}.jinja" for kind in WORDED}
    if file.name not in known and not file.name.endswith(PART):
        near = get_close_matches(file.name, known, n=1)
        cure = NAMES.filled(near=near[0]) if near else ALL_NAMES
        yield Fault(file.name, 0, NO_KIND.filled(name=file.name.removesuffix(".jinja")), cure)


def _lines(name: str, text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        for character in sorted(c for c in set(line) - {"\t", "\r"} if is_unprintable(c)):
            yield Fault(name, number, BAD_CHARACTER.filled(character=described(character)), REMOVE_IT)
        if line.startswith("\t"):
            yield Fault(name, number, TAB, SPACES)
        if sign := _SIGN_ALONE.match(line):
            yield Fault(name, number, NO_SPACE.filled(sign=sign[1]), ADD_SPACE.filled(sign=sign[1]))


def _fields(own: Mapping[str, str]) -> Iterator[Fault]:
    """See what each kind asks for that a file of the agency's own has a part in."""
    released = {file.name: file.read_text("utf-8") for file in sorted(TEMPLATES.glob("*.jinja"))}
    sources, seen = {**released, **own}, set[str]()
    for kind, entry in WORDED.items():
        asked = Asked(entry.content, f"{kind}.jinja", sources)
        seen |= asked.files
        if asked.files & own.keys():
            yield from (fault for fault in asked.faults if fault.file in own)
            if not asked.faults:
                yield from _left_out(kind, asked, own)
    for name in sorted(own.keys() - seen):
        if name.endswith(PART):
            yield Fault(name, 0, UNUSED_PART.filled(name=name), USE_IT)


def _left_out(kind: Titled, asked: Asked, own: Mapping[str, str]) -> Iterator[Fault]:
    """Name the required fields that the release prints and this wording does not."""
    released = release_of(kind)
    for part, name in sorted(released.fields - asked.fields, key=lambda one: (one[0].__name__, one[1])):
        field = part.model_fields[name]
        if is_required(part, name):
            why = LEFT_OUT.filled(kind=kind, field=name, title=field.title or name)
            there = released.places[part, name]
            place = belongs(kind, asked.files, own, there.file, there.line)
            yield Fault(*place, why, PRINT_IT.filled(field=there.written))


def release_of(kind: Titled) -> Asked:
    """What the wording of the release asks for."""
    sources = {name: RELEASE.source(name) for name in RELEASE.names(kind)}
    return Asked(WORDED[kind].content, f"{kind}.jinja", sources)


def is_required(part: type[Part], name: str) -> bool:
    """Whether a field that is empty would be a gap: it has a title, and is not declared to be optional."""
    field = part.model_fields[name]
    return bool(field.title) and not field.json_schema_extra


def _written(templates: Templates, examples: Examples) -> Iterator[Fault]:
    """Write the example of each kind that has words of the agency's own, and one that knows nothing."""
    for kind, entry in WORDED.items():
        names = set(templates.names(kind))
        if not names & templates.own.keys():
            continue
        edition = templates.edition(kind, entry.layout)
        yield from _wrong(kind, edition, examples[kind], templates.own)


def _wrong(kind: Titled, edition: Edition, example: Content, own: Mapping[str, str]) -> Iterator[Fault]:
    files = set(edition.files)
    try:
        edition.wording.blocks(WORDED[kind].content(), preview=True)
        text = "".join(texts(edition.wording.blocks(example, preview=False)))
    except (TemplateError, TypeError) as error:
        yield Fault(own_file(kind, files, own), 0, NOT_WRITTEN.filled(kind=kind, said=error), ASK_FIRST)
        return
    for sentence in SENTENCES.get(kind, ()):
        if sentence.words not in text:
            why = UNSAID.filled(kind=kind, words=sentence.words, source=sentence.source)
            place = belongs(kind, files, own, *said_at(kind, sentence.words))
            yield Fault(*place, why, SAY_IT)
