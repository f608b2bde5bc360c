"""All settings, read from the environment. README.md lists the variables."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # all that a running system writes; ignored by git
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)


def local_secret_key() -> str:
    """Return the key kept in ``var/``, made at the first call; for local trials only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


# No fallback outside DEBUG: a server without a key of its own must not start.
SECRET_KEY = env.str("SECRET_KEY", default="") or (local_secret_key() if DEBUG else env.str("SECRET_KEY"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_countries",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "engagements",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "engagements.accounts.audit.AuditMiddleware",
    "engagements.accounts.tokens.TokenMiddleware",
    "engagements.accounts.sessions.AccessMiddleware",  # before the next one: it may end the session
    "engagements.accounts.form_recovery.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Form widgets are looked up among our own templates first.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# To compile a query takes longer than what the pages ask takes to run; and what they ask for lies in memory
# or on a disk without moving parts, where to follow an index costs less than PostgreSQL supposes.
POSTGRESQL = "-c jit=off -c random_page_cost=1.1"
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            # A transaction that begins as a reader and then writes fails at once
            # when another one wrote meanwhile; one that begins as a writer waits.
            "transaction_mode": "IMMEDIATE",
            # Seconds to wait for another writer; an import of 20,000 rows takes half of that.
            "timeout": 60,
            # synchronous=FULL: with NORMAL, WAL may lose a commit at a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    )
else:
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds
        "options": POSTGRESQL,
        **DATABASES["default"].get("OPTIONS", {}),
    }
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# A PostgreSQL standby that readers' pages read from; engagements/operations/replica.py
if env.str("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = env.db("DATABASE_REPLICA_URL")
    DATABASES["replica"] |= {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 2, "options": POSTGRESQL},
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["engagements.operations.replica.ReplicaRouter"]
    MIDDLEWARE.append("engagements.operations.replica.ReplicaMiddleware")
    REPLICA_CHECK_SECONDS = env.int("REPLICA_CHECK_SECONDS", default=5)
    REPLICA_AFTER_WRITE_SECONDS = env.int("REPLICA_AFTER_WRITE_SECONDS", default=15)

# --- Signing in; engagements/accounts/

AUTHENTICATION_BACKENDS = [
    "engagements.accounts.throttling.ThrottlingBackend",
    "engagements.accounts.single_sign_on.LocalPasswordBackend",
    "engagements.accounts.two_factor.TwoFactorBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "login"
CSRF_FAILURE_VIEW = "engagements.accounts.form_recovery.csrf_failure"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

# How many proxies of our own stand in front: so many entries at the end of X-Forwarded-For are
# believed. The rest of it is what anybody may write.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Guesses at one name from one address, and for how long the name is locked after that many.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_HANDLER = "engagements.accounts.throttling.CountBeforeCheckHandler"
AXES_CLIENT_IP_CALLABLE = "engagements.accounts.throttling.throttled_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "engagements.views.login.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who keeps on trying keeps nobody out for longer
AXES_DISABLE_ACCESS_LOG = True  # the audit log has it
AXES_ENABLE_ADMIN = False

# Single sign-on, off without an issuer; engagements/accounts/single_sign_on.py
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_SCOPE = env.str("OIDC_SCOPE", default="openid profile email")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
# What the claim says -> our group.
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})
OIDC_GROUPS_GIVE_RESTRICTED = env.bool("OIDC_GROUPS_GIVE_RESTRICTED", default=False)
# Values of amr or acr that say that the house has asked for a second factor.
OIDC_SECOND_FACTOR = env.list("OIDC_SECOND_FACTOR", default=[])
# User names that may sign in by a password all the same.
OIDC_LOCAL_ACCOUNTS = env.list("OIDC_LOCAL_ACCOUNTS", default=[])
OIDC_CONTACT = env.str("OIDC_CONTACT", default="")

OTP_TOTP_ISSUER = "Engagements"

# A session ends so long after the last request, and so long after signing in whatever is done in it.
SESSION_COOKIE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=240)
SESSION_LIMIT = 3600 * env.int("SESSION_HOURS", default=12)

