"""The web application: Flask, one blueprint per noun. Thin: parse, call one operation, render.

Enters: requests. Leaves: pages in Japanese. Imports every room below; nothing imports it but the
command that serves it.
"""
