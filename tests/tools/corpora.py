"""The corpora that the tool is measured on: source archives from PyPI, downloaded once into a cache."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

# Folder names of the unpacked archives: name-version
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