# In the session, and so gone at logout: in a cookie of their own, which is Django's default, they
# would name records to whoever signs in next at the same browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
# Dates as 6 December 2021, and none typed with slashes: 06/12 is two days.
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Attached files are read by nobody but this system, which asks who wants them.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
ATTACHMENT_LIMIT = env.int("ATTACHMENT_MEGABYTES", default=25) * 2**20

# --- Mail; engagements/reports/digest.py

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="engagements@localhost")
EMAIL_TIMEOUT = 30  # seconds
# Where the system is, for links in mails: there is no request that tells.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000" if DEBUG else "").rstrip("/")

# Who one's own mail server is in the Authentication-Results that it writes; none: no mail is taken in.
MAIL_AUTHSERV_ID = env.str("MAIL_AUTHSERV_ID", default="")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
IMPORT_LIMIT = env.int("IMPORT_MEGABYTES", default=200) * 2**20
# A meeting of a hundred participants is one form; Django's default of 1,000 fields
# would refuse to save it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A readout may be 2 MB of text, and goes along with the form of its draft.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

# --- The API; engagements/api/

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["engagements.api.authentication.RequestAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "engagements.api.schema.ApiSchema",
    "URL_FORMAT_OVERRIDE": None,  # “format” is a filter of meetings
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Engagements",
    "DESCRIPTION": "Visits, meetings and who took part, read-only. docs/api.md tells how to begin.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["engagements.api.schema.require_no_field"],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        }
    },
}
# Of one token, by all workers together.
API_CALLS_PER_MINUTE = env.int("API_CALLS_PER_MINUTE", default=120)

# --- What browsers are told

# No page asks anything of another host, and none has a script or a style of its own in it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if OIDC_ISSUER:
    # Signing out is a form, which is redirected to the provider.
    issuer = urlsplit(OIDC_ISSUER)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"{issuer.scheme}://{issuer.netloc}")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Off where it is served without HTTPS: on one's own machine.
HTTPS = env.bool("HTTPS", default=not DEBUG)
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked on this machine, past the proxy
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# The header in which the proxy says that a request came by HTTPS, such as X-Forwarded-Proto. Only
# where the proxy sets it itself: else anybody could.
if header := env.str("PROXY_SSL_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{header.upper().replace('-', '_')}", "https")

if not DEBUG:
    # Django would keep errors to itself.
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"without_tokens": {"()": "config.logs.TokenlessFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_tokens"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }

# The ISO code of the country whose office keeps this system: tells outbound from inbound.
HOME_COUNTRY = env.str("HOME_COUNTRY", default="")
COUNTRIES_FIRST = [HOME_COUNTRY] if HOME_COUNTRY else []  # what is chosen most often

# How 6/12/2021 is read where it is typed: DMY or MDY. Without it, whoever types is asked.
DATE_ORDER = env.str("DATE_ORDER", default="")
if DATE_ORDER not in ("", "DMY", "MDY"):
    raise ImproperlyConfigured(f"DATE_ORDER is “{DATE_ORDER}”; it has to be DMY or MDY, or empty.")

# Kosovo has no ISO code; "XK" is the one in common use. States that are no more keep the code that
# ISO 3166 withdrew, so that what was there then is found as it was; only Serbia and Montenegro has a
# code of the users' own, since its "CS" was Czechoslovakia's before.
COUNTRIES_OVERRIDE = {
    "CG": "Congo (Brazzaville)",  # "Congo" alone is two countries
    "XK": "Kosovo",
    "AN": "Netherlands Antilles",
    "CS": "Czechoslovakia",
    "DD": "East Germany",
    "SU": "Soviet Union",
    "VD": "South Vietnam",
    "XS": "Serbia and Montenegro",
    "YD": "South Yemen",
    "YU": "Yugoslavia",
}
