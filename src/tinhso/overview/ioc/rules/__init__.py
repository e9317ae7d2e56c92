"""Pure decisions of the operations centre: turns of reports, shares and trends, rankings, findings."""
