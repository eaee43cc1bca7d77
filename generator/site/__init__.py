"""Floor 7: `docs2sdk site`, the pages as a VitePress site, and `docs2sdk preview`, the same pages while one edits."""

from generator.site.made import Made, read_site, write_site

__all__ = ["Made", "read_site", "write_site"]
