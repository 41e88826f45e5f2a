"""Pictures of the console's pages (页面图片): what its people see of a case, kept as pages and, where Chromium is here, as pictures."""

import asyncio
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import httpx

from demo.household import Household
from demo.story import Story

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1440,1500")
SECONDS = 60.0
LOOKS = (
    ("officer-li", "待办", "/"),
    ("officer-li", "案件", "/cases/{agency}/{number}"),
    ("officer-li", "可以办理", "/cases/{agency}/{number}/moves"),
    ("supervisor-wu", "期限", "/due"),
)
"""Who, what the picture is called, and which page."""
_ASSET = re.compile(r"/console/(assets/[^\"]+)")
NO_BROWSER = "没有 chromium，只留下页面本身；安装后再运行即有图片（apt install chromium） · no chromium here: pages without pictures"


async def take_pictures(house: Household, story: Story, folder: Path) -> str:
    """Keep the pages of a case in a folder, and return what to say of them."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [await _kept(house, story, *look, folder) for look in LOOKS]
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return f"{folder}（{NO_BROWSER}）"
    for page in kept:
        await _taken(program, page)
    return str(folder / "*.png")


async def _kept(house: Household, story: Story, person: str, name: str, path: str, folder: Path) -> Path:
    """Keep one page as somebody sees it, with what it brings along beside it."""
    async with httpx.AsyncClient(base_url=str(house.http.base_url), timeout=60) as http:
        await http.post("/console/sign-in", data={"person": person})
        where = path.format(agency=story.agency, number=story.number)
        html = (await http.get(f"/console{where}")).raise_for_status().text
        for asset in dict.fromkeys(_ASSET.findall(html)):
            beside = folder / asset
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes((await http.get(f"/console/{asset}")).raise_for_status().content)
    page = folder / f"{name}.html"
    page.write_text(_ASSET.sub(r"\1", html), encoding="utf-8")
    return page


async def _taken(program: str, page: Path) -> None:
    command: Sequence[str] = (
        *FLAGS,
        f"--screenshot={page.with_suffix('.png').resolve()}",
        page.resolve().as_uri(),
    )
    nothing = asyncio.subprocess.DEVNULL
    # Its own session: Ctrl-C reaches the demo alone.
    process = await asyncio.create_subprocess_exec(
        program,
        *command,
        stdout=nothing,
        stderr=nothing,
        env={**os.environ, "LANGUAGE": "zh_CN"},
        start_new_session=True,
    )
    try:
        await asyncio.wait_for(process.wait(), SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
