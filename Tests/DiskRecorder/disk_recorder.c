// Loaded before a program (LD_PRELOAD) to write down, in their order, everything that it tells the
// system to do with files below a folder, and every word that it writes to standard output or error. A test
// replays what a power cut could have left of it.
//
//   RECALL_DISK_ROOT=FOLDER   what is below it is recorded
//   RECALL_DISK_LOG=FILE      where to
//
// A record: kind (1 byte), file number (8), offset or size (8), length of path, of second path and of
// data (4 each), then those three. Kinds: C a new file, W write, T truncate, Y file synced, D folder
// synced, U unlink, R rename, L another name, M folder made, S words on standard output
// or error.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096, PATH = 1024 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static char root[PATH];
static char *paths[FILES];

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("RECALL_DISK_ROOT"), *log = getenv("RECALL_DISK_LOG");
  if (!folder || !log) return;
  snprintf(root, sizeof root, "%s", folder);
  record = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(char kind, uint64_t file, int64_t place, const char *path, const char *second,
                const void *data, size_t length) {
  if (record < 0) return;
  uint32_t sizes[3] = {(uint32_t)(path ? strlen(path) : 0), (uint32_t)(second ? strlen(second) : 0),
                       (uint32_t)length};
  struct iovec parts[] = {
    {&kind, 1},           {&file, 8},
    {&place, 8},          {sizes, sizeof sizes},
    {(void *)path, sizes[0]}, {(void *)second, sizes[1]},
    {(void *)data, length},
  };
  syscall(SYS_writev, record, parts, 7);
}

static int is_ours(const char *path) {
  return record >= 0 && path && strncmp(path, root, strlen(root)) == 0;
}

/// Absolute; relative paths begin in the working folder.
static const char *whole(const char *path, char *room) {
  if (path[0] == '/') return path;
  char here[PATH / 2];
  if (!getcwd(here, sizeof here)) return path;
  snprintf(room, PATH, "%s/%s", here, path);
  return room;
}

static uint64_t number(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? status.st_ino : 0;
}

static const char *path_of(int file) {
  return file >= 0 && file < FILES ? paths[file] : NULL;
}

#define TURN pthread_mutex_lock(&turn)
#define DONE pthread_mutex_unlock(&turn)

// MARK: Opening

static int opened(int file, const char *path, int flags, int was_there) {
  if (file < 0 || file >= FILES || !is_ours(path)) return file;
  free(paths[file]);
  paths[file] = strdup(path);
  if ((flags & O_CREAT) && !was_there) put('C', number(file), 0, path, NULL, NULL, 0);
  else if ((flags & O_TRUNC) && was_there) put('T', number(file), 0, path, NULL, NULL, 0);
  return file;
}

static int open_any(int folder, const char *path, int flags, mode_t mode) {
  char room[PATH];
  const char *at = folder == AT_FDCWD ? whole(path, room) : path;
  if (!is_ours(at)) return (int)syscall(SYS_openat, folder, path, flags, mode);
  TURN;
  int was_there = access(at, F_OK) == 0;
  int file = opened((int)syscall(SYS_openat, folder, path, flags, mode), at, flags, was_there);
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
  TURN;
  if (path_of(file)) {
    free(paths[file]);
    paths[file] = NULL;
  }
  DONE;
  return (int)syscall(SYS_close, file);
}

// MARK: Writing

static ssize_t wrote(int file, const void *data, ssize_t count, int64_t place) {
  if (count > 0 && path_of(file)) put('W', number(file), place, path_of(file), NULL, data, (size_t)count);
  return count;
}

ssize_t write(int file, const void *data, size_t count) {
  TURN;
  int64_t place = 0;
  if (path_of(file)) {
    struct stat status;
    int appends = fcntl(file, F_GETFL) & O_APPEND;
    place = appends && fstat(file, &status) == 0 ? status.st_size : lseek(file, 0, SEEK_CUR);
  }
  // Before the words can be seen: what stands in the record after them was not done yet.
  if (file == STDOUT_FILENO || file == STDERR_FILENO) put('S', 0, 0, NULL, NULL, data, count);
  ssize_t done = wrote(file, data, syscall(SYS_write, file, data, count), place);
  DONE;
  return done;
}

ssize_t pwrite(int file, const void *data, size_t count, off_t place) {
  TURN;
  ssize_t done = wrote(file, data, syscall(SYS_pwrite64, file, data, count, place), place);
  DONE;
  return done;
}

ssize_t pwrite64(int file, const void *data, size_t count, off64_t place) {
  return pwrite(file, data, count, place);
}

int ftruncate(int file, off_t size) {
  TURN;
  int done = (int)syscall(SYS_ftruncate, file, size);
  if (done == 0 && path_of(file)) put('T', number(file), size, path_of(file), NULL, NULL, 0);
  DONE;
  return done;
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

// MARK: Syncing

static int synced(int file, int done) {
  struct stat status;
  if (done != 0 || !path_of(file) || fstat(file, &status) != 0) return done;
  put(S_ISDIR(status.st_mode) ? 'D' : 'Y', status.st_ino, 0, path_of(file), NULL, NULL, 0);
  return done;
}

int fsync(int file) {
  TURN;
  int done = synced(file, (int)syscall(SYS_fsync, file));
  DONE;
  return done;
}

int fdatasync(int file) {
  TURN;
  int done = synced(file, (int)syscall(SYS_fdatasync, file));
  DONE;
  return done;
}

// MARK: Names

int unlink(const char *path) {
  char room[PATH];
  const char *at = whole(path, room);
  TURN;
  int done = (int)syscall(SYS_unlink, path);
  if (done == 0 && is_ours(at)) put('U', 0, 0, at, NULL, NULL, 0);
  DONE;
  return done;
}

int rename(const char *from, const char *to) {
  char one[PATH], two[PATH];
  const char *a = whole(from, one), *b = whole(to, two);
  TURN;
  int done = (int)syscall(SYS_rename, from, to);
  if (done == 0 && is_ours(b)) put('R', 0, 0, a, b, NULL, 0);
  DONE;
  return done;
}

int rmdir(const char *path) {
  char room[PATH];
  const char *at = whole(path, room);
  TURN;
  int done = (int)syscall(SYS_rmdir, path);
  if (done == 0 && is_ours(at)) put('U', 0, 0, at, NULL, NULL, 0);
  DONE;
  return done;
}

int link(const char *from, const char *to) {
  char one[PATH], two[PATH];
  const char *a = whole(from, one), *b = whole(to, two);
  TURN;
  int done = (int)syscall(SYS_link, from, to);
  if (done == 0 && is_ours(b)) put('L', 0, 0, a, b, NULL, 0);
  DONE;
  return done;
}

int mkdir(const char *path, mode_t mode) {
  char room[PATH];
  const char *at = whole(path, room);
  TURN;
  int done = (int)syscall(SYS_mkdir, path, mode);
  if (done == 0 && is_ours(at)) put('M', 0, 0, at, NULL, NULL, 0);
  DONE;
  return done;
}
