"""CSV by RFC 4180, in UTF-8 without a byte order mark: keys and labels, then the claims and their words.

Cells hold what the data hold. A text that a spreadsheet takes for a formula is not changed: programs read CSV too, and
would get other data. Whoever opens answers in a spreadsheet takes the workbook, where a text is a text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from api.formats.rows import Content, cells, claims, columns, has_claims, header, opened


def write(slices: Iterable[Content]) -> Iterator[bytes]:
    """The header, then a line a row."""
    first, rows = opened(slices)
    found, rests = columns(first), has_claims(first)
    yield _line([*header(found), *(("claims", "quotes") if rests else ())])
    for row in rows:
        texts = [text for column in found for text in cells(column, row[column.name])]
        if rests:
            texts += ["; ".join(str(claim["id"]) for claim in claims(row))]
            texts += [" | ".join(str(claim["quote"]) for claim in claims(row))]
        yield _line(texts)


def _line(texts: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(texts)
    return line.getvalue().encode(errors="replace")
