"""Documents over the form's own items and kinds, and edits of them. Small, but of every sort."""

from copy import deepcopy
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from pia.assessment import Assessment
from pia.official import Repeat, load_form
from pia.official.kinds import UNKNOWN_REASONS

FORM = load_form()
#: One draw for a whole document: hundreds of draws would make the examples slow.
RANDOM = st.integers(0, 2**32).map(Random)
#: How often an item is answered; a failing example gets few answers first.
OFTEN = st.sampled_from([0.02, 0.1, 0.4])
SIGNS = "再委託する1２十、,。 \n—ー-葛\U000e0100𠮷"
WORDS = (
    "",
    "—",
    "なし",
    "12人",
    "１２人",
    "1 2人",
    "サーバ、端末",
    "サーバ,端末",
    "第十二条",
    "第12条",
)

HEADINGS = ("〈みほん市の措置〉", "（中間サーバーにおける措置）", "【保管について】", "<受付窓口>")
SENTENCES = (
    "施錠して保管する。",
    "入退室を記録する。",
    "（1）第1号",
    "再委託しない。",
    "3年保存する。",
    "",
)


def long_text(random):
    """A text as cities write it: perhaps an opening, then blocks, some without a body."""
    lines = random.choices(SENTENCES, k=random.randrange(3))
    for heading in random.choices(HEADINGS, k=random.randrange(4)):
        lines += [heading, *random.choices(SENTENCES, k=random.randrange(3))]
    return "\n".join(lines)


def text(random):
    """White space alone is kept as an empty box, so that no document has it."""
    found = any_text(random)
    return found if found.strip() else ""


def any_text(random):
    if random.random() < 0.3:
        return long_text(random)
    if random.random() < 0.5:
        return random.choice(WORDS)
    return "".join(random.choice(SIGNS) for _ in range(random.randrange(12)))


def boxes(random, item):
    checked = [c.key for c in item.choices if random.random() < 0.4]
    detail = {c.key: text(random) for c in item.choices if c.detail and random.random() < 0.4}
    return {"checked": checked, "detail": detail}


def choice(random, item):
    return random.choice(["", "—", *(c.key for c in item.choices)])


#: One maker per kind: a test asks that no kind is forgotten.
MAKERS = {
    "text": lambda random, _: text(random),
    "date": lambda random, _: random.choice(["", "令和5年11月6日", "平成28年4月", text(random)]),
    "count": lambda random, _: random.choice(["", "0", "2", "２"]),
    "choice": choice,
    "boxes": boxes,
}


def answer(random, item):
    if random.random() < 0.1:
        found = {"unknown": random.choice(list(UNKNOWN_REASONS))}
        return found | ({"raw": "—"} if random.random() < 0.5 else {})
    return MAKERS[item.kind](random, item)


class Ids:
    """Ids that are fresh within one document, and equal in another document of the same seed."""

    def __init__(self, random):
        self.random = random
        self.used = set()

    def fresh(self):
        while True:
            name = f"a{self.random.randrange(30)}"
            if name not in self.used or self.random.random() < 0.01:
                break
        if name in self.used:
            name = f"b{len(self.used)}"
        self.used.add(name)
        return name


def thing(random, ids, owner="", often=0.25):
    found = {"@id": ids.fresh()} if owner else {}
    for node in FORM.members(owner):
        if isinstance(node, Repeat):
            if random.random() < 0.6:
                count = random.randrange(4 if owner == "" else 3)
                found[node.key] = [thing(random, ids, node.path, often) for _ in range(count)]
        elif random.random() < often:
            found[node.key] = answer(random, node)
    return found


def edited(random, ids, here, owner=""):
    """Change an object in place: answers, and things that come, go, move."""
    for node in FORM.members(owner):
        if isinstance(node, Repeat):
            edit_list(random, ids, here, node)
        elif random.random() < 0.15:
            if random.random() < 0.3:
                here.pop(node.key, None)
            else:
                here[node.key] = answer(random, node)


def edit_list(random, ids, here, repeat):
    things = here.get(repeat.key) or []
    for one in things:
        edited(random, ids, one, repeat.path)
    if random.random() < 0.4:
        things = [one for one in things if random.random() < 0.7]
    if random.random() < 0.4:
        place = random.randrange(len(things) + 1)
        things.insert(place, thing(random, ids, repeat.path))
    if random.random() < 0.3:
        random.shuffle(things)
    if things or random.random() < 0.5:
        here[repeat.key] = things
    else:
        here.pop(repeat.key, None)


def document(answers, lineage="one"):
    return Assessment("yoshiki3", "h30-05", lineage, answers)


def shuffled(random, here, owner=""):
    for node in FORM.members(owner):
        if isinstance(node, Repeat) and node.key in here:
            random.shuffle(here[node.key])
            for one in here[node.key]:
                shuffled(random, one, node.path)


@st.composite
def documents(draw, lineage="one"):
    random = draw(RANDOM)
    return document(thing(random, Ids(random), often=draw(OFTEN)), lineage)


@st.composite
def editions(draw):
    """An edition and the next one, of one lineage."""
    random = draw(RANDOM)
    ids = Ids(random)
    old = document(thing(random, ids, often=draw(OFTEN)))
    new = deepcopy(old.answers)
    edited(random, ids, new)
    return old, replace(old, answers=new)


@st.composite
def shuffles(draw):
    """An edition and the same one with its things in another order."""
    random = draw(RANDOM)
    old = document(thing(random, Ids(random), often=draw(OFTEN)))
    new = deepcopy(old.answers)
    shuffled(random, new)
    return old, replace(old, answers=new)
