"""One fact of a page is changed: the document changes in that fact and in no other, or a finding stands at the line.

`reader.py` finds facts on pages and `document.py` in documents, both on their own, without the program's readers.
`make facts` tries 2,000 on real pages.
"""
