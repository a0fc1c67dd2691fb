"""Signing in, where whoever runs the app asks for it."""
