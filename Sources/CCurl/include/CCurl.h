// One POST or GET by libcurl: Swift sees no variadic functions. Redirects are never followed, so that nothing goes where nobody
// sent it; certificates are checked.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *url;
  // Whole lines without line ends; NULL after the last.
  const char *const *headers;
  const uint8_t *body;
  size_t body_length;
  long connect_milliseconds;
  // All together, from the call to the last byte.
  long total_milliseconds;
  // An answer that is longer is not read to its end.
  size_t most_bytes;
} cc_request;

typedef enum {
  CC_ANSWERED,
  // Nobody was reached: nothing was sent.
  CC_UNSENT,
  // It may have arrived, and its answer did not.
  CC_LOST,
} cc_outcome;

typedef struct {
  cc_outcome outcome;
  long status;
  // Seconds of a Retry-After; 0 without one.
  long long retry_after;
  // To be freed by cc_free.
  uint8_t *body;
  size_t length;
  long long microseconds;
  char words[256];
} cc_reply;

void cc_post(const cc_request *request, cc_reply *reply);
// What the request has as its body is not sent.
void cc_get(const cc_request *request, cc_reply *reply);
void cc_free(cc_reply *reply);
