"""As much of curl as the documentation uses, for machines without it: ``-s``, ``-i``, ``-G --data-urlencode k=v``."""

import sys
import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlsplit


def main(arguments: list[str]) -> None:
    """Fetch the address among the arguments and print its body, after the status line and headers where -i is given."""
    flags = {argument for argument in arguments if argument in ("-s", "-i", "-si", "-G")}
    data = [arguments[place + 1] for place, argument in enumerate(arguments) if argument == "--data-urlencode"]
    (address,) = (argument for argument in arguments if argument.startswith("http://"))
    parts = urlsplit(address)
    pairs = [f"{name}={quote(value)}" for name, _, value in (pair.partition("=") for pair in data)]
    query = "&".join(filter(None, [parts.query, *pairs]))
    response = _get(str(parts.netloc), f"{parts.path}?{query}" if query else parts.path)
    if flags & {"-i", "-si"}:
        print(f"HTTP/1.1 {response.status} {response.reason}")
        print("\n".join(f"{name}: {value}" for name, value in response.getheaders()), end="\n\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(response.read())


def _get(netloc: str, path: str) -> HTTPResponse:
    for _ in range(100):
        connection = HTTPConnection(netloc, timeout=30)
        try:
            connection.request("GET", path)
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return connection.getresponse()
    raise ConnectionRefusedError(netloc)


if __name__ == "__main__":
    main(sys.argv[1:])
