"""Every word of the system in both languages (docs/words.md): what stands in code, JSON, journal and pages."""

from collections.abc import Iterator
from typing import Final

from domain.bilingual import Titled, Words
from domain.case.annulling import ActKind
from domain.case.changing import ChangeKind
from domain.case.checks import Check, Part
from domain.case.dangers import Danger
from domain.case.decisions import AgainstNotice, Outcome
from domain.case.departing import Departure
from domain.case.documents import DocumentKind, DocumentState, NumberState
from domain.case.dossier import Correctable, DossierPart, DossierPlace
from domain.case.executing import Extent
from domain.case.joins import JoinGround
from domain.case.judiciary import CriminalOutcome
from domain.case.mending import SetAsideGround, SettingAside, TextError
from domain.case.oversight import ComplaintOutcome, SupervisionForm
from domain.case.papers import BasisRole, Discretion, EvidenceKind
from domain.case.parties import Right
from domain.case.people import Capacity, Role
from domain.case.proof import Chained, Damage
from domain.case.rechecks import PointOutcome
from domain.case.recovering import EnforcementStep, RemedyKind, RemedyResult
from domain.case.renotifying import ErrorOfLaw
from domain.case.representing import Authority
from domain.case.review import Purpose, Verdict
from domain.case.sections import Section
from domain.case.service import Failure, Mode, ReceiverKind, Search, ServiceGround
from domain.case.sessions import Channel, HearingEndGround
from domain.case.system_work import Level, Trouble
from domain.law.identifiers import IdentifierKind
from domain.law.parties import PartyKind
from domain.law.penalties import ExcessKind, PenaltyKind
from domain.law.provisions import Provision
from domain.law.switches import Layout, ReviewTime
from domain.law.tables.readings import ReadingKey
from domain.law.tables.thresholds import Measure
from domain.law.terms import Certainty, Event, Exclusion, TermKey, Unit
from domain.pages.map import Hold
from domain.pages.markdown import GENERATED, page, table
from domain.procedure import FACTS, MACHINE_MOVES, MOVES, Effect, Stage, State
from domain.procedure.language import Sort
from domain.procedure.paper_forms import PaperForm
from domain.procedure.public_papers import PublicPaper

