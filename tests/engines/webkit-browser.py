"""A window of WebKitGTK for its driver, with a profile that stays: MiniBrowser's own is forgotten at
its end. Called as: python3 webkit-browser.py --automation PROFILE DOWNLOADS"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gio, Gtk, WebKit2  # noqa: E402

NAME, VERSION = "ShodoTest", (1, 0, 0)
PART = ".part"
profile, downloads = sys.argv[2:4]

data = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(profile, "data"),
    base_cache_directory=os.path.join(profile, "cache"),
)
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)
window = Gtk.Window(default_width=400, default_height=740)


def view_wanted(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.connect("close", lambda _view: Gtk.main_quit())
    window.add(view)
    window.show_all()
    return view


def driven(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name(NAME)
    info.set_version(*VERSION)
    session.set_application_info(info)
    session.connect("create-web-view", view_wanted)


def handed_out(_context, download):
    """Until it is whole it has a name of its own: WebKitGTK writes a blob where it is told to, bit by bit."""
    faults = []

    def place_of(_download, name):
        os.makedirs(downloads, exist_ok=True)
        path = os.path.join(downloads, name)
        download.set_destination(Gio.File.new_for_path(path + PART).get_uri())
        download.connect("finished", lambda _download: faults or os.rename(path + PART, path))
        return True

    download.connect("decide-destination", place_of)
    download.connect("failed", lambda _download, fault: faults.append(fault))


context.connect("automation-started", driven)
context.connect("download-started", handed_out)
Gtk.main()
