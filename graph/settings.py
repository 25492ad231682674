"""The one reader of the environment: ``TIDU_*`` variables, into a frozen object that is passed on."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
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
    page_most: int = Field(10_000, ge=1, le=10_000, description="largest limit that a caller may ask for; more get 422")
    kept_rows: int = Field(
        50_000, ge=0, description="rows of paged answers that the server keeps, so that a page costs what it shows"
    )
    answer_size: int = Field(64, ge=1, description="largest answer of a question, in MiB; a larger one gets 413")
    head_size: int = Field(
        64,
        ge=4,
        le=1024,
        description="largest head of a request, URL included, in KiB; a larger one gets 414 or 431",
    )
    rate_limit: int = Field(
        0, ge=0, description="requests a minute that a client's address may send; more get 429; 0 sets no limit"
    )
    proxies: int = Field(
        0, ge=0, description="proxies in front of the server that add to X-Forwarded-For; 0: nobody is believed"
    )
    query_timeout: float = Field(
        10, gt=0, le=3600, description="seconds in which a SPARQL query is answered, waiting included; else 504"
    )
    query_workers: int = Field(0, ge=0, description="processes that run SPARQL queries; 0: one a core")
    query_queue: int = Field(256, ge=0, description="SPARQL queries that wait for a worker; more get 429")
    query_memory: int = Field(1024, ge=64, description="memory that a query may take, in MiB; one over it gets 503")
    query_result: int = Field(256, ge=1, description="largest result of a SPARQL query, in MiB; a larger one gets 413")
    query_size: int = Field(8, ge=1, description="largest request body, in MiB; a larger one gets 413")
    neo4j_uri: str = Field(
        "",
        description="Neo4j to load and to ask by Cypher: neo4j://, bolt://, or with +s or +ssc for TLS; "
        "empty: for `tidu neo4j` the server that it started in the data folder, and no /cypher",
    )
    neo4j_user: str = Field("neo4j", description="user of that Neo4j")
    neo4j_password: SecretStr = Field(SecretStr(""), description="password of that user")
    neo4j_database: str = Field("", description="database in that Neo4j; empty: the server's default")
    neo4j_heap: int = Field(1024, ge=256, description="heap of the server that `tidu neo4j start` starts, in MiB")
    neo4j_jvm: str = Field(
        "-XX:TieredStopAtLevel=1",
        description="options of that server's JVM; this one starts and loads quickly, an empty text answers heavy "
        "queries several times faster",
    )
    cypher_timeout: float = Field(
        10, gt=0, le=3600, description="seconds in which a Cypher query is answered, waiting included; else 504"
    )
    cypher_at_once: int = Field(2, ge=1, description="Cypher queries that run at the same time; more get 429")
    cypher_rows: int = Field(10_000, ge=1, description="rows that an answer to Cypher may have; more get 413")
    cypher_result: int = Field(16, ge=1, description="largest answer to Cypher, in MiB; a larger one gets 413")
    cypher_memory: int = Field(512, ge=64, description="memory that reading an answer to Cypher may take, in MiB")
    cypher_size: int = Field(1, ge=1, description="largest request body of Cypher, in MiB; a larger one gets 413")
    cypher_user: str = Field(
        "",
        description="user of Neo4j for /cypher, best one with the role `reader` where the edition has roles",
    )
    cypher_password: SecretStr = Field(SecretStr(""), description="password of that user")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="what `tidu serve` logs to standard error; `debug` shows texts of queries"
    )
    log_queries: bool = Field(default=False, description="log the texts of queries at info level too")


def settings(**given: object) -> Settings:
    """Read the environment; what is ``given`` and not None wins."""
    return Settings.model_validate({**Settings().model_dump(), **{k: v for k, v in given.items() if v is not None}})
