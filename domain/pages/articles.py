"""Articles as the pages show them: of a subject that sectors regulate themselves, what each profile cites."""

from collections.abc import Iterator

from domain.law.articles import Article
from domain.law.profiles import FOLDER, profile, read_profile
from domain.law.provisions import LOCAL, NATIONAL, Provision, Sectoral


def shown(article: Article) -> str:
    """Cite a provision; where it is of the sector, with the article of each profile that has one."""
    if not isinstance(article, Sectoral):
        return str(article)
    own = "".join(f"{title}：{cited}；" for title, cited in _own(article.provision))
    others = "其他地方" if article.provision in LOCAL else "其他行业"
    return f"{article}（{own}{others}：条文待确认 · to be confirmed）"


def _own(provision: Provision) -> Iterator[tuple[str, Article]]:
    for name in profile_names():
        if provision.value in read_profile(name).articles:
            yield read_profile(name).title, profile(name).articles[provision]


def articles() -> Iterator[tuple[str, ...]]:
    """Yield of each subject its national article, and what the profiles cite."""
    for provision in Provision:
        own = "；".join(f"{title}：{cited}" for title, cited in _own(provision))
        missing = "、".join(read_profile(name).title for name in _without(provision))
        yield f"{provision.zh} `{provision}`", str(NATIONAL[provision]), own, missing


def _without(provision: Provision) -> Iterator[str]:
    for name in profile_names():
        cited = profile(name).articles.get(provision)
        if cited is not None and cited.mark and not (provision in LOCAL and read_profile(name).layer):
            yield name


def profile_names() -> list[str]:
    """The profiles that come with the programme: the national one first, layers last."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: (read_profile(name).layer, name != "national", name))
