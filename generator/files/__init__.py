"""Floor 2: the only package that touches the disk: trees are read and written here, below one root.

Links below a root are never followed, and nothing but regular files is read. A file is written so that at any
moment either its old or its new bytes are there.
"""

from generator.files.names import CONFIG, UnsafePathError, safe, unsafe
from generator.files.reading import (
    STRANGE,
    SourceFile,
    exists,
    hash_tree,
    in_repository,
    is_free,
    is_in_repository,
    names_below,
    path_of,
    read_bytes,
    read_file,
    read_tree,
    sha256,
)
from generator.files.tool import fingerprint, runtime_files, template, template_names
from generator.files.writing import TEMPORARY, alone, remove, rewrite, write, write_tree

__all__ = [
    "CONFIG",
    "STRANGE",
    "TEMPORARY",
    "SourceFile",
    "UnsafePathError",
    "alone",
    "exists",
    "fingerprint",
    "hash_tree",
    "in_repository",
    "is_free",
    "is_in_repository",
    "names_below",
    "path_of",
    "read_bytes",
    "read_file",
    "read_tree",
    "remove",
    "rewrite",
    "runtime_files",
    "safe",
    "sha256",
    "template",
    "template_names",
    "unsafe",
    "write",
    "write_tree",
]
