"""A form that is sent: what was typed is never lost, what was made is made once, what changed meanwhile is said."""

import asyncio
from collections.abc import Awaitable, Callable
from html import unescape

import httpx
import pytest

from console.sessions import COOKIE, Sessions
from desk.clock import civil_now
from tests.api.installation import Installation
from tests.console.formed import successful
from tests.console.windows import Window

Windows = Callable[..., Awaitable[Window]]
THIRD = {
    "third_party": "示例社区居民委员会",
    "address": "镇江市示例路20号",
    "interest": "相邻经营场所，决定影响其通行",
}


def do(case: str, move: str = "name_third_party", step: str = "") -> str:
    return f"/cases/zj-market/{case}/do/{move}{step}"


@pytest.fixture
async def officer(desk_window: Windows) -> Window:
    return await desk_window("officer-li")


async def begun(window: Window, path: str, **typed: str) -> httpx.Response:
    """Fill a form in and send it to be looked at."""
    await window.look(path)
    return await window.send(path, typed)


async def checked(window: Window, case: str) -> dict[str, str]:
    """Bring a form before its last click; return what that sends."""
    assert (await begun(window, do(case), **THIRD)).status_code == 303
    html = await window.look(do(case, step="/check"))
    return {name: hidden(html, name) for name in ("key", "position")}


def hidden(html: str, name: str) -> str:
    return html.partition(f'name="{name}" value="')[2].partition('"')[0]


async def count(installation: Installation, case: str, fact: str) -> int:
    """How often something is recorded in a case."""
    entries = await asyncio.to_thread(installation.parts.journals.entries, "zj-market", case)
    return sum(entry.fact == fact for entry in entries)


async def made(installation: Installation, case: str, answer: httpx.Response) -> None:
    position = int(answer.headers["location"].rpartition("=")[2])
    await installation.recorded(f"/v1/cases/zj-market/{case}", position)


async def test_before_it_is_made_a_form_says_in_words_what_it_makes_true(officer: Window, case: str):
    await checked(officer, case)
    assert officer.shown is not None
    html = unescape(officer.shown.text)
    assert THIRD["third_party"] in html.partition("成立的事实")[2].partition("所填内容")[0]
    assert "办理：列明利害关系人" in html


async def test_two_clicks_at_once_make_it_once(installation: Installation, officer: Window, case: str):
    last = await checked(officer, case)
    clicks = (officer.http.post(do(case, step="/make"), data={"_token": officer.token, **last}) for _ in "12")
    answers = await asyncio.gather(*clicks)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["location"] for answer in answers}) == 1
    await made(installation, case, answers[0])
    assert await count(installation, case, "ThirdPartyNamed") == 1


async def test_a_later_second_click_leads_to_what_was_made(
    installation: Installation, officer: Window, case: str
):
    last = await checked(officer, case)
    first = await officer.send(do(case, step="/make"), last)
    await made(installation, case, first)
    await officer.look(do(case))
    second = await officer.send(do(case, step="/make"), last)
    assert second.headers["location"] == first.headers["location"]
    assert await count(installation, case, "ThirdPartyNamed") == 1


async def test_a_form_whose_sign_in_has_ended_is_there_again(
    installation: Installation, officer: Window, case: str
):
    await officer.look(do(case))
    token, typed = officer.token, {**THIRD, "contact": "0511-00000020"}
    _end_sign_in(installation, officer)
    answer = await officer.http.post(do(case), data={"_token": token, "do": "check", **typed})
    assert answer.status_code == 303
    assert "/sign-in?next=" in answer.headers["location"]
    await officer.sign_in("officer-li")
    html = await officer.look(do(case))
    assert all(value in html for value in typed.values())


async def test_a_last_click_whose_sign_in_has_ended_comes_back_to_its_check(
    installation: Installation, officer: Window, case: str
):
    last = await checked(officer, case)
    token = officer.token
    _end_sign_in(installation, officer)
    answer = await officer.http.post(do(case, step="/make"), data={"_token": token, **last})
    assert answer.status_code == 303
    await officer.sign_in("officer-li")
    assert "核对后办理" in await officer.look(do(case, step="/make"))
    assert await count(installation, case, "ThirdPartyNamed") == 0


def _end_sign_in(installation: Installation, window: Window) -> None:
    """Let a sign-in end as it does by itself, while the browser still has its cookie."""
    kept = Sessions(installation.services.sign_ins, installation.services.desk.directory, civil_now)
    sign_in = kept.known(window.http.cookies.get(COOKIE))
    assert sign_in is not None
    kept.end(sign_in)


