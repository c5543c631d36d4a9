#define _GNU_SOURCE
#include <stdbool.h>
#include <string.h>

#include "CReadline.h"
#include "keys.h"
#include "typing.h"

// What is typed or pasted goes into the line one whole character at a time, and only what may be
// shown: the line is on the terminal before Enter, and before anybody could clean it.

enum { MARKS_PER_LETTER = 6 };

static recall_kind kind_of;
static unsigned char bytes[5];
static int have, want, marks;
static bool only_typed;

void recall_take_only(recall_kind kind) { kind_of = kind; }

bool keys_only_typed(void) {
  bool was = only_typed;
  only_typed = false;
  return was;
}

void typing_forget(void) {
  explicit_bzero(bytes, sizeof bytes);
  have = want = marks = 0;
}

/// Longer than any prompt takes is too long already: it is refused as a whole.
static void put(const char *text) {
  only_typed = true;
  if ((size_t)rl_end + strlen(text) <= RECALL_MOST_BYTES) rl_insert_text(text);
}

int typing_letter(int count, int key) {
  (void)count;
  const char text[2] = {(char)key, 0};
  marks = 0;
  put(text);
  return 0;
}

/// -1: the bytes are no character (too long for what they say, half of a pair, beyond Unicode).
static int32_t scalar(void) {
  static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  int32_t value = bytes[0] & (0xFF >> (want + 1));
  for (int i = 1; i < want; i++) value = value << 6 | (bytes[i] & 0x3F);
  bool is_half = value >= 0xD800 && value <= 0xDFFF;
  return value < least[want] || value > 0x10FFFF || is_half ? -1 : value;
}

static void take_character(void) {
  int32_t value = scalar();
  int32_t kind = value < 0 ? 0 : kind_of ? kind_of((uint32_t)value) : 1;
  if (kind == 0) return;
  marks = kind == 2 ? marks + 1 : 0;
  if (marks <= MARKS_PER_LETTER) put((const char *)bytes);
}

int typing_byte(int count, int key) {
  (void)count;
  unsigned char byte = (unsigned char)key;
  only_typed = true;
  if (rl_last_func != typing_byte) have = 0;
  if (byte >= 0xC2 && byte <= 0xF4) {
    have = 0;
    want = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  } else if (byte >= 0xC0 || have == 0) {
    have = 0;
    return 0;
  }
  bytes[have++] = byte;
  if (have < want) return 0;
  bytes[want] = 0;
  take_character();
  explicit_bzero(bytes, sizeof bytes);
  have = 0;
  return 0;
}
