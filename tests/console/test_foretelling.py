"""What is incomplete is told before it costs anything, and nobody is led to a page that there is not."""

from typing import Any

from console.forms.begun import path_of
from tests.api.installation import drafted
from tests.console.formed import form, page, successful


async def sent(window: Any, path: str, html: str) -> str:
    """Send a filled form, and return its check."""
    await window.look(path)
    data: dict[str, list[str]] = {}
    for name, value in successful(html):
        data.setdefault(name, []).append(value)
    answer = await window.send(path, {**data, "_token": window.token, "do": "check"})
    assert answer.status_code == 303, answer.text
    checked: str = await window.look(answer.headers["location"].removeprefix("/console"))
    return checked


def bare(number: str, profile: str) -> dict[str, Any]:
    """An opening that says neither why so much nor what is to be put right."""
    body = drafted(number=number, profile=profile)
    for party in body["parties"]:
        party["proposal"] = {"penalties": party["proposal"]["penalties"]}
    return body


async def test_an_opening_is_told_what_the_notice_will_lack_and_what_nobody_can_make(desk_window):
    window = await desk_window("officer-li")
    html = await sent(window, "/open", page(form("open_case", bare("BARE-1", "market+zhenjiang"))))
    assert "《行政处罚告知书》（镇江示例食品有限公司）将缺：处罚理由·裁量理由、责令改正" in html
    assert "请返回修改，在本表单中补全" in html
    assert "下列文书还不能定稿" in html
    assert "《重大行政处罚决定备案报告》" in html
    assert "决定备案期限，《江苏省行政处罚听证程序规则》" in html


async def test_an_opening_that_lacks_nothing_is_told_nothing(desk_window):
    window = await desk_window("officer-tang")
    body = drafted(number="WHOLE-1", officers=["officer-tang", "officer-li"])
    html = await sent(window, "/open", page(form("open_case", body, by="officer-tang")))
    assert "核对后办理：启动案件" in html
    assert "办理之前请注意" not in html


async def test_the_page_of_the_law_names_what_cannot_be_made_under_a_profile(desk_window):
    window = await desk_window("officer-li", language="en")
    html = await window.look("/law?profile=market%2Bzhenjiang")
    assert "Documents that cannot be made under these rules yet" in html
    assert "decision filing report" in html.lower()


def test_nobody_is_led_to_a_form_that_there_is_not():
    assert path_of("adopt_rulebook", "zj-market", "A-1", None) == ""
    assert path_of("amend_draft", "zj-market", "A-1", None) == "/cases/zj-market/A-1/do/amend_draft"
