#include "keys.h"

#include <ctype.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "earlier.h"
#include "typing.h"

bool keys_more_waits(int milliseconds) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, milliseconds) > 0;
}

void keys_wipe_undo(void) {
  for (UNDO_LIST *entry = rl_undo_list; entry; entry = entry->next)
    if (entry->text) explicit_bzero(entry->text, strlen(entry->text));
}

void keys_begin_line(void) {
  typing_forget();
  earlier_forget_walk();
}

// Deleting without killing: what goes is gone.

static int delete_to_start(int count, int key) {
  (void)count; (void)key;
  rl_delete_text(0, rl_point);
  rl_point = 0;
  return 0;
}

static int delete_to_end(int count, int key) {
  (void)count; (void)key;
  rl_delete_text(rl_point, rl_end);
  return 0;
}

static int is_space(int at) { return isspace((unsigned char)rl_line_buffer[at]); }

static int delete_word_before(int count, int key) {
  (void)count; (void)key;
  int start = rl_point;
  while (start > 0 && is_space(start - 1)) start--;
  while (start > 0 && !is_space(start - 1)) start--;
  rl_delete_text(start, rl_point);
  rl_point = start;
  return 0;
}

static int delete_word_after(int count, int key) {
  (void)count; (void)key;
  int end = rl_point;
  while (end < rl_end && is_space(end)) end++;
  while (end < rl_end && !is_space(end)) end++;
  rl_delete_text(rl_point, end);
  return 0;
}

static int nothing(int count, int key) { (void)count; (void)key; return 0; }

// MARK: Keys that send more than one byte

static Keymap commands;

static int up(int count, int key) {
  return (rl_get_keymap() == commands ? earlier_line : nothing)(count, key);
}

static int down(int count, int key) {
  return (rl_get_keymap() == commands ? later_line : nothing)(count, key);
}

/// What stands behind `ESC [` and `ESC O`, and what it does.
static const struct {
  const char *bytes;
  rl_command_func_t *act;
} far_keys[] = {
  {"A", up},           {"B", down},         {"C", rl_forward_char}, {"D", rl_backward_char},
  {"H", rl_beg_of_line}, {"F", rl_end_of_line}, {"1~", rl_beg_of_line}, {"7~", rl_beg_of_line},
  {"4~", rl_end_of_line}, {"8~", rl_end_of_line}, {"3~", rl_delete},
  {"1;5C", rl_forward_word}, {"1;5D", rl_backward_word},
  {"1;3C", rl_forward_word}, {"1;3D", rl_backward_word},
};

static int act_on(const char *bytes) {
  for (size_t i = 0; i < sizeof far_keys / sizeof *far_keys; i++)
    if (strcmp(far_keys[i].bytes, bytes) == 0) return far_keys[i].act(1, 0);
  return 0;
}

/// A key's bytes come together; a hand that types `ESC [` is slower.
static int next_byte(void) { return keys_more_waits(100) ? rl_read_key() : -1; }

/// To its final byte (ECMA-48): a function key that means nothing here types nothing.
static int control_sequence(int count, int key) {
  (void)count; (void)key;
  enum { LONGEST = 32 };
  char bytes[LONGEST + 1];
  int length = 0;
  while (length < LONGEST) {
    int byte = next_byte();
    if (byte < 0) return 0;
    if (byte < 0x20 || byte > 0x7E) return rl_execute_next(byte);
    bytes[length++] = (char)byte;
    // The function keys of the Linux console: `ESC [ [ A`.
    if (byte >= 0x40 && !(byte == '[' && length == 1)) break;
  }
  bytes[length] = 0;
  return act_on(bytes);
}

static int single_shift(int count, int key) {
  (void)count; (void)key;
  int byte = next_byte();
  if (byte < 0) return 0;
  if (byte < 0x20 || byte > 0x7E) return rl_execute_next(byte);
  const char bytes[2] = {(char)byte, 0};
  return act_on(bytes);
}

// MARK: The maps

static void bind(Keymap map, const char *keys, rl_command_func_t *what) {
  rl_bind_keyseq_in_map(keys, what, map);
}

static Keymap bound(rl_command_func_t *accept) {
  Keymap map = rl_make_bare_keymap();
  for (int byte = ' '; byte < 127; byte++) rl_bind_key_in_map(byte, typing_letter, map);
  for (int byte = 128; byte < 256; byte++) rl_bind_key_in_map(byte, typing_byte, map);
  bind(map, "\\C-m", accept);
  bind(map, "\\C-j", accept);
  bind(map, "\\t", rl_complete);
  bind(map, "\\C-a", rl_beg_of_line);
  bind(map, "\\C-e", rl_end_of_line);
  bind(map, "\\C-b", rl_backward_char);
  bind(map, "\\C-f", rl_forward_char);
  bind(map, "\\C-d", rl_delete);
  bind(map, "\\C-h", rl_rubout);
  bind(map, "\\C-?", rl_rubout);
  bind(map, "\\C-l", rl_refresh_line);
  bind(map, "\\C-u", delete_to_start);
  bind(map, "\\C-k", delete_to_end);
  bind(map, "\\C-w", delete_word_before);
  bind(map, "\\C-p", up);
  bind(map, "\\C-n", down);
  bind(map, "\\eb", rl_backward_word);
  bind(map, "\\ef", rl_forward_word);
  bind(map, "\\ed", delete_word_after);
  bind(map, "\\e\\C-?", delete_word_before);
  bind(map, "\\e[", control_sequence);
  bind(map, "\\eO", single_shift);
  return map;
}

Keymap keys_for_answers(rl_command_func_t *accept) { return bound(accept); }

Keymap keys_for_commands(rl_command_func_t *accept) { return commands = bound(accept); }
