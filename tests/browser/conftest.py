"""The real pages in Debian's own Chromium; nothing is fetched for it and nothing leaves this machine."""

import os
import shutil
import sqlite3
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from playwright.sync_api import expect

from engagements.models.stamps import new_identity, set_identity

# The browser's driver keeps an event loop running, which Django takes for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
ACCESSIBILITY = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    # It would read style sheets by way of a style element, which the policy of our pages forbids.
    "preload": False,
}


FONTS = {"DejaVu Sans": "DejaVuSans.ttf", "Noto Sans": "NotoSans-Regular.ttf"}
FONT_CONFIGURATION = """<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not path:
        pytest.skip("no browser found: install chromium, or set CHROMIUM to the path of one")
    quiet = (
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",  # containers give it too little room
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    )
    sandbox = () if os.geteuid() else ("--no-sandbox",)  # Chromium refuses root in its sandbox
    return {**browser_type_launch_args, "executable_path": path, "args": [*quiet, *sandbox]}


@pytest.fixture(scope="session")
def browser(request, launch_browser, tmp_path_factory):
    """A browser; where it is parametrized by one of `FONTS`, it shows everything in that font."""
    environment = dict(os.environ)
    if family := getattr(request, "param", None):
        if not any(Path("/usr/share/fonts").rglob(FONTS[family])):
            pytest.skip(f"{family} is not installed")
        configuration = tmp_path_factory.mktemp("fonts") / "fonts.conf"
        configuration.write_text(FONT_CONFIGURATION.format(family=family))
        environment["FONTCONFIG_FILE"] = str(configuration)
    browser = launch_browser(env=environment)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": DESKTOP, "locale": "en-GB"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Put SQLite's test database in a file.

    In memory it would have one connection for all threads of the live server, and two
    requests at a time would break into each other's transactions.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        # No test pulls the plug, so none waits for the disk.
        connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Start the server when the database is set up: before, it would take it for one in memory."""
    return live_server


def copy_of(database):
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    database.backup(memory)
    return memory


@pytest.fixture(scope="session")
def prepared(django_db_setup, django_db_blocker):
    """Two databases to begin a test with: by False one without records, by True one with the example."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        empty = copy_of(connection.connection)
        call_command("load_example", verbosity=0)
        databases = {False: empty, True: copy_of(connection.connection)}
        empty.backup(connection.connection)
        return databases


def put_in_place(database):
    """Let a copy of ``database`` be what tests and the live server see."""
    connection.ensure_connection()
    database.backup(connection.connection)
    set_identity("default", new_identity())  # what was read of the other one counts no more


@pytest.fixture
def without_flush(monkeypatch):
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)


@pytest.fixture
def transactional_db(request, without_flush, transactional_db, prepared):
    """Begin with a copy of a prepared database, and leave the empty one.

    To empty all tables, make the permissions and roles again and load the example took two thirds of the
    time of most tests here.
    """
    put_in_place(prepared["example" in request.fixturenames])
    yield
    put_in_place(prepared[False])


@pytest.fixture
def example(transactional_db):
    """The Mexico account, loaded: `transactional_db` begins with it."""


@pytest.fixture(autouse=True)
def faults(context, page, live_server):
    """What went wrong in the pages of a test, whatever else it was about; must be empty at its end.

    A test that provokes an error clears the list itself.
    """
    found = []
    home = urlsplit(live_server.url).netloc

    def look_at_request(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != home:
            found.append(f"request to another host: {request.url}")

    def look_at_console(message):
        if message.type in ("error", "warning"):
            found.append(f"console {message.type}: {message.text} ({message.location['url']})")

    context.set_default_timeout(10_000)
    context.on("request", look_at_request)
    context.on("console", look_at_console)
    context.on("weberror", lambda error: found.append(f"script error: {error.error}"))
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def sign_in(context, live_server):
    """Return a function that signs a user in without the form, in the test's own browser or another."""

    def give_cookie(user, context=context):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return give_cookie


