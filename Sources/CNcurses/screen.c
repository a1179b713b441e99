#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// <term.h> defines macros named `columns` and `lines`.
extern int setupterm(const char *term, int fd, int *result);
extern char *tigetstr(const char *name);
extern int tigetflag(const char *name);

enum { SLOTS = 256, RUN = 512 };

static SCREEN *screen;
static FILE *out_stream, *in_stream;
static int tty = -1, out = -1, memory = -1, saved_stderr = -1;
static int utf8, mouse_wanted, colored;
static struct termios cooked;
static struct { attr_t attributes; int pair; } styles[SLOTS];
static char *piece;
static size_t piece_size;

static const char modes_on[] = "\033[?2004h\033[?1004h";
static const char modes_off[] = "\033[?1004l\033[?2004l";
static const char mouse_on[] = "\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l";

// Writes everything, waiting where a descriptor does not take it at once.
static int write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t done = write(fd, bytes, count);
    if (done >= 0) {
      bytes += done;
      count -= (size_t)done;
    } else if (errno == EAGAIN) {
      struct pollfd wait = {.fd = fd, .events = POLLOUT};
      if (poll(&wait, 1, 5000) == 0) return ETIMEDOUT;
      if (wait.revents & (POLLHUP | POLLERR | POLLNVAL)) return EIO;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int cn_write(const void *bytes, size_t count) { return tty < 0 ? EBADF : write_all(tty, bytes, count); }

const char *cn_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == NULL || value == (char *)-1 ? NULL : value;
}

// Appends a capability without its padding marks ($<5>).
static size_t append(char *buffer, size_t used, size_t room, const char *text) {
  for (; text && *text && used + 1 < room; text++) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end) {
        text = end;
        continue;
      }
    }
    buffer[used++] = *text;
  }
  return used;
}

static void send_modes(void) {
  cn_write(modes_on, sizeof modes_on - 1);
  if (mouse_wanted) cn_write(mouse_on, sizeof mouse_on - 1);
  char keypad[64];
  size_t used = append(keypad, 0, sizeof keypad, cn_capability("smkx"));
  cn_write(keypad, used);
}

static void end_modes(void) {
  if (mouse_wanted) cn_write(mouse_off, sizeof mouse_off - 1);
  cn_write(modes_off, sizeof modes_off - 1);
  char keypad[64];
  size_t used = append(keypad, 0, sizeof keypad, cn_capability("rmkx"));
  cn_write(keypad, used);
}

static void arm_crash(void) {
  char bytes[512];
  size_t used = 0;
  used = append(bytes, used, sizeof bytes, "\033[?2026l");
  used = append(bytes, used, sizeof bytes, mouse_off);
  used = append(bytes, used, sizeof bytes, modes_off);
  const char *names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
  for (size_t i = 0; i < 4; i++) used = append(bytes, used, sizeof bytes, cn_capability(names[i]));
  cn_crash_restore(tty, bytes, used, &cooked);
}

static void forget_streams(void) {
  if (out_stream) fclose(out_stream);
  if (in_stream) fclose(in_stream);
  if (memory >= 0) close(memory);
  if (tty >= 0) close(tty);
  out_stream = in_stream = NULL;
  memory = tty = out = -1;
}

int cn_open(const char *term, int terminal, int log_fd, int mouse, cn_found *found) {
  memset(found, 0, sizeof *found);
  if (screen) return CN_CANNOT_OPEN;
  if (!isatty(terminal) || tcgetattr(terminal, &cooked)) return CN_NOT_A_TERMINAL;
  setlocale(LC_CTYPE, "");
  const char *name = term && *term ? term : "dumb";
  utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  // The VT series knows no UTF-8, whatever the locale says; it has a line-drawing set of its own.
  if (name[0] == 'v' && name[1] == 't' && name[2] >= '0' && name[2] <= '9') utf8 = 0;
  int result = 0;
  if (setupterm(name, terminal, &result) != OK) {
    name = "xterm-256color";
    found->substituted = 1;
    if (setupterm(name, terminal, &result) != OK) return CN_UNKNOWN_TERMINAL;
  }
  if (!cn_capability("cup")) return CN_CANNOT_PLACE;
  tty = dup(terminal);
  int in = dup(terminal);
  out = dup(terminal);
  memory = cn_memfd();
  out_stream = out < 0 ? NULL : fdopen(out, "w");
  in_stream = in < 0 ? NULL : fdopen(in, "r");
  if (tty < 0 || memory < 0 || !out_stream || !in_stream) {
    forget_streams();
    return CN_CANNOT_OPEN;
  }
  screen = newterm(name, out_stream, in_stream);
  if (!screen) {
    forget_streams();
    return CN_CANNOT_OPEN;
  }
  set_term(screen);
  mouse_wanted = mouse;
  arm_crash();
  if (log_fd >= 0) {
    saved_stderr = dup(2);
    dup2(log_fd, 2);
  }
  raw();
  noecho();
  nonl();
  keypad(stdscr, FALSE);
  intrflush(stdscr, FALSE);
  typeahead(-1);
  leaveok(stdscr, FALSE);
  curs_set(0);
  colored = has_colors();
  if (colored) {
    start_color();
    use_default_colors();
  }
  found->colors = colored ? COLORS : 0;
  found->direct_color = colored && tigetflag("RGB") > 0 && COLORS >= 0x1000000;
  found->utf8 = utf8;
  for (int i = 0; i < SLOTS; i++) styles[i].attributes = 0, styles[i].pair = 0;
  send_modes();
  return CN_OPENED;
}

