"""The WSGI applications that need more than their own module to be served here."""
