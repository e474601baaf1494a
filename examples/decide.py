#!/usr/bin/env python3
"""Kaidah from Python, through the C interface and nothing but the standard library.

    decide.py LIBKAIDAH POLICY RECORDS [NAME=VALUE ...]    decides every line of RECORDS
"""

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_int32, c_size_t, c_void_p


class Text(Structure):
    """kaidah_text"""

    _fields_ = [("data", c_void_p), ("size", c_size_t)]

    @staticmethod
    def of(text):
        data = text.encode()
        view = Text(ctypes.cast(c_char_p(data), c_void_p), len(data))
        view.kept = data  # as long as the view is
        return view

    def __str__(self):
        return ctypes.string_at(self.data, self.size).decode() if self.size else ""


class Setting(Structure):
    """kaidah_setting"""

    _fields_ = [("name", Text), ("value", Text)]


class PrepareOptions(Structure):
    """kaidah_prepare_options"""

    _fields_ = [
        ("size", c_size_t), ("parameters", POINTER(Setting)), ("parameter_count", c_size_t),
        ("select", POINTER(Text)), ("select_count", c_size_t), ("profile", Text), ("library", c_void_p),
        ("agency", Text), ("subject", Text), ("decision_day", Text), ("group_records", Text),
        ("limits", c_void_p), ("limit_count", c_size_t), ("language", c_int32),
    ]


OK, REJECTED, ALL, ENGLISH, PLAIN = 0, 2, c_size_t(-1), 0, 3


class KaidahError(Exception):
    pass


class Kaidah:
    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        self.declare("kaidah_version", Text)
        self.declare("kaidah_compile_file", c_int32, Text, c_void_p, POINTER(c_void_p), POINTER(c_void_p))
        self.declare("kaidah_prepare", c_int32, c_void_p, POINTER(PrepareOptions), POINTER(c_void_p), POINTER(c_void_p))
        self.declare("kaidah_decide", c_int32, c_void_p, Text, POINTER(c_void_p), POINTER(c_void_p))
        self.declare("kaidah_decision_json", Text, c_void_p)
        self.declare("kaidah_error_render", c_int32, c_void_p, c_size_t, c_int32, c_int32, POINTER(c_void_p))
        self.declare("kaidah_string_text", Text, c_void_p)
        for handle in ("policy", "decider", "decision", "error", "string"):
            self.declare(f"kaidah_{handle}_free", None, c_void_p)

    def declare(self, name, result, *arguments):
        function = getattr(self.lib, name)
        function.restype, function.argtypes = result, arguments

    def make(self, function, *arguments):
        """The status and the handle; what went wrong is raised."""
        made, error = c_void_p(), c_void_p()
        status = function(*arguments, byref(made), byref(error))
        message = self.rendered(error)
        self.lib.kaidah_error_free(error)
        if status not in (OK, REJECTED):
            raise KaidahError(message or f"status {status}")
        return status, made

    def rendered(self, error):
        text = c_void_p()
        if not error or self.lib.kaidah_error_render(error, ALL, ENGLISH, PLAIN, byref(text)) != OK:
            return ""
        shown = str(self.lib.kaidah_string_text(text))
        self.lib.kaidah_string_free(text)
        return shown


class Decider:
    """A policy made ready. May be used from several threads."""

    def __init__(self, kaidah, policy_path, parameters):
        self.kaidah = kaidah
        _, policy = kaidah.make(kaidah.lib.kaidah_compile_file, Text.of(policy_path), None)
        texts = [(Text.of(name), Text.of(value)) for name, value in parameters.items()]
        settings = (Setting * len(texts))(*texts)
        options = PrepareOptions(size=ctypes.sizeof(PrepareOptions), parameters=settings, parameter_count=len(texts))
        try:
            _, self.handle = kaidah.make(kaidah.lib.kaidah_prepare, policy, byref(options))
        finally:
            kaidah.lib.kaidah_policy_free(policy)

    def decide(self, record):
        """Whether it was decided, and the decision or the rejection as JSON."""
        status, decision = self.kaidah.make(self.kaidah.lib.kaidah_decide, self.handle, Text.of(record))
        json = str(self.kaidah.lib.kaidah_decision_json(decision))
        self.kaidah.lib.kaidah_decision_free(decision)
        return status == OK, json

    def __del__(self):
        if getattr(self, "handle", None):
            self.kaidah.lib.kaidah_decider_free(self.handle)


def main(library, policy, records, *settings):
    kaidah = Kaidah(library)
    try:
        decider = Decider(kaidah, policy, dict(setting.split("=", 1) for setting in settings))
    except KaidahError as error:
        sys.exit(str(error))
    decided = rejected = 0
    with open(records, encoding="utf-8") as lines:
        for line in lines:
            ok, json = decider.decide(line)
            print(json)
            decided, rejected = decided + ok, rejected + (not ok)
    print(f"kaidah {kaidah.lib.kaidah_version()}: {decided} decided, {rejected} rejected", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
