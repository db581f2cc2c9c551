"""PostgreSQL and Redis for the tests, and the environment, set before Django reads its settings.

pytest loads this first (addopts). The servers start when a test first wants them.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.embedded import Postgres, Redis
from push import keys

FOLDER = Path(tempfile.mkdtemp(prefix="liaison-tests-"))
# Processes are killed here, machines are not: what the system holds in memory is not lost, and
# not waiting for the disk makes a test's own database three times as fast to make.
POSTGRES = Postgres(FOLDER / "postgres", settings={"fsync": "off"})
REDIS = Redis(FOLDER / "redis")

# What was set outside is not looked at: tests never touch another database.
os.environ |= {
    "PUBLIC_URL": "http://127.0.0.1",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DATABASE_URL": POSTGRES.url("liaison_app", "rollback"),
    "DATABASE_OWNER_URL": POSTGRES.url("liaison_owner", "template"),
    "REDIS_URL": REDIS.url,
    "ATTACHMENTS_DIR": str(FOLDER / "attachments"),
    "DEMO": "0",
    "PSC_CLIENT_ID": "",
    "PASS_CLIENT_ID": "",
    "MAIL_HOST": "",
    "MAILBOX_SECRET": secrets.token_urlsafe(32),
    "MAILBOX_HOSTS": "127.0.0.1",
    "MAILBOX_CA_FILE": "",
    "MAILBOX_CERT_FILE": "",
    "MAILBOX_KEY_FILE": "",
    "MAILBOX_CRL_FILE": "",
    "MAIL_PROVIDER": "imap_smtp",
    "DEMO_POST_DIR": str(FOLDER / "post"),
    "MAIL_PRODUCT": "",
    "MAIL_MOST": "10000000",
    "PUSH_PRIVATE_KEY": keys.made(),
    "PUSH_CONTACT": "mailto:liaison@example.org",
    "PUSH_EXTRA_HOSTS": "",
    "EXPORTS_DIR": str(FOLDER / "exports"),
}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    POSTGRES.start()
    yield POSTGRES
    POSTGRES.stop()


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    REDIS.start()
    yield REDIS
    REDIS.stop()


def pytest_unconfigure() -> None:
    shutil.rmtree(POSTGRES.sockets, ignore_errors=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
