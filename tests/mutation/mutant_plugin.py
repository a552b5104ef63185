"""A pytest plugin that puts one mutant in the place of its module: MUTANT_MODULE, MUTANT_SOURCE."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != os.environ["MUTANT_MODULE"]:
            return None
        return importlib.util.spec_from_file_location(name, os.environ["MUTANT_SOURCE"], loader=self)

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        source = Path(os.environ["MUTANT_SOURCE"]).read_text(encoding="utf-8")
        exec(compile(source, os.environ["MUTANT_SOURCE"], "exec"), vars(module))  # noqa: S102


sys.meta_path.insert(0, _Finder())
