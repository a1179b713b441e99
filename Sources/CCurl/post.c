#include "CCurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t begun = PTHREAD_ONCE_INIT;
static void begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

struct sink {
  cc_reply *reply;
  size_t most;
};

static size_t take(char *bytes, size_t size, size_t count, void *to) {
  struct sink *sink = to;
  cc_reply *reply = sink->reply;
  size_t more = size * count;
  if (more > sink->most || reply->length > sink->most - more) return CURL_WRITEFUNC_ERROR;
  uint8_t *grown = realloc(reply->body, reply->length + more);
  if (!grown) return CURL_WRITEFUNC_ERROR;
  memcpy(grown + reply->length, bytes, more);
  reply->body = grown;
  reply->length += more;
  return more;
}

static void perform(const cc_request *request, int is_post, cc_reply *reply) {
  memset(reply, 0, sizeof *reply);
  reply->outcome = CC_UNSENT;
  pthread_once(&begun, begin);
  CURL *curl = curl_easy_init();
  if (!curl) {
    strcpy(reply->words, "libcurl cannot be used");
    return;
  }
  struct curl_slist *headers = NULL;
  for (const char *const *line = request->headers; *line; line++) headers = curl_slist_append(headers, *line);
  struct sink sink = {reply, request->most_bytes};
  char words[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_URL, request->url);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (is_post) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, (const char *)request->body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request->connect_milliseconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->total_milliseconds);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &sink);

  CURLcode code = curl_easy_perform(curl);
  long sent = 0;
  curl_off_t wait = 0, total = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply->status);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &total);
  reply->retry_after = wait;
  reply->microseconds = total;
  reply->outcome = code == CURLE_OK ? CC_ANSWERED : sent > 0 ? CC_LOST : CC_UNSENT;
  if (code != CURLE_OK) strncpy(reply->words, words[0] ? words : curl_easy_strerror(code), sizeof reply->words - 1);
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
}

void cc_post(const cc_request *request, cc_reply *reply) { perform(request, 1, reply); }

void cc_get(const cc_request *request, cc_reply *reply) { perform(request, 0, reply); }

void cc_free(cc_reply *reply) {
  free(reply->body);
  reply->body = NULL;
  reply->length = 0;
}
