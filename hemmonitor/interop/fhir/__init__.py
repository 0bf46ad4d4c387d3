"""FHIR R4 out and in. ``docs/fhir.md`` says what maps to what, and which codes still need confirming."""
