"""Who is who: people, where they work, and the accounts that sign in."""

from directory.models.accounts import (
    Account,
    AccountManager,
    Protection,
    Session,
    SignInAttempts,
)
from directory.models.imports import DirectoryImport
from directory.models.people import Entitlement, Professional, Suspended
from directory.models.register import Activity, Mailbox, Skill, Structure
from directory.models.suspensions import Suspension

__all__ = [
    "Account",
    "AccountManager",
    "Activity",
    "DirectoryImport",
    "Entitlement",
    "Mailbox",
    "Professional",
    "Protection",
    "Session",
    "SignInAttempts",
    "Skill",
    "Structure",
    "Suspended",
    "Suspension",
]
