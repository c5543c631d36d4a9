#pragma once

#include <stdio.h>
#include <readline/readline.h>

/// Up and Down through the lines given to `recall_remember`.
int earlier_line(int count, int key);
int later_line(int count, int key);
/// The walk is over: it begins at the newest again.
void earlier_forget_walk(void);
