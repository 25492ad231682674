"""As much of curl as the documentation uses, for machines without it.

``-s``, ``-i``, ``-I``, ``-G``, ``-H 'name: value'``, ``--data text`` and ``--data-urlencode name=value``.
"""

import sys
import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlsplit

FORM = "application/x-www-form-urlencoded"


def main(arguments: list[str]) -> None:
    """Fetch the address among the arguments and print its body, after the status line and headers where asked for."""
    (address,) = (argument for argument in arguments if argument.startswith("http://"))
    flags = {argument for argument in arguments if argument in ("-i", "-si", "-I", "-G")}
    headers = dict(header.split(": ", 1) for header in _after("-H", arguments))
    pairs = (pair.partition("=") for pair in _after("--data-urlencode", arguments))
    data = "&".join([*_after("--data", arguments), *(f"{name}={quote(value)}" for name, _, value in pairs)])
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, data if "-G" in flags else ""]))
    body = None if "-G" in flags or not data else data.encode()
    method = "HEAD" if "-I" in flags else "GET" if body is None else "POST"
    headers = {"Accept": "*/*", **({"Content-Type": FORM} if body else {}), **headers}
    response = _answer(str(parts.netloc), method, f"{parts.path}?{query}" if query else parts.path, body, headers)
    if flags & {"-i", "-si", "-I"}:
        print(f"HTTP/1.1 {response.status} {response.reason}")
        print("\n".join(f"{name}: {value}" for name, value in response.getheaders()), end="\n\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(response.read())


def _after(option: str, arguments: list[str]) -> list[str]:
    return [arguments[place + 1] for place, argument in enumerate(arguments) if argument == option]


def _answer(netloc: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> HTTPResponse:
    for _ in range(100):
        connection = HTTPConnection(netloc, timeout=30)
        try:
            connection.request(method, path, body, headers)
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return connection.getresponse()
    raise ConnectionRefusedError(netloc)


if __name__ == "__main__":
    main(sys.argv[1:])
