#pragma once

// The only place that touches readline, termios, signals, crash and core settings. Functions only:
// readline's own globals never reach Swift.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// First thing in `main`: crash signals back to their default (no backtrace with a patient's data on
/// the terminal), no core dump, no debugger reading our memory, files for their owner only.
void recall_harden(void);

/// Fixes character handling to UTF-8, once, whatever `LANG` says: what is typed, shown and kept is
/// UTF-8. `false` when the machine has no UTF-8 locale.
bool recall_use_utf8(void);

bool recall_is_terminal(int descriptor);

/// Columns of the terminal on standard output; 80 when it does not say.
int recall_terminal_width(void);

/// Its rows; 24 when it does not say.
int recall_terminal_height(void);

/// From now on SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGTSTP are taken by the loop that reads lines.
void recall_take_signals(void);

/// From now on nothing but SIGKILL leaves the terminal raw or a patient on it. Signals that a key or
/// another program may send by mistake (Ctrl-\) come to nothing. A real crash gives the terminal back,
/// erases it with its scrollback, and then ends the program as it would have.
void recall_guard_terminal(void);

/// What a crash says on the bare screen: a sentence and where to go on, nothing of a patient.
void recall_last_words(const char *words);

/// SIGTERM or SIGHUP that has arrived since, or 0. Stays set: the program is to leave.
int recall_stop_signal(void);

/// The same, or SIGINT: for long work that asks nothing, between two pieces of it.
int recall_any_stop_signal(void);

/// How reading one line ended.
/// 0 a line · 1 end of input · 2 Ctrl-C (the line was cleared) · 3 told to stop (`recall_stop_signal`)
/// · 4 left alone for too long
typedef int32_t recall_reading;

/// Asked for completions of the text before the cursor: offers words with `recall_offer`.
typedef void (*recall_completer)(const char *line, void *context);

/// One word that would complete the word at the cursor; only inside a `recall_completer`.
void recall_offer(const char *word);

/// More of a line is thrown away: 4,096 characters of the longest kind, more than any prompt takes.
enum { RECALL_MOST_BYTES = 16384 };

/// What a character beyond ASCII is on a screen: 0 nothing that may reach it (controls, bidi and
/// invisible characters) · 1 a character · 2 a mark on the one before.
typedef int32_t (*recall_kind)(uint32_t scalar);

/// From now on a line takes only what `kind` lets through, and only whole characters of UTF-8: what is
/// pasted is text from outside, and is on the terminal before Enter.
void recall_take_only(recall_kind kind);

/// Flags of `recall_read_line`: 1 throws away keys typed before the prompt was drawn · 2 erases the
/// typed line from the screen, and from readline's memory, when it is done · 4 Up and Down walk through
/// lines given to `recall_remember`.
/// `hint`, if not NULL, stands after the prompt until the next key.
/// A line belongs to the caller, who hands it back to `recall_forget_line`.
recall_reading recall_read_line(
  const char *prompt, const char *hint, int32_t flags, recall_completer completer, void *context,
  char **line);

/// How waiting for Enter ended: 0 Enter · 1 the terminal is gone · 3 told to stop · 4 it took too long.
typedef int32_t recall_waiting;

/// Called while nobody types (`why` 0), before the program stops for the shell (1) and when it goes on
/// (2; draws the prompt): 0 = reading goes on, 1 or 4 = it ends with that.
typedef recall_waiting (*recall_idler)(int32_t why, void *context);

/// From now on `idler` is called after every so many seconds without a key at a prompt; NULL = no more.
void recall_while_idle(recall_idler idler, void *context, int32_t seconds);

/// Since the last key at any prompt; time in which the machine slept counts.
int64_t recall_seconds_since_key(void);

/// Waits for Enter and throws every other key away, unseen, for at most so many seconds (-1 = for
/// ever), and then what comes right behind it; only inside a `recall_idler`.
recall_waiting recall_wait_for_enter(int64_t seconds);

/// Draws the prompt, and what was half typed at it, on the line where the cursor is.
void recall_draw_prompt_again(void);

/// Draws lines above the prompt and what is typed at it; only inside a `recall_idler`.
void recall_above_prompt(const char *text);

/// Waits for a child that has the terminal, as a pager has it, and stops and goes on with it. 0 it has
/// ended · 3 told to stop (`recall_stop_signal`) · 4 nobody typed for so many seconds (-1 = for ever).
recall_waiting recall_watch_over(int32_t child, int64_t seconds);

/// Ends that child, and gives the terminal back as it was when the watch began.
void recall_end(int32_t child);

/// A line of input that is no terminal: without prompt, echo, or editing.
recall_reading recall_read_plain(char **line);

/// Overwrites the line and frees it.
void recall_forget_line(char *line);

/// Keeps a line for Up and Down, in memory only.
void recall_remember(const char *line);

/// Gives the terminal back as it was; harmless when nothing was changed.
void recall_restore_terminal(void);
