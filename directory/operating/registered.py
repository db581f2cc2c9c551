"""All that the operator's pages hold: importing it fills the site."""

from directory.operating import lists, people, roles
from directory.operating.site import site

__all__ = ["lists", "people", "roles", "site"]
