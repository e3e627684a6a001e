"""The one error of the stack."""


class StackError(Exception):
    """What went wrong, as one sentence for the person who started the cloud."""
