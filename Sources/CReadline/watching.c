#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "CReadline.h"

// Another program has the terminal: a pager. Whether somebody types at it is seen by the terminal's own
// times, which move when it is read and, because a pager answers keys, when it is written.

static bool found;
static struct termios before;

static int64_t seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

static bool was_used(struct timespec last[2]) {
  struct stat terminal;
  if (fstat(STDOUT_FILENO, &terminal) != 0) return false;
  bool used = last[0].tv_sec != terminal.st_atim.tv_sec || last[1].tv_sec != terminal.st_mtim.tv_sec;
  last[0] = terminal.st_atim;
  last[1] = terminal.st_mtim;
  return used;
}

/// It has stopped (Ctrl-Z), so the shell is to have us back too; both go on together.
static void stop_with(pid_t child) {
  raise(SIGSTOP);
  kill(child, SIGCONT);
}

recall_waiting recall_watch_over(int32_t child, int64_t seconds) {
  found = tcgetattr(STDIN_FILENO, &before) == 0;
  struct timespec last[2] = {{0}};
  was_used(last);
  int64_t used = seconds_now();
  struct pollfd end = {.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN};
  recall_waiting how = -1;
  while (how < 0) {
    int status = 0;
    pid_t changed = waitpid(child, &status, WNOHANG | WUNTRACED);
    if (changed < 0 && errno != EINTR) how = 0;
    if (changed > 0 && !WIFSTOPPED(status)) how = 0;
    if (changed > 0 && WIFSTOPPED(status)) {
      stop_with(child);
      used = seconds_now();
    }
    if (how < 0 && recall_stop_signal()) how = 3;
    if (was_used(last)) used = seconds_now();
    if (how < 0 && seconds >= 0 && seconds_now() - used >= seconds) how = 4;
    struct timespec pause = {.tv_sec = 1};
    if (how < 0) ppoll(&end, end.fd < 0 ? 0 : 1, &pause, NULL);
  }
  if (end.fd >= 0) close(end.fd);
  return how;
}

/// So many times a twentieth of a second for its own way out.
enum { PATIENCE = 40 };

void recall_end(int32_t child) {
  kill(child, SIGTERM);
  kill(child, SIGCONT);
  for (int i = 0; i < PATIENCE; i++) {
    if (waitpid(child, NULL, WNOHANG) != 0) break;
    const struct timespec pause = {.tv_nsec = 50000000};
    nanosleep(&pause, NULL);
    if (i + 1 == PATIENCE) {
      kill(child, SIGKILL);
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
    }
  }
  if (found) tcsetattr(STDIN_FILENO, TCSANOW, &before);
}
