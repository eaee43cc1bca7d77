"""Characters at which some reader of program text ends a line."""

from __future__ import annotations

from typing import Final

BREAKS: Final = (
    "\n",
    "\r",
    "\r\n",
    "\t\n",
    "\f",
    "\v",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1c",
    "\x1d",
    "\x1e",
    "\0",
)
