"""What `bin/bench` measures. Not collected as tests: an absolute time proves nothing on another machine."""
