"""What administrators look after: 団体, 課, 事務, users, the audit."""

import re
import sqlite3
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pia.accounts.signing_in import sign_in
from pia.approval.roles import Role
from pia.operations import ownership
from pia.operations.act import Act
from pia.web.views.audit import action_title
from tests.web.conftest import BEGINNING
from tests.web.routes import ROUTES
