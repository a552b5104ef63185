"""Why a provider's answer cannot be used: what, where, and what to do. No text here ever holds a key."""

from __future__ import annotations

TRY_LATER = "try again later"
COMPARE_SHAPE = (
    "compare it with the provider's document under contracts/apis/openapi, and correct the one that is wrong"
)


class ProviderError(Exception):
    """A call that gave no usable answer.

    Attributes:
        provider: whose call, as the folders of recordings name it.
        what: what happened.
        where: method and address, without the key.
        fix: what to do about it.
        status: the HTTP status, where there was one.
        tries: how many requests were made.
        notes: what else happened on the way, such as a Retry-After that was cut.
    """

    def __init__(
        self,
        *,
        provider: str,
        what: str,
        where: str,
        fix: str,
        status: int | None = None,
        tries: int = 1,
        notes: tuple[str, ...] = (),
    ) -> None:
        told = f"{what} after {tries} tries" if tries > 1 else what
        super().__init__("; ".join([f"{provider}: {told} ({where})", *notes, fix]))
        self.provider = provider
        self.what = what
        self.where = where
        self.fix = fix
        self.status = status
        self.tries = tries
        self.notes = notes

    def after(self, tries: int, notes: tuple[str, ...]) -> ProviderError:
        """The same, knowing how many requests it took."""
        return type(self)(
            provider=self.provider,
            what=self.what,
            where=self.where,
            fix=self.fix,
            status=self.status,
            tries=tries,
            notes=notes,
        )


class KeyRefusedError(ProviderError):
    """The provider does not take the key, or its quota is spent."""


class AccessRefusedError(ProviderError):
    """The provider, or a proxy before it, does not serve this address or these headers."""


class NotFoundError(ProviderError):
    """There is no such game, event or page."""


class ParameterRefusedError(ProviderError):
    """The provider calls a parameter wrong."""


class RateLimitedError(ProviderError):
    """Too many requests, also after waiting."""


class UnavailableError(ProviderError):
    """No answer: a connection that fails, a time that runs out, a status of 500 and above."""


class UnexpectedStatusError(ProviderError):
    """A status that the provider does not document, such as a redirect."""


class TooLargeError(ProviderError):
    """A body beyond the bound."""


class NotJsonError(ProviderError):
    """The body is HTML, cut off, empty, or otherwise no JSON."""


class WrongShapeError(ProviderError):
    """The body is JSON, but another than documented."""


class EndlessPagesError(ProviderError):
    """The pages come round again, or do not end within the bound."""
