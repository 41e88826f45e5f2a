"""The pages of a case (案件页), each as one person sees it: in both languages, without codes, under the rights of the case."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from demo.story import load
from domain.case.people import Person, Role
from domain.law.terms import TermKey
from domain.procedure import MOVES
from tests.api.installation import Installation
from tests.console.browsing import Browsing
from tests.console.conftest import STORIES
from tests.console.playing import played
from tests.console.windows import Window

Opening = Callable[..., Awaitable[Window]]
PAGES = (
    "",
    "?every=1",
    "/moves",
    "/moves?party=2",
    "/parties",
    "/parties?party=2",
    "/findings",
    "/statements",
    "/documents",
    "/documents/1",
    "/review",
    "/journal",
    "/journal?page=2",
    "/dossier",
    "/clocks/decide",
    "/clocks/statement?party=1",
    "/clocks/public_notice_service?party=2",
)
_TAG = re.compile(r"<(script|style)[\s\S]*?</\1>|<[^>]+>")
_CODE = re.compile(
    r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[0-9a-f]{40,}\b|\b(?:officer|head|clerk|reviewer|presider)-[a-z]+\b"
)
AUDITOR = Person(id="auditor-try", name="审计示例", agency="zj-market", roles=(Role.AUDITOR,))


@pytest.fixture(scope="session")
async def course(installation: Installation) -> str:
    """A case in the midst of its course; its address within the console."""
    story = load(STORIES / "two_parties.json")
    await played(installation, story, until="request_hearing")
    return f"/cases/{story.agency}/{story.number}"


def text_of(html: str) -> str:
    """What stands on a page to be read."""
    return re.sub(r"\s+", " ", _TAG.sub(" ", html))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_is_shown_in_words_and_without_codes(
    desk_window: Opening, course: str, language: str
):
    window = await desk_window("officer-li", language=language)
    for page in PAGES:
        text = text_of(await window.look(course + page))
        assert not _CODE.findall(text), (page, _CODE.findall(text))
        assert ("等您办理" in text) is (
            language == "zh" and page in ("", "?every=1", "/moves", "/moves?party=2")
        )


async def test_a_case_that_was_just_opened_has_all_its_pages(desk_window: Opening, case: str):
    window = await desk_window("officer-li")
    for page in ("", "/moves", "/parties", "/findings", "/statements", "/documents", "/review", "/dossier"):
        await window.look(f"/cases/zj-market/{case}{page}")


async def test_each_party_stands_at_a_stage_of_its_own(desk_window: Opening, course: str):
    text = text_of(await (await desk_window("officer-li")).look(course))
    assert "1. 镇江虚构商贸有限公司 听述" in text
    assert "2. 钱虚构 约谈告知" in text


async def test_every_clock_leads_to_its_own_explanation(desk_window: Opening, course: str):
    window = await desk_window("officer-li")
    links = set(re.findall(rf'href="/console({course}/clocks/[^"]+)"', await window.look(course)))
    assert len(links) >= 5
    for link in links:
        assert "依据：" in text_of(await window.look(link))


async def test_what_is_barred_says_why_and_leads_to_the_next_thing_to_do(desk_window: Opening, course: str):
    html = await (await desk_window("officer-li")).look(f"{course}/moves")
    assert "约谈函和告知书尚未送达" in html
    assert "行政处罚法第四十四条" in html
    assert f'href="/console{course}/do/record_service' in html
    shown = text_of(html)
    own = [kind for kind in MOVES.values() if Role.OFFICER in kind.by and not kind.opens]
    missing = [kind.name for kind in own if kind.title.zh not in shown]
    # Nobody wonders why what was not proposed cannot be confirmed.
    assert set(missing) <= {"confirm", "send_back"}


async def test_a_statement_stands_beside_its_answer_or_where_it_is_given(desk_window: Opening, course: str):
    html = await (await desk_window("officer-li")).look(f"{course}/statements")
    assert "尚未复核" in html
    assert f'href="/console{course}/do/recheck?party=1"' in html


async def test_a_document_is_read_in_a_frame_that_runs_nothing(desk_window: Opening, course: str):
    window = await desk_window("officer-li")
    frame = re.search(r'<iframe[^>]* src="([^"]+)"', await window.look(f"{course}/documents/2"))
    assert frame
    assert frame[1] == f"/console{course}/documents/2/preview"
    preview = await window.get(f"{course}/documents/2/preview")
    assert preview.status_code == 200
    assert "sandbox" in preview.headers["content-security-policy"]
    for file, media_type in (("printout.pdf", "application/pdf"), ("copy.ofd", "application/ofd")):
        answer = await window.get(f"{course}/documents/2/{file}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert (await window.get(f"{course}/documents/99")).status_code == 404
    # One version alone: there is nothing to compare, and the document is shown.
    assert (await window.get(f"{course}/documents/2/difference")).status_code == 303


async def test_the_journal_says_who_did_what_the_last_first(desk_window: Opening, course: str):
    text = text_of(await (await desk_window("officer-li")).look(f"{course}/journal"))
    assert text.index("许虚构 要求听证") < text.index("李示例 公告送达")


@pytest.mark.parametrize(
    "person", ["reviewer-sun", "head-chen", "clerk-zhao", "filing-zhou", "supervisor-wu"]
)
async def test_whoever_may_read_the_case_sees_its_pages(desk_window: Opening, course: str, person: str):
    window = await desk_window(person)
    for page in ("", "/moves", "/journal", "/dossier"):
        await window.look(course + page)


@pytest.mark.parametrize("person", ["officer-ma", "operator-gu"])
async def test_of_a_case_that_is_not_theirs_nobody_sees_a_page(
    desk_window: Opening, course: str, person: str
):
    window = await desk_window(person)
    for page in (*PAGES, "/documents/1/preview", "/dossier/bound.pdf", "/events"):
        assert (await window.get(course + page)).status_code == 404, page


async def test_an_auditor_reads_the_journal_and_nothing_else(
    installation: Installation, desk_window: Opening, course: str
):
    directory = installation.parts.directory
    directory.persons[AUDITOR.id] = AUDITOR
    try:
        window = await desk_window(AUDITOR.id)
        html = await window.look(f"{course}/journal")
        assert "李示例" in html
        assert f'href="/console{course}/parties"' not in html
        for page in ("", "/moves", "/parties", "/documents", "/dossier"):
            assert (await window.get(course + page)).status_code == 404
    finally:
        del directory.persons[AUDITOR.id]


async def test_an_unknown_clock_is_no_page(desk_window: Opening, course: str):
    window = await desk_window("officer-li")
    for clock in ("no_such", TermKey.SEIZURE, f"{TermKey.STATEMENT}?party=2"):
        assert (await window.get(f"{course}/clocks/{clock}")).status_code == 404


async def test_news_are_told_once_and_who_asks_anew_hears_none_again(desk_window: Opening, course: str):
    window = await desk_window("officer-li")

    async def first(headers: dict[str, str]) -> str:
        async with window.http.stream("GET", f"{course}/events?position=1", headers=headers) as told:
            assert told.headers.get("content-encoding") is None
            lines = told.aiter_lines()
            return "\n".join([await anext(lines) for _ in range(5)])

    heard = await asyncio.wait_for(first({"Accept-Encoding": "gzip"}), 10)
    found = re.search(r"id: (\d+)", heard)
    assert found, heard
    again = await asyncio.wait_for(first({"Last-Event-ID": found[1]}), 10)
    assert "event:" not in again


async def test_what_changes_while_one_looks_appears(
    browsing: Browsing, installation: Installation, case: str
):
    page = await browsing.as_("officer-li")
    await browsing.goto(page, f"/cases/zj-market/{case}")
    assert await page.get_by_text("指定审核人员").count() == 0
    answer = await installation.move(f"/v1/cases/zj-market/{case}", "submit_for_review")
    assert answer.status_code == 200, answer.text
    await page.get_by_text("指定审核人员").first.wait_for(timeout=15_000)
    await browsing.picture(page, "case-news")


async def test_a_second_round_of_the_review_shows_what_changed_in_the_papers(
    installation: Installation, desk_window: Opening
):
    story = load(STORIES / "standard.json")
    await played(installation, story, until="answer_opinion")
    html = await (await desk_window("reviewer-sun")).look(f"/cases/{story.agency}/{story.number}/review")
    text = text_of(html)
    assert "建议补充调查" in text
    assert "承办人答复： 已补充仓库出库系统数据" in text
    added = [text_of(piece) for piece in re.findall(r"<ins>(.*?)</ins>", html, re.DOTALL)]
    assert any("仓库出库系统数据打印件" in piece for piece in added), added


async def test_a_difference_says_in_words_what_was_taken_out_and_put_in_and_where_that_ends(
    desk_window: Opening, edited: str
):
    window = await desk_window("officer-li")
    path = f"/cases/zj-market/{edited}/documents/4/difference"
    text = text_of(await window.look(path))
    assert "行政处罚告知书：第 2 版与第 3 版" in text
    assert "（删去： 预包装食品 ，删去完）" in text
    assert "（加入： 17号 ，加入完）" in text
    assert "李示例 事实：写明经营的地点和数量" in text
    html = await window.look(f"{path}?from=1&to=3")
    assert "第 1 版与第 3 版" in html
    english = await (await desk_window("officer-li", language="en")).look(path)
    assert "(taken out: 预包装食品 , end of it)" in text_of(english)
