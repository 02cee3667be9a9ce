"""`NamedTuple` without the cost of `typing`: importing that and making a class with it is felt when starting up.

To a type checker it is the standard one; at run time classes are made the same way, methods, defaults, `_replace` and
all, but without compiling code for each.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    class _Record(type):
        """Makes the classes: fields are the annotations, in their order, defaults the values beside them."""

        def __new__(cls, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            getters = {field: _tuplegetter(number, "") for number, field in enumerate(fields)}
            made = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return super().__new__(cls, name, bases, {**namespace, **getters, **made})

    class NamedTuple(tuple, metaclass=_Record):
        """As `typing.NamedTuple`."""

        def __new__(cls, *values, **named):
            fields = cls._fields
            missing = fields[len(values) :]
            if missing:
                defaults = cls._field_defaults
                try:
                    rest = [named.pop(field) if field in named else defaults[field] for field in missing]
                except KeyError as error:
                    raise TypeError(f"{cls.__name__} lacks {error}") from None
                values = (*values, *rest)
            if named or len(values) != len(fields):
                raise TypeError(f"{cls.__name__} takes {', '.join(fields)} and nothing else")
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **named):
            return type(self)(
                *[named.pop(field, value) for field, value in zip(self._fields, self, strict=True)], **named
            )

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            pairs = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({pairs})"

        def __getnewargs__(self):
            return tuple(self)


__all__ = ["NamedTuple"]
