"""The desk (受理窗口): the one way in for API, command line, demo and letterbox."""
