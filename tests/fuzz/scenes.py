"""Codes that go from file to file before they reach a status, as templates of the modules of a package.

And such with something that speaks against it. A scene says which module has what, lowest first: `[errors]`,
`[base]`, `[helpers]`, `[views]`, `[test]`. A line `use <f> of helpers` becomes an import, direct or by way of
another module, and decides how `<f>` is written below it in that module; after `take <f> of helpers` its name
stays. `<v>` and `<w>` are variables, `<m>` a method, `<f>` and `<g>` functions, `<k>` and `<l>` classes.
"""

from __future__ import annotations

from typing import Final

# Blank lines are between the scenes
SCENES: Final = tuple(
    scene
    for part in (
        # helpers: what they are passed, their defaults, what they return
        """\
[helpers]
def <f>(text, <v>=<code>): return Response(text, status=<v>)
[views]
use <f> of helpers
out(<f>('x', <code>), <f>('x', <v>=<code>), <f>('x'), <f>(*['x'], <v>=<code>))

[errors]
def <f>(<v>, <w>=0): return OwnResponse(status_code=<v>, data=<w>)
[helpers]
use <f> of errors
def <g>(<w>=<code>): return <f>(<w>)
[views]
use <g> of helpers
out(<g>(), <g>(<code>))
def <f>b(number=<code>): return <g>(<w>=number)
[test]
use <f>b of views
peek(<f>b)
out(<f>b(<code>))

[helpers]
def <f>(answer, <v>=<code>): case.assertEqual(answer.status_code, <v>)
def <g>(answer, *, <v>): return answer.status_code == <v> != <code>
[test]
use <f> of helpers
use <g> of helpers
peek(lambda: <f>(r, <code>))
out(<g>(r, <v>=<code> if r else <code>))

[helpers]
def <f>(kind=0):
    if kind == <code>: return <code>
    return <code>
[views]
use <f> of helpers
out(Response(1, status=<f>()), call(status_code=<f>(<code>)))

[helpers]
def <f>(): return r.status_code
[views]
use <f> of helpers
<v> = <f>()
out(<f>() == <code>, <v> in <codes>, <code> != <v>)

[helpers]
def <f>(): return 'x', <code>
[views]
use <f> of helpers
<w>, <v> = <f>()
out(Response(<w>, status=<v>))
@app.route('/')
def <g>(): return <f>()
peek(<g>)

[helpers]
async def <f>(<v>=<code>): return Response(1, status=<v>)
[views]
use <f> of helpers
async def <g>(): return await <f>(<code>)
peek(lambda: drive(<g>()))

[errors]
def <f>(<v>): return <v> == <code>, <v> in <codes>
[views]
use <f> of errors
out(<f>(r.status_code))

[helpers]
def <f>(<v>=<code>): return call(status_code=<v>)
[views]
def <g>(<w>=<code>):
    use <f> of helpers
    return <f>(<w>), <f>(<code>)
peek(<g>)""",
        # classes: methods, attributes and properties that are inherited, and receivers whose class is known
        """\
[base]
class <k>:
    def <m>(self, text, <v>=<code>): return Response(text, status=<v>)
[helpers]
use <k> of base
class <l>(<k>):
    def <m>b(self): return self.<m>('x', <code>), super().<m>('y', <v>=<code>)
[views]
use <l> of helpers
class <g>(<l>):
    def run(self, <w>=<code>): return self.<m>('z', <w>), self.<m>b()
out(<g>().run(), <g>().run(<code>), <l>().<m>(1, <code>))

[errors]
class <k>(Exception):
    <v> = <code>
    def __init__(self, <v>=None):
        if <v>: self.<v> = <v>
    def answer(self): return Response(1, status=self.<v>)
[helpers]
use <k> of errors
class <l>(<k>):
    <v> = <code>
def <f>(kind):
    if kind: raise <k>(<code>)
    raise <l>
[views]
use <f> of helpers
use <k> of errors
for kind in (0, 1):
    try: <f>(kind)
    except <k> as error:
        out(error.answer(), error.<v> == <code>)
[test]
use <l> of helpers
peek(lambda: <l>(<code>).answer())

[errors]
class <k>(Exception):
    def __init__(self, text, status_code=<code>):
        super().__init__(text)
        self.status_code = status_code
[base]
use <k> of errors
class <l>(<k>):
    def __init__(self, <v>=<code>): super().__init__('x', <v>)
[helpers]
use <l> of base
def <f>(<w>): raise <l>(<w>)
[views]
use <f> of helpers
use <k> of errors
try: <f>(<code>)
except <k> as error: out(error.status_code in <codes>)
[test]
use <l> of base
out(<l>().status_code, <l>(<code>).status_code == <code>)

[base]
class <k>:
    def <m>(self, path, <v>=<code>):
        <w> = client.get(path).status
        return <w> == <v>, <w>
[test]
use <k> of base
class <l>(<k>):
    def test_one(self):
        out(self.<m>('/x'), self.<m>('/y', <code>))
        return self.<m>('/z', <v>=<code>)
peek(<l>().test_one)

[base]
class <k>:
    def __init__(self, <v>=<code>): self.<v> = <v>
    @property
    def <m>(self): return self.<v>
    @classmethod
    def make(cls, <w>=<code>): return cls(<w>)
[views]
use <k> of base
<w> = <k>(<code>)
out(call(status_code=<w>.<m>), <w>.<v> == <code>, <k>.make(<code>).<m>)
def <f>(one: <k>): return Response(1, status=one.<v>), r.status_code != one.<m>
out(<f>(<w>), <f>(<k>()))

[helpers]
class <k>:
    def <m>(self, <v>): return call(status_code=<v>)
[views]
use <k> of helpers
class <l>:
    def __init__(self):
        self.inner = None
        self.inner = <k>()
    def run(self): return self.inner.<m>(<code>), self.inner.<m>(<v>=<code>)
out(<l>().run())
def <f>(one: '<k> | None' = None): return (one or <k>()).<m>(<code>)
peek(<f>)

[base]
class <k>: <v> = <code>
[helpers]
use <k> of base
class <l>(<k>): <v> = <code>
class <l>b(<k>): pass
[views]
use <l> of helpers
use <l>b of helpers
class <g>(<l>, <l>b):
    def answer(self): return Response(1, status=self.<v>)
out(<g>().answer(), <l>.<v>, <l>b().<v> == <code>)

[base]
import dataclasses
@dataclasses.dataclass
class <k>:
    text: str
    <v>: int = <code>
    def answer(self): return call(status_code=self.<v>)
[views]
use <k> of base
out(<k>('x').answer(), <k>('x', <code>).answer(), <k>('x', <v>=<code>).<v> in <codes>)

[base]
class <k>:
    def <m>(self): return <code>
    def run(self): return Response(1, status=self.<m>())
[views]
use <k> of base
class <l>(<k>):
    def <m>(self): return <code>
out(<l>().run(), <k>().run())

[base]
class <k>:
    @staticmethod
    def <m>(<v>=<code>): return Response(1, status=<v>)
    @classmethod
    def <m>b(cls, <v>=<code>): return cls.<m>(<v>)
[views]
use <k> of base
class <l>(<k>):
    def run(self): return self.<m>(<code>), self.<m>b(<code>), <k>.<m>(<code>)
out(<l>().run(), <l>.<m>b(<code>))""",
        # what modules hold, and tables of tests
        """\
[errors]
<f> = {'a': <code>, 'b': <code>}
<k>_CODES = <codes>
NOT_<k> = <code>
[views]
use <f> of errors
use <k>_CODES of errors
use NOT_<k> of errors
out(call(status_code=<f>['a']), r.status_code in <k>_CODES, Response(1, status=NOT_<k>))
out(Response(1, status=<f>.get('c', <code>)))

[helpers]
def <f>(answer, <v>): return answer.status_code == <v>
[test]
use <f> of helpers
import pytest
@pytest.mark.parametrize('<w>, <v>', [('/x', <code>), ('/y', <code>)])
def test_<f>b(<w>, <v>): return <f>(r, <v>)
peek(test_<f>b)

[base]
class <k>:
    CODES = {'a': <code>}
    def <m>(self, kind='a'): return Response(1, status=self.CODES.get(kind, <code>))
[views]
use <k> of base
class <l>(<k>):
    CODES = {'a': <code>, 'b': <code>}
out(<l>().<m>(), <l>().<m>('b'), <k>().<m>('c'))""",
        # what objects, in this file or that, and what ends the way
        """\
[helpers]
def <f>(<v>=<code>): return Response(1, status=<v>), <v> * 2
[views]
use <f> of helpers
out(<f>(<code>), <f>(<v>=<code>))

[helpers]
def <f>(<v>=<code>): return call(status_code=<v>)
[views]
use <f> of helpers
out(<f>(<code>), <f>('x'), <f>(<code> * 2))

[helpers]
def <f>(<v>, size=<code>): return r.size == size, call(status_code=<v>, timeout=size)
[views]
use <f> of helpers
out(<f>(<code>, <code>), <f>(<v>=<code>, size=<code>))

[helpers]
def <f>(<v>=<code>): return call(status_code=<v>)
def <f>(<v>=<code>): return list(range(600))[<v>:][:1]
[views]
use <f> of helpers
out(<f>(<code>))

[helpers]
@decorator
def <f>(<v>=<code>, *more, **others): return call(status_code=<v>), more, others
[views]
take <f> of helpers
out(<f>(<code>, <code>), <f>(other=<code>), <f>(**{'<v>': <code>}))
<f> = <f>
out(<f>(<code>))

[helpers]
def <f>(<v>=<code>): return call(status_code=<v>)
[views]
take <f> of helpers
if r:
    def <f>(<v>=<code>): return <v>
out(<f>(<code>))

[helpers]
from typing import Literal
def <f>(<v>: Literal[200, 404] = 404): return Response(1, status=<v>)
[views]
use <f> of helpers
out(<f>(<code>), f'{<f>(<common>).status_code}')

[errors]
import enum
class <k>(enum.IntEnum):
    <v> = <common>
    <w> = 511
[views]
use <k> of errors
out(call(status_code=<k>.<v>.value), <k>(<k>.<w>) == <code>)

[helpers]
def <f>(<v>, n=2):
    import shop.views
    return shop.views.<g>(<v>, n - 1) if n else Response(1, status=<v>)
[views]
use <f> of helpers
def <g>(<w>=<code>, n=1): return <f>(<w>, n - 1) if n > 0 else <w>
out(<g>(), <g>(<code>), <f>(<code>, 0))""",
    )
    for scene in part.split("\n\n")
)
