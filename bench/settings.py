"""The settings of the server under test: those of the product, and one subscriber, so that what is
due is written with every entry as it will be."""

from uuid import UUID

from chat.settings import *  # noqa: F403

EVENT_SUBSCRIBERS = ["bench.settings.nothing"]


def nothing(conversation: UUID, seq: int) -> None:
    """Hear of an entry, for the worker."""
