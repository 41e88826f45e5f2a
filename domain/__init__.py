"""The law and the case. Pure: no I/O, no clock, no framework."""
