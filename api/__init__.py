"""How people reach it: the command line and the HTTP application."""

VERSION = "0.1.0"
