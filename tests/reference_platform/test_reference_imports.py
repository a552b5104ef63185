"""What a worker cannot import is found before it takes a message."""

from __future__ import annotations

import logging

import pytest

from harness.reference.safeguards import ALL_ON
from harness.reference.services.health import NotReadyError, readiness
from harness.reference.services.worker.imports import CriticalImports

MODULES = ("json", "catboost_absent")
TOLD = "cannot be imported: catboost_absent (ModuleNotFoundError: No module named 'catboost_absent')"


def test_imports_checked(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="harness")
    with pytest.raises(NotReadyError) as refused:
        CriticalImports(MODULES).check()
    assert str(refused.value) == TOLD
    unsafe = CriticalImports(MODULES, safeguards=ALL_ON.without("imports_checked"))
    unsafe.check()
    assert unsafe.lacking() == TOLD


@pytest.mark.parametrize(("off", "status"), [((), "not_ready"), (("imports_checked",), "ready")])
def test_readiness_tells_of_it(caplog: pytest.LogCaptureFixture, off: tuple[str, ...], status: str) -> None:
    caplog.set_level(logging.CRITICAL, logger="harness")
    imports = CriticalImports(MODULES, safeguards=ALL_ON.without(*off))
    assert readiness([imports.probe()], service="worker", revision="r1").status == status


def test_who_has_all_modules_lacks_nothing() -> None:
    imports = CriticalImports(("json", "math"))
    imports.check()
    assert imports.lacking() is None
