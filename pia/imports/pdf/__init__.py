"""PDF → grid: by the tags that its maker left in it, else by the rules and the lines of its pages.

What a person does not see is not read: text without colour, white on white, under a box or a
picture, outside the page. pdfium is C++: everything here runs in the worker of `pia.imports.apart`.
"""

from pia.imports.pdf.reading import MAX_PAGES, is_pdf, read_pdf

__all__ = ["MAX_PAGES", "is_pdf", "read_pdf"]
