"""A real Apache HTTP server for tests of redirect rules, from Debian's package apache2-bin."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.servers.install import install
from tests.virtuoso import free_port

NAMES = ("apache2", "httpd")
PACKAGE = "apache2-bin"
PLACES = ("/usr/sbin", "/usr/local/sbin")
MODULES = (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules"), Path("/usr/libexec/apache2"))
MISSING = f"no Apache HTTP server found: install Debian's {PACKAGE}"
SECONDS_TO_START = 30

CONFIGURATION = """\
ServerRoot "{folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
LoadModule mpm_event_module "{modules}/mod_mpm_event.so"
LoadModule authz_core_module "{modules}/mod_authz_core.so"
LoadModule headers_module "{modules}/mod_headers.so"
LoadModule mime_module "{modules}/mod_mime.so"
LoadModule rewrite_module "{modules}/mod_rewrite.so"
TypesConfig /dev/null
AddType text/html .html
AddType text/turtle .ttl
AddType application/rdf+xml .rdf
AddType application/ld+json .jsonld
AddType application/n-triples .nt
AddType text/tab-separated-values .tsv
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
  AllowOverride All
  Require all granted
</Directory>
"""


def find() -> str | None:
    """Return the path of the server, installed first where it is missing and that is possible, or None."""
    return _find() or (_find() if install(PACKAGE) else None)


@contextmanager
def apache(files: dict[str, Path], rules: Path, site: str) -> Iterator[str]:
    """Serve copies of folders until the end of the block and yield the address of the server.

    Args:
        files: path below the server's root to the folder that is served there.
        rules: the ``.htaccess`` of the path ``cxscape``.
        site: what becomes the address of the server in these rules.

    Raises:
        RuntimeError: there is no Apache, or it does not start.
    """
    program = find()
    modules = next((place for place in MODULES if place.is_dir()), None)
    if program is None or modules is None:
        raise RuntimeError(MISSING)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    # Not in pytest's folder, which nobody but the user who runs the tests may enter.
    with tempfile.TemporaryDirectory(prefix="cxscape-apache-") as name:
        folder = Path(name)
        for path, source in files.items():
            shutil.copytree(source, folder / "www" / path)
        (folder / "www" / "cxscape").mkdir()
        text = rules.read_text(encoding="utf-8").replace(site, address)
        (folder / "www" / "cxscape" / ".htaccess").write_text(text, encoding="utf-8")
        configuration = folder / "apache.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=port, modules=modules), encoding="utf-8")
        with (folder / "output.log").open("wb") as log:
            command = [program, "-D", "FOREGROUND", "-f", str(configuration)]
            process = subprocess.Popen(command, stdout=log, stderr=log, user=_user(folder))
        try:
            _wait(process, address, folder)
            yield address
        finally:
            process.terminate()
            process.wait()


def _find() -> str | None:
    path = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    return next(filter(None, (shutil.which(name, path=path) for name in NAMES)), None)


def _user(folder: Path) -> str | None:
    """Return the user to run as: Apache does not serve as root, who gives `folder` to nobody instead."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return nobody.pw_name


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    logs = [
        (folder / name).read_text(encoding="utf-8") for name in ("output.log", "error.log") if (folder / name).exists()
    ]
    raise RuntimeError(f"Apache does not start:\n{' '.join(logs)[-2000:]}")
