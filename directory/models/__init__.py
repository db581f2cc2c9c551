"""Who is who: people, where they work, and the accounts that sign in."""

from directory.models.absences import Absence
from directory.models.accounts import (
    Account,
    AccountManager,
    Protection,
    Session,
    SignInAttempts,
    idle_of,
    is_locked,
)
from directory.models.circles import FavouritePerson, Team, TeamMember
from directory.models.duties import Duty, Holder, Role
from directory.models.factors import CodeApp, Link, Passkey, RecoveryCode, Ticket
from directory.models.findable import Criterion, FindablePerson, NameWord
from directory.models.formerly import Formerly
from directory.models.imports import DirectoryImport
from directory.models.people import Entitlement, PhoneShownTo, Professional, Suspended
from directory.models.presence import Presence
from directory.models.register import Activity, Mailbox, Skill, Structure
from directory.models.renewals import Renewal
from directory.models.same import SamePerson
from directory.models.security_mail import SecurityMail
from directory.models.suspensions import Suspension

__all__ = [
    "Absence",
    "Account",
    "AccountManager",
    "Activity",
    "CodeApp",
    "Criterion",
    "DirectoryImport",
    "Duty",
    "Entitlement",
    "FavouritePerson",
    "FindablePerson",
    "Formerly",
    "Holder",
    "Link",
    "Mailbox",
    "NameWord",
    "Passkey",
    "PhoneShownTo",
    "Presence",
    "Professional",
    "Protection",
    "RecoveryCode",
    "Renewal",
    "Role",
    "SamePerson",
    "SecurityMail",
    "Session",
    "SignInAttempts",
    "Skill",
    "Structure",
    "Suspended",
    "Suspension",
    "Team",
    "TeamMember",
    "Ticket",
    "idle_of",
    "is_locked",
]
