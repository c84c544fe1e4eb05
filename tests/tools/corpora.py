"""The corpora that the tool is measured on: source archives from PyPI, downloaded once into a cache."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

# Folder names of the unpacked archives: name-version. The world of `status_code` …
CORPORA: Final = (
    "apache_superset-6.1.0",
    "dj_rest_auth-7.2.0",
    "djangorestframework-3.18.3",
    "drf_spectacular-0.30.0",
    "fastapi-0.165.0",
    "label_studio-1.23.2",
    "mlflow-3.18.0",
    "starlette-1.10.0",
)
# … other worlds, where a response's status has other words …
OTHER_WORLDS: Final = (
    "barbican-23.0.0",
    "chalice-1.34.0",
    "connexion-3.3.0",
    "falcon-4.4.0",
    "flask-restx-1.3.2",
    "jupyter_server-2.21.1",
    "kubernetes-37.0.2",
    "moto-5.2.5",
    "openstack_placement-16.0.0",
    "pyramid-2.1",
    "tahoe_lafs-1.20.0",
    "webob-1.8.11",
    "webtest-3.0.7",
)
# … and traps: such numbers mean something else there, or HTTP is a side show
TRAPS: Final = (
    "aioftp-0.28.3",
    "apprise-2.2.0",
    "asyncssh-2.24.1",
    "buildbot-4.3.0",
    "slixmpp-1.17.0",
    "supervisor-4.3.0",
)
GROUPS: Final = {"status_code": CORPORA, "other_worlds": OTHER_WORLDS, "traps": TRAPS}
CACHE: Final = Path(tempfile.gettempdir()) / "httpstatus-corpora"


def unpacked(corpus: str, cache: Path = CACHE) -> Path:
    """The folder of a corpus, downloaded and unpacked if it is not there yet.

    Raises `subprocess.CalledProcessError` where pip cannot download it.
    """
    folder = cache / corpus
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        name, _, version = corpus.rpartition("-")
        with tempfile.TemporaryDirectory(dir=cache) as archives:
            download = ["-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", archives]
            subprocess.run([sys.executable, *download, f"{name}=={version}"], check=True)
            [archive] = Path(archives).iterdir()
            with tarfile.open(archive) as stream:
                stream.extractall(cache, filter="data")
    return folder
