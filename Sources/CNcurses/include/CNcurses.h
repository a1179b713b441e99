// What Countersign needs of ncursesw and of the terminal below it, as plain functions.
// One screen a process. All functions but the crash handlers belong to the thread that opened it.
#pragma once

#include <spawn.h>
#include <stddef.h>
#include <stdint.h>

// One cell: a scalar, or 0x110000 + index into the clusters. Same in memory as Swift's `Cell`.
typedef struct {
  uint32_t glyph;
  uint16_t style;
  uint16_t flags;
} cn_cell;

// A base and up to four marks, 0 where unused. Same in memory as Swift's `Cluster`.
typedef struct {
  uint32_t scalars[5];
} cn_cluster;

enum {
  CN_CONTINUATION = 1,
  CN_FIRST_CLUSTER = 0x110000,
};

enum cn_attribute {
  CN_BOLD = 1,
  CN_DIM = 2,
  CN_ITALIC = 4,
  CN_UNDERLINE = 8,
  CN_REVERSE = 16,
};

enum cn_failure {
  CN_OPENED = 0,
  CN_NOT_A_TERMINAL = 1,
  CN_UNKNOWN_TERMINAL = 2,
  CN_CANNOT_OPEN = 3,
  CN_CANNOT_PLACE = 4,  // it has no way to move the cursor; nothing was written to it
};

// What was found when the screen was opened.
typedef struct {
  int colors;        // 0 without colours
  int direct_color;  // colours are 0xRRGGBB
  int utf8;          // locale and terminal speak UTF-8
  int substituted;   // TERM is unknown here, xterm-256color was taken instead
} cn_found;

// screen.c
int cn_open(const char *term, int tty, int log_fd, int mouse, cn_found *found);
void cn_close(void);
void cn_set_mouse(int on);
// Tells how large the terminal says it is; 24 × 80 if it does not say.
void cn_size(int *rows, int *columns);
void cn_resize(int rows, int columns);
// Colours as the palette counts them, -1 for the terminal's own. `attributes` of cn_attribute.
void cn_style(unsigned slot, int foreground, int background, unsigned attributes);
void cn_row(int row, const cn_cell *cells, int count, const cn_cluster *clusters, int cluster_count);
// Hides the cursor when row is negative.
void cn_cursor(int row, int column);
// Writes what changed to the terminal as one piece. Returns 0, or errno when the terminal is gone.
int cn_show(int synchronized);
// Forgets what is shown: the next cn_show draws everything.
void cn_repaint(void);
// Writes bytes to the terminal beside ncurses; only between two cn_show. Returns 0 or errno.
int cn_write(const void *bytes, size_t count);
// Hands the terminal to another program, as it was before cn_open; and takes it again.
void cn_leave(void);
void cn_come_back(void);
// Leaves the screen, stops the process group as Ctrl-Z does, comes back when continued.
void cn_suspend(int whole_group);
// A string of the terminal's entry, such as "kcuu1"; NULL if it has none.
const char *cn_capability(const char *name);

// signals.c
// Opens the pipe that receives the number of each signal noted; its read end, or -1.
int cn_signals_open(void);
void cn_signals_close(void);
void cn_crash_restore(int tty, const char *bytes, size_t count, const void *termios_or_null);
void cn_crash_disarm(void);

// system.c
int cn_eventfd(void);
int cn_memfd(void);
// Opens a pseudo-terminal of this size: the master's descriptor, the other side's path in `name`; or -1.
int cn_pty_open(int rows, int columns, char *name, size_t name_size);
int cn_pty_resize(int master, int rows, int columns);
// A program to be started with these actions gets no descriptor from `lowest` on. Zero, or an errno.
int cn_close_from(posix_spawn_file_actions_t *actions, int lowest);
int cn_set_nonblocking(int fd);
