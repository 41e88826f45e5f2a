"""Profiles (程序规定): which rules bind an agency. Readable TOML, one file a profile or layer, with sources.

`market+zhenjiang` is the profile `market` with the layer `zhenjiang` on it. Files are read when a rulebook is put
together, never while a case is judged.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from domain.bilingual import Words, listed
from domain.law.articles import Article, art
from domain.law.confirmed import Confirmation
from domain.law.errors import BadProfile
from domain.law.local_rows import (
    NOT_ACCEPTED,
    SEE_THE_MANUAL,
    local_confirmations,
    local_terms,
    local_thresholds,
)
from domain.law.provisions import Provision, articles_of
from domain.law.switches import ReviewTime, Switches
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Term
from domain.record import Record

FOLDER: Final = Path(__file__).parent / "tables" / "profiles"
BASE: Final = "national"


class ProfileFile(Record):
    """One profile file as it is written."""

    model_config = ConfigDict(extra="forbid")

    title: str
    extends: str = ""
    layer: bool = False
    switches: Mapping[str, Any] = {}
    sources: Mapping[str, str] = {}
    articles: Mapping[str, str] = {}
    terms: tuple[Mapping[str, Any], ...] = ()
    thresholds: tuple[Mapping[str, Any], ...] = ()
    confirmed: tuple[Mapping[str, Any], ...] = ()


class Profile(Record):
    """A profile word resolved: its layers, the general first, and the switches that hold."""

    word: str
    layers: tuple[str, ...]
    titles: tuple[str, ...]
    switches: Switches
    terms: tuple[Term, ...] = ()
    """Rows that the files themselves bring, beside the tables."""
    thresholds: tuple[Threshold, ...] = ()
    articles: Mapping[Provision, Article] = {}
    """What it cites, by subject: its own articles, or the national one with its mark."""
    confirmed: tuple[Confirmation, ...] = ()


@lru_cache(maxsize=64)
def profile(word: str, folder: Path = FOLDER) -> Profile:
    """Resolve `market+zhenjiang` to its layers and switches.

    Raises:
        BadProfile: No such profile, or a file that cannot be right.
    """
    layers: list[str] = []
    for name in word.split("+"):
        for one in _with_bases(name, folder, ()):
            if one not in layers:
                layers.append(one)
    if BASE not in layers:
        layers.insert(0, BASE)
    files = {name: read_profile(name, folder) for name in layers}
    return Profile(
        word=word,
        layers=tuple(layers),
        titles=tuple(files[name].title for name in layers),
        switches=_merged(files),
        terms=tuple(row for name in layers for row in own_terms(name, folder)),
        thresholds=tuple(row for name in layers for row in own_thresholds(name, folder)),
        articles=articles_of(
            {
                Provision(key): _article(text)
                for file in files.values()
                for key, text in file.articles.items()
            },
            sector=any(not file.layer for name, file in files.items() if name != BASE),
        ),
        confirmed=tuple(row for name in layers for row in own_confirmations(name, folder)),
    )


def check_profiles(folder: Path = FOLDER) -> None:
    """Resolve every profile of a folder, so that a faulty file is found at the start and not in the middle of a case.

    Raises:
        BadProfile: A file that cannot be right.
    """
    for path in sorted(folder.glob("*.toml")):
        profile(path.stem, folder)


def own_terms(name: str, folder: Path = FOLDER) -> tuple[Term, ...]:
    return local_terms(name, _text(name, folder), read_profile(name, folder).terms)


def own_thresholds(name: str, folder: Path = FOLDER) -> tuple[Threshold, ...]:
    return local_thresholds(name, _text(name, folder), read_profile(name, folder).thresholds)


def own_confirmations(name: str, folder: Path = FOLDER) -> tuple[Confirmation, ...]:
    return local_confirmations(
        name, _text(name, folder), read_profile(name, folder).confirmed, switches=Switches.model_fields
    )


def _with_bases(name: str, folder: Path, seen: Sequence[str]) -> list[str]:
    if name in seen:
        raise BadProfile(
            Words("依据的程序规定循环引用", "it extends itself, over others"),
            Words("请更正 extends", "correct `extends`"),
            profile=name,
        )
    below = read_profile(name, folder).extends
    return [*(_with_bases(below, folder, [*seen, name]) if below else []), name]


@lru_cache(maxsize=64)
def read_profile(name: str, folder: Path = FOLDER) -> ProfileFile:
    """Read one profile file and hold it against what a profile may say."""
    text = _text(name, folder)
    try:
        read = ProfileFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(
            Words(f"不是有效的 TOML：{error}", f"not valid TOML: {error}"), SEE_THE_MANUAL, profile=name
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][-1])
        raise BadProfile(
            NOT_ACCEPTED.filled(key=key, reason=first["msg"]),
            SEE_THE_MANUAL,
            profile=name,
            line=line_of(text, key),
        ) from error
    _check_switches(name, text, read)
    _check_articles(name, text, read)
    return read


@lru_cache(maxsize=64)
def _text(name: str, folder: Path) -> str:
    """Read a file of the folder; those that came with the programme are there beside it."""
    for path in (folder / f"{name}.toml", FOLDER / f"{name}.toml"):
        if name.isidentifier() and path.is_file():
            return path.read_text(encoding="utf-8")
    known = listed(sorted({one.stem for place in (folder, FOLDER) for one in place.glob("*.toml")}))
    raise BadProfile(
        Words("没有这个程序规定", "there is no such profile"),
        Words("请在 profile 中填写已有的：{known}", "give one of these in `profile`: {known}").filled(
            known=known
        ),
        profile=name,
    )


def _check_switches(name: str, text: str, read: ProfileFile) -> None:
    known = Switches.model_fields.keys() - {"sources"}
    for key, value in read.switches.items():
        _check_value(name, text, key, value)
    for key in [*read.switches, *read.sources]:
        if key not in known:
            raise BadProfile(
                Words(f"没有这一项设置：{key}", f"no such switch: {key}"),
                Words("可用：{known}", "there are: {known}").filled(known=listed(sorted(known))),
                profile=name,
                line=line_of(text, key),
            )


def _check_articles(name: str, text: str, read: ProfileFile) -> None:
    """Every subject is one that there is, every citation an act with a place in it."""
    known = [one.value for one in Provision]
    for key in read.articles:
        if key not in known:
            raise BadProfile(
                Words(f"没有这一事项：{key}", f"no such subject of an article: {key}"),
                Words("可用：{known}", "there are: {known}").filled(known=listed(known)),
                profile=name,
                line=line_of(text, key),
            )
    for key, cited in (*read.sources.items(), *read.articles.items()):
        try:
            _article(cited)
        except ValueError as error:
            raise BadProfile(
                NOT_ACCEPTED.filled(key=key, reason=cited),
                SEE_THE_MANUAL,
                profile=name,
                line=line_of(text, key),
            ) from error


def _check_value(name: str, text: str, key: str, value: Any) -> None:
    wanted: Any = getattr(Switches.model_fields.get(key), "annotation", Any)
    try:
        TypeAdapter(wanted).validate_python(value)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise BadProfile(
            NOT_ACCEPTED.filled(key=key, reason=f"{wrong['msg']}: {wrong['input']!r}"),
            SEE_THE_MANUAL,
            profile=name,
            line=line_of(text, key),
        ) from error


def line_of(text: str, key: str) -> int | None:
    """The first line that sets `key`."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith((f"{key} ", f"{key}=", f"[{key}]", f"[[{key}]]")):
            return number
    return None


