"""Keys of the providers, from the environment or from Secret Manager, and from nowhere else.

`ODDSAPI_KEY`, `BALLDONTLIE_KEY` and `BETTINGPROS_KEY` hold a key; `ODDSAPI_KEY_SECRET` and its like hold the name of
a secret, `projects/<project>/secrets/<name>/versions/latest`. The key itself wins. They do not begin with `HARNESS_`:
every variable that does is a setting, and a setting that cannot be used is printed with its value.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

KEYED = ("oddsapi", "balldontlie", "bettingpros")
"""Providers that ask for a key; ESPN and NBA.com do not."""

SECRET_TIMEOUT_S = 10.0
_SECRET_NAME = re.compile(r"projects/[^/\s]+/secrets/[^/\s]+/versions/[^/\s]+")
# What an HTTP header and a query take as it is. `requests` prints a header value that it refuses.
_KEY = re.compile(r"[!-~]{8,512}")

Fetch = Callable[[str], bytes]
"""From a secret's name to its bytes."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A key that no print, log or exception shows. `reveal` is called where it goes into a request.

    pydantic's SecretStr would take any text, and let the key be pickled.

    Raises:
        ValueError: it is too short, or holds a space, a line end or a letter outside ASCII. The text does not show it.
    """

    value: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.value):
            raise ValueError(
                "a key is 8 to 512 visible ASCII characters, and this one is not; look for a space or a line end in it"
            )

    def __repr__(self) -> str:
        return "Secret(***)"

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        raise TypeError("a Secret is not pickled: the key would lie there in clear; read it again where it is needed")

    def reveal(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class KeyMissing:
    """There is no usable key. The calls that need it are unknown for this reason."""

    reason: str


def variable_of(provider: str) -> str:
    """`ODDSAPI_KEY` for `oddsapi`.

    Raises:
        KeyError: the provider asks for none, or is not known.
    """
    if provider not in KEYED:
        raise KeyError(f"{provider!r} has no key; those that have: {', '.join(KEYED)}")
    return f"{provider.upper()}_KEY"


def find_key(
    provider: str, *, environment: Mapping[str, str] | None = None, fetch: Fetch | None = None
) -> Secret | KeyMissing:
    """The key of one provider, or why there is none.

    Args:
        environment: defaults to the process's.
        fetch: reads Secret Manager; only called where `<PROVIDER>_KEY_SECRET` is what is set.
    """
    environment = os.environ if environment is None else environment
    variable = variable_of(provider)
    plain = environment.get(variable, "").strip()
    if _SECRET_NAME.fullmatch(plain):
        return KeyMissing(f"{variable} holds the name of a secret; put it into {variable}_SECRET")
    if plain:
        return _secret(plain, variable)
    name = environment.get(f"{variable}_SECRET", "").strip()
    if not name:
        return KeyMissing(f"no key for {provider}: set {variable}, or {variable}_SECRET to the name of a secret")
    if not _SECRET_NAME.fullmatch(name):
        # Not shown: a key may have been put there by mistake.
        return KeyMissing(
            f"{variable}_SECRET is no name of a secret; write projects/<project>/secrets/<name>/versions/latest"
        )
    return _fetched(name, variable, fetch or _from_secret_manager)


class SecretUnreadableError(Exception):
    """Secret Manager did not give a secret. The text never holds its contents."""


def _fetched(name: str, variable: str, fetch: Fetch) -> Secret | KeyMissing:
    try:
        found = fetch(name)
    except SecretUnreadableError as error:
        return KeyMissing(f"{variable}_SECRET names {name}, which cannot be read: {error}")
    try:
        text = found.decode("ascii").strip()
    except UnicodeDecodeError:
        return KeyMissing(f"{variable}_SECRET names {name}, whose contents are no key: bytes outside ASCII")
    return _secret(text, f"{variable}_SECRET ({name})")


def _secret(text: str, source: str) -> Secret | KeyMissing:
    try:
        return Secret(text)
    except ValueError as error:
        return KeyMissing(f"{source}: {error}")


def _from_secret_manager(name: str) -> bytes:
    try:
        from google.api_core.exceptions import GoogleAPIError
        from google.auth.exceptions import GoogleAuthError
        from google.cloud import secretmanager
    except ImportError as error:
        raise SecretUnreadableError(
            "google-cloud-secret-manager is not installed; install nba-harness[secrets]"
        ) from error
    try:
        with secretmanager.SecretManagerServiceClient() as client:
            answer = client.access_secret_version(name=name, timeout=SECRET_TIMEOUT_S)
    except (GoogleAPIError, GoogleAuthError) as error:
        raise SecretUnreadableError(f"{type(error).__name__}: {str(error).splitlines()[0][:200]}") from error
    payload = answer.payload.data
    if not isinstance(payload, bytes):
        raise SecretUnreadableError(f"Secret Manager gave a {type(payload).__name__}, no bytes")
    return payload