async def test_what_changed_meanwhile_is_said_and_nothing_is_made(
    installation: Installation, officer: Window, case: str
):
    last = await checked(officer, case)
    answer = await installation.move(f"/v1/cases/zj-market/{case}", "submit_for_review")
    await installation.recorded(f"/v1/cases/zj-market/{case}", answer.json()["position"])
    again = await officer.send(do(case, step="/make"), last)
    assert again.status_code == 200
    assert "案件有了新进展" in again.text
    assert THIRD["third_party"] in again.text
    assert await count(installation, case, "ThirdPartyNamed") == 0
    new = {"key": hidden(again.text, "key"), "position": hidden(again.text, "position")}
    assert (await officer.send(do(case, step="/make"), new)).status_code == 303


async def test_a_draft_of_what_another_has_done_says_so(
    installation: Installation, officer: Window, case: str
):
    await begun(officer, do(case), do="save", **THIRD)
    body = THIRD | {"third_party": "另一示例居民"}
    answer = await installation.move(
        f"/v1/cases/zj-market/{case}", "name_third_party", body, by="officer-wang"
    )
    await installation.recorded(f"/v1/cases/zj-market/{case}", answer.json()["position"])
    html = await officer.look(do(case))
    assert "这件事已经有人办理" in html
    assert "王示例" in html
    assert THIRD["third_party"] in html


async def test_what_is_typed_is_kept_while_one_types(officer: Window, case: str):
    await officer.look(do(case))
    assert (await officer.send(do(case), {"do": "keep", "third_party": "示例社区"})).status_code == 204
    assert "示例社区" in await officer.look(do(case))
    assert "放弃草稿" in await officer.look(do(case))
    await officer.send(do(case, step="/give-up"))
    assert "示例社区" not in await officer.look(do(case))


async def test_what_is_missing_is_said_on_top_with_a_way_to_its_field(officer: Window, case: str):
    answer = await begun(officer, do(case), third_party="示例社区", address="镇江市示例路20号")
    assert answer.status_code == 422
    assert '<a href="#f-interest">' in answer.text
    assert 'id="f-interest"' in answer.text
    assert "示例社区" in answer.text


async def test_repeated_parts_come_and_go_without_a_script(officer: Window, case: str):
    path = do(case, "amend_draft")
    await officer.look(path)
    answer = await officer.send(path, {"do": "fill:basis", "basis._n": "0", "reason": "补充依据"})
    filled = await officer.look(answer.headers["location"].removeprefix("/console").partition("#")[0])
    assert dict(successful(filled))["basis.1.id"] == "B2"
    typed = {"basis._n": "2", "basis.0.id": "B1", "basis.1.id": "B2", "basis.1.statute": "示例法"}
    await officer.send(path, {"do": "add:basis", **typed})
    assert dict(successful(await officer.look(path)))["basis.2.id"] == "B3"
    await officer.send(path, {"do": "remove:basis.0", "basis._n": "3", **typed})
    left = dict(successful(await officer.look(path)))
    assert (left["basis._n"], left["basis.0.statute"]) == ("2", "示例法")


async def test_a_file_goes_up_with_its_form_and_keeps_its_name(officer: Window, case: str):
    path = do(case, "add_document")
    await officer.look(path)
    paper = ("说明.txt", "投诉人补充说明".encode(), "text/plain")
    await officer.send(path, {"do": "save", "document_title": "投诉人补充说明"}, **{"file._file": paper})
    html = await officer.look(path)
    assert "说明.txt" in html
    assert 'type="checkbox" name="file"' in html


async def test_a_file_goes_up_by_itself_only_from_a_page_of_ours(officer: Window, case: str):
    path = do(case, "add_document")
    await officer.look(path)
    to, sent = f"{path}/file?name=file", "补充说明".encode()
    refused = await officer.http.post(to, content=sent, headers={"X-File-Name": "a.txt"})
    assert refused.status_code == 403
    own = {"X-File-Name": "%E8%AF%B4%E6%98%8E.txt", "X-Form-Token": officer.token}
    answer = await officer.http.post(to, content=sent, headers=own)
    assert answer.status_code == 200
    assert "说明.txt" in answer.text
    empty = await officer.http.post(to, content=b"", headers=own)
    assert empty.status_code == 422
    assert "文件是空的" in empty.text


async def test_what_a_move_does_not_have_is_no_page(officer: Window, case: str):
    for path in (do(case, "no_such_move"), do(case, "adopt_rulebook"), do(case, "recheck") + "?party=9"):
        assert (await officer.get(path)).status_code == 404, path


async def test_what_this_person_may_not_do_says_why_and_who_may(desk_window: Windows, case: str):
    clerk = await desk_window("clerk-zhao")
    html = await clerk.look(do(case))
    assert "现在还不能办理" in html
    assert "→" in html
