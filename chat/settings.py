"""All settings. Every variable read here stands in .env.example."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from chat import env, logs, openid
from chat.databases import database

BASE_DIR = Path(__file__).resolve().parent.parent

# Where it stands
PUBLIC_URL = env.text("PUBLIC_URL")
TLS = PUBLIC_URL.startswith("https://")
SECRET_KEY = env.secret("SECRET_KEY")
DEBUG = False
DEMO = env.flag("DEMO")
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
BEHIND_PROXY = env.flag("BEHIND_PROXY")

ROOT_URLCONF = "chat.urls"
ASGI_APPLICATION = "chat.asgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "directory",
    # After directory, whose templates leave its scripts out.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "files",
    "conversations",
    "push",
    "bridge",
    "chat",
]
MIDDLEWARE = [
    "chat.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            # What the operator's pages ask for.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# The database: the truth
DATABASES = {"default": database(env.secret("DATABASE_URL"), pool=env.number("DATABASE_POOL", 12))}
# Only the process that migrates is given the owner: the others cannot become it.
if env.given("DATABASE_OWNER_URL"):
    DATABASES["owner"] = database(env.secret("DATABASE_OWNER_URL"), pool=0)
    DATABASES["owner"]["OPTIONS"]["options"] = "-c lock_timeout=4s"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis: hints
REDIS_URL = env.secret("REDIS_URL")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [{"address": REDIS_URL, "socket_timeout": 15, "socket_connect_timeout": 1}],
            "prefix": "liaison",
        },
    }
}

# Whom the worker calls for every entry of a conversation: what is due commits with the entry.
EVENT_SUBSCRIBERS = ["conversations.search.index.take"]

# And a moment after one that counts, of whoever has not seen it by then; at once when it is urgent.
NOTICE_SUBSCRIBERS = ["push.deciding.decide"]
NOTICE_AFTER = timedelta(seconds=5)

# And for those with files. They take their time: the worker calls them in a thread of their own.
FILE_SUBSCRIBERS = ["conversations.analysing.analyse"]

# What is due and waits for a mail server: in a thread of its own, too.
MAIL_SUBSCRIBERS = ["bridge.opening.receipts.send"]

# And a while after one that has words, or makes some wrong, for those who read by mail: what comes
# meanwhile goes with it. Without a relay, nobody does.
RELAY_ADDRESS = env.text("RELAY_ADDRESS", "").lower()
BY_MAIL_SUBSCRIBERS = ["bridge.colleagues.gathering.tell"] if RELAY_ADDRESS else []
BY_MAIL_AFTER = timedelta(minutes=2)

# Files: a folder that all processes share, or a bucket of anything that speaks S3
ATTACHMENTS_DIR = env.text("ATTACHMENTS_DIR", str(BASE_DIR / ".data" / "attachments"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "attachments": {
        "BACKEND": "files.folder.Folder",
        "OPTIONS": {"location": ATTACHMENTS_DIR},
    },
    # What is kept for a day.
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("EXPORTS_DIR", str(BASE_DIR / ".data" / "exports")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
if env.given("ATTACHMENTS_S3_BUCKET"):
    STORAGES["attachments"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("ATTACHMENTS_S3_BUCKET"),
            "endpoint_url": env.text("ATTACHMENTS_S3_ENDPOINT", "") or None,
            "region_name": env.text("ATTACHMENTS_S3_REGION", "") or None,
            "access_key": env.secret("ATTACHMENTS_S3_KEY"),
            "secret_key": env.secret("ATTACHMENTS_S3_SECRET"),
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,
            "signature_version": "s3v4",
        },
    }
# Where clamd listens (host:port, or the path of a socket). Empty: no antivirus.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")
IMAGING_URL = env.text("IMAGING_URL", "")

# Who answers for the service, as the statement on accessibility says it
OPERATOR_NAME = env.text("OPERATOR_NAME", "")
ACCESSIBILITY_CONTACT = env.text("ACCESSIBILITY_CONTACT", "")
ACCESSIBILITY_PLAN = env.text("ACCESSIBILITY_PLAN", "")

# Where the worker writes, each night, how every chain ends; none: it does not
HEADS_DIR = Path(env.text("HEADS_DIR")) if env.given("HEADS_DIR") else None

# Who is who
AUTH_USER_MODEL = "directory.Account"
PASSWORD_HASHERS = ["directory.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
OPENID_PROVIDERS = openid.providers()
SESSION_ENGINE = "directory.sessions"
# Told of everybody who signs in, with their request
SIGN_IN_SUBSCRIBERS = ["push.devices.follow_sign_in"]
# Told of who closes all their sessions but one, with the one that stays
CLOSING_SUBSCRIBERS = ["push.devices.follow_closing"]
# Of some people, who takes notifications: asked when one looks whether they are reachable
TAKE_NOTIFICATIONS = "push.reaching.working"
# And of those who have never come here, who reads by mail
READ_BY_MAIL = "bridge.colleagues.readers.reachable"
# Whether what an entry shows was mailed to one of them: then it is corrected as what was seen
HAS_LEFT_BY_MAIL = "bridge.colleagues.news.has_left"
# Told of whom Pro Santé Connect has just identified, and whose tokens can be renewed. None: none is
# kept.
RENEWAL_SUBSCRIBERS = ["bridge.boxes.tokens.they_are_back"] if env.text("MAILBOX_HOSTS", "") else []
SESSION_COOKIE_AGE = 12 * 3600
# A screen nobody touches is locked: one that several people use, and one of somebody's own.
LOCK_SHARED_AFTER = timedelta(minutes=env.number("LOCK_SHARED_AFTER_MINUTES", 10))
LOCK_OWN_AFTER = timedelta(minutes=env.number("LOCK_OWN_AFTER_MINUTES", 120))
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "__Host-device" if TLS else "device"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
CSRF_COOKIE_SECURE = TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Codes of professions admitted when the database is made; from then on the operator.s table says
ENTITLED_PROFESSIONS = env.text("ENTITLED_PROFESSIONS", "").replace(",", " ").split()
# Where the worker gets the national register each night after this hour; none: it does not
DIRECTORY_URLS = env.text("DIRECTORY_URLS", "").split()
DIRECTORY_CA_FILE = env.text("DIRECTORY_CA_FILE", "")
DIRECTORY_HOUR = env.number("DIRECTORY_HOUR", 3)
DIRECTORY_DEPARTMENTS = env.text("DIRECTORY_DEPARTMENTS", "").upper().replace(",", " ").split()
# The register's API, for what changed since; no key: not used
FHIR_DIRECTORY_URL = env.text(
    "FHIR_DIRECTORY_URL", "https://gateway.api.esante.gouv.fr/fhir/v2"
).rstrip("/")
FHIR_DIRECTORY_KEY = env.secret("FHIR_DIRECTORY_KEY") if env.given("FHIR_DIRECTORY_KEY") else ""
# By how many percent a file of the national register may be smaller than the last one
DIRECTORY_MAY_SHRINK = env.number("DIRECTORY_MAY_SHRINK", 5)
# Told of people of the directory that changed, many at a time, in the transaction that does it
DIRECTORY_SUBSCRIBERS = [
    "directory.suspending.follow_register",
    "directory.search.drawing.draw",
    "conversations.companions.hear",
]

# Mail: a link for who forgot a password; that how one signs in was changed; that something waits,
# for whom no notification reached. No host: none is sent.
EMAIL_HOST = env.text("MAIL_HOST", "")
EMAIL_PORT = env.number("MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret("MAIL_PASSWORD") if env.given("MAIL_PASSWORD") else ""
EMAIL_USE_TLS = env.flag("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "")

# Mailboxes of people, read and written for them. The keys that seal their passwords (the first
# seals, each opens); whom to believe on the way, and who we are where a server asks.
MAILBOX_SECRETS = env.secret("MAILBOX_SECRET").split() if env.given("MAILBOX_SECRET") else []
MAILBOX_CA_FILE = env.text("MAILBOX_CA_FILE", "")
MAILBOX_CERT_FILE = env.text("MAILBOX_CERT_FILE", "")
MAILBOX_KEY_FILE = env.text("MAILBOX_KEY_FILE", "")
MAILBOX_CRL_FILE = env.text("MAILBOX_CRL_FILE", "")
# The servers a mailbox may be at (host or host:port). None: no mailbox can be added.
MAILBOX_HOSTS = env.text("MAILBOX_HOSTS", "").replace(",", " ").lower().split()
# What carries mail: a name of bridge.providers.PROVIDERS
MAIL_PROVIDER = env.text("MAIL_PROVIDER", "imap_smtp")
if MAIL_PROVIDER == "demo" and not DEMO:
    raise ImproperlyConfigured("MAIL_PROVIDER is demo: it carries nothing, but with DEMO=1.")
# Where the demo's post office keeps its mails
DEMO_POST_DIR = env.text("DEMO_POST_DIR", str(BASE_DIR / ".data" / "post"))
# What this software is called in each mail (X-MSS-NIL), and how long a mail may be, in bytes
MAIL_PRODUCT = env.text("MAIL_PRODUCT", "")
MAIL_MOST = env.number("MAIL_MOST", 10_000_000)
# How many mailboxes one fetch_mail holds a line to; the others take turns
MAILBOXES_AT_ONCE = env.number("MAILBOXES_AT_ONCE", 300)

# Notifications (web push): the key push services know us by, from manage.py make_push_keys, and
# where they may write to us. No key: none are offered.
PUSH_PRIVATE_KEY = env.secret("PUSH_PRIVATE_KEY") if env.given("PUSH_PRIVATE_KEY") else ""
PUSH_CONTACT = env.text("PUSH_CONTACT", "") or PUBLIC_URL
# host:port of push services besides the known ones, inside our own network too
PUSH_EXTRA_HOSTS = env.text("PUSH_EXTRA_HOSTS", "").replace(",", " ").split()

# The log: for operators, never with what somebody wrote
LOGGING = logs.LOGGING

# What an operator's page says once it has saved: kept in a cookie, the session is left alone.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Limits
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
SOCKETS_PER_ACCOUNT = env.number("SOCKETS_PER_ACCOUNT", 10)
SEARCHES_PER_MINUTE = env.number("SEARCHES_PER_MINUTE", 60)
PEOPLE_SEARCHES_PER_HOUR = env.number("PEOPLE_SEARCHES_PER_HOUR", 600)
PEOPLE_SEARCHES_PER_DAY = env.number("PEOPLE_SEARCHES_PER_DAY", 1500)
FRAMES_PER_SECOND = env.number("FRAMES_PER_SECOND", 50)
UPLOADED_PER_DAY = env.number("UPLOADED_MB_PER_DAY", 500) * 1024 * 1024  # bytes, one person

# What is served, in which words
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
# For the one page of people's that is not the front end's: its colours are written once.
STATICFILES_DIRS = [("styles", BASE_DIR / "frontend" / "src" / "styles")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = FRONTEND_DIST
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
