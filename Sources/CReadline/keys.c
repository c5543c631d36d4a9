#include "keys.h"

#include <ctype.h>

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

static void bind(Keymap map, const char *keys, rl_command_func_t *what) {
  rl_bind_keyseq_in_map(keys, what, map);
}

static Keymap bound(rl_command_func_t *accept) {
  Keymap map = rl_make_bare_keymap();
  for (int byte = ' '; byte < 127; byte++) rl_bind_key_in_map(byte, rl_insert, map);
  for (int byte = 128; byte < 256; byte++) rl_bind_key_in_map(byte, rl_insert, map);
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
  bind(map, "\\eb", rl_backward_word);
  bind(map, "\\ef", rl_forward_word);
  bind(map, "\\ed", delete_word_after);
  bind(map, "\\e\\C-?", delete_word_before);
  bind(map, "\\e[C", rl_forward_char);
  bind(map, "\\eOC", rl_forward_char);
  bind(map, "\\e[D", rl_backward_char);
  bind(map, "\\eOD", rl_backward_char);
  bind(map, "\\e[H", rl_beg_of_line);
  bind(map, "\\eOH", rl_beg_of_line);
  bind(map, "\\e[1~", rl_beg_of_line);
  bind(map, "\\e[F", rl_end_of_line);
  bind(map, "\\eOF", rl_end_of_line);
  bind(map, "\\e[4~", rl_end_of_line);
  bind(map, "\\e[3~", rl_delete);
  bind(map, "\\e[1;5C", rl_forward_word);
  bind(map, "\\e[1;5D", rl_backward_word);
  return map;
}

static int nothing(int count, int key) { (void)count; (void)key; return 0; }

static void bind_up_and_down(Keymap map, rl_command_func_t *up, rl_command_func_t *down) {
  bind(map, "\\C-p", up);
  bind(map, "\\e[A", up);
  bind(map, "\\eOA", up);
  bind(map, "\\C-n", down);
  bind(map, "\\e[B", down);
  bind(map, "\\eOB", down);
}

Keymap keys_for_answers(rl_command_func_t *accept) {
  Keymap map = bound(accept);
  bind_up_and_down(map, nothing, nothing);
  return map;
}

Keymap keys_for_commands(rl_command_func_t *accept) {
  Keymap map = bound(accept);
  bind_up_and_down(map, rl_get_previous_history, rl_get_next_history);
  return map;
}
