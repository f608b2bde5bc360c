"""Make the pictures in docs/ from the example, in a database that is thrown away: `make screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright
from run import PYTHON, ROOT, find_chromium

PICTURES = {
    "meetings": "/meetings/",
    "who-met-whom": "/who-met-whom/",
    "visit": "/visits/1/",
    "search": "/search/?q=mexico",
    "visit-book": "/visits/1/book/",
}
# Of the manual for entry; what is pressed before the picture is taken.
ENTRY_PICTURES = {
    "entering-meeting": ("/admin/engagements/meeting/1/change/", ()),
    "entering-visit": ("/admin/engagements/visit/1/change/", ()),
    "entering-list": ("/admin/engagements/meeting/", ("#action-toggle",)),
}
PASSWORD = "for the pictures alone"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_for(address):
    for _ in range(100):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.1)
    sys.exit(f"The server did not start at {address}.")


def take(home, folder):
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses root in its sandbox
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=sandbox)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.goto(f"{home}/accounts/login/")
        page.get_by_label("Username").fill("admin")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{home}/")
        for name, (path, pressed) in (
            {name: (path, ()) for name, path in PICTURES.items()} | ENTRY_PICTURES
        ).items():
            page.goto(f"{home}{path}")
            for selector in pressed:
                page.click(selector)
            page.screenshot(path=folder / f"screenshot-{name}.png")
            print(f"docs/screenshot-{name}.png")
        take_bulk_change(page, folder)
        browser.close()


def take_bulk_change(page, folder):
    """Take the preview of a change of the meetings that were ticked last."""
    page.select_option("select[name=action]", "bulk_change")
    page.click("button[name=index]")
    page.select_option("select[name=value_progress]", "postponed")
    page.click("input[name=_preview]")
    page.wait_for_selector(".bulk-entries")
    page.screenshot(path=folder / "screenshot-entering-preview.png")
    print("docs/screenshot-entering-preview.png")


def main():
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    pictures = ROOT / "docs"
    pictures.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ADMIN_PASSWORD": PASSWORD,
            "DEBUG": "1",
            "HOME_COUNTRY": "US",
        }
        subprocess.run([PYTHON, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
        command = [PYTHON, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(
            [*command, "--no-control-socket", "--log-level", "warning"], cwd=ROOT, env=environment
        )
        try:
            wait_for(f"{home}/healthz")
            take(home, pictures)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
