"""Ways to break a text, a tree of values, and bytes. All chance comes from one generator, so that a seed gives the same input again."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import yaml

NASTY = (
    "", "null", "~", "true", "no", "0", "-0", "-1", "1", "2",
    "100", "10001", "1e3", "1e400", "-1e-400", "nan", ".inf", "0x10", "010", "1_000", "9" * 400,
    "0.1", "50%", "101%", "-3%", "50亿", "-5亿", "1千万亿", "0.001元",
    "50 亿元", "３０%", "２０２６-０１", "2026-13", "0000-00", "1949-01", "2149-12", "99999-01",
    "[]", "{}", "[[[]]]", "- ", "&a x", "*a", "!!python/object:os.system x", "%TAG ! tag:x", "---", "...", "'", '"', "|", ">", "? ", ": ", "#",
    "{file}", "{0}", "{}", "{found.__class__}", "%s", "\\x00", '"\\ud800"',
    '"\\e[31m"', "<script>alert(1)</script>", "\u202e", "\ufeff", "é", "e\u0301", "\U0001f600",
    "../../etc/passwd", "/etc/passwd", "C:\\con", "NUL", ".",
    "..", "baseline-2022", "launch_fund", "levers.launch_fund.size", "search.take", "shenyang",
)  # fmt: skip
"""Words that programs trip over: ends of ranges, other alphabets' digits, YAML's own signs, format fields, terminal codes, paths."""
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 7, 10**6, 10**30, 0.5, -0.5, 1e300, [], {}, [[]], {"": {}}, ["a", "a"], [None], {"from": "0.1", "to": "0.2"},
)  # fmt: skip
_DEEPEST = 60


def broken_text(rng: Random, seeds: Sequence[str]) -> bytes:
    """Return a file made of one of the seeds by one to four changes; one in ten is random signs or bytes alone."""
    if rng.random() < 0.1:
        return _noise(rng)
    text = rng.choice(seeds)
    if rng.random() < 0.5:
        text = _written_again(rng, text)
    for _ in range(rng.randint(0, 3)):
        text = rng.choice(_TEXT_CHANGES)(rng, text, seeds)
    raw = text.encode("utf-8", "surrogatepass")
    return broken_bytes(rng, raw) if rng.random() < 0.15 else raw


def broken_json(rng: Random, text: str) -> bytes:
    """Return a JSON file with one to three values changed, or with damaged bytes."""
    if rng.random() < 0.2:
        return broken_bytes(rng, text.encode())
    tree = json.loads(text)
    for _ in range(rng.randint(1, 3)):
        tree = changed_tree(rng, tree)
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def broken_bytes(rng: Random, raw: bytes) -> bytes:
    """Return bytes that were cut, flipped, doubled, or overwritten with zeros."""
    if not raw:
        return rng.randbytes(8)
    place, size = rng.randrange(len(raw)), rng.randint(1, 40)
    match rng.randrange(5):
        case 0:
            return raw[:place]
        case 1:
            return raw[:place] + bytes([raw[place] ^ (1 << rng.randrange(8))]) + raw[place + 1 :]
        case 2:
            return raw[:place] + raw[place : place + size] * 2 + raw[place + size :]
        case 3:
            return raw[:place] + bytes(min(size, len(raw) - place)) + raw[place + size :]
        case _:
            return raw[:place] + rng.randbytes(size) + raw[place:]


def changed_tree(rng: Random, tree: Any) -> Any:
    """Return a tree of mappings and lists in which one thing was replaced, renamed, taken away, doubled or nested."""
    places = list(_places(tree))
    if not places:
        return rng.choice(_VALUES)
    inside, key = rng.choice(places)
    match rng.randrange(6):
        case 0:
            inside[key] = _value(rng)
        case 1:
            inside[key] = rng.choice(NASTY)
        case 2:
            del inside[key]
        case 3 if isinstance(inside, dict):
            inside[rng.choice((rng.choice(NASTY), key[:-1], key + "s", key.upper()))] = inside.pop(key)
        case 4:
            other, taken = rng.choice(places)
            try:
                inside[key] = json.loads(json.dumps(other[taken]))
            except (LookupError, ValueError, RecursionError):
                inside[key] = rng.choice(NASTY)
        case _:
            for _ in range(rng.choice((1, 2, _DEEPEST))):
                inside[key] = rng.choice(([inside[key]], {"a": inside[key]}))
    return tree


def broken_words(rng: Random, words: Sequence[str], pieces: Sequence[str]) -> list[str]:
    """Return a command line in which words were replaced, dropped, doubled, swapped, or joined with others."""
    line = list(words)
    for _ in range(rng.randint(0, 3)):
        place = rng.randrange(len(line) + 1)
        match rng.randrange(5):
            case 0 if line:
                line[place % len(line)] = rng.choice(pieces)
            case 1 if line:
                del line[place % len(line)]
            case 2:
                line.insert(place, rng.choice(pieces))
            case 3 if line:
                line.insert(place, rng.choice(line))
            case _ if line:
                line[place % len(line)] += rng.choice(("=", "=x", "\x00", " ", "é", "x" * 300, "\n"))
    return line


def _noise(rng: Random) -> bytes:
    if rng.random() < 0.5:
        return rng.randbytes(rng.randint(0, 400))
    signs = "abc:[]{}-&*!%#'\"\\|>\n \t,?~0UxN亿%"
    return "".join(rng.choices(signs, k=rng.randint(0, 200))).encode()


def _written_again(rng: Random, text: str) -> str:
    """Change the tree of a YAML text; what is no tree stays as it is."""
    try:
        tree = yaml.load(text, yaml.BaseLoader)
        for _ in range(rng.randint(1, 3)):
            tree = changed_tree(rng, tree)
        return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=rng.choice((None, True, False))))
    except (yaml.YAMLError, RecursionError):
        return text


def _value(rng: Random) -> Any:
    value = rng.choice(_VALUES)
    return json.loads(json.dumps(value))


def _places(tree: Any) -> Any:
    """Yield every place of a tree as the thing that holds it and the key within."""
    found = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(found):
        yield tree, key
        yield from _places(value)


def _word(rng: Random, text: str, _seeds: Sequence[str]) -> str:
    words = text.split(" ")
    words[rng.randrange(len(words))] = rng.choice(NASTY)
    return " ".join(words)


def _lines(rng: Random, text: str, _seeds: Sequence[str]) -> str:
    lines = text.split("\n")
    place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            lines[place] = rng.choice(("  ", "\t", "- ", " ", "# ")) + lines[place]
    return "\n".join(lines)


def _signs(rng: Random, text: str, _seeds: Sequence[str]) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(NASTY) + text[place + rng.randint(0, 3) :]


def _spliced(rng: Random, text: str, seeds: Sequence[str]) -> str:
    other = rng.choice(seeds)
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def _digits(rng: Random, text: str, _seeds: Sequence[str]) -> str:
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return text
    place = rng.choice(places)
    return text[:place] + rng.choice(("", "0", "9", "-", ".", "99999", "e9", "%")) + text[place + 1 :]


def _grown(rng: Random, text: str, _seeds: Sequence[str]) -> str:
    """Make a file large: one line, or one list, a great many times."""
    lines = text.split("\n")
    place = rng.randrange(len(lines))
    times = rng.choice((10, 1_000, 20_000))
    return "\n".join([*lines[:place], *([lines[place] or "a: [" + "x, " * 10] * times), *lines[place:]])


_TEXT_CHANGES: tuple[Callable[[Random, str, Sequence[str]], str], ...] = (
    *(_word, _lines, _digits) * 30, *(_signs, _spliced) * 15, _grown,
)  # fmt: skip
"""Likely ones stand several times; large files cost most and come seldom."""
