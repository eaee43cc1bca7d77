"""Floor 7: what stays in memory between two saves: `docs2sdk watch`, a preview, an editor.

session = Session(Path("specs"), Path("generated"))
outcome = session.build()
for paths in saves(Path("specs")):
    outcome = session.build()
"""

from generator.live.saves import WatchError, saves
from generator.live.session import Session

__all__ = ["Session", "WatchError", "saves"]
