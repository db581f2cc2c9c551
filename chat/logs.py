"""The log's own words: where something failed, never what it was about."""

import logging
import traceback
from types import TracebackType
from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "chat.logs.Plain",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each refused request, or one to a provider, would be a line with its address.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}


class Plain(logging.Formatter):
    """Shows the places of a traceback and the error's class.

    Not its words: those of a database error quote the row, and the row is what somebody wrote.
    """

    def formatException(  # noqa: N802 — logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None]
        | Any,
    ) -> str:
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace)) if trace else ""
        return f"{places}{kind.__name__ if kind else ''}"
