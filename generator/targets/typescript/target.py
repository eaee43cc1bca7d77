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
    operation=re.compile(r"^export const \w+:\s+(?:Paged)?Operation<", re.MULTILINE),
)
