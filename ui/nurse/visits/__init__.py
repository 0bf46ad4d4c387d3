"""The mobile team's page: the route at the left, the person who is here at the right.

Rules:
- Who the values are for stands in a band of its own colour in every step; while nobody is chosen the band is
  a warning and measuring is off.
- A person is chosen by what they say themselves, never by a press on a list.
- What a device sends while nobody is chosen, or what may be an earlier person's, is shown and asked about.
"""
