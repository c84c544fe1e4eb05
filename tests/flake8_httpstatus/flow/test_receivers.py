"""Step 6: methods and attributes of objects whose class is known; beside each example look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects_in_text import check_project

CLIENT = """
# shop/client.py
class Client:
    def check(self, url, code=200):  # HSC102
        response = self.session.get(url)
        assert response.status_code == code
"""

# How `client` comes to be one; each above, or around, `client.check(url, 404)`
CLIENTS = [
    "client = Client()\n",
    "client = Client(url, retries=3)\n",
    "client: Client = Client()\n",
    "client: Client = make()\n",
    "client = None\nclient = Client()\n",
    "client = Client() if x else Client(x)\n",
    "client = Client()\nclient = Client(x)\n",
    "if (client := Client()): ",
    "def f():\n client = Client()\n ",
    "def f():\n client = Client()\n def g(): ",
    "def f(client: Client): ",
    "def f(client: Client = None): ",
    "def f(*, client: Client): ",
    "def f(client: Client | None): ",
    "def f(client: None | Client): ",
    "def f(client: Optional[Client]): ",
    "def f(client: 'Client'): ",
    "def f(client: 'Client | None'): ",
    "def f(client: Optional['Client']): ",
    "def f(client: Client, x=1): ",
]


@pytest.mark.parametrize("above", CLIENTS)
def test_names(tmp_path: Path, above: str) -> None:
    check_project(
        tmp_path,
        f"{CLIENT}# shop/views.py\nfrom .client import Client\n{above}client.check(url, 404)  # HSC101\n",
    )


# Each in the same place
@pytest.mark.parametrize(
    "above",
    [
        "",
        "client = make()\n",
        "client = Client\n",
        "client = Client().session\n",
        "client = Client.make()\n",
        "client = [Client()]\n",
        "client, x = Client()\n",
        "client = Client()\nclient = Other()\n",
        "client = Client() if x else Other()\n",
        "client = Client() or Other()\n",
        "client = Client()\nclient = x\n",
        "client = Client()\nclient += 1\n",
        "client = Client()\nfor client in x: pass\n",
        "client = Client()\nfor client in x: ",
        "client = Client()\nwith Other() as client: pass\n",
        "client = Client()\nwith Other() as (client, x): pass\n",
        "client = Client()\nx, client = y\n",
        "client = Client()\nx, *client = y\n",
        "client = Client()\nfrom x import client\n",
        "client = Client()\nimport client\n",
        "client = Client()\ndef client(): pass\n",
        "client = Client()\ndef f():\n global client\n client = Other()\n",
        "client = Client()\nmatch x:\n case [client]: pass\n",
        "client = Client()\nmatch x:\n case {**client}: pass\n",
        "client = Client()\nmatch x:\n case [*client]: pass\n",
        "client = Client()\nmatch x:\n case str() as client: pass\n",
        "client = Client()\ntry: f()\nexcept Error as client: pass\n",
        "client = Client()\nif (client := Other()): pass\n",
        "client = Client()\nif any((client := y) for y in z): pass\n",
        "client = Client()\ndef f(client): ",
        "client = Client()\nlambda client: ",
        "with Client() as client:\n ",
        "client = Client()\nf = lambda client: ",
        "client = Client()\nx = lambda *client: ",
        "def f(client):\n client = client or Client()\n ",
        "def f(client):\n if x: client = Client()\n ",
        "def f(client=None):\n if client is None: client = Client()\n ",
        "def f(client: Other):\n if x: client = Client()\n ",
        "def f(client: Client):\n client = other()\n ",
        "def f(client: Other): ",
        "def f(client: Client | Other): ",
        "def f(client: list[Client]): ",
        "def f(client: type[Client]): ",
        "def f(client: Callable[..., Client]): ",
        "def f(*client: Client): ",
        "def f(**client: Client): ",
        "def f(client: 'broken ['): ",
        "def f(client: x.Client): ",
        "def f(client: '\\0'): ",
        "from other import Client\nclient = Client()\n",
        "class Client: pass\nclient = Client()\n",
        "Client = wrapped(Client)\nclient = Client()\n",
        "def Client(): pass\nclient = Client()\n",
    ],
)
def test_other_names(tmp_path: Path, above: str) -> None:
    check_project(
        tmp_path, f"{CLIENT}# shop/views.py\nfrom .client import Client\n{above}client.check(url, 404)\n"
    )
