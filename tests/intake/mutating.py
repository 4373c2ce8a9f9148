"""Inputs that are nearly right: valid ones changed where their format has its joints, so that parsers take them up.

What is changed are words, numbers, tags and values; the makers in `mutated_inputs` then put them into containers whose
lengths and checksums are right. The same chance gives the same input.
"""

import copy
import json
import random
import re

from lxml import etree

LONGEST = 60_000  # characters of what repeats make
NUMBERS = ("0", "-1", "1", "255", "256", "65536", "2147483648", "4294967295", "9" * 20, "1e999", "NaN", "0x10", "٣")
ODD_TEXTS = (
    "", " ", "\x00", "\ufeff", "\u202e", "\u200b", "\ud800", "\U0010ffff", "é" * 50, "a" * 3000, "=1+1", "\r\n\r\n",
    "%s%n", "../../x", "C:\\x", "&#0;", "&#x110000;", "<![CDATA[", "-->", "]]>", "<!--", "{{",
    "Mon, 32 Foo 20266 25:61:61 +9999",
    "0000-00-00", "2026-02-30T24:00:00Z", "=?utf-8?q?=ZZ?=", "=?x-none?b?!!!?=", "http://[::1", "http://a.example:99999/",
    "javascript:alert(1)", "data:text/html,x", "\u2028", "ﷺ" * 9,
)  # fmt: skip
ODD_BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x80",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\x1b",
    b"\r",
    b"\n\n\n",
    b"\x7f",
)
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)=("[^"]*"|'[^']*')""")


def times(chance: random.Random) -> range:
    """Mostly one or two changes; now and then a dozen."""
    return range(chance.choice((1, 1, 1, 2, 2, 3, 5, 12)))


# ---- bytes and words --------------------------------------------------------------------------------------


def change_bytes(chance: random.Random, data: bytes) -> bytes:
    """Flips, holes, repeats, runs from elsewhere, a cut: what happens to files on their way."""
    for _ in times(chance):
        if not data:
            return data
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice((1, 2, 4, 16, 64)))
        deed = chance.randrange(7)
        if deed == 0:
            data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        elif deed == 1:
            data = data[:at] + data[end:]
        elif deed == 2:
            data = data[:end] + data[at:end] * chance.choice((1, 2, 30)) + data[end:]
        elif deed == 3:
            data = data[:at] + chance.choice(ODD_BYTES) + data[at:]
        elif deed == 4:
            start = chance.randrange(len(data))
            data = data[:at] + data[start : start + end - at] + data[end:]
        elif deed == 5:
            data = data[:at] + chance.randbytes(end - at) + data[end:]
        elif chance.random() < 0.3:
            data = data[:at]
    return data


