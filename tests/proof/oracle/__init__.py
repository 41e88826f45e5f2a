"""The oracle (对照规则): what the articles forbid, read off the journal alone, written without the procedure."""
