#pragma once

#include <signal.h>
#include <stdbool.h>

// Signals as the reading loop takes them. Handlers only set a flag; `ppoll` lets them in.

enum { TOOK_INTERRUPT = 1, TOOK_RESIZE = 2, TOOK_SUSPEND = 4, TOOK_STOP = 8 };

/// Blocks the signals of the loop; `open` becomes the mask to hand to `ppoll`.
void signals_block(sigset_t *open);
void signals_restore(const sigset_t *open);
/// What has arrived since the last question; a stop stays.
int signals_taken(void);
/// Throws away a Ctrl-C and a Ctrl-Z that nobody was waiting for.
void signals_forget_keys(void);
/// Stops the process as Ctrl-Z would, and returns when it continues.
void signals_suspend(void);
