"""The words of signing in."""

TITLE = "Please sign in"
LEAD = "This landscape is for people who are known here. Sign in, and you see it."
INCOMPLETE = "Signing in is not set up completely, so nobody can be let in. Tell whoever runs this."
PROVIDER = "your organization"
SIGN_IN = "Sign in with {provider}"
SIGNED_IN = "Signed in as {who}"
SIGN_OUT = "Sign out"
