"""One settings file, driven by the environment and safe by default.

Importing it starts nothing: without `DATABASE_URL` and `REDIS_URL` it only names the
sockets where the embedded engines will listen (`senco.embedded` starts them).
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from senco import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = embedded.var_dir()

EMBEDDED = "DATABASE_URL" not in os.environ
"""True on the embedded engines: demo accounts and the readable mailbox exist there only."""

DEBUG = os.environ.get("SENCO_DEBUG") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not EMBEDDED:
        raise ImproperlyConfigured("Set SECRET_KEY: it signs every session and link.")
    SECRET_KEY = embedded.secret_key(VAR_DIR)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver" if EMBEDDED else "").split(",")
SITE_URL = os.environ.get("SITE_URL") or (EMBEDDED and embedded.address(VAR_DIR)) or "http://127.0.0.1:8000"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "senco",
    "pupils",
    "records",
    "provision",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "senco.middleware.MemberMiddleware",
    "senco.middleware.AccessGuardMiddleware",
]

ROOT_URLCONF = "senco.urls"
WSGI_APPLICATION = "senco.wsgi.application"
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
                "senco.context.page",
            ],
        },
    },
]

# The runtime role owns nothing. Only `migrate` and its like connect as owner (manage.py says so).
DB_ROLE = os.environ.get("SENCO_DB_ROLE", "runtime")
OWNER_URL = os.environ.get("DATABASE_OWNER_URL") or embedded.owner_url(VAR_DIR)
RUNTIME_URL = os.environ.get("DATABASE_URL") or embedded.runtime_url(VAR_DIR)


def database(url: str) -> dict[str, Any]:
    """Django's form of a database URL; connections are kept for ten minutes and checked before use.

    What `senco.prepared` keeps on the server is planned once a connection, not again for each school.
    """
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    options = dict(found.get("OPTIONS", {}))
    options["options"] = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
    return found | {"OPTIONS": options}


DATABASES = {"default": database(OWNER_URL if DB_ROLE == "owner" else RUNTIME_URL)}
RUNTIME_ROLE = database(RUNTIME_URL)["USER"]
OWNER_ROLE = database(OWNER_URL)["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url(VAR_DIR, 0)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ.get("CACHE_URL") or os.environ.get("REDIS_URL") or embedded.cache_url(VAR_DIR, 1),
        "KEY_PREFIX": "senco",
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 3600, "socket_connect_timeout": 1, "max_retries": 1}
CELERY_TASK_TIME_LIMIT = 3600
CELERY_TIMEZONE = "Europe/London"

PGHISTORY_LEVEL = pgtrigger.Statement  # row level makes 10,000 inserts three times slower
PGHISTORY_APPEND_ONLY = False  # the grants make it so: the runtime role may not update or delete history

AUTH_USER_MODEL = "senco.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "senco.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
HTTPS = SITE_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["senco.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))


def documents_storage() -> dict[str, Any]:
    """Where pupils' papers lie: any S3 if DOCUMENTS_S3_BUCKET names a bucket, else a folder that nobody else reads.

    A bucket's keys and region come from boto3's usual places (AWS_ACCESS_KEY_ID and so on).
    """
    bucket = os.environ.get("DOCUMENTS_S3_BUCKET")
    if not bucket:
        folder = os.environ.get("DOCUMENTS_DIR", str(VAR_DIR / "documents"))
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder, **private}}
    options: dict[str, Any] = {"bucket_name": bucket, "default_acl": None, "file_overwrite": False}
    for option, name in (("endpoint_url", "ENDPOINT"), ("region_name", "REGION"), ("location", "PREFIX")):
        if given := os.environ.get(f"DOCUMENTS_S3_{name}"):
            options[option] = given
    if sealed := os.environ.get("DOCUMENTS_S3_ENCRYPTION"):
        options["object_parameters"] = {"ServerSideEncryption": sealed}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": os.environ.get("UPLOAD_DIR", str(VAR_DIR / "uploads")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "documents": documents_storage(),
    "staticfiles": {
        "BACKEND": os.environ.get("STATICFILES_BACKEND", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
IMPORT_MAX_BYTES = 20 * 1024 * 1024

CLAMAV_HOST = os.environ.get("CLAMAV_HOST", "")
"""Empty: papers are not looked at for viruses."""
CLAMAV_PORT = int(os.environ.get("CLAMAV_PORT", "3310"))
CLAMAV_SECONDS = 30
CLAMAV_DOWN = os.environ.get("CLAMAV_DOWN", "refuse")
"""While the scanner does not answer: "refuse" papers, or take them and "scan_later", unopened until then."""
if CLAMAV_DOWN not in ("refuse", "scan_later"):
    raise ImproperlyConfigured('CLAMAV_DOWN is "refuse" or "scan_later".')

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "SENCO desk <desk@demo.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILBOX_DIR = VAR_DIR / "mail"
if "EMAIL_HOST" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["EMAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
    EMAIL_TIMEOUT = 20
elif EMBEDDED:
    EMAIL_BACKEND = "senco.mailbox.EmailBackend"
else:
    raise ImproperlyConfigured("Set EMAIL_HOST: reminders are sent by e-mail.")

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}
