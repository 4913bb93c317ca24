"""Files that people send: what they hold, whether that is safe to keep, and their words.

Nothing here knows a database. What is not kept is refused with one sentence for the person who sent it.
"""


class Refused(Exception):
    """This file is not kept; the message is a plain sentence that says why and what to do."""
