"""Each mitigation taken out, and the test that must fail then."""
