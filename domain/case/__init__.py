"""The nouns: what the facts have made true. No rule of the procedure stands here."""
