"""Data in and out, in the forms that others read: FHIR R4, CSV, spreadsheet, calendar, imports, backup."""
