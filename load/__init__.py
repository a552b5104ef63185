"""Load: open-model arrivals for Locust, histograms that merge without loss, SLOs, the knee, comparison, report."""
