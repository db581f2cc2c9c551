"""How the database is reached: what it is asked for, and how long one waits for it."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict


def database(url: str, *, pool: int) -> dict[str, Any]:
    """A Django database from a postgresql:// URL, with time-outs that fail rather than hang."""
    given = conninfo_to_dict(url)
    options: dict[str, Any] = {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "options": "-c statement_timeout=5s -c idle_in_transaction_session_timeout=10s"
        # What is read is in memory: PostgreSQL takes it for a disk that turns, and would rather go
        # through all that somebody has not read than stop at the hundredth.
        " -c random_page_cost=1.1"
        # What conversations/at_once.py prepares is planned once for each connection: with values in
        # sight the plan is the same, and planning was a seventh of a batch.
        " -c plan_cache_mode=force_generic_plan",
    }
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 4}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname"),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | given,
    }
