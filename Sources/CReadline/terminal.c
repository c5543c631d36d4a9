#include "CReadline.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool recall_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

int recall_terminal_width(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

int recall_terminal_height(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) return 24;
  return size.ws_row;
}
