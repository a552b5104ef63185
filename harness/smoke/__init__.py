"""Smoke tests of a deployment: is it what was meant to be deployed, and does it work?"""
