"""The Python target."""

import re
from typing import Final

from generator.targets.python.check import check
from generator.targets.python.emit import emit
from generator.targets.python.samples import samples
from generator.targets.python.settings import ABOUT, OPTIONS, PythonSettings, refused, settings
from generator.targets.python.surface import surface
from generator.targets.target import Target

TARGET: Final[Target[PythonSettings]] = Target(
    about=ABOUT,
    options=OPTIONS,
    settings=settings,
    refused=refused,
    emit=emit,
    samples=samples,
    surface=surface,
    edition="python",
    check=check,
    imports=re.compile(
        r"^from ([a-z_]\w{0,99})(?:\.[\w.]{1,99})? import [^\n]{0,200}Client\b", re.MULTILINE
    ),
    operation=re.compile(r"^\w+: Operation\[", re.MULTILINE),
)
