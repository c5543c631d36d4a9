// Loaded before a program (LD_PRELOAD): what it tells the system to do below some folders is counted, and
// goes wrong as a disk, an administrator or a kill would have it.
//
//   RECALL_DISK_ROOT=FOLDER[:FOLDER]   what is below them
//   RECALL_DISK_COUNT=FILE   a byte is appended to it for each act that changes something
//   RECALL_DISK_DIES=N       the program dies by SIGKILL before the N-th of them
//   RECALL_DISK_TROUBLE=FILE two numbers of 8 bytes that the test may change at any time: the errno with
//                            which acts fail (0: none does), and how many acts pass before that
//
// ENOSPC  what needs room fails: new files and folders, files that grow.
// EROFS   whatever changes something fails.
// EACCES  opening for writing fails, and changing names; what is open stays open.
// EPERM   the same as EACCES, and opening for reading fails too (seen as EACCES).
// EIO     reading still works; writing and syncing fail.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES = 4096, PATH = 1024 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char roots[4 * PATH];
static char is_below[FILES];
static int counting = -1;
static long dies, acts;
static volatile int64_t *trouble;

__attribute__((constructor)) static void begin(void) {
  const char *folders = getenv("RECALL_DISK_ROOT"), *count = getenv("RECALL_DISK_COUNT");
  const char *death = getenv("RECALL_DISK_DIES"), *control = getenv("RECALL_DISK_TROUBLE");
  if (!folders) return;
  snprintf(roots, sizeof roots, "%s", folders);
  if (death) dies = atol(death);
  if (count)
    counting = (int)syscall(SYS_openat, AT_FDCWD, count, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int file = control ? (int)syscall(SYS_openat, AT_FDCWD, control, O_RDWR | O_CLOEXEC, 0) : -1;
  if (file < 0) return;
  void *found = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (found != MAP_FAILED) trouble = found;
}

static int is_ours(const char *path) {
  char here[PATH / 2], room[PATH];
  if (!path || !roots[0]) return 0;
  if (path[0] != '/') {
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(room, PATH, "%s/%s", here, path);
    path = room;
  }
  for (const char *root = roots; *root;) {
    size_t length = strcspn(root, ":");
    if (length && strncmp(path, root, length) == 0) return 1;
    root += length + (root[length] == ':');
  }
  return 0;
}

/// The errno of the trouble that there is now; with `takes`, one of the acts that pass before it.
static int now(int takes) {
  if (!trouble || !trouble[0]) return 0;
  if (trouble[1] > 0) {
    if (takes) trouble[1]--;
    return 0;
  }
  return (int)trouble[0];
}

/// Something is about to change: it is counted, and may be the last.
static void act(char kind) {
  if (counting >= 0) syscall(SYS_write, counting, &kind, 1);
  if (++acts == dies) kill(getpid(), SIGKILL);
}

#define TURN pthread_mutex_lock(&turn)
#define DONE pthread_mutex_unlock(&turn)

static int failing(int code) {
  errno = code == EPERM ? EACCES : code;
  return -1;
}

// MARK: Opening

static int open_any(int folder, const char *path, int flags, mode_t mode) {
  if (!((folder == AT_FDCWD || (path && path[0] == '/')) && is_ours(path)))
    return (int)syscall(SYS_openat, folder, path, flags, mode);
  TURN;
  int was_there = syscall(SYS_faccessat, AT_FDCWD, path, F_OK, 0) == 0;
  int makes = (flags & O_CREAT) && !was_there, empties = (flags & O_TRUNC) && was_there;
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  int code = now(makes || empties), file = -1;
  if ((code == ENOSPC && makes) || (code == EROFS && (writes || makes)) || code == EPERM ||
      (code == EACCES && (writes || makes)) || (code == EIO && makes)) {
    DONE;
    return failing(code);
  }
  if (makes || empties) act(makes ? 'c' : 't');
  file = (int)syscall(SYS_openat, folder, path, flags, mode);
  if (file >= 0 && file < FILES) is_below[file] = 1;
  DONE;
  return file;
}

#define MODE(flags) ({ mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { \
  va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } mode; })

