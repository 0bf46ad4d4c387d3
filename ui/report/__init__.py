"""The report for the doctor's visit, as PDF with Qt's own text and PDF writer."""
