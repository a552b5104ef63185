"""GETs of a provider: timed, tried again, slowed down and bounded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from tenacity import RetryCallState, Retrying, retry_if_result

from contracts.apis.clients.addresses import accepted, is_loopback
from contracts.apis.clients.answers import Answer
from contracts.apis.clients.exchange import Exchange, Failure, Parameters, Request, StayingSession
from contracts.apis.clients.provider import MOST_BYTES, Provider
from contracts.apis.clients.rates import RateLimiter
from contracts.apis.clients.signing import NoKey, hide_in_logs
from contracts.apis.clients.timing import Timing
from contracts.apis.clients.waiting import RetryPolicy, pause_s


@dataclass(frozen=True, slots=True)
class Conduct:
    """How clients behave; one is shared by the clients of a process, so that they share the limiter.

    Attributes:
        timing: clock, sleep and chance.
        limiter: how fast each host may be asked.
        policy: how often and how long one call may try.
        most_bytes: of a decoded body.
    """

    timing: Timing = field(default_factory=Timing)
    limiter: RateLimiter = field(default_factory=RateLimiter)
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    most_bytes: int = MOST_BYTES


class ProviderClient:
    """Asks one host of one provider; close it, or use it in a `with`. Not for several threads at once.

    Args:
        provider: whom to ask.
        signature: what puts the key into a request.
        base_url: another than the documented one, for a server on loopback. Loopback is neither slowed down nor
            reached through a proxy.

    Raises:
        AddressError: the base URL is neither the documented one nor on loopback.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        signature: NoKey | None = None,
        base_url: str | None = None,
        conduct: Conduct | None = None,
    ) -> None:
        conduct = conduct or Conduct()
        self.provider = provider
        self._base = accepted(base_url or provider.base_url, documented=provider.base_url)
        self._timing = conduct.timing
        self._policy = conduct.policy
        self._limiter = None if is_loopback(self._base) else conduct.limiter
        self._signature = signature or NoKey()
        self._session = StayingSession()
        self._session.headers.update(provider.headers)
        self._session.trust_env = not is_loopback(self._base)
        self._exchange = Exchange(
            provider,
            self._session,
            self._signature,
            conduct.timing,
            conduct.most_bytes,
            conduct.policy.most_retry_after_s,
        )
        hide_in_logs()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def get(
        self, endpoint: str, parameters: Parameters | None = None, *, gap_s: float = 0.0, no_content: bool = False
    ) -> Answer:
        """The answer of one endpoint, with status 200.

        Args:
            endpoint: a path, such as `/v1/games`.
            gap_s: seconds since the request before, where this endpoint wants more than its host.
            no_content: whether 204 is a documented answer too.

        Raises:
            ProviderError: one of its kinds says why there is no such answer.
        """
        parameters = parameters or {}
        query = urlencode(parameters, doseq=True, safe=",:/")
        where = self._signature.hide(f"GET {self._base}{endpoint}{'?' if query else ''}{query}")
        deadline = self._timing.clock() + self._policy.total_s
        call = _Call(self, Request(self._base, endpoint, parameters, where, no_content, deadline), gap_s)
        return call.outcome()

    def send(self, request: Request, *, gap_s: float) -> Answer | Failure:
        """One request in its turn."""
        if self._limiter is not None:
            self._limiter.wait(urlsplit(self._base).hostname or "", timing=self._timing, gap_s=gap_s)
        return self._exchange.once(request)

    @property
    def timing(self) -> Timing:
        return self._timing

    @property
    def policy(self) -> RetryPolicy:
        return self._policy


@dataclass(slots=True)
class _Call:
    """One call: a request and its repetitions."""

    client: ProviderClient
    request: Request
    gap_s: float
    tries: int = 0
    notes: list[str] = field(default_factory=list)

    def outcome(self) -> Answer:
        last = Retrying(
            retry=retry_if_result(lambda outcome: isinstance(outcome, Failure) and outcome.again),
            wait=self._pause_s,
            stop=self._is_over,
            sleep=self.client.timing.sleep,
            retry_error_callback=_last,
        )(self._once)
        if isinstance(last, Failure):
            raise last.error.after(self.tries, tuple(self.notes))
        return replace(last, notes=tuple(self.notes))

    def _once(self) -> Answer | Failure:
        self.tries += 1
        outcome = self.client.send(self.request, gap_s=self.gap_s)
        if isinstance(outcome, Failure) and outcome.asked.note:
            self._note(outcome.asked.note)
        return outcome

    def _pause_s(self, state: RetryCallState) -> float:
        last = _last(state)
        if not isinstance(last, Failure):
            return 0.0
        return pause_s(attempt=self.tries, rate_limited=last.rate_limited, asked=last.asked, timing=self.client.timing)

    def _is_over(self, state: RetryCallState) -> bool:
        policy, last = self.client.policy, _last(state)
        limited = isinstance(last, Failure) and last.rate_limited
        if self.tries >= (policy.rate_limited_tries if limited else policy.tries):
            return True
        if self.client.timing.clock() + state.upcoming_sleep < self.request.deadline:
            return False
        self._note(f"another pause of {state.upcoming_sleep:.0f} s would pass the bound of {policy.total_s:g} s")
        return True

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _last(state: RetryCallState) -> Answer | Failure:
    if state.outcome is None:
        raise RuntimeError("tenacity asked before the first try")
    outcome: Answer | Failure = state.outcome.result()
    return outcome


class ProviderCalls:
    """The calls of one provider, over one client a host. Close it by using it in a `with`."""

    def __init__(self, *clients: ProviderClient) -> None:
        self._clients = clients

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients:
            client.close()
