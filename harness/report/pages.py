"""What every page is made with: templates that escape, a policy that names what is inside by its hash, its files."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harness.report.wording import printable


def page_environment(package: str, **filters: Callable[..., Any]) -> Environment:
    """Templates of `<package>/templates`: everything is escaped, and a name that is not given is an error."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    return environment


def page_policy(*, style: str, script: str | None = None) -> str:
    """The content security policy of a page that has this style and this script inside, and loads nothing."""
    scripts = "" if script is None else f"script-src '{_hash(script)}'; "
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; {scripts}img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def page_file(package: str, name: str) -> str:
    """A style or a script of `<package>/templates`."""
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


def _visible(value: object) -> object:
    """Everything a template prints passes here: no control character, no lone surrogate reaches the page."""
    return printable(value, keep="\n\t") if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
