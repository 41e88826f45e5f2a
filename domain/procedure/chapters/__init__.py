"""The chapters of the procedure: one subject a file, each with its moves, facts and clocks. Nothing else stands here."""
