"""The server's end of the socket to a worker: whole messages, and the open files that come with them."""

import asyncio
import os
import socket

from graph.workers.messages import HEAD


class Link:
    """Sends and receives without blocking; raises EOFError when the worker is gone."""

    def __init__(self, end: socket.socket) -> None:
        end.settimeout(0)
        self._end = end

    async def send(self, message: bytes) -> None:
        """Send one message."""
        try:
            await asyncio.get_running_loop().sock_sendall(self._end, HEAD.pack(len(message), 0) + message)
        except OSError as error:
            raise EOFError from error

    async def receive(self) -> tuple[bytes, bytes, int | None]:
        """The JSON, the bytes after it, and the open file that was sent along."""
        data, files = await self._begin()
        file = files[0] if files else None
        try:
            head = HEAD.unpack(await self._complete(data, HEAD.size))
            await self._complete(data, HEAD.size + sum(head))
        except BaseException:
            if file is not None:
                os.close(file)
            raise
        said = bytes(data[HEAD.size : HEAD.size + head[0]])
        return said, bytes(data[HEAD.size + head[0] :]), file

    def close(self) -> None:
        """Close; the worker ends then."""
        self._end.close()

    async def _begin(self) -> tuple[bytearray, list[int]]:
        """The first bytes of a message: a file comes with them."""
        while True:
            try:
                data, files, _, _ = socket.recv_fds(self._end, 2**18, 1)
            except BlockingIOError:
                await self._readable()
            except OSError as error:
                raise EOFError from error
            else:
                if not data:
                    raise EOFError
                return bytearray(data), files

    async def _complete(self, data: bytearray, size: int) -> bytes:
        """Read on until ``data`` has ``size`` bytes; the first of them."""
        while len(data) < size:
            try:
                part = await asyncio.get_running_loop().sock_recv(self._end, size - len(data))
            except OSError as error:
                raise EOFError from error
            if not part:
                raise EOFError
            data += part
        return bytes(data[: HEAD.size])

    async def _readable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = loop.create_future()

        def found() -> None:
            if not ready.done():
                ready.set_result(None)

        loop.add_reader(self._end, found)
        try:
            await ready
        finally:
            loop.remove_reader(self._end)
