#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "CReadline.h"
#include "crash.h"
#include "keys.h"
#include "signals.h"

enum { DISCARDS = 1, ERASES = 2, WALKS_HISTORY = 4 };

static Keymap answers, commands;
static int now_flags;
static bool done, hinting;
static char *answer;
static recall_completer now_completer;
static void *now_context;

// MARK: Completion

static char **offers;
static size_t offer_count, offer_room, offer_next;

void recall_offer(const char *word) {
  if (offer_count == offer_room) {
    offer_room = offer_room ? offer_room * 2 : 32;
    offers = realloc(offers, offer_room * sizeof *offers);
    if (!offers) abort();
  }
  offers[offer_count++] = strdup(word);
}

static char *next_offer(const char *text, int state) {
  (void)text;
  if (state == 0) offer_next = 0;
  return offer_next < offer_count ? strdup(offers[offer_next++]) : NULL;
}

static char **complete(const char *text, int start, int end) {
  (void)start;
  // Never the names of files.
  rl_attempted_completion_over = 1;
  rl_completion_append_character = ' ';
  if (!now_completer) return NULL;
  char *line = strndup(rl_line_buffer, (size_t)end);
  now_completer(line, now_context);
  recall_forget_line(line);
  char **matches = offer_count ? rl_completion_matches(text, next_offer) : NULL;
  for (size_t i = 0; i < offer_count; i++) free(offers[i]);
  offer_count = 0;
  return matches;
}

// MARK: Forgetting what was typed

static void wipe_buffer(void) {
  if (rl_line_buffer) explicit_bzero(rl_line_buffer, malloc_usable_size(rl_line_buffer));
  rl_point = rl_end = rl_mark = 0;
}

/// Overwrites what readline keeps of the line for drawing (it draws from two buffers in turn), then
/// leaves the prompt bare.
static void erase_from_screen(void) {
  if (rl_end == 0) return;
  for (const char *fill = "- "; *fill; fill++) {
    memset(rl_line_buffer, *fill, (size_t)rl_end);
    rl_redisplay();
  }
  keys_wipe_undo();
  rl_replace_line("", 1);
  rl_point = 0;
  rl_redisplay();
}

/// Enter.
static int accept(int count, int key) {
  // What was typed ahead was put in undrawn.
  rl_redisplay();
  answer = strdup(rl_line_buffer);
  keys_wipe_undo();
  if (now_flags & ERASES) erase_from_screen();
  return rl_newline(count, key);
}

static void took_line(char *line) {
  if (!line) {
    // Ctrl-D, or the terminal is gone.
    recall_forget_line(answer);
    answer = NULL;
  } else {
    recall_forget_line(line);
  }
  rl_callback_handler_remove();
  done = true;
}

// MARK: Drawing

/// Of what comes faster than anybody types only the last is drawn: a paste of a million letters would
/// draw the line a million times.
static void draw(void) {
  if (keys_only_typed() && keys_more_waits(0)) return;
  rl_redisplay();
}

// MARK: Setting up, once

/// Nobody's own settings of readline are read: what a key does here is said in one place, and a file
/// may turn letters into others (`convert-meta`).
static void initialize(void) {
  const char *before = getenv("INPUTRC");
  char *kept = before ? strdup(before) : NULL;
  setenv("INPUTRC", "/dev/null", 1);
  rl_initialize();
  if (kept) setenv("INPUTRC", kept, 1);
  else unsetenv("INPUTRC");
  free(kept);
}

static void set_up(void) {
  if (answers) return;
  rl_readline_name = "recall";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  initialize();
  rl_redisplay_function = draw;
  rl_variable_bind("editing-mode", "emacs");
  rl_variable_bind("convert-meta", "off");
  rl_variable_bind("input-meta", "on");
  rl_variable_bind("output-meta", "on");
  rl_variable_bind("enable-bracketed-paste", "off");
  rl_variable_bind("echo-control-characters", "off");
  rl_variable_bind("show-mode-in-prompt", "off");
  rl_variable_bind("page-completions", "off");
  rl_variable_bind("show-all-if-ambiguous", "on");
  rl_variable_bind("completion-ignore-case", "on");
  rl_variable_bind("mark-modified-lines", "off");
  rl_completion_query_items = -1;
  rl_sort_completion_matches = 0;
  rl_completer_word_break_characters = " ";
  rl_basic_word_break_characters = " ";
  rl_completer_quote_characters = "";
  rl_attempted_completion_function = complete;
  using_history();
  answers = keys_for_answers(accept);
  commands = keys_for_commands(accept);
}

// MARK: The hint that stands until the next key

static void show_hint(const char *hint) {
  hinting = hint && *hint;
  if (!hinting) return;
  fprintf(rl_outstream, "\0337%s\0338", hint);
  fflush(rl_outstream);
}

static void hide_hint(void) {
  if (!hinting) return;
  hinting = false;
  fputs("\033[K", rl_outstream);
  fflush(rl_outstream);
}

// MARK: While nobody types

static recall_idler idler;
static void *idler_context;
static struct timespec idle_after;
/// By a clock that also counts while the machine sleeps.
static struct timespec last_key;
/// Signals that are let in while the loop waits.
static sigset_t open_signals;

static int64_t seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

static void note_key(void) { last_key.tv_sec = seconds_now(); }

int64_t recall_seconds_since_key(void) { return seconds_now() - last_key.tv_sec; }

void recall_while_idle(recall_idler what, void *context, int32_t seconds) {
  idler = what;
  idler_context = context;
  idle_after = (struct timespec){.tv_sec = seconds};
}

