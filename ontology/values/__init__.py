"""Value types: they check themselves when made, so that loaders need not clean."""
