"""What templates print: small values made ready from records, one module per noun."""
