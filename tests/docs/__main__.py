"""``python -m tests.docs`` (``make docs``): write the outputs and lists that the documentation shows anew."""

from tests.docs.examples import FILES, rewrite, session
from tests.docs.listings import rewritten

for file in FILES:
    file.write_text(rewritten(file.read_text(encoding="utf-8")), encoding="utf-8")
with session() as opened:
    for file in FILES:
        rewrite(file, opened)
