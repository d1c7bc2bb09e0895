"""An evaluator of explanations that shares no code with the program: it reads JSON and recomputes."""

import ast
import calendar
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

Value = Fraction | date
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


def recompute(expression: str, inputs: Mapping[str, object]) -> str:
    """Return the value of `expression` over `inputs` as the explanation writes results."""
    found = _value(ast.parse(expression, mode="eval").body, inputs)
    if isinstance(found, datetime):
        return found.astimezone(UTC).strftime(INSTANT)
    if isinstance(found, date):
        return found.isoformat()
    cents = found * 100
    if cents.denominator != 1:
        raise ValueError(f"{expression} is not a whole number of cents: {found}")
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{int(whole) // 100}.{int(whole) % 100:02d}"


def _value(node: ast.expr, inputs: Mapping[str, object]) -> Value:
    match node:
        case ast.Name(id=name):
            return _input(inputs[name])
        case ast.Constant(value=int(number)):
            return Fraction(number)
        case ast.BinOp(left=left, op=operator, right=right):
            return _arithmetic(operator, _number(left, inputs), _number(right, inputs))
        case ast.Call(func=ast.Name(id="round"), args=[inner, ast.Constant(value=int(digits))]):
            return _rounded(_number(inner, inputs), digits)
        case ast.Call(func=ast.Name(id="ceil"), args=[inner]):
            return -(-_number(inner, inputs) // 1) * Fraction(1)
        case ast.Call(func=ast.Name(id="max"), args=[one, other]):
            return max(_number(one, inputs), _number(other, inputs))
        case ast.Call(func=ast.Name(id=name), args=[day, count]) if name in MOVES:
            return MOVES[name](_day(day, inputs), int(_number(count, inputs)))
    raise ValueError(f"{ast.unparse(node)} is not understood")


def _input(value: object) -> Value:
    text = str(value)
    if len(text) == 20 and text.endswith("Z"):
        return datetime.strptime(text, INSTANT).replace(tzinfo=UTC)
    return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else Fraction(text)


def _number(node: ast.expr, inputs: Mapping[str, object]) -> Fraction:
    found = _value(node, inputs)
    if not isinstance(found, Fraction):
        raise ValueError(f"{ast.unparse(node)} is no number")
    return found


def _day(node: ast.expr, inputs: Mapping[str, object]) -> date:
    found = _value(node, inputs)
    if not isinstance(found, date):
        raise ValueError(f"{ast.unparse(node)} is no day")
    return found


def _arithmetic(operator: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
    raise ValueError(f"{operator} is not understood")


def _rounded(value: Fraction, digits: int) -> Fraction:
    scaled = value * 10**digits
    whole = (abs(scaled) * 2 + 1) // 2
    return Fraction(whole if scaled >= 0 else -whole, 10**digits)


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


MOVES: Mapping[str, Callable[[date, int], date]] = {
    "add_days": lambda day, count: day + timedelta(days=count),
    "subtract_days": lambda day, count: day - timedelta(days=count),
    "add_months": lambda day, count: _months_back(day, -count),
    "subtract_months": _months_back,
    "add_hours": lambda at, count: at + timedelta(hours=count),
}
