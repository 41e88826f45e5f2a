"""Temporal itself: where a server comes from, how it is run, and how everybody talks to it.

It imports nothing of ours, so that it can be read, tested and replaced by itself.
"""
