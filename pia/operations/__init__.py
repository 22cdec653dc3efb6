"""Everything that changes stored work, one function per act, used alike by web and command line.

Each loads, asks for permission, guards the state, calls a pure function of the core, saves, and
writes the audit, in one transaction. Enters: `Store`, `Actor`, values, the instant. Leaves: records.
"""
