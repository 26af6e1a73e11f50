"""Functions of a PDF (ISO 32000-1, 7.10): sampled, exponential, stitched, calculated. They say how a tint prints."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

Function = Callable[[Sequence[float]], list[float]]
Stack = list[Any]

_DEPTH = 8
_STACK = 100  # operands, as the standard bounds it (Annex C)
_WORD = re.compile(r"[{}]|[^\s{}]+")


class FunctionError(ValueError):
    """A function that cannot be evaluated."""


def function(source: Any, depth: int = 0) -> Function:
    """Return what a function object computes; of an array, each function gives one value."""
    source = source.get_object()
    if depth > _DEPTH:
        raise FunctionError("functions are nested too deeply")
    if isinstance(source, list):
        parts = [function(part, depth + 1) for part in source]
        return lambda inputs: [value for part in parts for value in part(inputs)]
    make = _TYPES.get(source.get("/FunctionType"))
    if make is None:
        raise FunctionError("a function has no known type")
    domain, bounds = _pairs(source["/Domain"]), _pairs(source.get("/Range", ()))
    compute = make(source, depth)
    return lambda inputs: _clipped(compute(_clipped(inputs, domain)), bounds)


def _pairs(values: Any) -> list[tuple[float, float]]:
    numbers = [float(value) for value in values]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _clipped(values: Sequence[float], bounds: Sequence[tuple[float, float]]) -> list[float]:
    if not bounds:
        return list(values)
    return [min(max(value, low), high) for value, (low, high) in zip(values, bounds, strict=False)]


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    """Return where a value lies in one interval, carried over to another."""
    return first + (value - low) * (last - first) / (high - low) if high != low else first


def _exponential(source: Any, depth: int) -> Function:
    """Type 2 (7.10.3)."""
    first = [float(value) for value in source.get("/C0", (0,))]
    last = [float(value) for value in source.get("/C1", (1,))]
    exponent = float(source["/N"])
    return lambda inputs: [a + inputs[0] ** exponent * (b - a) for a, b in zip(first, last, strict=True)]


def _stitched(source: Any, depth: int) -> Function:
    """Type 3 (7.10.4)."""
    parts = [function(part, depth + 1) for part in source["/Functions"]]
    ((low, high),) = _pairs(source["/Domain"])
    edges = [low, *(float(value) for value in source["/Bounds"]), high]
    encode = _pairs(source["/Encode"])

    def compute(inputs: Sequence[float]) -> list[float]:
        index = min(sum(inputs[0] >= edge for edge in edges[1:-1]), len(parts) - 1)
        return parts[index]([_between(inputs[0], *list(pairwise(edges))[index], *encode[index])])

    return compute


def _sampled(source: Any, depth: int) -> Function:
    """Type 0 (7.10.2): of one input, the samples on both sides are mixed; of several, the nearest is taken."""
    sizes, bits = [int(size) for size in source["/Size"]], int(source["/BitsPerSample"])
    domain, bounds = _pairs(source["/Domain"]), _pairs(source["/Range"])
    encode = _pairs(source["/Encode"]) if "/Encode" in source else [(0.0, size - 1.0) for size in sizes]
    decode = _pairs(source["/Decode"]) if "/Decode" in source else bounds
    data, width = source.get_data(), len(bounds)
    if math.prod(sizes) * width * bits > len(data) * 8:
        raise FunctionError("a sampled function has too few samples")

    def sample(place: Sequence[int]) -> list[float]:
        index = sum(at * math.prod(sizes[:axis]) for axis, at in enumerate(place)) * width
        return [_between(_bits(data, (index + i) * bits, bits), 0, 2**bits - 1, *decode[i]) for i in range(width)]

    def compute(inputs: Sequence[float]) -> list[float]:
        exact = [
            min(max(_between(value, *domain[i], *encode[i]), 0.0), sizes[i] - 1.0) for i, value in enumerate(inputs)
        ]
        if len(exact) > 1:
            return sample([round(at) for at in exact])
        low, high = math.floor(exact[0]), math.ceil(exact[0])
        return [a + (exact[0] - low) * (b - a) for a, b in zip(sample([low]), sample([high]), strict=True)]

    return compute


def _bits(data: bytes, offset: int, count: int) -> int:
    """Return the number that some bits make."""
    first, last = offset // 8, (offset + count + 7) // 8
    return (int.from_bytes(data[first:last]) >> (last * 8 - offset - count)) & (2**count - 1)


def _calculated(source: Any, depth: int) -> Function:
    """Type 4 (7.10.5): a program in a small part of PostScript, without loops."""
    words = iter(_WORD.findall(source.get_data().decode("latin-1")))
    if next(words, "") != "{":
        raise FunctionError("a calculator function does not begin with a brace")
    program = _block(words, 0)

    def compute(inputs: Sequence[float]) -> list[float]:
        stack: Stack = list(inputs)
        try:
            _run(program, stack)
        except (ArithmeticError, IndexError, TypeError, ValueError) as problem:
            raise FunctionError(f"a calculator function fails: {problem}") from problem
        return [float(value) for value in stack]

    return compute


def _block(words: Any, depth: int) -> list[Any]:
    """Return a program up to its closing brace: numbers, words and programs."""
    if depth > _DEPTH:
        raise FunctionError("a calculator function is nested too deeply")
    found: list[Any] = []
    for word in words:
        if word == "}":
            return found
        found.append(_block(words, depth + 1) if word == "{" else word if word in _WORDS else _literal(word))
    raise FunctionError("a calculator function does not end with a brace")


def _literal(word: str) -> float:
    try:
        return float(word) if "." in word or "e" in word.lower() else int(word)
    except ValueError:
        raise FunctionError(f"a calculator function says “{word}”") from None


def _run(program: list[Any], stack: Stack) -> None:
    for step in program:
        if isinstance(step, str):
            _WORDS[step](stack)
        else:
            stack.append(step)
        if len(stack) > _STACK:
            raise FunctionError("a calculator function takes too much room")


def _taking(count: int, compute: Callable[..., Any]) -> Callable[[Stack], None]:
    """Return a word that takes operands from the stack and puts its result there, or several of a tuple."""

    def word(stack: Stack) -> None:
        taken = [stack.pop() for _ in range(count)][::-1]
        result = compute(*taken)
        stack.extend(result if isinstance(result, tuple) else (result,))

    return word


def _if(stack: Stack) -> None:
    then, condition = stack.pop(), stack.pop()
    _run(then if condition else [], stack)


def _if_else(stack: Stack) -> None:
    otherwise, then, condition = stack.pop(), stack.pop(), stack.pop()
    _run(then if condition else otherwise, stack)


def _copy(stack: Stack) -> None:
    count = int(stack.pop())
    stack.extend(stack[-count:] if count else ())


def _index(stack: Stack) -> None:
    stack.append(stack[-1 - int(stack.pop())])


def _roll(stack: Stack) -> None:
    shift, count = int(stack.pop()), int(stack.pop())
    if count > 0:
        part = stack[-count:]
        shift %= count
        stack[-count:] = part[count - shift :] + part[: count - shift]


def _shift(value: int, by: int) -> int:
    return value << min(by, 32) if by >= 0 else value >> -by


_WORDS: dict[str, Callable[[Stack], None]] = {
    **{word: _taking(1, compute) for word, compute in {
        "abs": abs, "neg": operator.neg, "ceiling": math.ceil, "floor": math.floor,
        "round": lambda x: math.floor(x + 0.5),
        "truncate": math.trunc, "sqrt": math.sqrt, "sin": lambda x: math.sin(math.radians(x)),
        "cos": lambda x: math.cos(math.radians(x)), "ln": math.log, "log": math.log10, "cvi": int, "cvr": float,
        "not": lambda x: not x if isinstance(x, bool) else ~x, "dup": lambda x: (x, x), "pop": lambda x: (),
    }.items()},
    **{word: _taking(2, compute) for word, compute in {
        "add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv,
        "idiv": lambda a, b: math.trunc(a / b), "mod": lambda a, b: int(math.fmod(a, b)), "exp": math.pow,
        "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360, "and": operator.and_, "or": operator.or_,
        "xor": operator.xor, "bitshift": _shift, "eq": operator.eq, "ne": operator.ne, "gt": operator.gt,
        "ge": operator.ge, "lt": operator.lt, "le": operator.le, "exch": lambda a, b: (b, a),
    }.items()},
    "true": lambda stack: stack.append(True), "false": lambda stack: stack.append(False),
    "if": _if, "ifelse": _if_else, "copy": _copy, "index": _index, "roll": _roll,
}  # fmt: skip

_TYPES: dict[Any, Callable[[Any, int], Function]] = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}
