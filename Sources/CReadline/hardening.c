#include "CReadline.h"

#include <locale.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <langinfo.h>
#include <string.h>

void recall_harden(void) {
  const int crashes[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) signal(crashes[i], SIG_DFL);
  // A file that may not grow is an error of the store, not the end of the program.
  signal(SIGXFSZ, SIG_IGN);
  const struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  umask(077);
}

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/// readline asks the environment anew at every prompt.
static void tell_readline(const char *name) {
  const char *all = getenv("LC_ALL");
  setenv(all && *all ? "LC_ALL" : "LC_CTYPE", name, 1);
}

bool recall_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") && is_utf8()) return true;
  const char *names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!setlocale(LC_CTYPE, names[i]) || !is_utf8()) continue;
    tell_readline(names[i]);
    return true;
  }
  return false;
}
