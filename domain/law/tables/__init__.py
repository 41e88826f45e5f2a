"""The tables of the law (法律表): figures with their words, thresholds, holiday notices, profiles. Nothing is computed here."""