// Where no other screen comes back, the shell goes on in the last row: nothing of ours stays there.
static void clear_last_row(void) {
  wattrset(stdscr, A_NORMAL);
  wmove(stdscr, LINES - 1, 0);
  wclrtoeol(stdscr);
  wrefresh(stdscr);
}

void cn_close(void) {
  if (!screen) return;
  end_modes();
  clear_last_row();
  curs_set(1);
  endwin();
  fflush(out_stream);
  tcsetattr(tty, TCSANOW, &cooked);
  cn_crash_disarm();
  delscreen(screen);
  screen = NULL;
  if (saved_stderr >= 0) {
    dup2(saved_stderr, 2);
    close(saved_stderr);
    saved_stderr = -1;
  }
  forget_streams();
  free(piece);
  piece = NULL;
  piece_size = 0;
}

void cn_set_mouse(int on) {
  if (on == mouse_wanted) return;
  mouse_wanted = on;
  if (on) cn_write(mouse_on, sizeof mouse_on - 1);
  else cn_write(mouse_off, sizeof mouse_off - 1);
}

void cn_size(int *rows, int *columns) {
  struct winsize size;
  *rows = 24;
  *columns = 80;
  if (ioctl(tty, TIOCGWINSZ, &size)) return;
  if (size.ws_row > 0) *rows = size.ws_row;
  if (size.ws_col > 0) *columns = size.ws_col;
}

void cn_resize(int rows, int columns) {
  if (!screen) return;
  resizeterm(rows, columns);
  clearok(curscr, TRUE);
}

void cn_style(unsigned slot, int foreground, int background, unsigned attributes) {
  if (slot >= SLOTS) return;
  attr_t bits = 0;
  if (attributes & CN_BOLD) bits |= A_BOLD;
  if (attributes & CN_DIM) bits |= A_DIM;
  if (attributes & CN_ITALIC) bits |= A_ITALIC;
  if (attributes & CN_UNDERLINE) bits |= A_UNDERLINE;
  if (attributes & CN_REVERSE) bits |= A_REVERSE;
  // alloc_pair reads through a null pointer on a terminal without colours.
  int pair = colored ? alloc_pair(foreground, background) : 0;
  styles[slot].attributes = bits;
  styles[slot].pair = pair > 0 ? pair : 0;
}

// The letter of a box glyph in the line-drawing set of the VT100, which terminfo's acsc maps from.
static wchar_t drawn_letter(uint32_t scalar) {
  switch (scalar) {
    case 0x2500: case 0x2501: return L'q';
    case 0x2502: case 0x2503: return L'x';
    case 0x250C: case 0x250F: case 0x256D: return L'l';
    case 0x2510: case 0x2513: case 0x256E: return L'k';
    case 0x2514: case 0x2517: case 0x2570: return L'm';
    case 0x2518: case 0x251B: case 0x256F: return L'j';
    case 0x251C: return L't';
    case 0x2524: return L'u';
    case 0x252C: return L'w';
    case 0x2534: return L'v';
    default: return L'n';
  }
}

// The line-drawing twin for charsets that have no box drawing of their own.
static const cchar_t *drawn(uint32_t scalar) {
  switch (scalar) {
    case 0x2500: case 0x2501: return WACS_HLINE;
    case 0x2502: case 0x2503: return WACS_VLINE;
    case 0x250C: case 0x250F: case 0x256D: return WACS_ULCORNER;
    case 0x2510: case 0x2513: case 0x256E: return WACS_URCORNER;
    case 0x2514: case 0x2517: case 0x2570: return WACS_LLCORNER;
    case 0x2518: case 0x251B: case 0x256F: return WACS_LRCORNER;
    case 0x251C: return WACS_LTEE;
    case 0x2524: return WACS_RTEE;
    case 0x252C: return WACS_TTEE;
    case 0x2534: return WACS_BTEE;
    case 0x253C: return WACS_PLUS;
    default: return NULL;
  }
}