int open(const char *path, int flags, ...) { return open_any(AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) {
  return open_any(AT_FDCWD, path, flags | O_LARGEFILE, MODE(flags));
}
int openat(int folder, const char *path, int flags, ...) {
  return open_any(folder, path, flags, MODE(flags));
}
int openat64(int folder, const char *path, int flags, ...) {
  return open_any(folder, path, flags, MODE(flags));
}
int creat(const char *path, mode_t mode) {
  return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int file) {
  if (file >= 0 && file < FILES) is_below[file] = 0;
  return (int)syscall(SYS_close, file);
}

// MARK: Writing

/// `true`: this write is not done.
static int is_stopped(int file, int64_t end, char kind) {
  if (file < 0 || file >= FILES || !is_below[file]) return 0;
  struct stat status;
  int grows = fstat(file, &status) == 0 && end > status.st_size;
  int code = now(1);
  if ((code == ENOSPC && grows) || code == EROFS || code == EIO) {
    errno = code;
    return 1;
  }
  act(kind);
  return 0;
}

static int64_t end_of(int file, size_t count) {
  struct stat status;
  if (fcntl(file, F_GETFL) & O_APPEND)
    return fstat(file, &status) == 0 ? status.st_size + (int64_t)count : 0;
  return (int64_t)lseek(file, 0, SEEK_CUR) + (int64_t)count;
}

ssize_t write(int file, const void *data, size_t count) {
  if (file < 0 || file >= FILES || !is_below[file]) return syscall(SYS_write, file, data, count);
  TURN;
  int stopped = is_stopped(file, end_of(file, count), 'w');
  ssize_t done = stopped ? -1 : syscall(SYS_write, file, data, count);
  DONE;
  return done;
}

ssize_t pwrite(int file, const void *data, size_t count, off_t place) {
  TURN;
  int stopped = is_stopped(file, place + (int64_t)count, 'w');
  ssize_t done = stopped ? -1 : syscall(SYS_pwrite64, file, data, count, place);
  DONE;
  return done;
}

ssize_t pwrite64(int file, const void *data, size_t count, off64_t place) {
  return pwrite(file, data, count, place);
}

int ftruncate(int file, off_t size) {
  TURN;
  int stopped = is_stopped(file, size, 't');
  int done = stopped ? -1 : (int)syscall(SYS_ftruncate, file, size);
  DONE;
  return done;
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

// MARK: Syncing

static int sync_any(long call, int file) {
  if (file < 0 || file >= FILES || !is_below[file]) return (int)syscall(call, file);
  TURN;
  int code = now(0);
  if (code == EIO) {
    DONE;
    return failing(code);
  }
  act('s');
  int done = (int)syscall(call, file);
  DONE;
  return done;
}

int fsync(int file) { return sync_any(SYS_fsync, file); }
int fdatasync(int file) { return sync_any(SYS_fdatasync, file); }

// MARK: Names

/// `true`: names may not be changed here.
static int is_fixed(const char *path, int needs_room, char kind) {
  if (!is_ours(path)) return 0;
  TURN;
  int code = now(1);
  if ((code == ENOSPC && needs_room) || code == EROFS || code == EACCES || code == EPERM ||
      code == EIO) {
    DONE;
    failing(code);
    return 1;
  }
  act(kind);
  DONE;
  return 0;
}

int access(const char *path, int mode) {
  int code = is_ours(path) ? now(0) : 0;
  if (mode != F_OK && (code == EPERM || ((mode & W_OK) && (code == EACCES || code == EROFS))))
    return failing(code);
  return (int)syscall(SYS_faccessat, AT_FDCWD, path, mode);
}

int unlink(const char *path) {
  return is_fixed(path, 0, 'u') ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
int rmdir(const char *path) {
  return is_fixed(path, 0, 'u') ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}
int rename(const char *from, const char *to) {
  return is_fixed(to, 0, 'r') ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int link(const char *from, const char *to) {
  return is_fixed(to, 1, 'l') ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int mkdir(const char *path, mode_t mode) {
  // One that is there needs no room.
  int is_new = syscall(SYS_faccessat, AT_FDCWD, path, F_OK, 0) != 0;
  return is_new && is_fixed(path, 1, 'm') ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
