"""A process of its own that serves a home: python drafting_served.py HOME PORT; killed by its test."""

import sys
from pathlib import Path

from pia.store.work import Store
from pia.web.app import create_app
from pia.web.serve import serve
from pia.web.settings import WebSettings

if __name__ == "__main__":
    settings = WebSettings(home=Path(sys.argv[1]))
    serve(create_app(settings, Store.at(settings.database_address)), "127.0.0.1", int(sys.argv[2]))
