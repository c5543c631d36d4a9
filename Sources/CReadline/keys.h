#pragma once

#include <stdio.h>
#include <readline/readline.h>

/// The keys of every prompt: moving, deleting, Tab, Enter. Nothing that keeps deleted text (the kill
/// ring leaks from one patient's prompt into the next), no macros, no editor.
Keymap keys_for_answers(rl_command_func_t *accept);
/// The same with Up and Down for earlier lines.
Keymap keys_for_commands(rl_command_func_t *accept);
