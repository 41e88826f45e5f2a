"""Profiles (程序规定): which rules bind an agency. Readable TOML, one file a profile or layer, with sources.

`market+zhenjiang` is the profile `market` with the layer `zhenjiang` on it. Files are read when a rulebook is put
together, never while a case is judged.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from domain.bilingual import Titled, Words, listed
from domain.labels import DAYS, WORKING_DAYS, Label
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
from domain.law.penalties import PenaltyKind
from domain.law.provisions import Provision, articles_of
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Term
from domain.record import Record

FOLDER: Final = Path(__file__).parent / "tables" / "profiles"
BASE: Final = "national"


class Layout(Titled):
    """How a document is laid out (版式)."""

    GONGWEN = "gongwen", "公文格式", "official document"
    LETTER = "letter", "信函格式（GB/T 9704-2012 10.1）", "letter (GB/T 9704-2012, 10.1)"
    FORM = "form", "表格（手工签署）", "form that is signed by hand"


class ReviewTime(Titled):
    """When a legal review stands (法制审核的时点)."""

    BEFORE_NOTICE = "before_notice", "告知前", "before the notice"
    AFTER_HEARING = "after_hearing", "听证后", "after the hearing"
    AFTER_STATEMENTS = "after_statements", "听述复核后", "after statements and re-check"


class Switches(Record):
    """What a profile decides that is not a figure of law. What is assumed is named so, and never shown as law."""

    reviews: Annotated[tuple[ReviewTime, ...], Label("法制审核的时点", "times of legal review")]
    checklist: Annotated[tuple[str, ...], Label("审核内容", "points a legal review answers")]
    hearing_kinds: Annotated[
        tuple[PenaltyKind, ...],
        Label("不论数额均可要求听证的处罚种类", "kinds that give the right to a hearing whatever the amount"),
    ]
    discussion: Annotated[bool, Label("默认集体讨论", "discussed by default")]
    filing: Annotated[bool, Label("决定前报备", "interview report filed before the decision")]
    severity: Annotated[
        tuple[PenaltyKind, ...],
        Label("处罚由轻到重的顺序", "kinds from the lightest to the heaviest, as far as they compare"),
    ]
    late_recording_days: Annotated[
        int,
        Label(
            "送达迟于几个工作日登记须说明理由",
            "working days after which recording a service needs a reason",
            unit=WORKING_DAYS,
        ),
    ]
    strict_backward: Annotated[bool, Label("“几日前”从严计算", "the full term lies between notice and event")]
    reviewer_may_preside: Annotated[
        bool, Label("审核人员可以主持听证", "a reviewer may preside over the hearing")
    ]
    officer_may_preside_interview: Annotated[
        bool, Label("承办人可以主持听述", "an officer of the case may preside over the interview")
    ]
    countersigned_on_paper: Annotated[
        bool,
        Label(
            "纸面会签",
            "countersigned on paper",
            "由提出人写明会签人并附双方签署的扫描件，会签人不必以本人身份确认",
            "who proposes names the other and hands in the paper both have signed",
        ),
    ] = False
    decision_filing_each: Annotated[
        bool,
        Label(
            "决定逐件备案",
            "decisions filed one by one",
            "每件决定自作出之日起各自备案；否则全案决定作出后一并备案，自最后一件起算",
            "each within its term from the day it is made; else all together once all are made, from the last one",
        ),
    ] = False
    decision_filing_again: Annotated[
        bool,
        Label(
            "决定纠正后再次备案",
            "filed again when mended",
            "本机关自行撤销、变更已作出的决定的，再次备案",
            "what the agency itself revoked or changed goes to the supervising office again",
        ),
    ] = False
    every_penalty_published: Annotated[
        bool,
        Label(
            "普通程序处罚一律公示",
            "every penalty is made public",
            "除仅给予警告的以外，适用普通程序的行政处罚决定一律公示，不由承办人选择",
            "every penalty of the ordinary procedure but a bare warning, whatever the officer says of it",
        ),
    ] = False
    basis_roles: Annotated[
        bool,
        Label(
            "条款分违反和依据",
            "articles by their role",
            "告知书、决定书写明违反的条款、定性和处罚的依据；缺少的，预览中指出",
            "notice and decision say which article was broken, what the act is, and which one punishes; a gap else",
        ),
    ] = False
    unread_law_stops: Annotated[
        bool,
        Label(
            "未经确认的规定不得定稿",
            "law that nobody has confirmed stops a document",
            "没有预览的文书写有没有核对原文、律师也没有确认的规定的，不予定稿；有预览的文书在预览中标明",
            "a document without a preview is not made while it prints law that nobody has read or confirmed; a preview says so",
        ),
    ] = False
    order_to_correct: Annotated[
        bool,
        Label(
            "处罚时责令改正",
            "order to correct with each penalty",
            "告知书、决定书写明责令改正的内容，或者已经改正的情况；缺少的，预览中指出",
            "notice and decision say what is to be put right, or that it was; a gap else",
        ),
    ] = False
    duties_roll: Annotated[
        bool,
        Label(
            "机关自身期限的顺延",
            "the agency's own terms roll",
            "机关自身按自然日计算的期限，末日为法定节假日的，是否顺延",
            "whether an agency's own terms in natural days move on from a rest day",
        ),
    ] = True
    proof_signed_by_hand: Annotated[
        bool,
        Label(
            "送达回证由收件人亲笔签收",
            "proof of service signed by hand",
            "收件人、收到日期和拒收情况只见于签名的送达回证扫描件，系统不在签名栏代填",
            "who received, on which day, and a refusal stand on the signed scan alone: nothing is typed into its cells",
        ),
    ] = False
    suspension_reminder_days: Annotated[
        int, Label("中止后每隔几日提醒", "days between reminders of a suspension", unit=DAYS)
    ]
    suspension_grounds: Annotated[tuple[str, ...], Label("中止的情形", "grounds of a suspension")]
    number_words: Annotated[
        Mapping[str, str], Label("文书文号中的字", "word in the number, by kind of document")
    ]
    layouts: Annotated[
        Mapping[str, Layout], Label("文书的版式", "layout, by kind of document, where it is not its own")
    ] = {}
    titles: Annotated[
        Mapping[str, str], Label("文书的标题", "title, by kind of document, where it is not its own")
    ] = {}
    senders: Annotated[
        Mapping[str, str],
        Label("文书的制作机构", "unit of the agency that makes it, by kind of document"),
    ] = {}
    assumed: tuple[str, ...]
    """Names of the switches that no law fixes."""
    sources: Mapping[str, Article] = {}


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
