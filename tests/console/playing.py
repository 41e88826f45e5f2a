"""A case of a story, played through the API into the installation of the console: for pages that need a case far on."""

from types import SimpleNamespace
from typing import Any, cast

from demo.household import Household
from demo.player import Player
from demo.story import Step, Story
from tests.api.installation import Installation, until


async def no_calendar(story: Story) -> str:
    raise AssertionError(f"{story.title} adopts no holiday notice")


def player(installation: Installation, story: Story) -> Player:
    """Return what plays a story here."""
    parts = installation.parts
    house = SimpleNamespace(
        client=installation.client, http=installation.http, settings=parts.settings, parts=parts
    )
    return Player(cast("Household", house), story, adopt=no_calendar)


async def played(installation: Installation, story: Story, *, until: str) -> Player:
    """Play a story up to the last step that makes a move, that one included."""
    playing, last = player(installation, story), _last(story, until)
    for place, step in enumerate(story.steps[: last + 1]):
        await playing.reach(step)
        await playing.make(place, step)
    return playing


def _last(story: Story, move: str) -> int:
    return max(place for place, step in enumerate(story.steps) if step.move == move)


def made(playing: Player, step: Step, position: int) -> None:
    """Note that a step was made elsewhere, in a browser."""
    receipt: dict[str, Any] = {"move": step.move, "position": position}
    playing.played.receipts.append(receipt)


FACTS = (
    "2026年1月5日至2月10日，你单位在示例市示例路门店经营标签未标注生产日期的预包装食品。",
    "2026年1月5日至2月10日，你单位在示例市示例路17号门店经营标签未标注生产日期的糕点400箱。",
)
"""How the facts of the notice are worded, one version after the other."""


async def edited_notice(installation: Installation, case: str) -> None:
    """Word the facts of a notice anew, twice; each version is previewed before the next."""
    for text in FACTS:
        notice = await _previewed_notice(installation, case)
        body = {"document": notice, "section": "facts", "text": text, "reason": "写明经营的地点和数量"}
        answer = await installation.move(case, "edit_document", body)
        assert answer.status_code == 200, answer.text
        await installation.recorded(case, answer.json()["position"])
    await _previewed_notice(installation, case)


async def _previewed_notice(installation: Installation, case: str) -> int:
    """Wait until the worker has previewed the notice as it is worded now; return its number."""

    async def there() -> int | None:
        listed = (await installation.get(f"{case}/documents")).json()["items"]
        ready = (one for one in listed if one["kind"] == "penalty_notice" and one["content_sha256"])
        return next((int(one["document"]) for one in ready), None)

    found: int = await until(there)
    return found