def change_text(chance: random.Random, text: str) -> str:
    """Numbers at their bounds, odd characters, lines that change places, words said again."""
    for _ in times(chance):
        deed = chance.randrange(6)
        if deed == 0:
            text = change_number(chance, text)
        elif deed == 1:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(ODD_TEXTS) + text[at:]
        elif deed in (2, 3):
            lines = text.split("\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = (lines[other], lines[one]) if deed == 2 else (lines[one], lines[one])
            text = "\n".join(lines)
        else:
            words = text.split(" ")
            at = chance.randrange(len(words))
            words[at : at + 1] = chance.choice(([], [words[at]] * 3, [words[at].upper()], [words[at][::-1]]))
            text = " ".join(words)
    return text


def change_number(chance: random.Random, text: str) -> str:
    """A number at its bounds."""
    return _replace_one(chance, _NUMBER, text, chance.choice(NUMBERS))


def _replace_one(chance: random.Random, pattern: re.Pattern[str], text: str, new: str) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def to_bytes(chance: random.Random, text: str) -> bytes:
    """Mostly UTF-8; lone surrogates as WTF-8 has them."""
    encoding = chance.choice(("utf-8",) * 12 + ("utf-16", "latin-1", "cp1252", "utf-8-sig"))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


# ---- markup -----------------------------------------------------------------------------------------------


def change_markup(chance: random.Random, text: str, tags: tuple[str, ...]) -> str:
    """Tags that change places, names, attributes; elements said again, left open, nested; odd text between."""
    for _ in times(chance):
        found = list(_TAG.finditer(text))
        if not found or len(text) > LONGEST:
            return text
        one, other = sorted((chance.choice(found), chance.choice(found)), key=lambda m: m.start())
        deed = chance.randrange(8)
        if deed == 0 and one is not other:
            between = text[one.end() : other.start()]
            text = text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
        elif deed == 1:
            text = text[: one.start()] + text[one.end() :]
        elif deed == 2:
            part = text[one.start() : other.end()]
            text = text[: other.end()] + part * chance.choice((1, 1, 3, 40)) + text[other.end() :]
        elif deed == 3:
            name = chance.choice(tags)
            text = text[: one.start()] + re.sub(r"^</?[\w:.-]*", f"<{name}", one[0]) + text[one.end() :]
        elif deed == 4:
            text = _replace_one(chance, _ATTRIBUTE, text, f'{chance.choice(tags)}="{chance.choice(ODD_TEXTS)}"')
        elif deed == 5:
            name = chance.choice(tags)
            inner = text[one.end() : other.start()]
            depth = chance.choice((1, 2, 60))
            text = text[: one.end()] + f"<{name}>" * depth + inner + f"</{name}>" * depth + text[other.start() :]
        elif deed == 6:
            text = text[: one.end()] + chance.choice(ODD_TEXTS) + text[one.end() :]
        else:
            text = change_text(chance, text)
    return text


def change_tree(chance: random.Random, data: bytes) -> bytes:
    """XML that is still well-formed: elements moved, copied, taken out, renamed; attributes and texts changed."""
    root = etree.fromstring(data)
    for _ in times(chance):
        nodes = [n for n in root.iter() if isinstance(n.tag, str)]
        one, other = chance.choice(nodes), chance.choice(nodes)
        deed = chance.randrange(5)
        parent = one.getparent()
        if deed == 0 and parent is not None:
            parent.remove(one)
        elif deed == 1 and len(nodes) < 3000:
            other.append(copy.deepcopy(one))
        elif deed == 2 and one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice((*NUMBERS, "", "x", "=1+1")))
        elif deed == 3:
            one.tag = other.tag
        elif deed == 4:
            one.text = chance.choice(("", "Envoys met.", "é" * 50, "a" * 3000, "=1+1", "\u202e", *NUMBERS))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# ---- values of JSON ---------------------------------------------------------------------------------------


def change_value(chance: random.Random, value: object) -> object:
    """A value of another kind somewhere within; keys that come twice, are missing or odd; depth."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(list(value))
        deed = chance.randrange(6)
        if deed == 0:
            return {k: v for k, v in value.items() if k != key}
        if deed == 1:
            return {(k.upper() if k == key else k): v for k, v in value.items()}
        if deed == 2:
            return {**value, chance.choice(list(value)): value[key]}
        return {**value, key: change_value(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], change_value(chance, value[at]), *value[at : at + chance.randrange(3)], *value[at + 1 :]]
    if isinstance(value, str) and chance.random() < 0.5:
        return change_text(chance, value)
    odd = [None, True, 0, -1, 10**30, 1.5, float("nan"), [], {}, [[]], [value], {"name": value}, {"": value}]
    odd += [[value] * 3, {"html": f"<p>{value}</p>"}, f"<p>{value}<br><b>", "a" * 5000, chance.choice(ODD_TEXTS)]
    deep: object = value
    for _ in range(chance.choice((3, 80))):
        deep = [deep] if chance.random() < 0.5 else {"text": deep}
    return chance.choice([*odd, deep])


def _change_inside(chance: random.Random, value: object) -> object:
    if not isinstance(value, list) or not value:
        return change_value(chance, value)
    at = chance.randrange(len(value))
    return [*value[:at], change_value(chance, value[at]), *value[at + 1 :]]


def json_of(chance: random.Random, value: object, within: str | None = None) -> str:
    """Changed (mostly in the value under `within`), then written; now and then broken after that."""
    for _ in times(chance):
        if isinstance(value, dict) and within in value and chance.random() < 0.9:
            value = {**value, within: _change_inside(chance, value[within])}
        else:
            value = change_value(chance, value)
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    return change_text(chance, text) if chance.random() < 0.1 else text
