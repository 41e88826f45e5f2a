"""Merging PDFs for a desk that prints (合并打印); what it takes is loaded with the first batch."""

from collections.abc import Iterable


def merge(files: Iterable[bytes], *, two_sided: bool) -> bytes:
    """Return several PDFs as one."""
    from documents.merging import merged

    return merged(files, two_sided=two_sided)
