"""Fuzzing: real files and command lines, broken at random in ways that know their structure, and random bytes beside them.

Every input has a name, ``TARGET:NUMBER``, that gives the same input again on every machine, so that a finding is repeated by its name alone.
"""
