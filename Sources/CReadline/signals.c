#include "signals.h"

#include "CReadline.h"

static volatile sig_atomic_t interrupted, resized, suspended, stopped;

static void note(int number) {
  switch (number) {
    case SIGINT: interrupted = 1; break;
    case SIGWINCH: resized = 1; break;
    case SIGTSTP: suspended = 1; break;
    default: stopped = number;
  }
}

static const int taken[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP};
enum { TAKEN = sizeof taken / sizeof *taken };

void recall_take_signals(void) {
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < TAKEN; i++) {
    struct sigaction before;
    // A parent's wish to ignore a hang-up (nohup) stands.
    if (sigaction(taken[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(taken[i], &action, NULL);
  }
}

int recall_stop_signal(void) { return stopped; }

int recall_any_stop_signal(void) { return interrupted ? SIGINT : stopped; }

void signals_block(sigset_t *open) {
  sigset_t ours;
  sigemptyset(&ours);
  for (int i = 0; i < TAKEN; i++) sigaddset(&ours, taken[i]);
  sigprocmask(SIG_BLOCK, &ours, open);
}

void signals_restore(const sigset_t *open) { sigprocmask(SIG_SETMASK, open, NULL); }

int signals_taken(void) {
  int what = (interrupted ? TOOK_INTERRUPT : 0) | (resized ? TOOK_RESIZE : 0) |
             (suspended ? TOOK_SUSPEND : 0) | (stopped ? TOOK_STOP : 0);
  interrupted = resized = suspended = 0;
  return what;
}

void signals_forget_keys(void) { interrupted = suspended = 0; }

void signals_suspend(void) { raise(SIGSTOP); }
