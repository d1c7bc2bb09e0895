"""Questions of one area each, found by themselves: a module with `prepare(panel)` and `asks(panel)`."""
