"""Rules are plain functions; sockets live in an event loop. The bridge between the two."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# Not Channels' one shared thread, where one slow query makes every socket of the process wait.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="rules")


async def in_thread(
    rule: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
) -> Answer:
    """Call a rule in a thread of the sockets' own; its database connection goes back afterwards."""
    call = database_sync_to_async(rule, thread_sensitive=False, executor=_threads)
    return await call(*args, **kwargs)
