"""Renderings (呈现) of a draft that are never issued: HTML to read, DOCX to edit. What leaves is the PDF alone."""
