"""The TypeScript target."""

import re
from typing import Final

from generator.targets.target import Target
from generator.targets.typescript.check import check
from generator.targets.typescript.emit import emit
from generator.targets.typescript.samples import samples
from generator.targets.typescript.settings import (
    ABOUT,
    OPTIONS,
    TypeScriptSettings,
    refused,
    settings,
)
from generator.targets.typescript.surface import surface

TARGET: Final[Target[TypeScriptSettings]] = Target(
    about=ABOUT,
    options=OPTIONS,
    settings=settings,
    refused=refused,
    emit=emit,
    samples=samples,
    surface=surface,
    edition="node",
    check=check,
    imports=re.compile(
        r"""Client\b[^;"'\n]{0,200}(?:\bfrom|\brequire\()\s?["']((?:@[a-z0-9~-][a-z0-9._~-]{0,99}/)?[a-z0-9~-][a-z0-9._~-]{0,99})["']"""
    ),
    operation=re.compile(r"^export const \w+:\s+(?:Paged)?Operation<", re.MULTILINE),
)
