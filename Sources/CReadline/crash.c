#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CReadline.h"
#include "crash.h"

static struct termios before;
static volatile sig_atomic_t is_ours;
static char last_words[512];
static volatile size_t last_words_length;
/// A crash may be that of the stack itself.
static char stack[65536];

void crash_take_terminal(void) {
  if (is_ours || tcgetattr(STDIN_FILENO, &before) != 0) return;
  is_ours = 1;
  struct termios ours = before;
  ours.c_cc[VQUIT] = _POSIX_VDISABLE;
  tcsetattr(STDIN_FILENO, TCSANOW, &ours);
}

void crash_give_terminal(void) {
  if (is_ours) tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  is_ours = 0;
}

void recall_last_words(const char *words) {
  last_words_length = 0;
  strncpy(last_words, words, sizeof last_words - 1);
  last_words_length = strlen(last_words);
}

static void say(const char *text, size_t length) {
  ssize_t ignored = write(STDOUT_FILENO, text, length);
  (void)ignored;
}

/// Only what may be done inside any other function.
static void crash(int number) {
  static const char erase[] = "\033[H\033[2J\033[3J";
  if (is_ours) tcsetattr(STDIN_FILENO, TCSANOW, &before);
  say(erase, sizeof erase - 1);
  say(last_words, last_words_length);
  // The handler is spent: this one has its usual end, and its limits (no core) stand.
  raise(number);
}

static void nothing(int number) { (void)number; }

static void take(const int *numbers, size_t count, struct sigaction *action) {
  for (size_t i = 0; i < count; i++) sigaction(numbers[i], action, NULL);
}

void recall_guard_terminal(void) {
  crash_take_terminal();
  atexit(crash_give_terminal);
  const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP, SIGXCPU};
  const int mistakes[] = {SIGQUIT, SIGUSR1,   SIGUSR2, SIGALRM,  SIGVTALRM,
                          SIGPROF, SIGIO,     SIGPWR,  SIGSTKFLT};
  const stack_t room = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&room, NULL);
  struct sigaction dies = {
    .sa_handler = crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)};
  sigemptyset(&dies.sa_mask);
  take(crashes, sizeof crashes / sizeof *crashes, &dies);
  // Taken, not ignored: what this program starts has them as usual.
  struct sigaction stands = {.sa_handler = nothing, .sa_flags = SA_RESTART};
  sigemptyset(&stands.sa_mask);
  take(mistakes, sizeof mistakes / sizeof *mistakes, &stands);
}
