"""The folder of one server: what stands where, who may read it, and the password."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import ServerError

FOLDERS = ("conf", "data", "logs", "plugins", "import", "run")


@dataclass(frozen=True, slots=True)
class Home:
    """The home of the server of one data folder."""

    path: Path

    @classmethod
    def of(cls, data: Path) -> "Home":
        """The home in a data folder, whether it exists or not."""
        return cls(data.resolve() / "neo4j")

    @property
    def conf(self) -> Path:
        """Folder of ``neo4j.conf``."""
        return self.path / "conf"

    @property
    def record(self) -> Path:
        """What was started, as JSON."""
        return self.path / "server.json"

    @property
    def lock(self) -> Path:
        """Locked while the server is started or stopped."""
        return self.path / "lock"

    @property
    def console(self) -> Path:
        """What the JVM has written to its standard output and error since the last start."""
        return self.path / "logs" / "console.log"

    @property
    def log(self) -> Path:
        """What Neo4j has logged for people since the last start; ``debug.log`` beside it says more."""
        return self.path / "logs" / "neo4j.log"

    @property
    def crash(self) -> Path:
        """What the JVM writes when it crashes."""
        return self.path / "logs" / "crash.log"

    @property
    def classes(self) -> Path:
        """Where the JVM archives the classes that it has read, when it ends and was asked to."""
        return self.path / "run" / "classes.jsa"

    @property
    def password(self) -> Path:
        """File with the password of the user ``neo4j``."""
        return self.path / "password"

    @property
    def has_data(self) -> bool:
        """Whether a server has made its databases here: from then on the password can only be changed by asking it."""
        return (self.path / "data" / "databases" / "system").exists()

    def make(self) -> None:
        """Make the folders, for their owner alone; raises ServerError."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in FOLDERS:
                (self.path / name).mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise ServerError(f"the home of Neo4j cannot be made: {error}") from None

    def clear(self) -> None:
        """Put the logs of the last run aside, and remove what it did not finish."""
        for log in (self.console, self.log):
            if log.exists():
                log.replace(log.with_suffix(".before.log"))
        self.classes.unlink(missing_ok=True)

    def read_password(self) -> str:
        """The password; raises ServerError when there is none."""
        try:
            return self.password.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise ServerError(f"{self.password} is missing; put the password there, or remove {self.path}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise ServerError(f"{self.password} cannot be read: {error}") from None

    def make_password(self) -> None:
        """Write a new password where there is none, whole or not at all; raises OSError.

        The file is its owner's alone from its first byte on.
        """
        if self.password.exists():
            return
        new = self.password.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(24) + "\n")  # neo4j-admin would take one that begins with a dash for an option
        new.replace(self.password)
