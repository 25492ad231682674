"""A Neo4j Community server of our own, from Maven Central: no container, no root, one home in each data folder.

::

    DATA/neo4j/             the home: 0700
        password            of the user neo4j: 0600
        server.json         the record: pid and start time of what was started, its ports and version
        lock                held while starting and stopping
        conf data logs plugins import run

    ~/.cache/tidu/neo4j-5.26.30/    shared by every data folder of a user
        pom.xml classpath classes-*.jsa

The jars stay in the local Maven repository, once for every data folder: 137 MB would otherwise be copied for each, and
Maven alone knows how to check them and fetch them again. The file ``classpath`` names them; when one is gone, Maven is
asked anew. The ``.jsa`` file is the JVM's own archive of the classes read at a start: it takes two fifths off
the next start, and is made when the first server of a user is stopped.
"""

from graph.neo4j_server.admin import admin
from graph.neo4j_server.home import Home
from graph.neo4j_server.record import LocalServer
from graph.neo4j_server.server import died, password, restart, running, start, stop

__all__ = ["Home", "LocalServer", "admin", "died", "password", "restart", "running", "start", "stop"]
