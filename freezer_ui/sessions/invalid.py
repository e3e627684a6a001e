"""Bad input, as one sentence a field."""


class Invalid(ValueError):
    """What a user sent cannot be used; `fields` maps each field's name to a clear sentence."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(next(iter(fields.values())))
        self.fields = fields
