"""The console (办案台): pages on the same desk as API and commands."""
