"""Django's facts. What a deployment may choose stands in `config.env`; what a province edits, in tables."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from tinhso.config import env as environment
from tinhso.config import formats
from tinhso.config.watching import lines
from tinhso.core import languages

ENV = environment.read()
SOURCE = Path(__file__).resolve().parents[1]

DATA_DIR = ENV.data_dir
SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.secret_key_fallbacks)
DEBUG = ENV.debug
PUBLIC_URL = ENV.public_url
# the machine's own names are for its proxy's and its watcher's questions
ALLOWED_HOSTS = [*ENV.allowed_hosts, urlsplit(PUBLIC_URL).hostname or "localhost", "127.0.0.1", "localhost"]
METRICS_TOKEN = ENV.metrics_token
OTLP_ENDPOINT = ENV.otlp_endpoint
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
RATE_LIMITS = ENV.rate_limits
TRUSTED_PROXIES = ENV.trusted_proxies
DEMO_PUBLIC = ENV.demo_public
RULES_LOOK_EVERY_S = 1.0

INSTALLED_APPS = [
    "tinhso.core",
    "tinhso.ui",
    "tinhso.foundation.ledger",
    "tinhso.foundation.files",
    "tinhso.foundation.workdays",
    "tinhso.foundation.places",
    "tinhso.foundation.agencies",
    "tinhso.foundation.assets",
    "tinhso.foundation.signing",
    "tinhso.foundation.vault",
    "tinhso.foundation.accounts",
    "tinhso.foundation.notices",
    "tinhso.foundation.worklist",
    "tinhso.gateway.payments",
    "tinhso.gateway.national",
    "tinhso.casework.rulebook",
    "tinhso.casework.reading",
    "tinhso.casework.procedures",
    "tinhso.casework.reports",
    "tinhso.casework.onestop",
    "tinhso.casework.oversight",
    "tinhso.casework.filing",
    "tinhso.casework.handling",
    "tinhso.casework.counter",
    "tinhso.casework.postal",
    "tinhso.casework.applying",
    "tinhso.casework.open311",
    "tinhso.casework.doors",
    "tinhso.overview.desk",
    "tinhso.overview.ioc",
    "tinhso.overview.portal",
    "tinhso.overview.quality",
    "tinhso.overview.statistics",
    "tinhso.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tinhso.config.apps.AdministrationConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "tinhso.config.watching.requests.Watched",
    "django.middleware.security.SecurityMiddleware",
    "tinhso.core.middleware.SecurityHeaders",
    "tinhso.config.pages.Files",
    "tinhso.config.pages.Packed",
    "tinhso.config.pages.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tinhso.config.pages.Users",
    "tinhso.config.pages.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tinhso.config.pages.Officers",
    "tinhso.core.middleware.Refusals",
    "tinhso.core.middleware.OwnPages",
    "axes.middleware.AxesMiddleware",
    "tinhso.config.replica.Copied",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [SOURCE / "config" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinhso.config.site.site",
            ],
        },
    }
]

FORM_RENDERER = "tinhso.ui.widgets.Renderer"
ROOT_URLCONF = "tinhso.config.urls"
WSGI_APPLICATION = "tinhso.config.wsgi.application"

DATABASES = {"default": environment.database(ENV)}
if ENV.replica_url:
    DATABASES["replica"] = environment.replica(ENV)
    DATABASE_ROUTERS = ["tinhso.config.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tinhso.foundation.accounts.backends.ByGrants",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
        # lengths and repeats are dated parameters
        "tinhso.foundation.accounts.passwords.LongEnough",
        "tinhso.foundation.accounts.passwords.NotUsedBefore",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tinhso.foundation.accounts.adapter.OfficersOnly"
ACCOUNT_FORMS = {
    "login": "tinhso.foundation.accounts.forms.SignIn",
    "change_password": "tinhso.foundation.accounts.forms.ChangePassword",
    "reauthenticate": "tinhso.foundation.accounts.forms.Again",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the others end: their sessions hold the old password's digest
MFA_ADAPTER = "tinhso.foundation.accounts.factors.SecondFactors"
MFA_FORMS = {
    "authenticate": "tinhso.foundation.accounts.forms.CodeAtTheDoor",
    "reauthenticate": "tinhso.foundation.accounts.forms.CodeAgain",
    "activate_totp": "tinhso.foundation.accounts.forms.Enrol",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # telephones' clocks: half a minute early or late
SOCIALACCOUNT_ADAPTER = "tinhso.foundation.accounts.identities.Vouched"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # our policy lets no form lead to another host; the way back is tied to the session
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # linking by address is ours: checked, and a fact
OIDC = list(ENV.oidc)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": one["id"],
                "name": one["name"],
                "client_id": one["client_id"],
                "secret": one.get("secret", ""),
                "settings": {
                    "server_url": one["server_url"],
                    "scope": one.get("scope", ["openid", "profile", "email"]),
                },
            }
            for one in OIDC
        ],
    }
}
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, at the latest after SESSION_COOKIE_AGE
# django-axes counts failures, in the database; a whole office may share one address
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "120/m/ip", "change_password": "20/m/user"}
AXES_FAILURE_LIMIT = "tinhso.foundation.accounts.dated.failure_limit"
AXES_COOLOFF_TIME = "tinhso.foundation.accounts.dated.locked_for"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "tinhso.core.limits.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "tinhso.foundation.accounts.views.locked"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # its tables hold names and addresses; nobody needs to browse them

# what pages ask for by themselves shows nobody at the keyboard
UNATTENDED_PATHS = ("/dieu-hanh/song", "/dieu-hanh/diem.geojson", "/api/")
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tinhso.core.middleware.csrf_failure"
MESSAGE_STORAGE = "tinhso.core.cookies.Told"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PUBLIC_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-django_language"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked from inside, without TLS
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "vi"
FOUND_LANGUAGES = languages.found(DATA_DIR)
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh")), *((o.code, o.name) for o in FOUND_LANGUAGES)]
LANG_INFO.update(languages.names(FOUND_LANGUAGES))
LANGUAGES_BIDI = [*global_settings.LANGUAGES_BIDI, *(o.code for o in FOUND_LANGUAGES if o.is_right_to_left)]
LOCALE_PATHS = [
    SOURCE / "core" / "locale", SOURCE / "config" / "locale", *languages.compiled(FOUND_LANGUAGES, DATA_DIR)
]  # fmt: skip
# without it "05/07/2026" typed in the administration would be the seventh of May
FORMAT_MODULE_PATH = "tinhso.config.formats"
DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS = formats.DATE_INPUT, formats.DATETIME_INPUT
DATE_FORMAT = SHORT_DATE_FORMAT = formats.DATE
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = formats.DATETIME
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = SOURCE.parents[1] / "build" / "static"
STORAGES = {
    "default": environment.files(ENV),
    "staticfiles": {"BACKEND": "tinhso.config.static.StaticFiles"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
# a procedure of forty papers is edited in one form of rows, ten cells each
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

if ENV.email_url:
    vars().update(environ.Env.email_url_config(ENV.email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 10
VAPID_KEY = ENV.vapid_key
PUSH_HOSTS = ENV.push_hosts
SMS_GATEWAY = ENV.sms_gateway
ZALO = ENV.zalo
NATIONAL = ENV.national
SMS_INBOUND = ENV.sms_inbound
PAYMENTS = ENV.payments
MAILBOX = ENV.mailbox
OUTBOUND_PROXY = ENV.outbound_proxy
MEDIA_HOSTS = ENV.media_hosts
DEFAULT_FROM_EMAIL = f"khong-tra-loi@{urlsplit(PUBLIC_URL).hostname or 'localhost'}"

LOGGING = lines.configured(level=ENV.log_level, form=ENV.log_format, debug=DEBUG)
