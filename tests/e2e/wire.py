"""A network that can be lost, or leads to what was built since: the SOCKS proxy of one browser."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self

READ = 65_536


class Wire:
    """cut(): every connection ends, none can be made. freeze(): nothing passes, nothing ends."""

    def __init__(self) -> None:
        self.is_cut = False
        self.flows = asyncio.Event()
        self.flows.set()
        self.ends: set[asyncio.StreamWriter] = set()
        self.renamed: dict[bytes, bytes] = {}

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._connect, "127.0.0.1")
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        self.flows.set()
        self.server.close()

    @property
    def proxy(self) -> dict[str, str]:
        port = self.server.sockets[0].getsockname()[1]
        return {"server": f"socks5://127.0.0.1:{port}"}

    def cut(self) -> None:
        self.is_cut = True
        for end in self.ends:
            end.close()

    def freeze(self) -> None:
        self.flows.clear()

    def restore(self) -> None:
        self.is_cut = False
        self.flows.set()

    def rename(self, before: str, after: str) -> None:
        """What the server calls so, the browser hears called otherwise, and asks for by that name.
        Of one length, or no answer would have the length it says."""
        assert len(before) == len(after)
        self.renamed[before.encode()] = after.encode()

    def _to_browser(self, data: bytes) -> bytes:
        for before, after in self.renamed.items():
            data = data.replace(before, after)
        return data

    def _to_server(self, data: bytes) -> bytes:
        """As if for the first time: to the server, nothing has changed since the last."""
        for before, after in self.renamed.items():
            data = data.replace(after, before)
            for condition in (b"If-None-Match", b"If-Modified-Since"):
                data = data.replace(condition, b"Once-Given")
        return data

    async def _connect(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self.ends.add(back)
        with suppress(OSError, asyncio.IncompleteReadError):
            if not self.is_cut:
                await self._join(near, back)
        self.ends.discard(back)
        back.close()

    async def _join(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        host, port = await asked(near, back)
        await self.flows.wait()
        far, forth = await asyncio.open_connection(host, port)
        self.ends.add(forth)
        back.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(
            self._pump(near, forth, self._to_server), self._pump(far, back, self._to_browser)
        )
        self.ends.discard(forth)

    async def _pump(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        passing: Callable[[bytes], bytes],
    ) -> None:
        with suppress(OSError):
            while data := await source.read(READ):
                await self.flows.wait()
                sink.write(passing(data))
                await sink.drain()
        sink.close()


async def asked(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> tuple[str, int]:
    """SOCKS 5 (RFC 1928), as far as Chromium speaks it: no password, addresses by name."""
    _, methods = await near.readexactly(2)
    await near.readexactly(methods)
    back.write(b"\x05\x00")
    *_, by_name, length = await near.readexactly(5)
    assert by_name == 3
    host = (await near.readexactly(length)).decode()
    return host, int.from_bytes(await near.readexactly(2), "big")
