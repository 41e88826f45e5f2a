"""What the demo leaves behind: the documents under speaking names, the timeline, and `summary.json`."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from temporalio.api.workflowservice.v1 import GetSystemInfoRequest

from demo.household import Household
from demo.proving import Ended, sent
from domain.case.documents import Document
from domain.procedure import Deadline, deadlines
from domain.procedure.language import civil
from domain.procedure.outgoing import Receiver

INVENTED = (
    "机关、人员、当事人和律师的确认意见均为虚构（程序规定 +demo）"
    " · agencies, persons, parties and the lawyer's confirmations are invented (layer +demo)"
)


async def write_summary(house: Household, ends: Sequence[Ended], folder: Path, seconds: float) -> Path:
    """Write the documents and the summary, and return where the summary is."""
    info = await house.client.workflow_service.get_system_info(GetSystemInfoRequest())
    found = {
        "invented": INVENTED,
        "cases": [await _case(house, end, folder) for end in ends],
        "server": {"version": info.server_version},
        "seconds": round(seconds, 1),
    }
    file = folder / "summary.json"
    file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file


async def _case(house: Household, end: Ended, folder: Path) -> dict[str, Any]:
    story, case = end.played.story, end.case
    run = await house.client.get_workflow_handle(end.played.workflow_id).describe()
    written = sent(house)
    last = civil(end.entries[-1].at)
    return {
        "number": story.number,
        "stage": story.ends,
        "parties": [
            {"name": p.name, "outcome": p.decision.outcome if p.decision else None} for p in case.parties.all
        ],
        "documents": [_document(house, end, d, folder) for d in end.final],
        "deadlines": [_deadline(d) for d in deadlines(case, last)],
        "refusals": [
            {"move": r.step.move, "code": o["code"], "article": o.get("article", "")}
            for r in end.played.refusals
            for o in r.obstacles
        ],
        "reminders": sum(
            _reminds(s.body, story.agency, story.number) for s in written if s.receiver == Receiver.MAIL
        ),
        "reports": _reports(house, story.number),
        "history_events": run.history_length,
        "history_bytes": run.raw_description.workflow_execution_info.history_size_bytes,
    }


def _reminds(body: str, agency: str, number: str) -> bool:
    """Whether a message is a daily reminder that names this case."""
    text = json.loads(body)["text"]
    return text.startswith("截至") and f"{agency}/{number} " in text


def _reports(house: Household, number: str) -> dict[str, int]:
    reports = [s for s in sent(house) if s.receiver == Receiver.PLATFORM and s.number == number]
    return {"sent": len(reports), "delivered": sum(s.delivered for s in reports)}


def _document(house: Household, end: Ended, document: Document, folder: Path) -> dict[str, Any]:
    """Copy a final file under a name that says what it is."""
    whose = f"-当事人{document.party}" if document.party else ""
    number = f"-{document.number}" if document.number else ""
    name = re.sub(r"[^\w〔〕（）-]", "", f"{document.id:02}-{document.kind.zh}{whose}{number}")
    file = folder / end.number / f"{name}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(house.parts.store.read(document.file))
    return {
        "kind": document.kind,
        "number": document.number,
        "path": str(file),
        "sha256": document.file,
        "pages": document.pages,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    days = (
        {"last_day": deadline.last_day.isoformat()}
        if deadline.last_day
        else {
            "earliest": deadline.earliest and deadline.earliest.isoformat(),
            "latest": deadline.latest and deadline.latest.isoformat(),
        }
    )
    return {
        "term": deadline.term,
        "party": deadline.party,
        "start": deadline.start.isoformat(),
        **days,
        "state": deadline.state,
    }
