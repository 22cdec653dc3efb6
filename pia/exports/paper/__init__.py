"""What the writers of printed pages share: places on the grid, widths of columns.

Enters: rows and columns of an Outline. Leaves: cells with their column, widths in twips.
"""
