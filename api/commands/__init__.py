"""The commands of ``tidu``, a module each."""
