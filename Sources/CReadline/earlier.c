#define _GNU_SOURCE
#include "earlier.h"

#include <stdlib.h>
#include <string.h>

#include "CReadline.h"
#include "keys.h"

// readline's own history keeps what is changed in an earlier line, and forgets nothing of it. Here a
// line that was changed and left is gone.

enum { MOST = 100 };

static char *lines[MOST];
static int count_of_lines, place;
/// What was typed before the first Up.
static char *unfinished;

void recall_remember(const char *line) {
  if (count_of_lines > 0 && strcmp(lines[count_of_lines - 1], line) == 0) return;
  if (count_of_lines == MOST) {
    recall_forget_line(lines[0]);
    memmove(lines, lines + 1, (MOST - 1) * sizeof *lines);
    count_of_lines--;
  }
  lines[count_of_lines++] = strdup(line);
  earlier_forget_walk();
}

void earlier_forget_walk(void) {
  place = count_of_lines;
  recall_forget_line(unfinished);
  unfinished = NULL;
}

static void show(const char *line) {
  keys_wipe_undo();
  rl_replace_line(line ? line : "", 1);
  rl_point = rl_end;
}

int earlier_line(int count, int key) {
  (void)count; (void)key;
  if (place == 0) return 0;
  if (place == count_of_lines) {
    recall_forget_line(unfinished);
    unfinished = strdup(rl_line_buffer);
  }
  show(lines[--place]);
  return 0;
}

int later_line(int count, int key) {
  (void)count; (void)key;
  if (place == count_of_lines) return 0;
  place++;
  show(place == count_of_lines ? unfinished : lines[place]);
  return 0;
}
