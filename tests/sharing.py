"""How several processes share the tests (`pytest -n 2`): by file, and by folder where it has one
server, or one Chromium, for all its tests.

Not by xdist's marks (`--dist loadgroup`): it writes them where pytest 9.2 no longer reads them.
"""

from collections.abc import Callable

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/e2e/", "tests/live/")


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """The largest shares first, so that the small ones fill what is left."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: Callable[..., None]
) -> LoadScopeScheduling:
    return ByFolder(config, log)