ADDED_BY_LAYERS: Final = ("reviews", "suspension_grounds")
"""A layer adds to these; whatever else a file sets replaces what lies below."""
BY_KIND: Final = ("number_words", "layouts", "titles", "senders")
"""Set kind by kind: a file replaces what it names, and leaves the rest."""


def _merged(files: Mapping[str, ProfileFile]) -> Switches:
    values: dict[str, Any] = {"assumed": []}
    sources: dict[str, Article] = {}
    for file in files.values():
        own = dict(file.switches)
        assumed = own.pop("assumed", [])
        for key in BY_KIND:
            if key in own:
                values[key] = {**values.get(key, {}), **own.pop(key)}
        for key, value in own.items():
            below = values.get(key, []) if file.layer and key in ADDED_BY_LAYERS else []
            values[key] = (
                [*below, *(one for one in value if one not in below)] if key in ADDED_BY_LAYERS else value
            )
        kept = [key for key in values["assumed"] if key not in own]
        values["assumed"] = [*kept, *assumed]
        sources |= {key: _article(text) for key, text in file.sources.items()}
    values["reviews"] = [time for time in ReviewTime if time in values.get("reviews", ())]
    return Switches(**values, sources=sources)


def _article(text: str) -> Article:
    """Read `行政处罚法 63.1(3)`."""
    statute, _, place = text.rpartition(" ")
    return art(statute, place) if statute else art(text)
