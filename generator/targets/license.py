"""The LICENSE of a generated package: the text of MIT, else what SPDX calls it and where it is to be read."""

from __future__ import annotations

from typing import Final

from generator.targets.settings import Settings

_MIT: Final = """\
MIT License

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
_OTHER: Final = """\
Copyright (c) {holder}

SPDX-License-Identifier: {license}

The text of the licence: https://spdx.org/licenses/{license}.html
"""


def license_files(settings: Settings) -> dict[str, str]:
    """The file LICENSE, where the configuration names a licence."""
    if not settings.license:
        return {}
    holder = settings.author or f"the authors of {settings.package}"
    text = _MIT if settings.license == "MIT" else _OTHER
    return {"LICENSE": text.format(holder=holder, license=settings.license)}
