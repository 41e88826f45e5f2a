"""Whole cases, told step by step from readable files, on the embedded engine."""
