#pragma once

#include <stdio.h>
#include <readline/readline.h>

/// Letters, and the rest of ASCII that is printed.
int typing_letter(int count, int key);
/// One byte of a character beyond ASCII.
int typing_byte(int count, int key);
/// What has come of a character that is not whole is forgotten.
void typing_forget(void);
