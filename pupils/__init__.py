"""Pupils: who they are, the register, concerns, and what is due for them."""
