"""WSGI applications that need some preparation to be served by the stack."""
