"""How a party was told and asked (送达、听证的经过): the way in which a document reached it, and its request for a hearing."""

from datetime import date

from documents.content import Part, optional, required
from domain.case.parties import Notices, Party
from domain.case.service import CompletedService, Mode


class ServedWay(Part):
    """How and when a document reached a party (送达方式和日期)."""

    way: str = required("送达方式代码")
    """The mode as data: the wording of each stands in the template."""
    mode: str = required("送达方式")
    sent_on: date | None = required("交付日期", None)
    """The day on which the agency did its part: handed over, left, posted, published."""
    served_on: date | None = required("送达日期", None)
    reason: str = optional("公告送达的理由")
    returned_because: str = optional("退回原因")
    acknowledged: bool = False
    """Nothing but that the party had it is known: its service was annulled."""


class AskedHearing(Part):
    """That a party asked for a hearing (要求听证), and what became of it where none was held."""

    on: date | None = required("要求听证日期", None)
    withdrawn_on: date | None = optional("撤回日期", None)
    declined_because: str = optional("不予受理的理由")
    unpunished: bool = False
    """No hearing was held, since the party is not punished."""


def served_way(party: Party, document: int | None) -> ServedWay | None:
    """Say how a document reached a party; nothing where it has not, or not yet."""
    service = party.service_of(document) if document else None
    if service is None:
        return None
    return ServedWay(
        way=service.mode.value,
        mode=service.mode.zh,
        sent_on=service.handed_over_on,
        served_on=service.served_on,
        reason=_announced_because(party, service),
        returned_because=service.returned_because,
        acknowledged=bool(service.receipt_shown_by),
    )


def _announced_because(party: Party, service: CompletedService) -> str:
    if service.mode is not Mode.ANNOUNCEMENT:
        return ""
    announced = (a for a in party.announcements if set(service.documents) & set(a.documents))
    return next((a.reason for a in announced if a.published_on), "")


def asked_hearing(notices: Notices | None, *, unpunished: bool = False) -> AskedHearing | None:
    """Return the last request for a hearing under these notices; `unpunished` where the party is not to be punished."""
    if notices is None or not notices.hearing_requests:
        return None
    last = notices.hearing_requests[-1]
    declined = last.answer is not None and not last.answer.granted
    return AskedHearing(
        on=last.on,
        withdrawn_on=last.withdrawal.on if last.withdrawal else None,
        declined_because=last.reason if declined else "",
        unpunished=unpunished,
    )