LISTS: Final[tuple[tuple[str, type[Titled]], ...]] = (
    ("角色 · Roles", Role),
    ("在案件中的身份 · Capacities in a case", Capacity),
    ("阶段 · Stages", Stage),
    ("使案件停留的事由 · What holds a case", Hold),
    ("期限 · Terms", TermKey),
    ("期限的起算事件 · Events that terms run from", Event),
    ("期限状态 · States of a deadline", State),
    ("期限变化 · What happens to a deadline", Effect),
    ("期间单位 · Units of time", Unit),
    ("不计入期限的时间 · Time that is not counted", Exclusion),
    ("把握程度 · Certainty of a figure", Certainty),
    ("文书 · Documents", DocumentKind),
    ("空白文书 · Forms to be signed on paper", PaperForm),
    ("公示文本 · Papers for the public", PublicPaper),
    ("文书版式 · Layouts", Layout),
    ("文书中可改写的部分 · Sections that officers may word", Section),
    ("文书状态 · States of a document", DocumentState),
    ("文号状态 · States of a document number", NumberState),
    ("送达方式 · Modes of service", Mode),
    ("未能送达的原因 · Failures of service", Failure),
    ("签收身份 · Capacities of a receiver", ReceiverKind),
    ("邮寄、委托、转交的事由 · Grounds of a mode of service", ServiceGround),
    ("查找下落的途径 · Ways of looking for a party", Search),
    ("提交渠道 · Channels", Channel),
    ("代理权限 · Authorities of an agent", Authority),
    ("可以撤销的办理事项 · Acts that can be annulled", ActKind),
    ("可以更正的记录 · Records that can be corrected", Correctable),
    ("案卷的卷 · Volumes of a dossier", DossierPart),
    ("案卷中的位置 · Places in a dossier", DossierPlace),
    ("当事人变更情形 · Changes of a party", ChangeKind),
    ("未作决定而了结的情形 · Ways of leaving a case", Departure),
    ("司法机关的处理结果 · Outcomes at the judiciary", CriminalOutcome),
    ("并案的情形 · Grounds of joining cases", JoinGround),
    ("终止听证的情形 · Grounds of ending a hearing", HearingEndGround),
    ("当事人的权利 · Rights that can be waived", Right),
    ("当事人类型 · Kinds of party", PartyKind),
    ("证件种类 · Kinds of identifier", IdentifierKind),
    ("处罚种类 · Kinds of penalty", PenaltyKind),
    ("裁量 · Discretion", Discretion),
    ("听证数额的计算口径 · What a threshold measures", Measure),
    ("超出告知 · Beyond the notice", ExcessKind),
    ("证据种类 · Kinds of evidence", EvidenceKind),
    ("条款的作用 · Roles of an article", BasisRole),
    ("对意见的处理 · What became of a point", PointOutcome),
    ("重新告知的法律错误 · Errors of law for new notices", ErrorOfLaw),
    ("审核时点 · Purposes of a review", Purpose),
    ("程序规定中的审核时点 · Times of review in a profile", ReviewTime),
    ("系统的理解所及的问题 · What is read where the law leaves it open", ReadingKey),
    ("各行业自有条文的事项 · Subjects of which each sector has its own article", Provision),
    ("审核结论 · Verdicts", Verdict),
    ("处理结果 · Outcomes", Outcome),
    ("执行情况 · How far a penalty is executed", Extent),
    ("救济途径 · Remedies", RemedyKind),
    ("复议、诉讼结果 · Results of a remedy", RemedyResult),
    ("自行纠正方式 · Ways of setting a decision aside", SettingAside),
    ("自行纠正的事由 · Grounds to set a decision aside", SetAsideGround),
    ("决定书的笔误 · Slips in a decision", TextError),
    ("法院执行情况 · Steps of the court", EnforcementStep),
    ("申诉、检举的处理结果 · What came of a complaint", ComplaintOutcome),
    ("执法监督文书的形式 · Forms of a supervision notice", SupervisionForm),
    ("与告知相比 · Against the notice", AgainstNotice),
    ("拒绝的性质 · Sorts of refusal", Sort),
    ("安装的各部分 · Parts of an installation", Part),
    ("检查 · Checks", Check),
    ("检查结果 · Results of a check", Level),
    ("故障 · Troubles", Trouble),
    ("相链的记录 · Records that are chained", Chained),
    ("对记录的改动 · What is done to a record", Damage),
    ("文件的危险 · What is dangerous in a file", Danger),
)


def words_page() -> str:
    """Render the whole page as Markdown."""
    moves = [(kind.title, name) for name, kind in MOVES.items()]
    machine = [(kind.title, name) for name, kind in MACHINE_MOVES.items()]
    facts = [(kind.title, name) for name, kind in FACTS.items()]
    lists = [(title, [(word.words, word.value) for word in words]) for title, words in LISTS]
    return page(
        [
            _head(),
            *(
                _words(title, rows)
                for title, rows in (
                    ("操作 · Moves", moves),
                    ("机器回报 · Machine moves", machine),
                    ("事实 · Facts", facts),
                    *lists,
                )
            ),
        ]
    )


def _head() -> Iterator[str]:
    yield "# 词汇表 · Word list"
    yield ""
    yield GENERATED
    yield "一个事物只用一个词：代码、接口、全过程记录和页面里都是它。容易混淆的词见 [glossary.md](glossary.md)，"
    yield "操作见 [procedure.md](procedure.md)，拒绝见 [refusals.md](refusals.md)。"


def _words(title: str, rows: list[tuple[Words, str]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from table(("中文", "English", "键"), ((words.zh, words.en, f"`{key}`") for words, key in rows))
