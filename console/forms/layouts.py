"""How forms are laid out (编排): in which parts, from what is decided first to what is seldom said.

A field that is named nowhere here stands where the move has it: what comes to a move comes to its form.
"""

from dataclasses import dataclass

from domain.bilingual import Words


@dataclass(frozen=True)
class Part:
    """A part of a form under a heading of its own."""

    title: Words
    names: tuple[str, ...]
    """Of the fields at the top of the form, or dotted of those of a group, which then stand outside it."""


PARTS: dict[str, tuple[Part, ...]] = {
    "open_case": (
        Part(
            Words("案件", "The case"),
            ("agency", "number", "profile", "cause", "accepted_on", "case_source", "officers"),
        ),
        Part(
            Words("违法行为", "The act"),
            ("act_from", "act_to", "discovered_on", "investigation_ended_on", "harm"),
        ),
        Part(Words("当事人和拟处罚", "Parties and intended penalties"), ("parties",)),
        Part(Words("违法事实", "Findings"), ("findings",)),
        Part(Words("证据", "Evidence"), ("evidence",)),
        Part(Words("法律依据", "Legal basis"), ("basis",)),
        Part(
            Words("情节认定", "What the case amounts to"),
            ("complex_case", "influence", "public_interest", "opened_all_the_same"),
        ),
    ),
    "amend_draft": (
        Part(Words("修改理由", "Why it is amended"), ("reason",)),
        Part(Words("违法事实、证据、依据", "Findings, evidence, basis"), ("findings", "evidence", "basis")),
        Part(Words("拟处罚", "Intended penalties"), ("proposals",)),
        Part(Words("情节认定", "What the case amounts to"), ("complex_case", "influence", "public_interest")),
    ),
    "approve_notices": (Part(Words("批准的文书", "What is approved"), ("party", "letter", "notice")),),
    "record_service": (
        Part(Words("送达哪些文书", "What was served"), ("party", "documents")),
        Part(
            Words("怎样送达、何时送达", "How and when"),
            ("service", "service.mode", "service.on", "service.sent_on", "service.ground"),
        ),
        Part(
            Words("签收和送达回证", "Who received it, and the proof"),
            (
                "service.receiver",
                "service.receiver_kind",
                "service.signed",
                "service.relation",
                "service.authority",
                "service.refusal",
                "service.witness",
                "service.returned_because",
                "service.by_whom",
                "service.proof",
                "service.late_reason",
            ),
        ),
    ),
    "record_service_attempt": (
        Part(
            Words("哪些文书未能送达", "What could not be served"),
            ("party", "documents", "mode", "on", "by_whom"),
        ),
        Part(
            Words("为什么未能送达", "Why it could not"),
            ("failure", "refused_by", "looked_for", "why", "proof"),
        ),
    ),
    "submit_statement": (
        Part(
            Words("怎样提出、何时收到", "How it came, and when"),
            ("party", "channel", "received_at", "posted_on"),
        ),
        Part(Words("当事人所说的", "What the party says"), ("text", "file")),
    ),
    "request_hearing": (
        Part(Words("怎样提出、何时收到", "How it came, and when"), ("party", "channel", "on", "posted_on")),
        Part(Words("当事人所说的", "What the party says"), ("text", "file", "agent")),
    ),
    "impose": (Part(Words("作出的决定", "What is decided"), ("party", "content")),),
    "confirm": (Part(Words("确认什么", "What is confirmed"), ("proposal", "content")),),
    "send_back": (
        Part(
            Words("退回的事项和理由", "What is sent back, and why"),
            ("proposal", "document", "discussion", "reason"),
        ),
    ),
    "hold_interview": (
        Part(
            Words("时间、地点、到场人员", "When, where, who was there"),
            ("parties", "on", "place", "attendance", "interpreter", "guardian"),
        ),
        Part(Words("听述情况", "What was said"), ("file_shown", "points", "evidence")),
        Part(Words("笔录和会同", "Record, and with whom"), ("record", "refusal", "together_with", "signed")),
    ),
    "hold_hearing": (
        Part(Words("时间、到场人员", "When, and who was there"), ("parties", "on", "attendance")),
        Part(
            Words("举证、质证和意见", "Evidence, questions and points"),
            ("put_forward", "questioned", "points"),
        ),
        Part(Words("笔录", "Record"), ("record", "refusal")),
    ),
    "notify_hearing": (
        Part(Words("当事人、时间、地点", "Parties, when and where"), ("parties", "on", "time", "place")),
        Part(
            Words("主持和公开", "Who presides; in public or not"),
            ("presider", "recorder", "open", "closed_reason"),
        ),
    ),
    "recheck": (
        Part(Words("逐项答复", "An answer to each point"), ("answers",)),
        Part(Words("复核后的拟处罚", "The intended penalty after it"), ("proposal",)),
        Part(
            Words("复核意见书和会同", "The written answer, and with whom"),
            ("form", "together_with", "signed"),
        ),
    ),
    "give_opinion": (
        Part(Words("各项意见", "Heading by heading"), ("round", "papers", "points")),
        Part(Words("审核结论", "Conclusion"), ("verdict",)),
    ),
    "record_discussion": (
        Part(
            Words("时间、地点、人员", "When, where, who"),
            ("on", "place", "chair", "attendees", "absentees", "reporters", "recorder"),
        ),
        Part(
            Words("意见和结论", "Opinions and conclusion"),
            ("opinions", "conclusion", "conclusions", "on_objection"),
        ),
        Part(Words("讨论记录", "Record"), ("record",)),
    ),
    "prepare_decision": (
        Part(
            Words("决定结果", "Outcome"),
            ("party", "outcome", "ground", "unproven_because", "ground_evidence", "education"),
        ),
        Part(Words("事实和依据", "Facts and basis"), ("findings", "basis", "statements_answered")),
        Part(
            Words("处罚和裁量", "Penalty and discretion"),
            (
                "penalties",
                "discretion",
                "discretion_reasons",
                "discretion_article",
                "performance",
                "to_correct",
                "publish",
            ),
        ),
    ),
    "record_remedy": (
        Part(Words("提出", "How it began"), ("party", "kind", "lodged_on", "organ", "proof")),
        Part(Words("结果", "How it ended"), ("result", "ended_on", "ruling", "procedural", "penalties")),
    ),
}
