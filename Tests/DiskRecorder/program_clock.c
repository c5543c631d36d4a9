// Loaded before a program (LD_PRELOAD): its clocks go ahead by as many seconds as stand in the file that
// RECALL_CLOCK names, and a wait with a time-out ends when they have gone on for so long. A test moves
// the clock and nobody sleeps.
//
// Two numbers of 8 bytes: for every clock, and for the wall clock alone (which somebody sets).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *ahead;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("RECALL_CLOCK");
  int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *found = mmap(NULL, 16, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (found != MAP_FAILED) ahead = found;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int failed = (int)syscall(SYS_clock_gettime, clock, time);
  if (failed == 0 && ahead) time->tv_sec += ahead[0] + (clock == CLOCK_REALTIME ? ahead[1] : 0);
  return failed;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int failed = clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return failed;
}

time_t time(time_t *room) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (room) *room = now.tv_sec;
  return now.tv_sec;
}

static int wait_once(struct pollfd *files, nfds_t count, const struct timespec *limit,
                     const sigset_t *open) {
  struct timespec room, *copy = NULL;
  if (limit) {
    room = *limit;
    copy = &room;
  }
  return (int)syscall(SYS_ppoll, files, count, copy, open, _NSIG / 8);
}

int ppoll(struct pollfd *files, nfds_t count, const struct timespec *limit, const sigset_t *open) {
  if (!limit || !ahead) return wait_once(files, count, limit, open);
  struct timespec begun, now;
  clock_gettime(CLOCK_BOOTTIME, &begun);
  for (;;) {
    const struct timespec look = {.tv_nsec = 5000000};
    int ready = wait_once(files, count, &look, open);
    if (ready != 0) return ready;
    clock_gettime(CLOCK_BOOTTIME, &now);
    if (now.tv_sec - begun.tv_sec >= limit->tv_sec) return 0;
  }
}
