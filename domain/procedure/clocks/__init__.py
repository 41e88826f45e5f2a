"""Clocks (期限): those of all chapters at once, the deadlines read off them, and the acts that concern every term."""
