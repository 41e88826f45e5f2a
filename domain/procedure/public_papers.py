"""What is made public of a decision (公示的文本): papers made from it on demand, and no documents of the case."""

from domain.bilingual import Titled


class PublicPaper(Titled):
    """Papers for the public (公示文本)."""

    SUMMARY = "publication_summary", "行政处罚信息摘要", "summary of a penalty"
    COPY = "publication_copy", "行政处罚决定书公开文本", "public copy of a decision"
