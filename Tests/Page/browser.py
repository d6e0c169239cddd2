"""A real browser, driven over the W3C WebDriver protocol with nothing but Python's own library.

Needs chromium and chromedriver on the path (Debian: chromium, chromium-driver).
"""
import base64
import json
import re
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Driver:
    """One chromedriver, for as many windows as are wanted."""

    def __enter__(self):
        self.process = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            # A test runner may start us with all signals blocked, and the driver would not hear that it shall end.
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, []))
        for line in self.process.stdout:
            if found := re.search(r"successfully on port (\d+)", line):
                self.address = f"http://127.0.0.1:{found[1]}"
                return self
        raise RuntimeError("chromedriver did not start")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"content-type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None


class Window:
    """A window of its own browser: a desktop's, or a telephone's with a touch screen."""

    def __init__(self, driver, width, height, *, phone=False):
        self.driver, self.width = driver, width
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = {"args": [
            # CI runs as root in a container, where the browser's own sandbox cannot be had.
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={self.profile.name}", f"--window-size={width},{height}"]}
        if phone:
            options["mobileEmulation"] = {
                "deviceMetrics": {"width": width, "height": height, "pixelRatio": 2, "touch": True, "mobile": True}}
        session = driver.call(
            "POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self.path = f"/session/{session['sessionId']}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.call("DELETE", self.path)
        self.profile.cleanup()

    def open(self, file):
        self.driver.call("POST", self.path + "/url", {"url": f"file://{file}"})

    def run(self, script, *arguments):
        """Runs the body of a JavaScript function and gives what it returns."""
        return self.driver.call("POST", self.path + "/execute/sync", {"script": script, "args": list(arguments)})

    def devtools(self, command, **parameters):
        self.driver.call("POST", self.path + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def scheme(self, name):
        """Light or dark, as the reader's system has it."""
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def point(self, x, y, kind="mouse", press=False):
        """Moves a mouse to a point of the window, or taps there with a finger."""
        actions = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}]
        if press:
            actions += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.driver.call("POST", self.path + "/actions", {"actions": [
            {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": actions}]})

    def key(self, value):
        self.driver.call("POST", self.path + "/actions", {"actions": [
            {"type": "key", "id": "keys",
             "actions": [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]}]})

    def screenshot(self, file):
        with open(file, "wb") as output:
            output.write(base64.b64decode(self.driver.call("GET", self.path + "/screenshot")))
