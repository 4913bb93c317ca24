"""What `bin/bench` measures: ratios, counts and peaks, each in a process of its own."""
