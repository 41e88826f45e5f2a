"""What is usually written into a field (常用填写): put before whoever fills it in, while another word stays lawful.

From the agency's own particulars, from the case, from the law. A field that takes nothing else has a source (`choices`).
"""

from collections.abc import Callable, Iterator, Mapping

from desk.fields.source import Known, same
from domain.bilingual import Words
from domain.law.terms import TermKey
from domain.procedure.language import civil

Suggesting = Callable[[Known], Iterator[Words]]
"""What may be written is Chinese, as the record keeps it; the English beside it says what that is."""
CASE_SOURCES = (
    Words("监督检查", "inspection"),
    Words("投诉", "complaint"),
    Words("举报", "report"),
    Words("其他部门移送", "transfer from another department"),
    Words("上级交办", "assignment from above"),
)
LICENCES = (
    Words("营业执照", "business licence"),
    Words("事业单位法人证书", "certificate of a public institution"),
    Words("社会团体法人登记证书", "certificate of a social organisation"),
    Words("民办非企业单位登记证书", "certificate of a private non-enterprise unit"),
)
PUBLICITY_OF_MARKET = "市场监督管理行政处罚信息公示规定"
CREDIT_SYSTEM = Words("国家企业信用信息公示系统", "the national enterprise credit information system")


def suggested(move: str, field: str, known: Known) -> tuple[Words, ...]:
    """Return what is usually written into a field of a move, each once; `field` is the last step of its path."""
    suggest = _OF_MOVES.get((move, field))
    found = suggest(known) if suggest else ()
    return tuple({one.zh: one for one in found if one.zh}.values())


def _case_sources(known: Known) -> Iterator[Words]:
    yield from CASE_SOURCES


def _licences(known: Known) -> Iterator[Words]:
    yield from LICENCES


def _court(known: Known) -> Iterator[Words]:
    """The court of the agency: of its seat, where it applies for enforcement as well (行政强制法 第54条)."""
    yield same(known.case.identity.agency.court)


def _remedy_organs(known: Known) -> Iterator[Words]:
    yield same(known.case.identity.agency.reconsideration_organ)
    yield from _court(known)


def _organs_of_transfer(known: Known) -> Iterator[Words]:
    yield from (same(one.organ) for one in known.case.judiciary.transfers)


def _publicity(known: Known) -> Iterator[Words]:
    """Where the sector's rule has decisions made public (市场监督管理行政处罚信息公示规定)."""
    rules = known.case.rulebook
    if known.at is None or not rules.has(TermKey.PUBLICISE):
        return
    if rules.term(TermKey.PUBLICISE, civil(known.at)).source.statute == PUBLICITY_OF_MARKET:
        yield CREDIT_SYSTEM


def _places(known: Known) -> Iterator[Words]:
    """Where the parties were told to come, and the seat of the agency."""
    for party in known.case.parties.all:
        if party.notices and known.party in (None, party.id):
            notices = party.notices[-1]
            yield same(notices.hearing_plan.place if notices.hearing_plan else "")
            yield same(notices.summons.place)
    yield same(known.case.identity.agency.address)


def _receivers(known: Known) -> Iterator[Words]:
    """Who may sign for a party: itself, who represents it, its agents (民事诉讼法 第88条)."""
    for party in known.case.parties.all:
        if known.party in (None, party.id):
            yield same(party.representative or party.name)
            yield from (same(agent.name) for agent in (party.agents.all if party.agents else ()))


def _provisions(known: Known) -> Iterator[Words]:
    """The provisions on which the question of a hearing rests."""
    for number, finding in known.case.screening.hearing.items():
        if known.party in (None, number) and finding.article is not None:
            cited = finding.article
            yield same(f"{cited.statute} {cited.article}".strip())


_OF_MOVES: Mapping[tuple[str, str], Suggesting] = {
    ("open_case", "case_source"): _case_sources,
    ("open_case", "licence"): _licences,
    ("answer_screening", "article"): _provisions,
    ("apply_to_court", "court"): _court,
    ("record_remedy", "organ"): _remedy_organs,
    ("return_from_judiciary", "organ"): _organs_of_transfer,
    ("publicise", "where"): _publicity,
    ("withdraw_publication", "where"): _publicity,
    ("prepare_notices", "place"): _places,
    ("reschedule_interview", "place"): _places,
    ("hold_interview", "place"): _places,
    ("notify_hearing", "place"): _places,
    ("record_discussion", "place"): _places,
    ("record_service", "receiver"): _receivers,
    ("confirm_address", "recipient"): _receivers,
}
