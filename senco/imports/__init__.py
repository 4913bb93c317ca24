"""A school's file on its way into the database: matched, looked through, then taken in.

`open_file` reads it, `look_through` says what it would change, `take_in` does it: the last two are one
computation (`senco.imports.intake`), so what was shown is what is done.
"""
