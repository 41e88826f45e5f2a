"""The law as data and arithmetic: terms, calendars, counting, screening. Pure: no clock, no I/O while computing."""