/// Milliseconds without a key, after which nobody is typing and no paste is under way.
enum { QUIET = 300 };

/// What comes right behind the Enter was meant for another window as much as what came before it: it
/// is thrown away until nothing more comes.
static recall_waiting wait_until_quiet(void) {
  const struct timespec quiet = {.tv_nsec = QUIET * 1000000L};
  for (;;) {
    if (recall_stop_signal()) return 3;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&input, 1, &quiet, &open_signals);
    if (ready == 0) break;
    if (ready < 0 && errno != EINTR) return 1;
    if (ready < 0) continue;
    char keys[4096];
    ssize_t count = read(STDIN_FILENO, keys, sizeof keys);
    if (count <= 0) return 1;
    explicit_bzero(keys, sizeof keys);
  }
  tcflush(STDIN_FILENO, TCIFLUSH);
  signals_forget_keys();
  note_key();
  return 0;
}

/// Keys are read and thrown away, unseen; whatever was half typed stays in the line.
recall_waiting recall_wait_for_enter(int64_t seconds) {
  int64_t end = seconds_now() + seconds;
  hinting = false;
  for (;;) {
    if (recall_stop_signal()) return 3;
    struct timespec left = {.tv_sec = end - seconds_now()};
    if (seconds >= 0 && left.tv_sec <= 0) return 4;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&input, 1, seconds < 0 ? NULL : &left, &open_signals);
    if (ready < 0 && errno != EINTR) return 1;
    if (ready <= 0) continue;
    char keys[256];
    ssize_t count = read(STDIN_FILENO, keys, sizeof keys);
    if (count <= 0) return 1;
    bool entered = memchr(keys, '\r', (size_t)count) || memchr(keys, '\n', (size_t)count);
    explicit_bzero(keys, sizeof keys);
    if (!entered) continue;
    return wait_until_quiet();
  }
}

void recall_draw_prompt_again(void) {
  rl_on_new_line();
  rl_forced_update_display();
}

void recall_above_prompt(const char *text) {
  hide_hint();
  rl_clear_visible_line();
  fprintf(rl_outstream, "%s\n", text);
  rl_on_new_line();
  rl_forced_update_display();
}

// MARK: The loop

static void leave_line(void) {
  hide_hint();
  keys_wipe_undo();
  rl_free_undo_list();
  if (now_flags & ERASES) erase_from_screen();
  wipe_buffer();
  rl_crlf();
  fflush(rl_outstream);
  rl_callback_handler_remove();
}

enum { TIME_PASSED, STOPPING, CONTINUED };

/// The shell gets a bare screen and its own terminal; -1 = go on reading.
static recall_reading suspend(void) {
  hide_hint();
  if (idler) idler(STOPPING, idler_context);
  rl_deprep_terminal();
  crash_give_terminal();
  signals_suspend();
  crash_take_terminal();
  rl_prep_terminal(1);
  // A shell has gone on to a line of its own; without one the cursor stands where it stood.
  fputs("\r\033[K", rl_outstream);
  if (!idler) return recall_draw_prompt_again(), -1;
  recall_waiting left = idler(CONTINUED, idler_context);
  if (left != 1 && left != 4) return -1;
  leave_line();
  return left;
}

/// What a signal makes of the line under way: -1 = go on reading.
static recall_reading after_signals(void) {
  int took = signals_taken();
  if (took & TOOK_STOP) return leave_line(), 3;
  if (took & TOOK_INTERRUPT) return leave_line(), 2;
  if (took & TOOK_RESIZE) rl_resize_terminal();
  return took & TOOK_SUSPEND ? suspend() : -1;
}

static recall_reading loop(void) {
  signals_block(&open_signals);
  if (last_key.tv_sec == 0) note_key();
  recall_reading reading = -1;
  while (reading < 0) {
    if ((reading = after_signals()) >= 0) break;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&input, 1, idler ? &idle_after : NULL, &open_signals);
    if (ready == 0 && idler) {
      recall_waiting left = idler(TIME_PASSED, idler_context);
      if (left == 1 || left == 4) {
        leave_line();
        reading = left;
      }
      continue;
    }
    if (ready < 0 && errno != EINTR) {
      leave_line();
      reading = 1;
    } else if (ready > 0) {
      note_key();
      hide_hint();
      rl_callback_read_char();
      if (done) reading = answer ? 0 : 1;
    }
  }
  signals_restore(&open_signals);
  return reading;
}

recall_reading recall_read_line(
  const char *prompt, const char *hint, int32_t flags, recall_completer completer, void *context,
  char **line) {
  set_up();
  *line = NULL;
  answer = NULL;
  done = false;
  now_flags = flags;
  now_completer = completer;
  now_context = context;
  if (flags & DISCARDS) {
    tcflush(STDIN_FILENO, TCIFLUSH);
    rl_clear_pending_input();
  }
  keys_begin_line();
  rl_set_keymap(flags & WALKS_HISTORY ? commands : answers);
  rl_callback_handler_install(prompt, took_line);
  rl_set_keymap(flags & WALKS_HISTORY ? commands : answers);
  show_hint(hint);
  recall_reading reading = loop();
  if (reading == 1 && done) {
    fputc('\n', rl_outstream);
    fflush(rl_outstream);
  }
  wipe_buffer();
  keys_begin_line();
  *line = answer;
  answer = NULL;
  return reading;
}

void recall_restore_terminal(void) {
  if (answers) rl_deprep_terminal();
  crash_give_terminal();
}
