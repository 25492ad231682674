"""Where it is kept and asked: facts, what is derived from them, builds, stores behind one contract, the questions."""