@pytest.fixture
def look(page, live_server):
    """Return a function that opens an address at a width."""

    def open_page(path, viewport=DESKTOP):
        page.set_viewport_size(viewport)
        response = page.goto(f"{live_server.url}{path}")
        assert response.status == 200, f"{path}: {response.status}"
        return page

    return open_page


@pytest.fixture
def queries_of_forms(settings):
    """Django checks each chosen record of a form by a query of its own."""
    settings.ZEAL_RAISE = False


class Hands:
    """An editor at the mouse and the keyboard; every click and every key is counted.

    A chord such as Ctrl+Enter counts as two keys. What somebody sees before they go on,
    the hands wait for.
    """

    def __init__(self, page, counts=None):
        self.page = page
        self.counts = Counter() if counts is None else counts

    def click(self, target):
        target.click()
        self.counts["clicks"] += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.counts["characters"] += len(text)

    def paste(self, text):
        """Put a text where the focus is, as Ctrl+V does."""
        self.page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                document.activeElement.dispatchEvent(
                    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            text,
        )
        self.counts["keys"] += 2

    def type_list(self, group, lines):
        """Type lines of people into the box for lists of a group of lines."""
        box = self.page.locator(f"#{group}-group")
        self.click(box.get_by_text("Paste a list"))
        self.click(box.locator(".pasting textarea"))
        for number, line in enumerate(lines):
            if number:
                self.press("Enter")
            self.type(line)
        self.press("Control+Enter")
        made = "1 line made" if len(lines) == 1 else f"{len(lines)} lines made"
        expect(box.get_by_text(made)).to_have_count(1)

    def press(self, *keys):
        for key in keys:
            self.counts["keys"] += key.count("+") + 1
            self.page.keyboard.press(key)

    def tab(self, times=1):
        self.press(*["Tab"] * times)

    def send(self, keys):
        """Press what sends the form, and go on when the next page is there."""
        with self.page.expect_navigation():
            self.press(keys)

    @property
    def suggestion(self):
        return self.page.locator(".select2-results__option--highlighted")

    def search(self, term, found):
        """Type into the box that has the focus and see what it offers first."""
        self.type(term)
        expect(self.suggestion).to_contain_text(found)

    def choose(self, term, found, key="Tab"):
        self.search(term, found)
        self.press(key)

    @contextmanager
    def window(self, *keys, click=None):
        """The window that opens by ``keys`` or a click; saved at the end, unless it is closed by then."""
        with self.page.expect_popup() as opened:
            self.click(click) if click else self.press(*keys)
        popup = Hands(opened.value, self.counts)
        expect(popup.page.locator("form :focus")).to_be_visible()
        yield popup
        if not popup.page.is_closed():
            with popup.page.expect_event("close"):
                popup.press("Control+Enter")

    def add(self, name, below=""):
        """Add what the box does not find under its name; the cursor is in the first field that is empty.

        Below a name that is only near nothing is marked: the hands go down past it.
        """
        if below:
            self.type(name)
            expect(self.page.locator(".select2-results__option").first).to_contain_text(below)
            self.press("ArrowDown", "ArrowDown")
            expect(self.suggestion).to_contain_text(f"Add “{name}” …")
        else:
            self.search(name, f"Add “{name}” …")
        self.press("Enter")


def expect_boxes(page):
    """Wait until the page is there, and a script has made the boxes of its forms."""
    page.wait_for_load_state()
    waiting = "select.admin-autocomplete:not(.select2-hidden-accessible, [name*=__prefix__])"
    expect(page.locator(waiting)).to_have_count(0)


def barriers(page):
    """Return what keeps people with a disability from using the page, one a line.

    No colour is on its way from one to another meanwhile: the admin's links take a moment to change theirs.
    What moves is stopped and not waited for, as some of it may never end.
    """
    page.evaluate("document.getAnimations().forEach(animation => animation.cancel())")
    violations = Axe().run(page, options=ACCESSIBILITY).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html']} — {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def expect_no_barriers(page):
    """Expect none in light colours, nor in dark ones, to which a page changes without being loaded again."""
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        assert barriers(page) == [], colours


def sideways(page):
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
