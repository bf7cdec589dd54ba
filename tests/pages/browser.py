"""A headless Chromium on a pipe: one page, its console, its requests, its pictures. Standard library only."""

import base64
import itertools
import json
import os
import select
import shutil
import struct
import subprocess
import tempfile
import time
import zlib

PATIENCE = 120  # seconds for one answer, on a busy machine


def find():
    """The browser, or None."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for path in map(shutil.which, filter(None, names)) if path), None)


class Browser:
    """Speaks the DevTools protocol over two pipes; messages end with a zero byte."""

    def __init__(self, path):
        self.folder = tempfile.TemporaryDirectory(prefix="drill-browser-")
        there, self.send_to = os.pipe()
        self.read_from, back = os.pipe()

        def pipes():
            # The browser reads from 3 and writes to 4. Both ends are lifted first, lest one falls on the other.
            lifted = [os.dup(there), os.dup(back)]
            while min(lifted) < 10:
                lifted = [os.dup(end) if end < 10 else end for end in lifted]
            os.dup2(lifted[0], 3)
            os.dup2(lifted[1], 4)

        self.process = subprocess.Popen(
            [path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder.name}",
             "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=pipes)
        os.close(there)
        os.close(back)
        self.numbers = itertools.count(1)
        self.rest = b""
        self.console, self.requests, self.loaded = [], [], False
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def message(self, until):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.read_from], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(self.read_from, 1 << 16) if ready else b""
            if not piece:
                raise TimeoutError("the browser does not answer")
            self.rest += piece
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **params):
        number = next(self.numbers)
        order = {"id": number, "method": method, "params": params}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.send_to, json.dumps(order).encode() + b"\0")
        until = time.monotonic() + PATIENCE
        while True:
            message = self.message(until)
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.hear(message)

    def hear(self, event):
        name, params = event.get("method"), event.get("params", {})
        if name == "Runtime.consoleAPICalled":
            self.console.append(str(params.get("args")))
        elif name == "Runtime.exceptionThrown":
            self.console.append(str(params.get("exceptionDetails")))
        elif name == "Log.entryAdded":
            self.console.append(params["entry"]["text"])
        elif name == "Page.javascriptDialogOpening":
            self.console.append("dialog: " + params.get("message", ""))
        elif name == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif name == "Page.loadEventFired":
            self.loaded = True

    def open(self, url):
        """Loads a page, and waits until it is there."""
        self.console, self.requests, self.loaded = [], [], False
        self.call("Page.navigate", url=url)
        until = time.monotonic() + PATIENCE
        while not self.loaded:
            self.hear(self.message(until))

    def ask(self, expression):
        """The value of an expression on the page."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def look(self, width, scheme, media="", whole=True):
        """The page as wide as `width`, light or dark, on the screen or printed; a picture as PNG."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1,
                  mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def close(self):
        """Ends the browser that was started here."""
        try:
            self.session = None
            self.call("Browser.close")
        except (OSError, TimeoutError, RuntimeError):
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.send_to)
        os.close(self.read_from)
        shutil.rmtree(self.folder.name, ignore_errors=True)


def pixels(png):
    """Width, height and rows of (red, green, blue) of a PNG of eight bits without interlacing."""
    at, data, size = 8, b"", (0, 0)
    step = 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
            step = {2: 3, 6: 4}[body[9]]
        elif kind == b"IDAT":
            data += body
        at += length + 12
    raw = zlib.decompress(data)
    width, height = size
    stride = width * step
    above, rows = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        row = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + stride]), above, step)
        rows.append([tuple(row[x:x + 3]) for x in range(0, stride, step)])
        above = row
    return width, height, rows


def unfilter(kind, row, above, step):
    """One row of a PNG, its prediction added back."""
    if kind == 0:
        return row
    for x in range(len(row)):
        left = row[x - step] if x >= step else 0
        up = above[x]
        corner = above[x - step] if x >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            near = left + up - corner
            ways = (abs(near - left), abs(near - up), abs(near - corner))
            guess = (left, up, corner)[ways.index(min(ways))]
        row[x] = (row[x] + guess) & 255
    return row
