"""Escaping comes last: texts that become dangerous when a character is taken away, in every slot, for both targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from generator.model import Api
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.settings import TypeScriptSettings
from tests.hostile.texts import SEQUENCES, parted
from tests.python_client import shape as python_shape
from tests.typescript_client import shape as typescript_shape
from tests.typescript_client.hostile import document

Emitted = Callable[[Sequence[Api]], Mapping[str, str]]
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def python(apis: Sequence[Api]) -> Mapping[str, str]:
    """The Python package, if it has the shape of its plan."""
    files, _ = emit_python(apis, PythonSettings())
    python_shape.check(files, apis, PythonSettings())
    return files


def typescript(apis: Sequence[Api]) -> Mapping[str, str]:
    """The TypeScript package, if it has the shape of its plan."""
    files, _ = emit_typescript(apis, TypeScriptSettings())
    typescript_shape.check(files, apis, TypeScriptSettings())
    return files


@pytest.mark.parametrize("name", SEQUENCES)
@pytest.mark.parametrize("emitted", [python, typescript])
def test_every_slot(emitted: Emitted, name: str) -> None:
    for path, text in emitted([document(list(parted(name)))]).items():
        assert _UNSEEN.search(text) is None, path


def test_there_are_enough_of_them(figure: Callable[[str], None]) -> None:
    texts = {text for name in SEQUENCES for text in parted(name)}
    figure(f"hostile texts parted by a character: {len(texts)}, in every slot, for two targets")
    assert len(texts) > 1000
