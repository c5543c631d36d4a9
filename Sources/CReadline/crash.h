#pragma once

// The terminal, for as long as it is ours.

/// As it is now it is given back at the end, whatever the end is. From here on Ctrl-\ is no key: it would
/// end the program, or throw away what it has just written.
void crash_take_terminal(void);
/// As it was; harmless when it was not taken.
void crash_give_terminal(void);
