"""The gates (不得作出决定的情形): what the law forbids, one subject a file; every gate yields its refusals."""
