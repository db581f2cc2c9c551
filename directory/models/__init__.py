"""Who is who: people, where they work, and the accounts that sign in."""

from directory.models.accounts import (
    Account,
    AccountManager,
    Protection,
    Session,
    SignInAttempts,
)
from directory.models.factors import CodeApp, Link, Passkey, RecoveryCode, Ticket
from directory.models.imports import DirectoryImport
from directory.models.people import Entitlement, Professional, Suspended
from directory.models.register import Activity, Mailbox, Skill, Structure
from directory.models.suspensions import Suspension

__all__ = [
    "Account",
    "AccountManager",
    "Activity",
    "CodeApp",
    "DirectoryImport",
    "Entitlement",
    "Link",
    "Mailbox",
    "Passkey",
    "Professional",
    "Protection",
    "RecoveryCode",
    "Session",
    "SignInAttempts",
    "Skill",
    "Structure",
    "Suspended",
    "Suspension",
    "Ticket",
]
