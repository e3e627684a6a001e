"""Sentences are made by Django's gettext: here in English, with times in UTC."""

from django.conf import settings

# Where all tests run together, those of tests/api have set Django up already.
if not settings.configured:
    settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="UTC")
