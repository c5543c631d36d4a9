#pragma once

#include <stdbool.h>
#include <stdio.h>
#include <readline/readline.h>

/// The keys of every prompt: moving, deleting, Tab, Enter. Nothing that keeps deleted text (the kill
/// ring leaks from one patient's prompt into the next), no macros, no editor. Keys that have no meaning
/// here type nothing.
Keymap keys_for_answers(rl_command_func_t *accept);
/// The same with Up and Down for earlier lines.
Keymap keys_for_commands(rl_command_func_t *accept);

/// A line begins or has ended: what was half typed or half received of the one before is forgotten.
void keys_begin_line(void);

/// Since it was last asked the line has only grown.
bool keys_only_typed(void);

/// More input comes within so many milliseconds.
bool keys_more_waits(int milliseconds);

/// Overwrites what readline could undo.
void keys_wipe_undo(void);
