#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static const int noted[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static struct sigaction before_noted[sizeof noted / sizeof *noted];

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
static struct sigaction before_crash[sizeof crashes / sizeof *crashes];
static volatile sig_atomic_t armed;
static int crash_tty = -1;
static char crash_bytes[512];
static size_t crash_count;
static struct termios crash_termios;
static int crash_has_termios;
static char crash_stack[32768];

static void note(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(pipe_ends[1], &byte, 1) < 0) errno = 0;
  errno = saved;
}

int cn_signals_open(void) {
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK)) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigaction(noted[i], &action, &before_noted[i]);
  return pipe_ends[0];
}

void cn_signals_close(void) {
  if (pipe_ends[0] < 0) return;
  for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigaction(noted[i], &before_noted[i], NULL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}

// Leaves a terminal a shell can be used on, then dies of the same signal.
static void crash(int number) {
  if (armed) {
    armed = 0;
    if (write(crash_tty, crash_bytes, crash_count) < 0) errno = 0;
    if (crash_has_termios) tcsetattr(crash_tty, TCSANOW, &crash_termios);
  }
  signal(number, SIG_DFL);
  raise(number);
}

void cn_crash_restore(int tty, const char *bytes, size_t count, const void *termios_or_null) {
  if (count > sizeof crash_bytes) count = sizeof crash_bytes;
  memcpy(crash_bytes, bytes, count);
  crash_count = count;
  crash_tty = tty;
  crash_has_termios = termios_or_null != NULL;
  if (termios_or_null) memcpy(&crash_termios, termios_or_null, sizeof crash_termios);
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = crash;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  armed = 1;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &action, &before_crash[i]);
}

void cn_crash_disarm(void) {
  if (!armed) return;
  armed = 0;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &before_crash[i], NULL);
}
