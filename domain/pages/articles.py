"""Articles as the pages show them: how sure we are of each, and of a subject that sectors regulate themselves, what each profile cites."""

from collections.abc import Iterator

from domain.law.articles import Article
from domain.law.profiles import FOLDER, profile, read_profile
from domain.law.provisions import LOCAL, NATIONAL, Provision, Sectoral
from domain.law.tables.acts import ACTS, Act, certainty_of
from domain.law.terms import Certainty
from domain.pages.markdown import anchor, table


def sure(article: Article) -> str:
    """Cite a provision with how sure we are of it."""
    return f"{article}（{certainty_of(article).value}）"


def shown(article: Article) -> str:
    """Cite a provision; where it is of the sector, what each profile cites for it."""
    if not isinstance(article, Sectoral):
        return sure(article)
    subject = article.provision
    own = "".join(f"；{title}：{sure(cited)}" for title, cited in _own(subject))
    missing = "、".join(read_profile(name).title for name in _without(subject))
    to_confirm = f"；条文待确认 to be confirmed：{missing}" if missing else ""
    return f"全国：{sure(article.national)}{own}{to_confirm}"


def named(article: Article) -> str:
    """Cite a provision shortly: one of the sector by its subject, which the table of articles has for each profile."""
    if not isinstance(article, Sectoral):
        return str(article)
    return f"{article.provision.zh}的条文，[依程序规定](#{place_of(article.provision)})"


def place_of(subject: Provision) -> str:
    """The anchor of a subject in the table of articles."""
    return f"article-{subject}"


def _own(provision: Provision) -> Iterator[tuple[str, Article]]:
    for name in profile_names():
        if provision.value in read_profile(name).articles:
            yield read_profile(name).title, profile(name).articles[provision]


def articles() -> Iterator[str]:
    """Write of each subject its national article, and what the profiles cite."""
    heads = ("事项", "全国", "各程序规定的条文", "待确认的程序规定")
    yield from table(heads, (tuple(_subject(provision)) for provision in Provision))


def _subject(provision: Provision) -> Iterator[str]:
    yield f"{anchor(place_of(provision))}{provision.zh} `{provision}`"
    yield sure(NATIONAL[provision])
    yield "；".join(f"{title}：{sure(cited)}" for title, cited in _own(provision))
    yield "、".join(read_profile(name).title for name in _without(provision))


def to_be_confirmed() -> Iterator[tuple[Provision, list[str]]]:
    """Yield the subjects of which profiles have no article that anybody has read."""
    for provision in Provision:
        if names := list(_without(provision)):
            yield provision, names


def _without(provision: Provision) -> Iterator[str]:
    for name in profile_names():
        cited = profile(name).articles.get(provision)
        if cited is not None and cited.mark and not (provision in LOCAL and read_profile(name).layer):
            yield name


def acts() -> Iterator[str]:
    """Write of each act where it was read, when, and how sure we are of its text."""
    heads = ("法规", "把握", "出处（网址）", "核对日期", "说明")
    yield from table(heads, (tuple(_act(act)) for act in ACTS.values()))


def _act(act: Act) -> Iterator[str]:
    yield f"{anchor(act_place(act.title))}{act.title}"
    yield act.certainty.value
    yield f"<{act.address}>" if act.address else "没有"
    yield str(act.read_on) if act.certainty in (Certainty.V, Certainty.V2) else "–"
    yield act.note


def act_place(title: str) -> str:
    """The anchor of an act in the table of sources."""
    return f"act-{list(ACTS).index(title) + 1}"


def profile_names() -> list[str]:
    """The profiles that come with the programme: the national one first, layers last."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: (read_profile(name).layer, name != "national", name))
