"""The fields of a move (字段), as command line and console ask for them: read off the move's model, once."""