static void compose(cchar_t *into, const cn_cell *cell, const cn_cluster *clusters, int cluster_count) {
  wchar_t wide[6] = {0};
  uint32_t index = cell->glyph - CN_FIRST_CLUSTER;
  if (cell->glyph < CN_FIRST_CLUSTER) {
    wide[0] = (wchar_t)cell->glyph;
  } else if (index < (uint32_t)cluster_count) {
    for (int i = 0; i < 5; i++) wide[i] = (wchar_t)clusters[index].scalars[i];
  } else {
    wide[0] = L'?';
  }
  unsigned slot = cell->style < SLOTS ? cell->style : 0;
  attr_t attributes = styles[slot].attributes;
  int pair = styles[slot].pair;
  const cchar_t *line = utf8 ? NULL : drawn(cell->glyph);
  if (line) {
    short unused;
    attr_t own;
    if (getcchar(line, wide, &own, &unused, NULL) == OK) attributes |= own;
    // Under a UTF-8 locale the twin is Unicode again.
    if (wide[0] > 0x7F) {
      wide[0] = drawn_letter(cell->glyph);
      attributes |= A_ALTCHARSET;
    }
  }
  if (setcchar(into, wide, attributes, 0, &pair) != OK) {
    wide[0] = L' ';
    wide[1] = 0;
    setcchar(into, wide, attributes, 0, &pair);
  }
}

void cn_row(int row, const cn_cell *cells, int count, const cn_cluster *clusters, int cluster_count) {
  if (!screen || row < 0 || row >= LINES) return;
  cchar_t run[RUN];
  int column = 0, filled = 0, start = 0;
  for (; column < count && column < COLS; column++) {
    if (cells[column].flags & CN_CONTINUATION) continue;
    if (filled == RUN) {
      mvadd_wchnstr(row, start, run, filled);
      filled = 0;
      start = column;
    }
    compose(&run[filled++], &cells[column], clusters, cluster_count);
  }
  if (filled > 0) mvadd_wchnstr(row, start, run, filled);
}

void cn_cursor(int row, int column) {
  if (!screen) return;
  if (row < 0) {
    curs_set(0);
  } else {
    curs_set(1);
    move(row, column);
  }
}

void cn_repaint(void) {
  if (screen) clearok(curscr, TRUE);
}

// ncurses writes once a touched row. A memory file behind its descriptor collects these, so that a frame is one write.
// What an earlier, longer frame left behind its end is not read.
int cn_show(int synchronized) {
  if (!screen) return EBADF;
  static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
  if (lseek(memory, 0, SEEK_SET) < 0) return errno;
  if (dup2(memory, out) < 0) return errno;
  wnoutrefresh(stdscr);
  doupdate();
  fflush(out_stream);
  off_t count = lseek(memory, 0, SEEK_CUR);
  if (dup2(tty, out) < 0) return errno;
  if (count <= 0) return 0;
  size_t room = (size_t)count + sizeof begin + sizeof end;
  if (room > piece_size) {
    char *larger = realloc(piece, room * 2);
    if (!larger) return ENOMEM;
    piece = larger;
    piece_size = room * 2;
  }
  size_t used = 0;
  if (synchronized) {
    memcpy(piece, begin, sizeof begin - 1);
    used = sizeof begin - 1;
  }
  ssize_t got = pread(memory, piece + used, (size_t)count, 0);
  if (got < 0) return errno;
  used += (size_t)got;
  if (synchronized) {
    memcpy(piece + used, end, sizeof end - 1);
    used += sizeof end - 1;
  }
  return write_all(tty, piece, used);
}

void cn_leave(void) {
  if (!screen) return;
  end_modes();
  clear_last_row();
  curs_set(1);
  endwin();
  fflush(out_stream);
}

void cn_come_back(void) {
  if (!screen) return;
  reset_prog_mode();
  clearok(curscr, TRUE);
  curs_set(0);
  doupdate();
  fflush(out_stream);
  send_modes();
}

void cn_suspend(int whole_group) {
  if (!screen) return;
  cn_leave();
  // The group is stopped without us, then we stop by ourselves: a signal to all of us might be taken by another thread,
  // and this one would stop a second time once continued.
  struct sigaction stop, before;
  memset(&stop, 0, sizeof stop);
  stop.sa_handler = SIG_IGN;
  sigaction(SIGTSTP, &stop, &before);
  if (whole_group) kill(0, SIGTSTP);
  stop.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stop, NULL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
  cn_come_back();
}
