"""What the writers of printed pages share: places on the grid, widths of columns, 記号の説明.

Enters: rows and columns of an Outline. Leaves: cells with their column, widths in twips.
"""
