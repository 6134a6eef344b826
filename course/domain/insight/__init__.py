"""What a run can teach beside its verdict: growth, plans, chains, laziness, comparison, latency, and its stop."""
