"""Documents as other people lay them out: what this project did not write must bind too."""
