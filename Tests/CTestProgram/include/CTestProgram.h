#pragma once
#include <sys/types.h>

// Starts a program for a test and talks to it, in a pipe or in a terminal of its own.

// In pipes. `files` gets the writing end of its input, the reading ends of output and errors.
// Returns the process id, or -1.
pid_t test_spawn_in_pipes(const char *path, char *const argv[], char *const envp[],
                          const char *folder, int files[3]);

// In a terminal of `rows` x `columns`; `file` gets the master side. Returns the process id, or -1.
pid_t test_spawn_in_terminal(const char *path, char *const argv[], char *const envp[],
                             const char *folder, int rows, int columns, int *file);

// Tells the terminal (and the program) its new size.
int test_resize(int file, int rows, int columns);

// Reads what is there, waiting at most `milliseconds`: bytes read, 0 at the end, -1 on a time-out.
int test_read(int file, char *buffer, int size, int milliseconds);

// Types a piece of this: bytes taken, 0 when the program wants to be heard first, -1 at its end.
int test_write(int file, const void *bytes, int size);

// 1 = the terminal edits and echoes lines itself, 0 = the program does, -1 = it is gone.
int test_is_cooked(int file);

// When the terminal behind this file was last read or written, in seconds since 1970, as the system keeps
// it: in steps of eight.
long test_last_use(int file);

// Waits until the process is stopped (1) or has ended (0).
int test_wait_until_stopped(pid_t process);

// Waits for the end. Exit code, or 128 + signal.
int test_wait(pid_t process);

// The same, for at most so many milliseconds: -1 while the program still runs.
int test_wait_within(pid_t process, int milliseconds);

// Waits until the program has stopped (-1), or ended: exit code, or 128 + signal.
int test_wait_stopped(pid_t process);
