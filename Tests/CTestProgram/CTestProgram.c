#define _GNU_SOURCE
#include "CTestProgram.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void become(const char *path, char *const argv[], char *const envp[], const char *folder) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  if (chdir(folder) == 0) execve(path, argv, envp);
  _exit(127);
}

pid_t test_spawn_in_pipes(const char *path, char *const argv[], char *const envp[],
                          const char *folder, int files[3]) {
  int in[2], out[2], err[2];
  if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC)) return -1;
  pid_t process = fork();
  if (process == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    dup2(err[1], 2);
    become(path, argv, envp, folder);
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  files[0] = in[1];
  files[1] = out[0];
  files[2] = err[0];
  return process;
}

pid_t test_spawn_in_terminal(const char *path, char *const argv[], char *const envp[],
                             const char *folder, int rows, int columns, int *file) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pid_t process = forkpty(file, NULL, NULL, &size);
  if (process == 0) become(path, argv, envp, folder);
  if (process > 0) fcntl(*file, F_SETFD, FD_CLOEXEC);
  return process;
}

int test_resize(int file, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(file, TIOCSWINSZ, &size);
}

int test_read(int file, char *buffer, int size, int milliseconds) {
  struct pollfd wait = {.fd = file, .events = POLLIN};
  int ready;
  do ready = poll(&wait, 1, milliseconds);
  while (ready < 0 && errno == EINTR);
  if (ready <= 0) return -1;
  ssize_t count = read(file, buffer, (size_t)size);
  return count < 0 ? 0 : (int)count;
}

int test_write(int file, const void *bytes, int size) {
  struct pollfd wait[1] = {{.fd = file, .events = POLLIN | POLLOUT}};
  if (poll(wait, 1, -1) < 0) return errno == EINTR ? 0 : -1;
  if (!(wait->revents & POLLOUT)) return wait->revents & POLLIN ? 0 : -1;
  // A piece of what may fit: a write that waits would never end.
  ssize_t count = write(file, bytes, size < 256 ? (size_t)size : 256);
  return count < 0 ? (errno == EINTR || errno == EAGAIN ? 0 : -1) : (int)count;
}

int test_is_cooked(int file) {
  struct termios settings;
  if (tcgetattr(file, &settings) != 0) return -1;
  return (settings.c_lflag & ICANON) && (settings.c_lflag & ECHO) && (settings.c_lflag & ISIG) &&
         settings.c_cc[VQUIT] != _POSIX_VDISABLE;
}

int test_wait_until_stopped(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, WUNTRACED) < 0)
    if (errno != EINTR) return 0;
  return WIFSTOPPED(status) ? 1 : 0;
}

static int ending(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int test_wait(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return ending(status);
}

int test_wait_within(pid_t process, int milliseconds) {
  int handle = (int)syscall(SYS_pidfd_open, process, 0);
  struct pollfd wait = {.fd = handle, .events = POLLIN};
  int ready;
  do ready = poll(&wait, 1, milliseconds);
  while (ready < 0 && errno == EINTR);
  close(handle);
  return ready > 0 ? test_wait(process) : -1;
}

int test_wait_stopped(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, WUNTRACED) < 0)
    if (errno != EINTR) return -1;
  return WIFSTOPPED(status) ? -1 : ending(status);
}

long test_last_use(int file) {
  char name[128];
  struct stat terminal;
  if (ptsname_r(file, name, sizeof name) != 0 || stat(name, &terminal) != 0) return 0;
  return terminal.st_atim.tv_sec > terminal.st_mtim.tv_sec ? terminal.st_atim.tv_sec
                                                           : terminal.st_mtim.tv_sec;
}
