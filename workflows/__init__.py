"""The procedure kept alive: decides through the domain, acts through activities."""
