"""A real Chromium for tests, spoken to by its own DevTools protocol over two pipes: no driver and no port is needed."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-proxy-server",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
)  # fmt: skip
# Chromium reads the file descriptor 3 and writes 4; its launcher is a shell script, hence not close-on-exec
LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)


def chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a running Chromium. ``complaints`` are uncaught errors and what the content policy refused."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back, self._ids = os.fdopen(to, "wb", 0), os.fdopen(back, "rb"), count(1)
        self._held = b""
        self._session: str | None = None
        self.complaints: list[str] = []
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol and give its result; raises AssertionError where it fails."""
        message: dict[str, object] = {"id": next(self._ids), "method": method, "params": parameters}
        if self._session and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        while (found := self._read()).get("id") != message["id"]:
            self._note(found)
        assert "error" not in found, (method, found)
        result: dict[str, Any] = found["result"]
        return result

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 # whatever JSON the expression gives
        """The value of a JavaScript expression in the page; a promise is awaited."""
        found = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, condition: str, seconds: int = 30) -> None:
        """Wait until a JavaScript condition holds in the page."""
        met = self.evaluate(
            f"""new Promise(done => {{
              const end = performance.now() + {seconds * 1000};
              const look = () => {{
                if ({condition}) done(true);
                else if (performance.now() > end) done(false);
                else setTimeout(look, 10);
              }};
              look();
            }})"""
        )
        assert met, f"not within {seconds} s: {condition}; {self.evaluate('document.body.innerText')}"

    def go(self, url: str) -> None:
        """Open an address in the page, and wait until it is loaded and its modules have run."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=url)
        self.until("location.href !== 'about:blank' && document.readyState === 'complete'")

    def press(self, key: str, code: int, *, ctrl: bool = False) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=2 if ctrl else 0
            )

    def wait_for(self, method: str, **wanted: object) -> None:
        """Wait for an event of the protocol with these parameters."""
        while not any(e["method"] == method and wanted.items() <= e["params"].items() for e in self.events):
            self._note(self._read())

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            chunk = os.read(self._back.fileno(), 65536)
            assert chunk, "Chromium has ended"
            self._held += chunk
        message, _, self._held = self._held.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def close(self) -> None:
        """Close the pipes."""
        for pipe in (self._to, self._back):
            pipe.close()

    def _note(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["method"] == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(event["params"]["exceptionDetails"]))
        if event["method"] == "Log.entryAdded" and event["params"]["entry"]["source"] != "network":
            self.complaints.append(event["params"]["entry"]["text"])


@contextmanager
def browsing(program: str, folder: Path) -> Iterator[Browser]:
    """A page in a new Chromium, whose profile is in ``folder``."""
    (read, to), (back, write) = os.pipe(), os.pipe()
    # away from 3 and 4, which the launcher overwrites
    given = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (read, write)]
    command = [sys.executable, "-c", LAUNCH, *map(str, given), program, *FLAGS, f"--user-data-dir={folder}"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, pass_fds=given) as process,
    ):
        for end in (read, write, *given):
            os.close(end)
        browser = Browser(to, back)
        try:
            yield browser
            browser.call("Browser.close")
        finally:
            process.terminate()
            browser.close()
