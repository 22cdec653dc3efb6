"""One module per command; each holds `command` and is imported only when it runs."""
