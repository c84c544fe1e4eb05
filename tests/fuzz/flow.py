"""Codes that go through names before they reach a status, or are compared with what comes from one, as
templates of statements. And such with something that speaks against it.

`<v>` and `<w>` are variables, `<f>` a function, `<k>` a class of the program's own.
"""

from __future__ import annotations

from typing import Final

# Blank lines are between the templates
FLOW: Final = tuple(
    template
    for part in (
        # local variables, both ways
        """\
<v> = <code>
out(Response({}, status=<v>).status_code)

<v> = <code> if r else <code>
out(Response({}, status=<v>).status_code, <v>)

<v> = <code>
if (<site>):
    <v> = <code>
else:
    <block>
out(OwnResponse(status_code=<v>))

<v> = <w> = <code>
r.status_code = <w>
out(r.status_code, <v> == <code>)

<v> = r.status_code
out(<v> == <code>, <v> in <codes>, <code> != <v>)

<v> = r.status_code
<w> = <v>
out(<w> == <code>)
case.assertEqual(<w>, <code>)

<v> = client.get("/x").status
out(<v> in <codes>)
if <v> == <code>:
    <block>

<v>, <w> = <code>, 'x'
out(Response(<w>, status=<v>))

(<v>, (<w>, _)) = (<code>, (<code>, 1))
out(Response(1, status=<v>), call(status_code=<w>))

for <v> in <codes>:
    out(r.status_code == <v>)
    <block>

for <v>, <w> in ((<code>, 'a'), (<code>, 'b')):
    out(Response(<w>, status=<v>))

out([Response(1, status=<v>).status_code for <v> in <codes>])

out([<v> for <v> in <codes> if <v> == r.status_code], {<v>: r.status_code != <v> for <v> in <codes>})

if (<v> := <code>):
    out(Response(1, status=<v>))

<v>: int = <code>
out((lambda: Response(1, status=<v>))())

<v> = None
try:
    <v> = <code>
    <block>
finally:
    out(call(status_code=<v> or <code>))

with context(<code>) as <v>:
    out(call(status_code=<v>))

<v> = <code>
def <f>():
    global <v>
    return Response(1, status=<v>)
peek(<f>)

<v> = <codes>
out(r.status_code in <v>)

<k>_CODES = <codes>
out(r.status_code in <k>_CODES)

match r.status_code:
    case <v>:
        out(<v> == <code>)""",
        # parameters, and hops from one function to the next
        """\
def <f>(text, <v>=<code>):
    <block>
    return Response(text, status=<v>)
out(<f>('x', <code>), <f>('x', <v>=<code>), <f>(<code>), <f>(*['x'], <v>=<code>))

def <f>(<v>): return OwnResponse(status_code=<v>)
def <f>b(<w>=<code>): return <f>(<w>)
def <f>c(text, *, <v>=<code>): return <f>b(<w>=<v>)
out(<f>c('x'), <f>c('x', <v>=<code>), <f>b(<code>))

def <f>(<v>, <w>): return call(status_code=<v>, timeout=<w>)
out(<f>(<code>, <code>))
out(<f>(<w>=<code>, <v>=<code>))

def <f>(answer, <v>): return answer.status_code == <v>
out(<f>(r, <code>), <f>(r, <v>=(<code>)))

def <f>(answer, <v>): case.assertEqual(answer.status_code, <v>)
peek(lambda: <f>(r, <code>))

def <f>(<v>): return <v> == <code>, <v> in <codes>
out(<f>(r.status_code))

def <f>(<v>=<code>, <w>=1):
    if <w>: return <f>(<v>, <w>=0)
    return call(status_code=<v>)
out(<f>(), <f>(<code>))

def <f>(<v>, n=2): return <f>b(<v>, n - 1) if n else Response(1, status=<v>)
def <f>b(<w>, n=1): return <f>(<w>, n - 1) if n > 0 else <w>
out(<f>(<code>), <f>b(<code>))

def <f>(*<v>): return call(status_code=<v>)
out(<f>(<code>, <code>))

def <f>(**<v>): return call(status_code=<v>)
out(<f>(code=<code>))

def <f>(<v>=<code>, /, *, <w>=(<code>)):
    def inner(): return Response(1, status=<v>), call(status_code=<w>)
    return inner()
peek(<f>)

@decorator
def <f>(<v>=<code>): return Response(1, status=<v>)
out(<f>(<code>))

async def <f>(<v>=<code>): return Response(1, status=<v>)
peek(lambda: drive(<f>(<code>)))

<w> = lambda <v>=<code>: Response(1, status=<v>)
out(<w>(<code>))""",
        # methods, attributes, classes
        """\
class <k>:
    def fail(self, <v>=<code>): return Response(1, status=<v>)
    def run(self): return self.fail(<code>), self.fail(<v>=<code>), self.fail()
out(<k>().run())

class <k>:
    def __init__(self, <v>=<code>): self.<v> = <v>
    def answer(self): return call(status_code=self.<v>)
out(<k>().answer(), <k>(<code>).answer())

class <k>:
    <v> = <code>
    def answer(self): return Response(1, status=self.<v>)
class <k>Sub(<k>):
    <v> = <code>
out(<k>().answer(), <k>Sub().answer(), <k>Sub.<v>)

class <k>:
    def __init__(self, <v>): self.<v> = <v>
    def is_it(self): return r.status_code == self.<v>
class <k>Sub(<k>):
    def __init__(self, <w>=<code>): super().__init__(<w>)
out(<k>Sub().is_it(), <k>(<code>).is_it(), <k>Sub(<code>).is_it())

class <k>:
    @classmethod
    def make(cls, <v>=<code>): return call(status_code=<v>)
    @staticmethod
    def plain(<v>=<code>): return Response(1, status=<v>)
out(<k>.make(<code>), <k>.plain(<code>))

class <k>:
    @property
    def <v>(self): return <code>
    def answer(self): return call(status_code=self.<v>)
out(<k>().answer())

import dataclasses
@dataclasses.dataclass
class <k>:
    text: str
    <v>: int = <code>
    def answer(self): return call(status_code=self.<v>)
out(<k>('x').answer(), <k>('x', <code>).answer())

class <k>(Exception):
    def __init__(self, <v>=<code>):
        self.status_code = <v>
try:
    raise <k>(<code>)
except <k> as <w>:
    out(<w>.status_code == <code>)

class <k>:
    def __init__(self): self.answer = client.get('/x')
    def check(self):
        return self.answer.status == <code>
out(<k>().check())""",
        # what functions return and dicts hold
        """\
def <f>():
    if (<site>): return <code>
    return <code>
out(Response(1, status=<f>()))

def <f>(): return <code> if r else <code>
<v> = <f>()
out(call(status_code=<v>))

def <f>(): return r.status_code
out(<f>() == <code>, <f>() in <codes>)

def <f>(): return 'x', <code>
<w>, <v> = <f>()
out(Response(<w>, status=<v>))

@app.route('/')
def <f>():
    <v> = 'x', <code>
    return <v>
peek(<f>)

@app.route('/')
def <f>(): return <f>b()
def <f>b():
    return 'x', <code>
peek(<f>)

<v> = {'a': <code>, 'b': <code>}
out(Response(1, status=<v>['a']), call(status_code=<v>.get('c', <code>)))

<k>_MAP = {ValueError: <code>, KeyError: <code>}
def <f>(kind): return call(status_code=<k>_MAP.get(kind, <code>))
out(<f>(KeyError), <f>(OSError), <k>_MAP[ValueError])

<v> = {<common>: 'a', <common>: 'b'}
out(<v>.get(r.status_code), r.status_code in <v>)

class <k>:
    CODES = {'a': <code>}
    def answer(self, kind='a'): return Response(1, status=self.CODES[kind])
out(<k>().answer())

from collections import namedtuple
<k> = namedtuple('<k>', '<v> text')
<w> = <k>(<code>, 'x')
out(call(status_code=<w>.<v>))""",
        # columns of tests
        """\
import pytest
@pytest.mark.parametrize('path, <v>', [('/x', <code>), ('/y', <code>), pytest.param('/z', <code>, id='z')])
def <f>(path, <v>):
    <block>
    return r.status_code == <v>
peek(<f>)

import pytest
@pytest.mark.parametrize('<v>', <codes>)
def <f>(<v>): return Response(1, status=<v>)
peek(<f>)

import pytest
@pytest.mark.parametrize(('<w>', '<v>'), ((<code>, <code>), (<code>, <code>)))
@pytest.mark.parametrize('path', ['a'])
def <f>(path, <v>, <w>):
    case.assertEqual(r.status_code, <v>)
    return <w>
peek(<f>)

import pytest
class <k>:
    @pytest.mark.parametrize('<v>, size', [(<code>, <code>)])
    def check(self, <v>, size): return r.status_code == <v>, r.size == size
peek(lambda: <k>.check(1))""",
        # what objects, and what ends the way
        """\
<v> = <code>
<v> += 1
out(call(status_code=<v>))

<v> = <code>
out(call(status_code=<v>), [0] * 3, <v> * 2, -<v>)

<v> = <code>
out(call(status_code=<v>), list(range(600))[<v>:][0])

<v> = <code>
<v> = 'x'
out(call(status_code=<v>))

for <v> in range(<common>, 600, 200):
    out(r.status_code == <v>)

<v> = <code>
del <v>
<v> = len('x')
out(call(status_code=<v>))

NOT_FOUND = <code>
out(Response(1, status=NOT_FOUND))
class <k>: GONE = <code>
out(call(status_code=<k>.GONE))

import enum
class <k>(enum.IntEnum):
    <v> = <code>
out(call(status_code=<k>.<v>.value))

from typing import Literal
<v>: Literal[404] = 404
out(call(status_code=<v>))

<v> = <code>
out('%d %s' % (<v>, <v>), '{}'.format(<v>), f'{<v>}', str(<v>), <v> // 100)
out(Response(1, status=<v>))

import json
<v> = <code>
out(json.dumps({'s': <v>}), call(status_code=<v>), hash(<v>), int(<v>), bool(<v>))

<v> = <code>
out(isinstance(<v>, int), sorted([<v>, <code>]), max(<v>, <code>), call(status_code=<v>))

def <f>(<v>=<code>): return exec('out(<v>)') or call(status_code=<v>)
peek(<f>)

def <f>(<v>=<code>): return locals(), call(status_code=<v>)
peek(<f>)""",
        # what is seldom written, and must break nothing
        """\
<v> = <code>
<v> = <v> or <v>
out(r.status_code >= <v>, <v> <= r.status_code < 600, r.status_code < <v> < 1000)

<v> = r.status_code
match <v>:
    case <common> | <common>:
        <block>
    case <w>:
        out(<w> == <code>)

[<v>, *<w>] = [<code>, <code>, 3]
out(call(status_code=<v>), call(status_code=<w>[0]))

(<v>), = (<code>,)
<w>, = <v>, = [<code>]
out(Response(1, status=<v>), r.status_code in (<w>, <code>))

<v> = {**{'a': <code>}, 'b': <code>, <common>: <code>}
<v>['c'] = <code>
<v> |= {'d': <code>}
out([call(status_code=<v>[<w>]) for <w> in <v>], <v>.get('e', <code>) == r.status_code)

<v> = {'a': {'b': <code>}, 'size': <code>}
out(call(status_code=<v>['a']['b']), r.size == <v>['size'])
out(r.status_code != <v>.get('a', {}).get('b', <code>))

class <k>:
    <v> = <code>
    <w> = [<v> for _ in (1,)] if 0 else <v>
    def change(self):
        for self.<v> in <codes>:
            with context(<code>) as self.<w>:
                out(call(status_code=self.<v>), r.status_code == self.<w>)
        self.<v> += 0
<k>().change()
out(call(status_code=<k>.<w>))

def <f>(<v>=<code>, <w>=None):
    def <f>(<v>=<v>):
        nonlocal <w>
        <w> = <v> if <v> == <code> else <code>
        return <w>
    return Response(1, status=<f>()), <w>
out(<f>(), <f>(<code>), <f>(<v>=<code>, <w>=<code>))

class <k>:
    class <k>:
        def <f>(self, <v>=<code>): return self.<f>b(<v>=<v>)
        def <f>b(self, <v>): return r.status_code == <v>
    def <f>(self): return <k>.<k>().<f>(<code>), self.<k>.<f>(self.<k>(), <code>)
out(<k>().<f>())

<v>: int
<w>: "int" = <code>
<v> = <w> = (lambda <v>: <v>)(<w>)
out(call(status_code=<v>))

out([(<v> := <w>) for <w> in <codes>], call(status_code=<v>))

def <f>():
    for <v> in <codes>:
        yield <v>
    return <code>
out([call(status_code=<w>) for <w> in <f>()])

def <f>(<v>): return <f>(<v>=<v>) if not <v> else <v>
def <f>(<v>, *, <w>=<code>): return (<f>(<w>, <w>=<v>) if <v> == <w> == 0 else call(status_code=<w>)), <v>
out(<f>(<code>), <f>(<code>, <w>=<code>))

import functools
def <f>(<w>, <v>=<code>): return Response(<w>, status=<v>)
<k> = functools.partial(<f>, <v>=<code>)
out(<k>(1), <f>(*(1, <code>)), <f>(1, **{'<v>': <code>}))

class <k>(Answer):
    def __init__(self, <v>=<code>, **more): super().__init__(status_code=<v>)
    @functools.cached_property if 0 else property
    def <w>(self): return self.status_code
out(<k>(), <k>(<code>).<w> == <code>, <k>(<v>=<code>).status_code in <codes>)

<v> = <code>
del <v>
try:
    out(call(status_code=<v>))
except NameError as <v>:
    out(<v>.args == <code>)""",
    )
    for template in part.split("\n\n")
)
