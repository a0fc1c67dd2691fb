"""The landscape for assistants: a server of the Model Context Protocol (https://modelcontextprotocol.io)."""
