"""The yardstick: what the least there is costs, a `websockets` server that repeats to all what one
says. It signs nobody in, checks nothing, stores nothing. Run with the port as its argument."""

import asyncio
import sys

from websockets.asyncio.server import ServerConnection, broadcast, serve

pages: set[ServerConnection] = set()


async def repeat(page: ServerConnection) -> None:
    pages.add(page)
    try:
        async for text in page:
            broadcast(pages, text)
    finally:
        pages.discard(page)


async def main(port: int) -> None:
    async with serve(repeat, "127.0.0.1", port, compression=None):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
