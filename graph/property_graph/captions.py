"""Captions: names with blanks where a line may break; Neo4j Browser breaks the lines in its circles nowhere else."""

import re
from itertools import pairwise

LONGEST = 4  # Chinese characters that stay together

_HAN = r"\u3400-\u9fff"
_OPEN, _CLOSE = "“‘《〈（(【", "”’》〉）)】，。：；、！？—…"  # Chinese punctuation is what is looked for
_PARTS = re.compile(rf"[{_OPEN}]*(?:[^\W{_HAN}]+(?:[.+\-/&%][^\W{_HAN}]*)*|[{_HAN}]+|[^\s{_OPEN}])[{_CLOSE}]*|\S")
_LONG = re.compile(rf"[{_HAN}]{{{LONGEST + 1},}}")


def caption(name: str) -> str:
    """A name, ready to be wrapped.

    >>> caption("山东5G+工业互联网专题部署")
    '山东 5G+ 工业互 联网专 题部署'
    >>> caption("山东省")
    '山东省'
    """
    parts = [part for word in name.split() for part in _PARTS.findall(word)]
    return " ".join(_LONG.sub(_evenly, part) for part in parts)


def _evenly(run: re.Match[str]) -> str:
    """A run of Chinese characters in pieces of like length: no character is left alone in a line."""
    count = -(-len(run[0]) // LONGEST)
    ends = [round(len(run[0]) * place / count) for place in range(count + 1)]
    return " ".join(run[0][start:end] for start, end in pairwise(ends))
