"""``neo4j.conf`` of a server of our own: on the loopback alone, and closed where a query could reach out of it."""

from graph.neo4j_server.home import Home
from graph.neo4j_server.ports import Ports

# An allow-list of procedures is not among it: 5.26 does not apply it to those that are built in, as was tried, and it
# would only shut out what somebody puts into `plugins` on purpose.
HARDENED = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.http.enabled=true
server.https.enabled=false
dbms.usage_report.enabled=false

# No query reads files of this machine or addresses of its network.
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0

# A query that runs away ends.
db.transaction.timeout=60s

# Stopping does not wait for connections that stay quiet.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0

# Browser sends nothing home, and loads guides and styles from this machine alone.
client.allow_telemetry=false
browser.remote_content_hostname_whitelist=127.0.0.1,localhost

# Small databases take little room.
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=1 files
dbms.logs.http.enabled=false

server.directories.data=data
server.directories.logs=logs
server.directories.plugins=plugins
server.directories.import=import
server.directories.run=run
"""


def configuration(ports: Ports, heap: int) -> str:
    """The text of ``neo4j.conf``; ``heap`` is in MiB and itself given to the JVM."""
    return (
        "# Written anew by every `tidu neo4j start`.\n"
        f"server.bolt.listen_address=127.0.0.1:{ports.bolt}\n"
        f"server.bolt.advertised_address=127.0.0.1:{ports.bolt}\n"
        f"server.http.listen_address=127.0.0.1:{ports.http}\n"
        f"server.http.advertised_address=127.0.0.1:{ports.http}\n"
        f"dbms.security.http_access_control_allow_origin=http://127.0.0.1:{ports.http}\n"
        f"server.memory.pagecache.size={max(heap // 4, 64)}m\n"
        f"dbms.memory.transaction.total.max={heap // 2}m\n"
        f"db.memory.transaction.max={heap // 2}m\n"
        f"{HARDENED}"
    )


def configure(home: Home, ports: Ports, heap: int) -> None:
    """Write ``neo4j.conf`` into the home."""
    (home.conf / "neo4j.conf").write_text(configuration(ports, heap), encoding="utf-8")
