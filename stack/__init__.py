"""The embedded cloud: Keystone, freezer-api and Horizon on 127.0.0.1, for the demo and the tests.

Part of the checkout, never of the distribution. Tests and demo use `stack.cloud.Cloud`.
"""
