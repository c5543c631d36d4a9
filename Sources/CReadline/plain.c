#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CReadline.h"
#include "signals.h"

// What was read from a pipe beyond the line that was asked for.
static char waiting[4096];
static size_t first, last;

/// Waits for input or a signal. 0 = input is there.
static recall_reading wait_for_input(void) {
  sigset_t open;
  signals_block(&open);
  recall_reading reading = -1;
  while (reading < 0) {
    int took = signals_taken();
    if (took & TOOK_STOP) { reading = 3; break; }
    if (took & TOOK_INTERRUPT) { reading = 2; break; }
    if (took & TOOK_SUSPEND) signals_suspend();
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&input, 1, NULL, &open);
    if (ready > 0 || (ready < 0 && errno != EINTR)) reading = 0;
  }
  signals_restore(&open);
  return reading;
}

static char *grown(char *line, size_t length, size_t *capacity) {
  if (length + 1 < *capacity) return line;
  char *larger = malloc(*capacity * 2);
  if (!larger) abort();
  memcpy(larger, line, length);
  explicit_bzero(line, *capacity);
  free(line);
  *capacity *= 2;
  return larger;
}

recall_reading recall_read_plain(char **result) {
  size_t length = 0, capacity = 256;
  char *line = malloc(capacity);
  if (!line) abort();
  *result = NULL;
  for (;;) {
    if (first == last) {
      recall_reading reading = wait_for_input();
      ssize_t count = 0;
      if (reading == 0) {
        count = read(STDIN_FILENO, waiting, sizeof waiting);
        if (count < 0 && errno == EINTR) continue;
      }
      if (reading != 0 || (count <= 0 && length == 0)) {
        explicit_bzero(line, capacity);
        free(line);
        return reading != 0 ? reading : 1;
      }
      if (count <= 0) break;
      first = 0;
      last = (size_t)count;
    }
    char byte = waiting[first];
    waiting[first++] = 0;
    if (byte == '\n') break;
    if (byte == 0) continue;
    if (length == RECALL_MOST_BYTES) continue;
    line = grown(line, length, &capacity);
    line[length++] = byte;
  }
  if (length > 0 && line[length - 1] == '\r') length--;
  line[length] = 0;
  *result = line;
  return 0;
}

void recall_forget_line(char *line) {
  if (!line) return;
  explicit_bzero(line, strlen(line));
  free(line);
}
