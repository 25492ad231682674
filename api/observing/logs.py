"""The server's log on standard error: a JSON object a line, or text where a person reads along.

Whatever strangers send stands in values, escaped. At info level and above nothing of it shows but its hash and length.
"""

import logging
import sys
from hashlib import sha256
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from api.observing.asked import ASKED, request_id
from api.observing.events import QueryRun
from graph.settings import Settings

LONGEST_QUERY = 10_000  # characters
LONGEST_PATH = 300

_LOGGER = logging.getLogger("tidu")


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to ``stream`` (standard error) from now on, this process's other loggers and warnings included."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(is_terminal=stream.isatty()))
    logging.getLogger().handlers[:] = [handler]
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    _LOGGER.setLevel(level)
    # libraries: warnings; of the server, at debug level, that it starts and stops too
    logging.getLogger().setLevel(max(level, logging.WARNING))
    logging.getLogger("uvicorn").setLevel(logging.INFO if level == logging.DEBUG else max(level, logging.WARNING))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):  # whoever ran it in this process before had it write
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def query_done(run: QueryRun, settings: Settings) -> None:
    """One info line of a query, within its request; its text only at debug level or if the settings ask for it."""
    if asked := ASKED.get():
        asked.has_line = True
    if not _LOGGER.isEnabledFor(logging.INFO):
        return
    line: dict[str, object] = {
        "language": run.language,
        "outcome": run.outcome,
        "query_hash": query_hash(run.query),
        "query_length": len(run.query),
        "waited": round(run.waited, 3),
        "ran": round(run.ran, 3),
        "rows": run.rows,
        "bytes": run.size,
        "cpu": None if run.cpu is None else round(run.cpu, 3),
        "memory": run.memory,
        "kill": run.kill,
        **({"words": run.words} if run.words else {}),
    }
    if settings.log_queries or _LOGGER.isEnabledFor(logging.DEBUG):
        line["query"] = run.query[:LONGEST_QUERY]
    _logger().info("query", **line)


def happened(what: str, detail: str) -> None:
    """A warning of one of HAPPENINGS, outside of any request."""
    _logger().warning("neo4j", what=what, **({"detail": detail} if detail else {}))


def query_hash(text: str) -> str:
    """What stands for a query where its text may not: the same text has the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def shows_requests() -> bool:
    """Whether every request has a line."""
    return _LOGGER.isEnabledFor(logging.DEBUG)


def request(method: str, route: str, path: str, status: int | None, seconds: float) -> None:
    """A line of a request: debug, a warning from 501, an error at 500. The path, with what it names, at debug only."""
    level = logging.DEBUG if status is None or status < 500 else logging.ERROR if status == 500 else logging.WARNING
    line = {"method": method[:LONGEST_PATH], "route": route, "status": status, "seconds": round(seconds, 3)}
    if shows_requests():
        line["path"] = path[:LONGEST_PATH]
    _logger().log(level, "request", **line)


def failed(route: str, error: Exception) -> None:
    """An error of ours that a request met, with its traceback."""
    _logger().error("failed", route=route, error=type(error).__name__, exc_info=error)


def _logger() -> structlog.stdlib.BoundLogger:
    """Made anew, not bound at import: it costs little beside the line itself, and nothing is decided before serving."""
    processors = [*_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]
    bound: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        _LOGGER, processors=processors, wrapper_class=structlog.stdlib.BoundLogger
    )
    return bound


def _with_request(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    if found := request_id():
        line["request_id"] = found
    return line


def _printable(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """For terminals, which obey control characters; JSON escapes them by itself."""
    for name, value in line.items():
        text = value if isinstance(value, str) else None
        if text is not None and not text.isprintable():
            kept = "\n\t" if name == "exception" else ""
            line[name] = "".join(c if c.isprintable() or c in kept else ascii(c)[1:-1] for c in text)
    return line


_COMMON: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _with_request,
]


def _formatter(*, is_terminal: bool) -> logging.Formatter:
    """One shape for our lines and those of others; tracebacks without the values of variables, in one field."""
    last: list[Processor] = (
        [_printable, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if is_terminal
        else [structlog.processors.JSONRenderer()]
    )
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_COMMON,
        processors=[clean, structlog.processors.format_exc_info, *last],
    )
