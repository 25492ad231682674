"""The one reader of the environment: ``TIDU_*`` variables, into a frozen object that is passed on."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside. Every field has a variable of its name: ``TIDU_DATA``, ``TIDU_STORE`` …"""

    model_config = SettingsConfigDict(env_prefix="TIDU_", frozen=True, extra="ignore")

    data: Path = Field(Path(".tidu"), description="folder of the builds")
    store: str = Field("", description="store to read, as URL; empty: the current build in the data folder")
    host: str = Field("127.0.0.1", description="address that `tidu serve` listens on")
    port: int = Field(8000, ge=0, le=65535, description="port that `tidu serve` listens on; 0 takes a free one")
    answer_cache: int = Field(
        16, ge=0, description="memory for answers kept by the server, in MiB; 0 turns the cache off"
    )
    resident_quads: int = Field(500_000, ge=0, description="builds of up to so many quads are served from memory")
    row_cap: int = Field(100_000, ge=1, description="flat lines that one answer may have")
    page_size: int = Field(500, ge=1, le=10_000, description="rows of a page when the caller names no limit")


def settings(**given: object) -> Settings:
    """Read the environment; what is ``given`` and not None wins."""
    return Settings.model_validate({**Settings().model_dump(), **{k: v for k, v in given.items() if v is not None}})
